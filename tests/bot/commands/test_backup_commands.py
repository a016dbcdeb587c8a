"""`teabreak backup` and `restore`: what comes back, and what cannot be done."""

import asyncio
from pathlib import Path

import pytest

from bot.commands.console import CONFIG
from bot.storage.store import Store
from tests.bot.commands.equipment import teabreak
from tests.bot.storage.scribe import Scribe

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("folder")]


async def fill(data: Path, drafts: int = 2) -> None:
    """Makes a data folder with somebody's drafts and a submission."""
    async with Store.open(data) as store:
        scribe = Scribe(store)
        for number in range(drafts):
            await scribe.turn("telegram:7", scribe.draft(f"d{number}"), messages=(scribe.asking(f"q{number}"),))
        await scribe.turn("telegram:7", packs=(scribe.pack("d0"),))


async def desk(data: Path) -> object:
    """What the person has."""
    async with Store.open(data) as store:
        return await Scribe(store).desk("telegram:7")


async def test_what_was_backed_up_comes_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup and a restore on another machine bring back every draft, and say how many."""
    await fill(folder / "data")
    saved = teabreak("backup", "kept.tar.gz")
    assert (saved.exit_code, saved.stderr) == (0, "")
    assert saved.stdout == "Wrote kept.tar.gz and read it back: 1 people, 2 drafts, 1 submissions.\n"
    monkeypatch.setenv("TEABREAK_DATA", "elsewhere")
    back = teabreak("restore", "kept.tar.gz")
    assert (back.exit_code, back.stderr) == (0, "")
    assert back.stdout.startswith("Restored into elsewhere: 1 people, 2 drafts, 1 submissions.\n")
    assert await desk(folder / "elsewhere") == await desk(folder / "data")


@pytest.mark.sqlite_file
async def test_a_backup_is_whole_while_people_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was on disk when the backup began is in it, though the bot goes on; no draft is in it by half."""
    async with Store.open(folder / "data") as store:
        scribe = Scribe(store)
        for number in range(20):
            await scribe.turn("telegram:7", scribe.draft(f"d{number}"))
        saving = asyncio.create_task(asyncio.to_thread(teabreak, "backup", "kept.tar.gz"))
        written = 20
        while not saving.done():
            await scribe.turn("telegram:7", scribe.draft(f"d{written}"))
            written += 1
        assert (await saving).exit_code == 0
        everything = await scribe.desk("telegram:7")
    assert written > 21
    monkeypatch.setenv("TEABREAK_DATA", "elsewhere")
    assert teabreak("restore", "kept.tar.gz").exit_code == 0
    async with Store.open(folder / "elsewhere") as store:
        kept = (await Scribe(store).desk("telegram:7")).drafts
    assert 20 <= len(kept) <= written
    assert list(kept.items()) == list(everything.drafts.items())[: len(kept)]


async def test_a_restore_never_writes_over_data(folder: Path) -> None:
    """Where there is a database already, nothing is touched."""
    await fill(folder / "data")
    teabreak("backup", "kept.tar.gz")
    refused = teabreak("restore", "kept.tar.gz")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == "data holds a database already: restore into an empty folder\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("backup", "kept.tar.gz"), "data holds no database to back up"),
        (("restore", "nothing.tar.gz"), "nothing.tar.gz is not a file"),
        (("restore", "text.tar.gz"), "text.tar.gz is no backup to rely on"),
    ],
)
@pytest.mark.sqlite_file
def test_what_cannot_be_done_is_told_in_a_line(arguments: tuple[str, str], told: str, folder: Path) -> None:
    """No traceback, one line on the error stream, and a status that a script can see."""
    (folder / "text.tar.gz").write_text("not an archive", encoding="utf-8")
    refused = teabreak(*arguments)
    assert (refused.exit_code, refused.stdout) == (1, "")
    (line,) = refused.stderr.splitlines()
    assert line.startswith(told)


async def test_a_backup_into_a_folder_that_is_not_there_is_told(folder: Path) -> None:
    """What the system refuses is told like everything else."""
    await fill(folder / "data")
    refused = teabreak("backup", "nowhere/kept.tar.gz")
    assert refused.exit_code == 1
    (line,) = refused.stderr.splitlines()
    assert "nowhere" in line


async def test_a_backup_needs_no_operator(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is all that a backup has to know; with wrong settings it says which, and backs up nothing."""
    await fill(folder / "data")
    assert teabreak("backup", "kept.tar.gz").exit_code == 0
    monkeypatch.setenv("TEABREAK_ROUTE", "pigeon")
    refused = teabreak("backup", "other.tar.gz")
    assert refused.exit_code == CONFIG
    assert refused.stderr == "TEABREAK_ROUTE: use folder, handover, webhook, email, badgekit or obf\n"
    assert not (folder / "other.tar.gz").exists()
