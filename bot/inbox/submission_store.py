"""The store of submissions: a folder for each, which is complete or not there.

    <inbox>/<submission id>/   manifest.json as it was signed, evidence.txt, files/, received.json, decisions/

It is filled under a hidden name, forced to the disk and renamed. One process at a time holds the store.
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from bot.inbox.submission_records import DecisionRecord, ReceivedSubmission
from bot.issuers.contract.pack_schema import Manifest
from bot.system import durable_files

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
"""What may name a folder, and stand in an address."""
_ARRIVING = ".arriving-"
_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
"""Letters and digits that are not mistaken for each other when read out."""


@dataclass(frozen=True, slots=True)
class StoredSubmission:
    """A submission with its records."""

    place: Path
    manifest: Manifest
    received: ReceivedSubmission
    decisions: tuple[DecisionRecord, ...]
    """The oldest first."""

    @property
    def id(self) -> str:
        """Its submission id."""
        return self.manifest.data.submission_id


class SubmissionStore:
    """The submissions of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: IO[bytes] | None = None
        self.changes = 0
        """Goes up with everything that is kept."""

    def open(self) -> None:
        """Make the folder if it is missing, and remove submissions that a crash left incomplete."""
        self._folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        held = os.fdopen(os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Another process holds the store: a hidden folder may be a submission that is arriving now.
            held.close()
            return
        self._lock = held
        for left in self._folder.glob(f"{_ARRIVING}*"):
            shutil.rmtree(left, ignore_errors=True)

    @property
    def is_held(self) -> bool:
        """Whether this process is the one that holds the store."""
        return self._lock is not None

    def close(self) -> None:
        """Let go of the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def all(self) -> tuple[StoredSubmission, ...]:
        """Every submission, the newest first."""
        found = (self.get(place.name) for place in self._folder.iterdir() if ID.fullmatch(place.name))
        return tuple(sorted(filter(None, found), key=lambda kept: (kept.received.first.at, kept.id), reverse=True))

    def waiting(self) -> Iterator[StoredSubmission]:
        """The submissions with a decision that is still to be posted."""
        return (kept for kept in self.all() if any(one.standing == "waiting" for one in kept.decisions))

    def get(self, submission_id: str) -> StoredSubmission | None:
        """One submission; None where there is none, or where the folder was made by something else."""
        place = self._folder / submission_id
        if not ID.fullmatch(submission_id):
            return None
        try:
            received = ReceivedSubmission.model_validate_json((place / "received.json").read_bytes())
            manifest = Manifest.model_validate_json((place / "manifest.json").read_bytes())
            return StoredSubmission(place, manifest, received, tuple(self._decisions(place)))
        except (FileNotFoundError, NotADirectoryError, ValidationError):
            return None

    def _decisions(self, place: Path) -> Iterator[DecisionRecord]:
        for path in sorted((place / "decisions").glob("[0-9]*.json")):
            yield DecisionRecord.model_validate_json(path.read_bytes())

    def reference(self, application: str) -> str:
        """Our reference for an application: the one that an earlier attempt has, or a new one."""
        earlier = (kept.received.reference for kept in self.all() if kept.manifest.data.reference == application)
        return next(earlier, None) or self.new_reference()

    def new_reference(self) -> str:
        """A reference for an application that is new here."""
        return "CASE-" + "".join(secrets.choice(_LETTERS) for _ in range(6))

    def begin(self) -> Path:
        """A hidden folder for what is arriving, with room for its files."""
        folder = self._folder / f"{_ARRIVING}{secrets.token_hex(8)}"
        folder.mkdir(mode=0o700)
        (folder / "files").mkdir(mode=0o700)
        return folder

    def drop(self, arriving: Path) -> None:
        """Remove a submission that did not arrive completely."""
        shutil.rmtree(arriving, ignore_errors=True)

    def keep(self, arriving: Path, signed: bytes, manifest: Manifest, received: ReceivedSubmission) -> StoredSubmission:
        """Store it under its id, durably and in one step."""
        place = self._folder / manifest.data.submission_id
        durable_files.write(arriving / "manifest.json", signed)
        durable_files.write(arriving / "evidence.txt", manifest.data.evidence_text.encode() + b"\n")
        durable_files.write(arriving / "received.json", _json(received))
        (arriving / "decisions").mkdir(mode=0o700)
        if not received.files:
            (arriving / "files").rmdir()
        else:
            durable_files.force(arriving / "files")
        durable_files.force(arriving)
        durable_files.move(arriving, place)
        self.changes += 1
        return StoredSubmission(place, manifest, received, ())

    def note_try(self, kept: StoredSubmission, received: ReceivedSubmission) -> None:
        """Record that it came again."""
        durable_files.replace(kept.place / "received.json", _json(received))
        self.changes += 1

    def note(self, place: Path, decided: DecisionRecord) -> None:
        """Record a decision on a submission, or the result of posting it."""
        known = [one.id for one in self._decisions(place)]
        number = known.index(decided.id) if decided.id in known else len(known)
        durable_files.replace(place / "decisions" / f"{number + 1:03}.json", _json(decided))
        self.changes += 1


def _json(record: ReceivedSubmission | DecisionRecord) -> bytes:
    return record.model_dump_json(indent=2).encode() + b"\n"
