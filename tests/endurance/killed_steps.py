"""Kills a process at each step of erasing a person, of an export and of a change of the key, and looks what is left.

    PYTHONPATH=.:tests python -m endurance.killed_steps              # at every step
    PYTHONPATH=.:tests python -m endurance.killed_steps --sample 6   # at some, evenly spread

A step is a statement of the database, or a call of the system that changes a file. Each is tried on a copy of the same
folder, by a child of this process, forked once all is imported. Then the work is begun again, as after a restart.
Exit status 0 if nothing that was half done stays so, nothing else is lost, and the receipt is there once.
"""

import argparse
import asyncio
import itertools
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, ModuleType

import aiosqlite
from rich.console import Console
from support.conversation_driver import Sitting
from support.own_copy import export
from typer.testing import CliRunner

from bot.cli import command_line
from bot.issuers.folder.erasing import InboxCopies
from bot.jobs.upkeep.erase_people import ErasePeopleJob
from bot.media.unreferenced_files import remove_unnamed
from bot.storage.sealing import master_key, rotate
from bot.storage.sqlite.database import DATABASE
from bot.storage.stored.codec import MESSAGES
from flows.engine.buttons import Action

try:
    from tests.bot.storage.filled import ISLA, KEY, MORAG, RARE, bytes_below, fill, media, opened, seen
except ImportError:
    # Outside pytest, a package of this name that a library installs hides the folder.
    sys.modules["tests"] = ModuleType("tests")
    sys.modules["tests"].__path__ = [str(Path(__file__).parent.parent)]
    from tests.bot.storage.filled import ISLA, KEY, MORAG, RARE, bytes_below, fill, media, opened, seen

_CALLS = frozenset({"fsync", "rename", "replace", "unlink", "link", "mkdir", "rmdir", "write", "ftruncate"})
_STATEMENTS = frozenset({"execute", "executemany", "executescript", "commit"})
_FORGET = command_line("forget")


class Steps:
    """Counts the steps of this process and its threads, and kills it before the one of a number."""

    def __init__(self, last: int) -> None:
        self.taken = 0
        self._last = last

    def __call__(self, _frame: FrameType, event: str, called: object) -> None:
        """Looks at a call of a function that is not written in Python."""
        name = getattr(called, "__name__", "")
        database = name in _STATEMENTS and isinstance(
            getattr(called, "__self__", None), sqlite3.Connection | sqlite3.Cursor
        )
        if event == "c_call" and (database or (name in _CALLS and getattr(called, "__module__", "") == "posix")):
            self.count()

    def count(self) -> None:
        """One more; the last is not taken."""
        self.taken += 1
        if self.taken == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """From now on."""
        execute = aiosqlite.Connection._execute

        async def counted(connection: aiosqlite.Connection, *work: object) -> object:
            # It hands the statement to its thread in a way that a profile does not see.
            self.count()
            return await execute(connection, *work)

        aiosqlite.Connection._execute = counted
        threading.setprofile(self)
        sys.setprofile(self)


@dataclass(frozen=True)
class KilledWork:
    """What is killed, and what has to hold afterwards."""

    name: str
    sealed: bool
    prepare: Callable[[Path], None]
    do: Callable[[Path], None]
    hold: Callable[[Path, dict[str, object]], None]
    """Holds what has to hold right after the kill, begins again, and holds what then has to. The folder as it was
    before is given."""


def stopped(work: KilledWork, folder: Path, last: int) -> int | None:
    """Does the work in a child that is killed before a step; how many it took where it came to its end before."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            steps = Steps(last)
            steps.watch()
            work.do(folder)
            sys.setprofile(None)
            os.write(write, str(steps.taken).encode())
        finally:
            os._exit(0)
    os.close(write)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read, "rb") as told:
        taken = told.read()
    assert os.WIFSIGNALED(status) or taken, f"{work.name} broke at step {last}"
    return int(taken) if taken else None


def tried(work: KilledWork, places: Path, sample: int | None) -> tuple[int, int]:
    """Kills at each step, or at some; how many steps there are, and at how many it was killed."""
    template = places / work.name
    template.mkdir()
    asyncio.run(fill(template / "data", KEY if work.sealed else None))
    work.prepare(template)
    before = asyncio.run(seen(template / "data", KEY if work.sealed else None))
    copies = (places / f"{work.name}-{number}" for number in itertools.count())

    def at(step: int) -> int | None:
        folder = next(copies)
        shutil.copytree(template, folder)
        taken = stopped(work, folder, step)
        work.hold(folder, before)
        shutil.rmtree(folder)
        return taken

    steps = at(sys.maxsize)
    assert steps is not None
    chosen = range(1, steps + 1)
    if sample is not None:
        chosen = sorted({1 + steps * number // (sample + 1) for number in range(1, sample + 1)})
    for step in chosen:
        # What a program does by the clock may take a step more or less.
        at(step)
    return steps, len(chosen)


def _with_inbox(folder: Path) -> None:
    """The issuer's inbox has what both sent, and nothing is so young that housekeeping leaves it alone."""
    for person in (ISLA, MORAG):
        place = folder / "data" / "inbox" / f"TB-{person[-1]}"
        place.mkdir(parents=True)
        (place / "evidence.txt").write_text(f"{person} {RARE}")
    for path in (folder / "data" / "media").rglob("*"):
        os.utime(path, (0, 0))


