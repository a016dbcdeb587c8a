"""Recordings on the disk: whole or not at all, found by their digest, for nobody else's eyes."""

import asyncio
import errno
import hashlib
import os
import stat
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterable
from itertools import count
from pathlib import Path

import pytest

from bot.media.store import MediaStore, StoredMedia
from bot.storage.errors import FileDamaged, FileTooLong

ROOT = Path(__file__).parents[3]
SOUND = b"OggS" + bytes(range(256)) * 400
DIGEST = hashlib.sha256(SOUND).hexdigest()

# Keeps the bytes again and again, each time in a process that is killed one system call later.
DIES = """
import asyncio, os, signal, sys, threading
from itertools import count
from pathlib import Path
from bot.media.store import MediaStore

data = sys.stdin.buffer.read()

async def pieces():
    for start in range(0, len(data), 40_000):
        yield data[start : start + 40_000]

def keep(folder, last):
    calls = count(1)
    def watch(frame, event, called):
        # The disk is met in a thread of the store's own; the loop's own calls are no steps of it.
        if event == "c_call" and called.__module__ == "posix" and threading.current_thread().name.startswith("media"):
            if next(calls) == last:
                os.kill(os.getpid(), signal.SIGKILL)
    threading.setprofile(watch)
    asyncio.run(MediaStore(folder, 10**6).put(pieces()))

for last in count(1):
    child = os.fork()
    if not child:
        keep(Path(sys.argv[1], str(last)), last)
        os._exit(0)
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        print(last)
        break
"""


async def pieces(data: bytes = SOUND, each: int = 40_000) -> AsyncIterator[bytes]:
    """Bytes as they come over a network."""
    for start in range(0, len(data), each):
        yield data[start : start + each]


def files(folder: Path) -> set[str]:
    """All files below a folder, by their paths in it."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def media(tmp_path: Path) -> MediaStore:
    """A store whose folder does not exist yet, for a megabyte at most."""
    return MediaStore(tmp_path / "media", 10**6)


async def test_bytes_come_back_by_their_digest(media: MediaStore) -> None:
    """The digest and size are those of the bytes, in however many pieces they came."""
    assert await media.put(pieces()) == StoredMedia(DIGEST, len(SOUND))
    assert await media.put(pieces(each=7_001)) == StoredMedia(DIGEST, len(SOUND))
    assert await media.read(DIGEST) == SOUND
    assert media.path(DIGEST).read_bytes() == SOUND


async def test_nothing_is_something_too(media: MediaStore) -> None:
    """An empty file is kept as one."""
    empty = await media.put(pieces(b""))
    assert empty.size == 0
    assert await media.read(empty.sha256) == b""


async def test_the_same_bytes_are_kept_once(media: MediaStore, tmp_path: Path) -> None:
    """Also where ten keep them at the same time."""
    await asyncio.gather(*(media.put(pieces()) for _ in range(10)))
    assert files(tmp_path / "media") == {f"{DIGEST[:2]}/{DIGEST}"}


async def test_nobody_else_can_read_them(media: MediaStore, tmp_path: Path) -> None:
    """Folders are 0700 and files 0600."""
    await media.put(pieces())
    place = media.path(DIGEST)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "media", place.parent, place)]
    assert modes == [0o700, 0o700, 0o600]


async def test_more_than_the_limit_is_not_kept(media: MediaStore, tmp_path: Path) -> None:
    """A million bytes are; one more is refused as soon as it comes, and leaves nothing."""
    assert (await media.put(pieces(bytes(10**6)))).size == 10**6
    before = files(tmp_path / "media")
    with pytest.raises(FileTooLong):
        await media.put(pieces(bytes(10**6 + 1)))
    assert files(tmp_path / "media") == before


async def test_a_source_that_breaks_leaves_nothing(media: MediaStore, tmp_path: Path) -> None:
    """Its own error comes out."""

    async def breaking() -> AsyncIterator[bytes]:
        yield SOUND
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await media.put(breaking())
    assert files(tmp_path / "media") == set()


async def test_a_cancelled_keeping_leaves_nothing(media: MediaStore, tmp_path: Path) -> None:
    """A stop while bytes still come removes what was written of them."""
    halfway = asyncio.Event()

    async def stuck() -> AsyncIterator[bytes]:
        yield SOUND
        halfway.set()
        await asyncio.Event().wait()

    keeping = asyncio.create_task(media.put(stuck()))
    await halfway.wait()
    assert len(files(tmp_path / "media")) == 1
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    assert files(tmp_path / "media") == set()


@pytest.mark.parametrize(
    "name", ["", "../teabreak.db", "ab", DIGEST.upper(), DIGEST + "\n", DIGEST[:-1] + "/", "/etc/passwd"]
)
async def test_only_a_digest_names_a_file(media: MediaStore, name: str) -> None:
    """Nothing that is stored or said can lead out of the folder."""
    with pytest.raises(ValueError, match="SHA-256"):
        media.path(name)
    with pytest.raises(ValueError, match="SHA-256"):
        await media.read(name)


@pytest.mark.parametrize("left", [b"", SOUND[:-1], SOUND[:-1] + b"?", None], ids=["empty", "cut", "changed", "missing"])
async def test_damage_is_noticed_and_mended(media: MediaStore, left: bytes | None) -> None:
    """A file that is not what its name says is not given out; keeping the bytes again puts it right."""
    await media.put(pieces())
    if left is None:
        media.path(DIGEST).unlink()
    else:
        media.path(DIGEST).write_bytes(left)
    with pytest.raises(FileDamaged):
        await media.read(DIGEST)
    await media.put(pieces())
    assert await media.read(DIGEST) == SOUND


async def test_what_a_crash_left_is_removed_at_the_start(media: MediaStore, tmp_path: Path) -> None:
    """What is whole stays; without a folder there is nothing to do."""
    await media.tidy()
    await media.put(pieces())
    (tmp_path / "media" / ".unfinished-1f").write_bytes(b"half")
    await media.tidy()
    assert files(tmp_path / "media") == {f"{DIGEST[:2]}/{DIGEST}"}


async def test_a_missing_data_folder_is_not_made(tmp_path: Path) -> None:
    """When the disk of the data is not there, nothing is written to another one in its stead."""
    with pytest.raises(FileNotFoundError):
        await MediaStore(tmp_path / "unmounted" / "media", 10**6).put(pieces())
    assert files(tmp_path) == set()


async def test_the_loop_never_waits_for_the_disk(media: MediaStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step that meets the disk is done in another thread."""
    threads: set[str] = set()
    for name in ("open", "write", "fsync", "close"):
        real = getattr(os, name)

        def noted(*given: object, real: object = real, **named: object) -> object:
            threads.add(threading.current_thread().name)
            return real(*given, **named)

        monkeypatch.setattr(f"bot.system.durable_files.os.{name}", noted)
    await media.put(pieces())
    assert threads
    assert threading.main_thread().name not in threads


