"""The archive format of backups: a manifest, then the files that it lists."""

import gzip
import hashlib
import io
import shutil
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.storage.backups.backup_manifest import BackupManifest, Member, parse
from bot.storage.errors import BackupError
from bot.system.durable_files import NewFile

MANIFEST = "manifest.json"

LEAST_ROOM = 64 * 2**20
MOST_GROWTH = 100
"""An archive may unpack to this many times its size, or to LEAST_ROOM: text shrinks tenfold, a bomb a thousandfold."""

_CHUNK = 2**20


def pack(sources: Mapping[str, Callable[[], IO[bytes]]], manifest: BackupManifest, target: Path) -> None:
    """Writes an archive that only its owner may read, and waits until it is on disk. `sources` opens each file."""
    with NewFile(target) as file:
        with (
            gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0) as zipped,
            tarfile.open(fileobj=zipped, mode="w|", format=tarfile.PAX_FORMAT) as tar,
        ):
            text = manifest.to_json()
            _add(tar, MANIFEST, len(text), io.BytesIO(text))
            for name, about in manifest.files.items():
                with sources[name]() as source:
                    _add(tar, name, about.size, source)
        file.sync()


def unpack(archive: Path, folder: Path) -> BackupManifest:
    """Unpacks into an empty folder and checks every digest. Raises BackupError; the folder is then of no use.

    Names, links and sizes in the archive are not trusted: only the plain files that the manifest lists are
    written, each to its place, none beyond its size.
    """
    room = min(_most(archive), shutil.disk_usage(folder).free)
    with _opened(archive, room) as tar:
        return _unpack(tar, folder, room)


def manifest_of(archive: Path) -> BackupManifest:
    """What an archive says that it holds; nothing else of it is read or checked. Raises BackupError."""
    room = _most(archive)
    with _opened(archive, room) as tar:
        return _manifest(tar, room)


def _most(archive: Path) -> int:
    return max(LEAST_ROOM, MOST_GROWTH * archive.stat().st_size)


@contextmanager
def _opened(archive: Path, room: int) -> Iterator[tarfile.TarFile]:
    try:
        with _Bounded(archive, room) as unzipped, tarfile.open(fileobj=unzipped, mode="r|") as tar:
            yield tar
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
        raise BackupError(f"it is not an archive that can be read: {error}") from error


class _Bounded(gzip.GzipFile):
    """A compressed file that ends in an error where more comes out of it than there is room for."""

    def __init__(self, path: Path, room: int) -> None:
        super().__init__(path, "rb")
        self._room = room

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes, a chunk at most."""
        found = super().read(_CHUNK if size is None or size < 0 else min(size, _CHUNK))
        self._room -= len(found)
        if self._room < 0:
            raise BackupError("it unpacks to more than there is room for")
        return found


def _manifest(tar: tarfile.TarFile, room: int) -> BackupManifest:
    first = tar.next()
    if first is None or first.name != MANIFEST or not first.isreg() or first.size > room:
        raise BackupError("it does not begin with a manifest")
    return parse(_content(tar, first).read())


def _unpack(tar: tarfile.TarFile, folder: Path, room: int) -> BackupManifest:
    manifest = _manifest(tar, room)
    missing = dict(manifest.files)
    while (entry := tar.next()) is not None:
        about = missing.pop(entry.name, None)
        if about is None or not entry.isreg() or entry.size != about.size:
            raise BackupError("it holds something that its manifest does not list")
        _write(_content(tar, entry), folder / entry.name, about)
    if missing:
        raise BackupError(f"it lacks {len(missing)} of the files that its manifest lists")
    return manifest


def _write(source: IO[bytes], target: Path, about: Member) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with NewFile(target) as file:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.sync()
    if digest.hexdigest() != about.sha256:
        raise BackupError("one of its files is not as it was when the backup was made")


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(entry)
    if content is None:
        raise BackupError("it holds something that is not a file")
    return content


def _add(tar: tarfile.TarFile, name: str, size: int, source: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o600
    tar.addfile(entry, source)
