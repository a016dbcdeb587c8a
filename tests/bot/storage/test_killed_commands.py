"""A command that is killed leaves nothing of anybody behind, and an emptied database does not pass for a good one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from endurance import killed_steps
from support.own_copy import export

from bot.own_copy import copy_archive
from bot.storage.backups.backup import backup, restore
from bot.storage.errors import BackupError
from bot.storage.sqlite.database import DATABASE
from bot.storage.store import Store
from bot.storage.unnamed_file import name_it, unnamed
from tests.bot.storage.scribe import Scribe

ENGINES = ("sqlite",)


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_nothing_half_done() -> None:
    """Of erasing somebody, in the chat and by the command, of an export and of a change of the key: at some steps.

    `python -m endurance.killed_steps` tries every step.
    """
    assert len(list(killed_steps.main(sample=2))) == 4


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
