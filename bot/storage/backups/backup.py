"""Backup and restore. A backup is read back in full before it gets its name.

Digests tell a damaged copy, not a forged one: an archive is to be kept as safe as the data folder.
"""

import os
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import IO

from bot.storage.backups import archive as archives
from bot.storage.backups import backup_manifest as manifests
from bot.storage.backups import last_counts
from bot.storage.backups.backup_manifest import BackupManifest
from bot.storage.engine.locations import location
from bot.storage.engine.service_time import start_over
from bot.storage.erasing import erasure_journal
from bot.storage.errors import BackupError
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.kept_files.media_locations import media_place
from bot.storage.kept_files.moving_files import copy_files
from bot.storage.sealing.held_keys import held
from bot.storage.sqlite.database import DATABASE, MEDIA, RESTORING, claim
from bot.system import durable_files
from bot.system.durable_files import force
from bot.system.scratch import scratch


def backup(
    data: Path, target: Path, *, insist: bool = False, note: bool = True, last: Mapping[str, int] = MappingProxyType({})
) -> BackupManifest:
    """Copies a data folder into a new .tar.gz, while the bot runs or not; `target` appears only once verified.

    `note` writes down that there is a good backup now; without it that is the caller's to do. `last` is what the last
    one held, where the caller has it.

    Raises BackupError, also for a database that has lost the people of the last backup unless one insists, and
    OSError where the disk fails.
    """
    if not location(data).is_there():
        raise BackupError(f"{data} holds no database to back up")
    if target.exists():
        raise BackupError(f"{target} exists already: name another file")
    with scratch(target.parent) as made:
        manifest, sources = _collect(data, made)
        if not insist:
            last_counts.compare(data, manifest.counts, last)
        archives.pack(sources, manifest, made / "archive")
        verified = verify(made / "archive")
        # A link, not a rename: it refuses where a file of that name has come up meanwhile.
        os.link(made / "archive", target)
        force(target.parent)
    if note:
        last_counts.note(data, verified.counts)
    return verified


def verify(archive: Path) -> BackupManifest:
    """Reads a backup from end to end, in scratch space beside it: digests, database and counts.

    Raises BackupError or DataTooNew.
    """
    with scratch(archive.parent) as made:
        return _unpacked(archive, made)


def restore(archive: Path, data: Path, journal: Path | None = None) -> BackupManifest:
    """Fills a data folder that holds no database yet; the database appears last, or not at all.

    Whoever was erased after the backup was made is erased from it first, by the journal of the folder or the one that
    is named, which becomes the folder's. Returns what the archive held.

    Raises BackupError, DataInUse or DataTooNew, and OSError where the disk fails.
    """
    if not archive.is_file():
        raise BackupError(f"{archive} is not a file")
    with claim(data):
        _refuse_if_used(data)
        with tempfile.TemporaryDirectory(dir=data, prefix=RESTORING) as name:
            unpacked = Path(name)
            manifest = _unpacked(archive, unpacked)
            kept = data / erasure_journal.JOURNAL
            for one in filter(None, (kept, journal)):
                if one.is_file():
                    erasure_journal.apply(one, unpacked, held(data))
            if journal is not None and not kept.exists():
                durable_files.write(kept, journal.read_bytes())
            _bring_files(unpacked / MEDIA, data)
            location(data).fill_from(unpacked / DATABASE)
            start_over(data)
            force(data)
    return manifest


def _collect(data: Path, scratch: Path) -> tuple[BackupManifest, dict[str, Callable[[], IO[bytes]]]]:
    # The database first: every file that it speaks of is then among the media.
    copy = scratch / DATABASE
    location(data).copy_into(copy)
    place = media_place(data)
    sources: dict[str, Callable[[], IO[bytes]]] = {DATABASE: lambda: copy.open("rb")}
    for name in sorted(place.names()):
        sources[f"{MEDIA}/{name[:2]}/{name}"] = partial(place.open, name)
    return manifests.describe(copy, sources), sources


def _bring_files(folder: Path, data: Path) -> None:
    place = media_place(data)
    if isinstance(place, MediaFolder) and place.folder.parent == data and folder.exists():
        folder.replace(place.folder)
    else:
        # Another disk, or the database.
        copy_files(MediaFolder(folder), place)


def _unpacked(archive: Path, folder: Path) -> BackupManifest:
    try:
        manifest = archives.unpack(archive, folder)
        manifests.check(folder / DATABASE, manifest)
    except BackupError as error:
        raise BackupError(f"{archive} is no backup to rely on: {error}") from error
    return manifest


def _refuse_if_used(data: Path) -> None:
    if not location(data).holds_nothing():
        raise BackupError(f"{data} holds a database already: restore into an empty folder")
    place = media_place(data)
    place.make()
    if not place.holds_nothing():
        raise BackupError(f"{place} holds files already: restore into an empty folder or database")