def _others_are_there(folder: Path, before: dict[str, object]) -> None:
    """What the other person has is as it was, whatever became of the first."""
    data = folder / "data"

    async def read() -> None:
        async with opened(data, None) as store:
            assert await store.session(MORAG) == before[MORAG]
            assert await store.submitted("TB-8", 1) == before[f"pack {MORAG}"]

    asyncio.run(read())
    assert (data / "inbox" / "TB-8" / "evidence.txt").is_file()
    assert f"{MORAG} says {RARE}".encode() in bytes_below(data)
    with closing(sqlite3.connect(data / DATABASE)) as database:
        counts = [
            database.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (ISLA,)).fetchone()[0] > 0
            for table, column in (("person", "id"), ("draft", "person"))
        ]
    assert len({*counts}) == 1, "rows of a person are half gone"


def _is_gone(folder: Path) -> None:
    """Nothing of the person is anywhere."""
    data = folder / "data"
    asyncio.run(remove_unnamed(data, media(data, None)))
    left = bytes_below(data)
    for words in (f"{ISLA} {RARE}", f"{ISLA} says {RARE}", "TB-7"):
        assert words.encode() not in left, words


def _asked_twice(folder: Path) -> None:
    _with_inbox(folder)

    async def ask() -> None:
        async with opened(folder / "data", None) as store:
            sitting = Sitting(store)
            await sitting.handle(sitting.press(ISLA, Action.erase))
            await sitting.handle(sitting.press(ISLA, Action.erase_on))

    asyncio.run(ask())


def _erase_in_chat(folder: Path) -> None:
    """The last press, which comes again where it was not confirmed, and the job that finishes it."""

    async def erase() -> None:
        data = folder / "data"
        async with opened(data, None) as store:
            sitting = Sitting(store)
            sitting._updates = itertools.count(1000)
            await sitting.handle(sitting.press(ISLA, Action.erase_sure))
            inbox, kept = InboxCopies(data / "inbox"), media(data, None)
            job = ErasePeopleJob(store, sitting.conversation, data, kept, sitting.clock, _nothing, (inbox,))
            assert not await job.look()

    asyncio.run(erase())


async def _nothing(_: str) -> None:
    """No job works for anybody here."""


def _hold_chat(folder: Path, before: dict[str, object]) -> None:
    _others_are_there(folder, before)
    _erase_in_chat(folder)
    _others_are_there(folder, before)
    _is_gone(folder)
    with closing(sqlite3.connect(folder / "data" / DATABASE)) as database:
        bodies = database.execute("SELECT body FROM outbox WHERE chat = ?", (ISLA,)).fetchall()
    assert sum("It is done" in MESSAGES.read(body).text for (body,) in bodies) == 1


def _forget(folder: Path) -> None:
    runner = CliRunner(env={"TEABREAK_DATA": str(folder / "data"), "TEABREAK_BY": "isla"})
    runner.invoke(_FORGET, ["forget", ISLA])


def _hold_forget(folder: Path, before: dict[str, object]) -> None:
    _others_are_there(folder, before)
    _forget(folder)
    _others_are_there(folder, before)
    _is_gone(folder)


def _export(folder: Path) -> None:
    export(folder / "data", ISLA, folder / "out" / "person.zip")


def _hold_export(folder: Path, before: dict[str, object]) -> None:
    def whole() -> bool:
        files = list((folder / "out").iterdir())
        assert [path.name for path in files] in ([], ["person.zip"])
        return all(zipfile.ZipFile(path).testzip() is None for path in files) and bool(files)

    assert asyncio.run(seen(folder / "data", None)) == before
    if not whole():
        _export(folder)
        assert whole()


def _with_key(folder: Path) -> None:
    (folder / "keys").mkdir()
    (folder / "keys" / "key").write_bytes(KEY.line)


def _rotate(folder: Path) -> None:
    rotate.rotate(folder / "data", folder / "keys" / "key")


def _hold_rotate(folder: Path, before: dict[str, object]) -> None:
    data, file = folder / "data", folder / "keys" / "key"
    assert asyncio.run(seen(data, master_key.read(file, data))) == before
    done = rotate.rotate(data, file)
    key = master_key.read(file, data)
    assert key.id == done.new != done.old
    assert asyncio.run(seen(data, key)) == before
    assert not file.with_name("key.new").exists()


def _out(folder: Path) -> None:
    (folder / "out").mkdir()


WORKS = (
    KilledWork("erasure in the chat", False, _asked_twice, _erase_in_chat, _hold_chat),
    KilledWork("erasure by the command", False, _with_inbox, _forget, _hold_forget),
    KilledWork("export", False, _out, _export, _hold_export),
    KilledWork("change of the key", True, _with_key, _rotate, _hold_rotate),
)


def main(sample: int | None, only: str = "") -> Iterator[str]:
    """All of them, or some; a line of each."""
    with tempfile.TemporaryDirectory() as places:
        for work in (one for one in WORKS if only in one.name):
            began = time.monotonic()
            steps, killed = tried(work, Path(places), sample)
            yield f"{work.name}: killed at {killed} of {steps} steps, all is well ({time.monotonic() - began:.1f} s)"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="the works with this in their names")
    parser.add_argument("--sample", type=int, help="at how many steps of each, instead of every one")
    asked = parser.parse_args()
    for line in main(asked.sample, asked.only):
        Console().print(line)
