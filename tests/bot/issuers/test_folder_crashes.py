"""The writer of an inbox, stopped at each of its steps: killed, or refused by the system."""

import asyncio
import errno
import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import FrameType

import pytest

from bot.documents.text import evidence_txt
from bot.documents.words import NamedFile
from bot.issuers.folder.route import FolderDelivery
from bot.issuers.route import FailureReason, Receipt, RetryLater
from flows.pack.manifest import manifest
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
Recording = Callable[[str], Path]

# Delivers the pack again and again, each time in a process that is killed one system call later.
DIES = """
import asyncio, os, pickle, signal, sys, threading
from itertools import count
from pathlib import Path
from bot.documents.words import NamedFile
from bot.documents.text import evidence_txt
from bot.issuers.folder.route import FolderDelivery

pack = pickle.load(sys.stdin.buffer)
recording = Path(sys.argv[2]).joinpath

async def documents(pack):
    return (NamedFile("evidence.txt", "text/plain", evidence_txt(pack)),)

def deliver(inbox, last):
    calls = count(1)
    def watch(frame, event, called):
        if event == "c_call" and called.__module__ in ("posix", "fcntl") and next(calls) == last:
            os.kill(os.getpid(), signal.SIGKILL)
    threading.setprofile(watch)
    asyncio.run(FolderDelivery(inbox, recording, documents).deliver(pack))

for last in count(1):
    child = os.fork()
    if not child:
        deliver(Path(sys.argv[1], str(last)), last)
        os._exit(0)
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        print(last)
        break
"""


async def documents(pack: Pack) -> tuple[NamedFile, ...]:
    """One document that takes no system call to make, so that every step counted is one of the writer's."""
    return (NamedFile("evidence.txt", "text/plain", evidence_txt(pack)),)


def visible(inbox: Path) -> list[Path]:
    """What an issuer sees: names without a dot before them."""
    return [path for path in inbox.iterdir() if not path.name.startswith(".")] if inbox.exists() else []


def assert_whole(place: Path, pack: Pack, recording: Recording) -> None:
    """The folder holds the submission, every byte of it, and nothing else."""
    recordings = {f"files/{file.name}": recording(file.sha256).read_bytes() for file in pack.files}
    found = {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert json.loads(found.pop("manifest.json")) == manifest(pack)
    assert found == {"evidence.txt": evidence_txt(pack), **recordings}


@pytest.mark.slow
def test_a_kill_at_any_step_loses_and_doubles_nothing(tmp_path: Path, spoken: Pack, recording: Recording) -> None:
    """Killed before any system call of its own, then tried again: one whole folder, and no half one ever seen."""
    run = subprocess.run(
        [sys.executable, "-c", DIES, str(tmp_path), str(recording("x").parent)],
        input=pickle.dumps(spoken), stdout=subprocess.PIPE, check=True, cwd=ROOT, timeout=120,
    )  # fmt: skip
    steps = int(run.stdout)
    # Four files, each opened, written, forced and closed, is the least that it can do.
    assert steps > 16
    for step in range(1, steps + 1):
        inbox = tmp_path / str(step)
        for place in visible(inbox):
            assert_whole(place, spoken, recording)
        assert asyncio.run(FolderDelivery(inbox, recording, documents).deliver(spoken)) == Receipt()
        assert [path.name for path in inbox.iterdir()] == [spoken.reference]
        assert_whole(inbox / spoken.reference, spoken, recording)


class Refusal:
    """Makes the system refuse one call of a thread that starts later."""

    def __init__(self, number: int, call: int) -> None:
        self._number, self._calls, self._last = number, count(1), call
        self.at: str | None = None

    def __call__(self, _frame: FrameType, event: str, called: object) -> None:
        """Watch one call, and raise in its place when its turn has come."""
        name = getattr(called, "__name__", "")
        # A refused "close" still closes, which cannot be played by not calling it.
        if event != "c_call" or getattr(called, "__module__", "") not in ("posix", "fcntl") or name == "close":
            return
        if next(self._calls) == self._last:
            self.at = name
            raise OSError(self._number, os.strerror(self._number))


@pytest.fixture(autouse=True)
def _no_watch_afterwards() -> Iterator[None]:
    yield
    threading.setprofile(None)  # type: ignore[arg-type]  # typeshed does not know that None switches it off


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, FailureReason.full),
        (errno.EDQUOT, FailureReason.full),
        (errno.EACCES, FailureReason.not_allowed),
        (errno.EROFS, FailureReason.not_allowed),
        (errno.EIO, FailureReason.unreachable),
    ],
    ids=["disk full", "quota", "no permission", "read only", "broken disk"],
)
def test_a_refusal_at_any_step_is_tried_again(
    tmp_path: Path, spoken: Pack, recording: Recording, number: int, reason: FailureReason
) -> None:
    """Whichever call the system refuses: a kind of reason, nothing half seen, and the next try makes it whole."""
    refused: set[str] = set()
    told: set[tuple[FailureReason, str, object]] = set()
    for call in count(1):
        inbox, refusal = tmp_path / str(call), Refusal(number, call)
        threading.setprofile(refusal)
        try:
            asyncio.run(FolderDelivery(inbox, recording, documents).deliver(spoken))
        except RetryLater as problem:
            told.add((problem.reason, str(problem), problem.__context__))
        threading.setprofile(None)  # type: ignore[arg-type]  # as above
        for place in visible(inbox):
            assert_whole(place, spoken, recording)
        assert asyncio.run(FolderDelivery(inbox, recording, documents).deliver(spoken)) == Receipt()
        assert [path.name for path in inbox.iterdir()] == [spoken.reference]
        assert_whole(inbox / spoken.reference, spoken, recording)
        if refusal.at is None:
            break
        refused.add(refusal.at)
    assert told == {(reason, reason.value, None)}
    assert refused >= {"mkdir", "open", "flock", "write", "fsync", "rename"}


def test_a_disk_that_fills_up_is_left_as_it_was(
    tmp_path: Path, spoken: Pack, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room for some bytes only: they are written, the rest is refused, and nothing stays behind."""
    write, room = os.write, [100]

    def _write(file: int, content: memoryview) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done = write(file, content[: room[0]])
        room[0] -= done
        return done

    # Nothing but the delivery may meet this disk.
    with monkeypatch.context() as patch:
        patch.setattr("bot.issuers.folder.route.os.write", _write)
        with pytest.raises(RetryLater):
            asyncio.run(FolderDelivery(tmp_path / "inbox", recording, documents).deliver(spoken))
    assert list((tmp_path / "inbox").iterdir()) == []


def test_a_disk_that_takes_a_byte_at_a_time_gets_all(
    tmp_path: Path, spoken: Pack, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that writes less than it was given is given the rest."""
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr("bot.issuers.folder.route.os.write", lambda file, content: write(file, content[:7]))
        asyncio.run(FolderDelivery(tmp_path / "inbox", recording, documents).deliver(spoken))
    assert_whole(tmp_path / "inbox" / spoken.reference, spoken, recording)


def test_a_missing_data_folder_is_not_made(tmp_path: Path, spoken: Pack, recording: Recording) -> None:
    """When the disk that holds the inbox is not there, nothing is written to another one in its stead."""
    with pytest.raises(RetryLater) as problem:
        asyncio.run(FolderDelivery(tmp_path / "unmounted" / "inbox", recording, documents).deliver(spoken))
    assert problem.value.reason is FailureReason.unreachable
    assert list(tmp_path.iterdir()) == []
