"""Sealed files: read whole or in part, never changed, cut off or taken for another's."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from bot.issuers import pack_files
from bot.issuers.route import FailureReason, GaveUp
from bot.media import unreferenced_files
from bot.storage.errors import FileDamaged, NotOpened
from bot.storage.sealing.data_key import DataKey
from bot.storage.sealing.sealed_file import CHUNK, FileSealer, SealedFile
from bot.system import child_process
from flows.pack.recordings import FileUse, PackFile
from tests.bot.storage.filled import ISLA, KEY, MORAG, RARE, SHARED, bytes_below, fill, media, pieces, sound
from tests.bot.storage.scribe import Elsewhere

MINE = DataKey(1, ISLA, bytes(32))
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5)


def sealed(content: bytes, piece: int = 10_000) -> bytes:
    """A sealed file, written by pieces."""
    sealer = FileSealer(MINE)
    parts = [sealer.update(content[start : start + piece]) for start in range(0, len(content), piece)]
    return b"".join([sealer.head, *parts, sealer.finish()])


def content_of(size: int) -> bytes:
    """Bytes in which no two chunks are alike."""
    return b"".join(number.to_bytes(4, "big") for number in range(size // 4 + 1))[:size]


@pytest.mark.parametrize("size", SIZES)
def test_a_file_is_what_it_was(size: int) -> None:
    """Whole, in part and from any place; every file has a salt, and so a key, of its own."""
    content = content_of(size)
    file = SealedFile(BytesIO(sealed(content)), MINE)
    assert file.read() == content
    assert file.seek(max(0, size - 9)) == max(0, size - 9)
    assert file.read() == content[max(0, size - 9) :]
    assert file.seek(0, 2) == size
    assert sealed(content) != sealed(content)
    assert len(sealed(content)) == 20 + size + 16 * max(1, -(-size // CHUNK))


CHANGED: dict[str, Callable[[bytes], bytes]] = {
    "a flipped bit": lambda b: b[:100_000] + bytes([b[100_000] ^ 1]) + b[100_001:],
    "the last byte gone": lambda b: b[:-1],
    "the last chunk gone": lambda b: b[: 20 + 3 * (CHUNK + 16)],
    "all but the first chunk gone": lambda b: b[: 20 + CHUNK + 16],
    "a few bytes of a chunk left": lambda b: b[: 20 + CHUNK + 16 + 5],
    "all chunks gone": lambda b: b[:20],
    "only half a head": lambda b: b[:9],
    "nothing at all": lambda _: b"",
    "two chunks in each other's place": lambda b: (
        b[:20] + b[20 + CHUNK + 16 : 20 + 2 * (CHUNK + 16)] + b[20 : 20 + CHUNK + 16] + b[20 + 2 * (CHUNK + 16) :]
    ),
    "a chunk twice": lambda b: b[: 20 + CHUNK + 16] + b[20:],
    "another salt": lambda b: b[:4] + bytes(16) + b[20:],
    "in the clear": lambda _: content_of(300_000),
}


async def test_a_changed_file_is_refused(data: Path) -> None:
    """By whoever reads it, in one person's work alone; what goes to an issuer stops as it does for any change."""
    await fill(data, KEY)
    kept = media(data, KEY)
    content = content_of(3 * CHUNK + 5)
    digest = (await kept.put(pieces(content), ISLA)).sha256
    (path,) = (data / "media").glob(f"??/{digest}.*")
    whole = path.read_bytes()
    file = PackFile("one.ogg", "topic", 5, FileUse.original, "audio/ogg", len(content), digest, 3.0, 5)
    for how, change in CHANGED.items():
        path.write_bytes(change(whole))
        with pytest.raises(FileDamaged):
            pytest.fail(f"{how}: {len(await kept.read(digest))} bytes were read")
        with pytest.raises(FileDamaged):
            pytest.fail(f"{how}: {[len(piece) async for piece in kept.pieces(digest)]} bytes were read")
        with pytest.raises(GaveUp) as told:
            pytest.fail(f"{how}: {pack_files.opened(file, kept.kept)}")
        assert told.value.reason is FailureReason.recording_changed, how
    assert await kept.read(sha256(sound(MORAG)).hexdigest()) == sound(MORAG)


@pytest.mark.slow
async def test_a_file_goes_to_a_child_by_pieces(data: Path, tmp_path: Path) -> None:
    """Decrypted as it is read, and never a file; a damaged one ends the child, which does not take it for all."""
    await fill(data, KEY)
    kept, digest = media(data, KEY), sha256(sound(ISLA)).hexdigest()
    echo = tmp_path / "echo.py"
    echo.write_text("import sys; print(); sys.stdout.flush(); sys.stdout.buffer.write(sys.stdin.buffer.read())")
    ended = await child_process.run(echo, data=kept.pieces(digest), wall=60, most=10**7)
    assert ended.output == sound(ISLA)
    (path,) = (data / "media").glob(f"??/{digest}.*")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(FileDamaged):
        await child_process.run(echo, data=kept.pieces(digest), wall=60, most=10**7)
    assert RARE.encode() not in bytes_below(data)


async def test_each_who_sent_a_file_has_a_copy(data: Path) -> None:
    """One's copy under the other's name does not open; either is enough to read the file."""
    await fill(data, KEY)
    digest = sha256(SHARED).hexdigest()
    one, other = sorted((data / "media").glob(f"??/{digest}.*"))
    shutil.copy(one, other)
    one.unlink()
    with pytest.raises(FileDamaged):
        await media(data, KEY).read(digest)
    assert (await media(data, KEY).put(pieces(SHARED), MORAG)).sha256 == digest
    assert await media(data, KEY).read(digest) == SHARED
    with pytest.raises(NotOpened):
        await media(data, KEY).put(pieces(SHARED), "telegram:404")


async def test_files_that_nobody_names_go_and_those_that_may_be_named_stay(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of somebody whose rows do not open, nothing is removed."""
    monkeypatch.setattr(unreferenced_files, "YOUNG_SECONDS", -60.0)
    await fill(data, KEY)
    kept = media(data, KEY)
    for person in (ISLA, MORAG):
        await kept.put(pieces(b"named by no row"), person)
    Elsewhere(data).change("UPDATE draft SET body = substr(body, 1, 60) WHERE person = ?", ISLA)
    await unreferenced_files.remove_unnamed(data, kept)
    left = [path.suffix for path in sorted((data / "media").glob("??/*"))]
    assert sorted(left) == [".2", ".2", ".2", ".3", ".3"]
