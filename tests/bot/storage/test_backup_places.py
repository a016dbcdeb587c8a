"""Backups in another place: how many stay there, and when one counts as good."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.storage.backups import backup as backups
from bot.storage.backups import backup_places, last_counts
from bot.storage.errors import BackupError
from bot.storage.store import Store
from tests.bot.storage.scribe import Scribe

ENGINES = ("sqlite",)

pytestmark = pytest.mark.slow


@pytest.fixture
async def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with somebody's draft, and no settings."""
    for name in [name for name in os.environ if name.upper().startswith("TEABREAK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    async with Store.open(tmp_path / "data") as store:
        scribe = Scribe(store)
        await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),))
    return tmp_path / "data"


def archives(folder: Path) -> list[str]:
    """The names of the backups in a folder."""
    return sorted(path.name for path in folder.glob("teabreak-*.tar.gz"))


def old(folder: Path, count: int) -> list[str]:
    """Puts so many old backups into a folder, a night apart."""
    folder.mkdir(exist_ok=True)
    names = [f"teabreak-202501{day:02}T030000Z.tar.gz" for day in range(1, count + 1)]
    for name in names:
        (folder / name).touch()
    return names


def teabreak() -> Result:
    """Runs `teabreak backup` in this process."""
    return CliRunner().invoke(cli.command_line("backup"), ["backup"])


def test_a_backup_pushes_out_the_oldest(data: Path, tmp_path: Path) -> None:
    """Of four old backups and the new one, the newest three stay; other files are left alone."""
    folder = tmp_path / "a folder"
    names = old(folder, 4)
    (folder / "notes.txt").touch()
    file, manifest = backup_places.to_folder(data, folder, 3)
    assert archives(folder) == [*names[2:], file.name]
    assert (folder / "notes.txt").exists()
    assert backups.restore(file, tmp_path / "back") == manifest


def test_a_backup_that_fails_pushes_out_nothing(tmp_path: Path) -> None:
    """While no new backup can be made, the old ones are all there is."""
    names = old(tmp_path / "backups", 5)
    with pytest.raises(BackupError):
        backup_places.to_folder(tmp_path / "no data", tmp_path / "backups", 2)
    assert archives(tmp_path / "backups") == names


def test_the_leftovers_of_a_killed_backup_go(data: Path, tmp_path: Path) -> None:
    """What a backup left half done days ago is removed; what may still be at work stays."""
    stale, fresh = tmp_path / "backups" / ".teabreak-stale", tmp_path / "backups" / ".teabreak-fresh"
    for leftover in (stale, fresh):
        leftover.mkdir(parents=True)
        (leftover / "archive").touch()
    os.utime(stale, (0, 0))
    backup_places.to_folder(data, tmp_path / "backups", 3)
    assert not stale.exists()
    assert fresh.exists()


def test_a_command_gets_the_backup_and_gives_it_back(data: Path, tmp_path: Path) -> None:
    """Through a pipeline, and restored from what came back; nothing of it stays among the data."""
    manifest = backup_places.to_command(data, "cat | tee copy > place", "cat place")
    assert manifest.counts["person"] == 1
    assert backups.restore(tmp_path / "copy", tmp_path / "back") == manifest
    assert not list(data.glob(".teabreak-*"))


def test_what_comes_back_must_be_what_was_sent(data: Path, tmp_path: Path) -> None:
    """An older backup, or half of one, is not taken for it; nor is a pipeline good whose first part fails."""
    backup_places.to_command(data, "cat > older")
    with closing(sqlite3.connect(data / "teabreak.db")) as database:
        database.execute("UPDATE draft SET touched_ms = touched_ms + 1")
        database.commit()
    for command, check in (
        ("cat > place", "cat older"),
        ("cat > place", "head -c 500 place"),
        ("cat > place", "false"),
        ("false | cat", ""),
    ):
        with pytest.raises(BackupError):
            backup_places.to_command(data, command, check)


def test_it_is_good_once_every_place_has_it(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that fails leaves the folder's backup there, and the whole is not called good."""
    monkeypatch.setenv("TEABREAK_BACKUP_FOLDER", "backups")
    monkeypatch.setenv("TEABREAK_BACKUP_COMMAND", "exit 3 # password")
    done = teabreak()
    assert (done.exit_code, len(archives(tmp_path / "backups"))) == (1, 1)
    assert "`exit` ended with 3" in done.stderr
    assert "password" not in done.output
    assert last_counts.made_ms(data) is None
    monkeypatch.delenv("TEABREAK_BACKUP_FOLDER")
    monkeypatch.setenv("TEABREAK_BACKUP_COMMAND", "cat > place")
    monkeypatch.setenv("TEABREAK_BACKUP_CHECK_COMMAND", "cat place")
    done = teabreak()
    assert (done.exit_code, "restored what came back: 1 people" in done.stdout) == (0, True)
    assert last_counts.made_ms(data) is not None


def test_without_a_place_it_asks_for_one(data: Path) -> None:
    """And with nothing to send, there is nothing to read back."""
    done = teabreak()
    assert (done.exit_code, "TEABREAK_BACKUP_FOLDER" in done.stderr) == (2, True)
