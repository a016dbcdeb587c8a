"""A command that is killed leaves nothing of anybody behind, and an emptied database does not pass for a good one."""

import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from endurance import killed_steps
from support.own_copy import export

from bot.own_copy import copy_archive
from bot.storage.backups import backup_places
from bot.storage.backups.backup import backup, restore
from bot.storage.errors import BackupError
from bot.storage.sqlite.database import DATABASE
from bot.storage.store import Store
from bot.storage.unnamed_file import name_it, unnamed
from bot.system.scratch import scratch
from tests.bot.commands.equipment import ended, process
from tests.bot.storage.scribe import Scribe

ENGINES = ("sqlite",)


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_nothing_half_done() -> None:
    """Of erasing somebody, in the chat and by the command, of an export and of a change of the key: at some steps.

    `python -m endurance.killed_steps` tries every step.
    """
    assert len(list(killed_steps.main(sample=2))) == 4


def _hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


async def _some_people(data: Path, number: int) -> None:
    async with Store.open(data) as store:
        scribe = Scribe(store)
        for person in range(1, number + 1):
            await scribe.turn(f"telegram:{person}", scribe.draft(f"d{person}"))


def test_a_file_has_no_name_until_it_is_whole(tmp_path: Path) -> None:
    """What is written before that is in no folder; a name that is taken stays as it is."""
    with unnamed(tmp_path) as file:
        file.write(b"private")
        assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == []
        name_it(file, tmp_path / "whole")
        with pytest.raises(FileExistsError):
            name_it(file, tmp_path / "whole")
    assert (tmp_path / "whole").read_bytes() == b"private"
    assert (tmp_path / "whole").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["whole"]


async def test_an_export_that_breaks_leaves_nothing(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No torn archive stands under the name that was asked for, nor under any other."""
    await _some_people(data, 1)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(copy_archive, "name_it", killed)
    (tmp_path / "out").mkdir()
    with pytest.raises(KeyboardInterrupt):
        export(data, "telegram:1", tmp_path / "out" / "person.zip")
    assert list((tmp_path / "out").iterdir()) == []


async def test_what_a_killed_restore_left_goes_with_the_next(data: Path, tmp_path: Path) -> None:
    """The whole database under a hidden name is nobody's backup."""
    await _some_people(data, 1)
    backup(data, tmp_path / "archive.tar.gz")
    fresh = tmp_path / "fresh"
    (fresh / ".restoring-killed").mkdir(parents=True)
    (fresh / ".restoring-killed" / DATABASE).write_bytes(b"everything")
    restore(tmp_path / "archive.tar.gz", fresh)
    assert not list(fresh.glob(".restoring*"))


async def test_what_a_killed_restore_left_goes_with_the_next_start_of_the_bot(data: Path) -> None:
    """Nobody may ever restore again."""
    (data / ".restoring-killed").mkdir(parents=True)
    (data / ".restoring-killed" / DATABASE).write_bytes(b"everything")
    async with Store.open(data):
        assert _hidden(data) == []


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda one: one.name)
async def test_a_backup_that_is_ended_leaves_no_copy(data: Path, tmp_path: Path, stop: signal.Signals) -> None:
    """By `kill`, by a terminal that closes, or by the system: then the next backup removes what is left."""
    await _some_people(data, 1)
    ends = {"TEABREAK_DATA": str(data), "TEABREAK_BACKUP_COMMAND": f"kill -{stop.value} $PPID; cat > /dev/null"}
    status, _, _ = await ended(await process(sys.executable, "-m", "bot", "backup", **ends))
    assert status == (-stop if stop == signal.SIGKILL else 128 + stop)
    if stop == signal.SIGKILL:
        backup_places.to_command(data, "cat > /dev/null")
    assert _hidden(data) == []


def test_what_is_at_work_is_not_taken_for_left_over(tmp_path: Path) -> None:
    """Two backups at a time do not disturb each other."""
    with scratch(tmp_path) as one, scratch(tmp_path) as other:
        assert one.is_dir()
        assert other.is_dir()
    assert not list(tmp_path.iterdir())


async def test_a_backup_of_an_emptied_database_is_refused(data: Path, tmp_path: Path) -> None:
    """Good backups would be rotated out for it. Whoever means it can insist."""
    await _some_people(data, 5)
    backup(data, tmp_path / "good.tar.gz")
    with closing(sqlite3.connect(data / DATABASE)) as found:
        found.executescript("DELETE FROM draft; DELETE FROM person;")
    with pytest.raises(BackupError, match=r"far less than at the last backup.*--insist"):
        backup(data, tmp_path / "empty.tar.gz")
    assert not (tmp_path / "empty.tar.gz").exists()
    assert backup(data, tmp_path / "meant.tar.gz", insist=True).counts["person"] == 0


async def test_also_where_few_have_used_the_bot_yet(data: Path, tmp_path: Path) -> None:
    """One may leave; that nobody is there any more is told."""
    await _some_people(data, 2)
    backup(data, tmp_path / "good.tar.gz")
    with closing(sqlite3.connect(data / DATABASE)) as found:
        found.executescript("DELETE FROM draft WHERE id = 'd1'; DELETE FROM person WHERE id = 'telegram:1';")
        backup(data, tmp_path / "one left.tar.gz")
        found.executescript("DELETE FROM draft; DELETE FROM person;")
    with pytest.raises(BackupError, match="far less than at the last backup"):
        backup(data, tmp_path / "empty.tar.gz")


async def test_a_new_data_folder_pushes_no_good_backup_out(data: Path, tmp_path: Path) -> None:
    """A disk that was not mounted is found by what the newest backup holds that can be read."""
    await _some_people(data, 2)
    backups = tmp_path / "backups"
    backups.mkdir()
    good = backups / "teabreak-20250101T030000Z.tar.gz"
    backup(data, good)
    (backups / "teabreak-20250102T030000Z.tar.gz").write_bytes(b"torn")
    async with Store.open(tmp_path / "another"):
        pass
    with pytest.raises(BackupError, match="far less than at the last backup"):
        backup_places.to_folder(tmp_path / "another", backups, 1)
    assert good.exists()