def refusing(monkeypatch: pytest.MonkeyPatch, last: int, names: Iterable[str]) -> list[str]:
    """Makes the system refuse one call of those named, the `last` that is made; which it was comes in the list."""
    refused: list[str] = []
    calls = count(1)
    for name in names:
        real = getattr(os, name)

        def call(*given: object, name: str = name, real: object = real, **named: object) -> object:
            if next(calls) == last:
                refused.append(name)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        monkeypatch.setattr(f"bot.system.durable_files.os.{name}", call)
    return refused


async def test_a_disk_that_refuses_any_step_keeps_nothing_half(tmp_path: Path) -> None:
    """Whichever call fails: nothing unfinished stays, what is there is whole, and the next try makes it so."""
    for last in count(1):
        folder = tmp_path / str(last)
        media = MediaStore(folder, 10**6)
        with pytest.MonkeyPatch.context() as patch:
            refused = refusing(patch, last, ("open", "write", "fsync"))
            if await asyncio.gather(media.put(pieces()), return_exceptions=True) == [StoredMedia(DIGEST, len(SOUND))]:
                break
        assert refused
        assert files(folder) <= {f"{DIGEST[:2]}/{DIGEST}"}
        await media.put(pieces())
        assert await media.read(DIGEST) == SOUND
    assert last > 6


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_nothing_half(tmp_path: Path) -> None:
    """Killed before any system call of its own, then started and tried again: one whole file, and no half one seen."""
    run = subprocess.run(
        [sys.executable, "-c", DIES, str(tmp_path)],
        input=SOUND, stdout=subprocess.PIPE, check=True, cwd=ROOT, timeout=120,
    )  # fmt: skip
    steps = int(run.stdout)
    assert steps > 10
    for step in range(1, steps + 1):
        media = MediaStore(tmp_path / str(step), 10**6)
        if media.path(DIGEST).exists():
            assert asyncio.run(media.read(DIGEST)) == SOUND
        asyncio.run(media.tidy())
        assert asyncio.run(media.put(pieces())) == StoredMedia(DIGEST, len(SOUND))
        assert files(tmp_path / str(step)) == {f"{DIGEST[:2]}/{DIGEST}"}
