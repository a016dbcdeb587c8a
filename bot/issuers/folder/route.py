"""The route into a folder: each submission becomes one folder in the issuer's inbox, complete or not there.

    <inbox>/<reference>/      the first attempt      manifest.json  evidence.txt  evidence.odt  evidence.pdf
                              and, where something was spoken, files/ with the recordings
    <inbox>/<reference>-2/    the second; the first stays as it is

It is written beside its place under a hidden name, forced to the disk, and renamed. Whoever holds the lock on
the inbox is the only writer, so a hidden folder found then was left by a crash and is removed. An issuer who
takes folders out of the inbox can tell a repeat by its `submission_id`.
"""

import asyncio
import errno
import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from bot.documents import words
from bot.documents.issuer_copies import evidence
from bot.issuers import pack_files
from bot.issuers.manifests import manifest_json
from bot.issuers.route import DeliveryError, FailureReason, GaveUp, Receipt, RetryLater
from bot.issuers.route_context import Documents
from bot.issuers.webhook.withdrawal_request import withdrawal_json
from bot.media.media_file import MediaFile
from bot.system import durable_files
from flows.pack.pack import Pack
from flows.pack.recordings import PackFile

_UNFINISHED = ".unfinished-"
_REFERENCE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_REASONS = {
    errno.ENOSPC: FailureReason.full,
    errno.EDQUOT: FailureReason.full,
    errno.EACCES: FailureReason.not_allowed,
    errno.EPERM: FailureReason.not_allowed,
    errno.EROFS: FailureReason.not_allowed,
}

WITHDRAWN = "withdrawn.json"
"""The note beside a submission that was taken back."""


class FolderDelivery:
    """An issuer's inbox on a disk. Several bots may share it."""

    def __init__(self, inbox: Path, recording: Callable[[str], MediaFile], documents: Documents = evidence) -> None:
        """`recording` says where the bytes of a SHA-256 are kept; `documents` makes what stands beside the manifest."""
        self._inbox = inbox
        self._recording = recording
        self._documents = documents

    async def deliver(self, pack: Pack) -> Receipt:
        """Put the submission into the inbox once. A folder has no reference of its own to give.

        Raises RetryLater when the disk will not take it. Raises GaveUp for a name that is no plain one, for a folder
        that holds something else, and for a recording that is gone or is not what was sent.
        """
        if not _REFERENCE.fullmatch(pack.reference) or len(pack.reference) > 60:
            raise GaveUp(FailureReason.odd_reference)
        if not all(_FILE.fullmatch(file.name) for file in pack.files):
            raise GaveUp(FailureReason.odd_reference)
        documents = {file.name: file.content for file in await self._documents(pack)}
        return await asyncio.to_thread(self._deliver, pack, documents)

    async def withdraw(self, pack: Pack, at: datetime) -> Receipt:
        """Add a note of the withdrawal to the folder of the submission. Raises GaveUp where that is gone."""
        return await asyncio.to_thread(self._withdraw, pack, withdrawal_json(pack, at) + b"\n")

    def _withdraw(self, pack: Pack, message: bytes) -> Receipt:
        reason: FailureReason | None = None
        try:
            return self._note(self._inbox / words.stem(pack), pack, message)
        except FileNotFoundError:
            # Whoever looks after the inbox has taken it away meanwhile.
            raise GaveUp(FailureReason.not_found) from None
        except OSError as problem:
            reason = _REASONS.get(problem.errno or 0, FailureReason.unreachable)
        # Raised out here, it drags no path along.
        raise RetryLater(reason)

    def _note(self, place: Path, pack: Pack, message: bytes) -> Receipt:
        with _only_writer(self._inbox):
            if _id_in(place) != pack.submission_id:
                raise GaveUp(FailureReason.not_found)
            unfinished = place / f".{WITHDRAWN}"
            unfinished.unlink(missing_ok=True)
            durable_files.write(unfinished, message)
            durable_files.move(unfinished, place / WITHDRAWN)
        return Receipt()

    def _deliver(self, pack: Pack, documents: Mapping[str, bytes]) -> Receipt:
        reason: FailureReason | None = None
        manifest = {"manifest.json": manifest_json(pack, indent=2) + b"\n"}
        try:
            return self._put(pack, {**manifest, **documents})
        except OSError as problem:
            reason = _REASONS.get(problem.errno or 0, FailureReason.unreachable)
        # Raised out here, it drags no path along.
        raise RetryLater(reason)

    def _put(self, pack: Pack, made: Mapping[str, bytes]) -> Receipt:
        self._inbox.mkdir(mode=0o700, exist_ok=True)
        durable_files.force(self._inbox.parent)
        place = self._inbox / words.stem(pack)
        with _only_writer(self._inbox):
            # An inbox may hold thousands: names alone are read, and no pattern is matched.
            for name in os.listdir(self._inbox):  # noqa: PTH208 - a path for each would cost ten times as much
                if name.startswith(_UNFINISHED):
                    shutil.rmtree(self._inbox / name)
            if not os.path.lexists(place):
                self._place(pack, made, self._inbox / f"{_UNFINISHED}{place.name}", place)
            elif _id_in(place) != pack.submission_id:
                raise GaveUp(FailureReason.taken)
            # Also for a folder that was found: the crash may have come between its renaming and this line.
            durable_files.force(self._inbox)
        return Receipt()

    def _place(self, pack: Pack, made: Mapping[str, bytes], unfinished: Path, place: Path) -> None:
        """Write a folder and rename it into place; on failure leave nothing."""
        try:
            unfinished.mkdir(mode=0o700)
            for name, content in made.items():
                durable_files.write(unfinished / name, content)
            if pack.files:
                self._copy(pack.files, unfinished / "files")
            durable_files.force(unfinished)
            unfinished.rename(place)
        except (OSError, DeliveryError):
            shutil.rmtree(unfinished, ignore_errors=True)
            raise

    def _copy(self, recordings: tuple[PackFile, ...], folder: Path) -> None:
        folder.mkdir(mode=0o700)
        for file in recordings:
            with pack_files.opened(file, self._recording) as source:
                durable_files.copy(source, folder / file.name)
        durable_files.force(folder)


@contextmanager
def _only_writer(inbox: Path) -> Iterator[None]:
    """Lock the inbox. The system releases the lock when this process ends, however it ends."""
    held = os.open(inbox, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


class _Data(BaseModel):
    submission_id: str


class _Manifest(BaseModel):
    data: _Data


def _id_in(place: Path) -> str | None:
    """Which submission stands in a folder; None for something else, or a manifest that makes no sense."""
    try:
        return _Manifest.model_validate_json((place / "manifest.json").read_bytes()).data.submission_id
    except (FileNotFoundError, NotADirectoryError, ValidationError):
        return None
