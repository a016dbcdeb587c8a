"""Recordings on the disk, or in the database: whole or not at all, found by their digest, for nobody else's eyes."""

import asyncio
import errno
import hashlib
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterable
from itertools import count
from pathlib import Path

import pytest

from bot.media.store import MediaStore, StoredMedia
from bot.storage.errors import FileDamaged, FileTooLong
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.kept_files.media_place import MediaPlace
from bot.storage.postgres.blocking_connection import connection
from bot.storage.postgres.media_rows import CHUNK, MediaRows
from bot.storage.postgres.postgres_address import PostgresAddress

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


@pytest.fixture(params=["folder", pytest.param("database", marks=pytest.mark.slow)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> MediaPlace:
    """Where files are: a folder that does not exist yet, or a database that is empty."""
    if request.param == "folder":
        return MediaFolder(tmp_path / "media")
    address = request.getfixturevalue("shared_database")
    request.getfixturevalue("postgres").empty(address)
    return MediaRows(PostgresAddress(address))


def held(place: MediaPlace) -> set[str]:
    """All that is there, of unfinished files too."""
    if isinstance(place, MediaFolder):
        return {path.name for path in place.folder.rglob("*") if path.is_file()}
    with connection(place._address) as opened:  # type: ignore[attr-defined]
        chunks = (
            "SELECT coalesce(sha256, 'unfinished') FROM media_file RIGHT JOIN media_chunk ON file = media_file.number"
        )
        found = opened.wait(lambda driver: driver.fetch(f"SELECT sha256 FROM media_file UNION {chunks}"))
    return {row[0] for row in found}


@pytest.fixture
def media(place: MediaPlace) -> MediaStore:
    """A store, for a megabyte at most."""
    return MediaStore(place, 10**6)


@pytest.fixture
def in_folder(tmp_path: Path) -> MediaStore:
    """A store in a folder that does not exist yet, for a megabyte at most."""
    return MediaStore(tmp_path / "media", 10**6)


async def test_bytes_come_back_by_their_digest(media: MediaStore) -> None:
    """The digest and size are those of the bytes, in however many pieces they came."""
    assert await media.put(pieces()) == StoredMedia(DIGEST, len(SOUND))
    assert await media.put(pieces(each=7_001)) == StoredMedia(DIGEST, len(SOUND))
    assert await media.read(DIGEST) == SOUND
    assert b"".join([piece async for piece in media.pieces(DIGEST)]) == SOUND


@pytest.mark.parametrize("size", [CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
async def test_any_part_can_be_read_alone(media: MediaStore, size: int) -> None:
    """A zip and a form of an issuer go to the end and back to the start."""
    content = (bytes(range(251)) * (size // 251 + 1))[:size]
    kept = await media.put(pieces(content))

    def looked() -> tuple[int, bytes, bytes, bytes]:
        with media.kept(kept.sha256).open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            nothing = file.read()
            file.seek(size - 5)
            last = file.read()
            file.seek(0)
            return end, nothing, last, file.read()

    assert await asyncio.to_thread(looked) == (size, b"", content[-5:], content)


async def test_nothing_is_something_too(media: MediaStore) -> None:
    """An empty file is kept as one."""
    empty = await media.put(pieces(b""))
    assert empty.size == 0
    assert await media.read(empty.sha256) == b""


async def test_the_same_bytes_are_kept_once(media: MediaStore, place: MediaPlace) -> None:
    """Also where ten keep them at the same time."""
    await asyncio.gather(*(media.put(pieces()) for _ in range(10)))
    assert await asyncio.to_thread(held, place) == {DIGEST}
    assert await media.read(DIGEST) == SOUND


async def test_who_reads_is_not_disturbed(media: MediaStore, place: MediaPlace) -> None:
    """Neither by the same bytes that come again, nor by a removal meanwhile; who comes later finds nothing."""
    await media.put(pieces(SOUND * 5))
    digest = hashlib.sha256(SOUND * 5).hexdigest()
    reading = media.pieces(digest)
    first = await anext(reading)
    await media.put(pieces(SOUND * 5))
    assert await asyncio.to_thread(place.remove, digest)
    assert first + b"".join([piece async for piece in reading]) == SOUND * 5
    with pytest.raises(FileDamaged):
        await media.read(digest)


async def test_a_young_file_stays(media: MediaStore, place: MediaPlace) -> None:
    """It may be about to be named."""
    await media.put(pieces())

    def removed() -> tuple[object, ...]:
        past, soon = time.time() - 60, time.time() + 60
        return (
            place.placed_before(past),
            place.remove(DIGEST, past),
            place.placed_before(soon),
            place.remove(DIGEST, soon),
        )

    assert await asyncio.to_thread(removed) == (frozenset(), False, {DIGEST}, True)


async def test_nobody_else_can_read_them(in_folder: MediaStore, tmp_path: Path) -> None:
    """Folders are 0700 and files 0600."""
    await in_folder.put(pieces())
    place = MediaFolder(tmp_path / "media").path(DIGEST)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "media", place.parent, place)]
    assert modes == [0o700, 0o700, 0o600]


async def test_more_than_the_limit_is_not_kept(media: MediaStore, place: MediaPlace) -> None:
    """A million bytes are; one more is refused as soon as it comes, and leaves nothing."""
    assert (await media.put(pieces(bytes(10**6)))).size == 10**6
    before = await asyncio.to_thread(held, place)
    with pytest.raises(FileTooLong):
        await media.put(pieces(bytes(10**6 + 1)))
    assert await asyncio.to_thread(held, place) == before


async def test_a_source_that_breaks_leaves_nothing(media: MediaStore, place: MediaPlace) -> None:
    """Its own error comes out."""

    async def breaking() -> AsyncIterator[bytes]:
        yield SOUND * 4
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await media.put(breaking())
    assert await asyncio.to_thread(held, place) == set()


async def test_a_cancelled_keeping_leaves_nothing(media: MediaStore, place: MediaPlace) -> None:
    """A stop while bytes still come removes what was written of them."""
    halfway = asyncio.Event()

    async def stuck() -> AsyncIterator[bytes]:
        yield SOUND
        halfway.set()
        await asyncio.Event().wait()

    keeping = asyncio.create_task(media.put(stuck()))
    await halfway.wait()
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    assert await asyncio.to_thread(held, place) == set()


@pytest.mark.parametrize(
    "name", ["", "../teabreak.db", "ab", DIGEST.upper(), DIGEST + "\n", DIGEST[:-1] + "/", "/etc/passwd"]
)
async def test_only_a_digest_names_a_file(in_folder: MediaStore, tmp_path: Path, name: str) -> None:
    """Nothing that is stored or said can lead out of the folder."""
    with pytest.raises(ValueError, match="SHA-256"):
        MediaFolder(tmp_path).path(name)
    with pytest.raises(ValueError, match="SHA-256"):
        await in_folder.read(name)


@pytest.mark.parametrize("left", [b"", SOUND[:-1], SOUND[:-1] + b"?", None], ids=["empty", "cut", "changed", "missing"])
async def test_damage_is_noticed_and_mended(media: MediaStore, place: MediaPlace, left: bytes | None) -> None:
    """A file that is not what its name says is not given out; keeping the bytes again puts it right."""
    await media.put(pieces())
    await asyncio.to_thread(_damage, place, left)
    with pytest.raises(FileDamaged):
        await media.read(DIGEST)
    await media.put(pieces())
    assert await media.read(DIGEST) == SOUND


def _damage(place: MediaPlace, left: bytes | None) -> None:
    if isinstance(place, MediaFolder):
        place.path(DIGEST).unlink()
        if left is not None:
            place.path(DIGEST).write_bytes(left)
        return
    with connection(place._address) as opened:  # type: ignore[attr-defined]
        if left is None:
            opened.wait(lambda driver: driver.execute("DELETE FROM media_chunk"))
        else:
            opened.wait(lambda driver: driver.execute("UPDATE media_chunk SET content = $1", left))


async def test_what_a_crash_left_is_removed_at_the_start(in_folder: MediaStore, tmp_path: Path) -> None:
    """What is whole stays; without a folder there is nothing to do."""
    await in_folder.tidy()
    await in_folder.put(pieces())
    (tmp_path / "media" / ".unfinished-1f").write_bytes(b"half")
    await in_folder.tidy()
    assert files(tmp_path / "media") == {f"{DIGEST[:2]}/{DIGEST}"}


async def test_a_missing_data_folder_is_not_made(tmp_path: Path) -> None:
    """When the disk of the data is not there, nothing is written to another one in its stead."""
    with pytest.raises(FileNotFoundError):
        await MediaStore(tmp_path / "unmounted" / "media", 10**6).put(pieces())
    assert files(tmp_path) == set()


async def test_the_loop_never_waits_for_the_disk(in_folder: MediaStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step that meets the disk is done in another thread."""
    threads: set[str] = set()
    for name in ("open", "write", "fsync", "close"):
        real = getattr(os, name)

        def noted(*given: object, real: object = real, **named: object) -> object:
            threads.add(threading.current_thread().name)
            return real(*given, **named)

        monkeypatch.setattr(f"bot.system.durable_files.os.{name}", noted)
    await in_folder.put(pieces())
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
        if MediaFolder(tmp_path / str(step)).holds(DIGEST):
            assert asyncio.run(media.read(DIGEST)) == SOUND
        asyncio.run(media.tidy())
        assert asyncio.run(media.put(pieces())) == StoredMedia(DIGEST, len(SOUND))
        assert files(tmp_path / str(step)) == {f"{DIGEST[:2]}/{DIGEST}"}
