"""Exports everything that is stored of one person."""

import errno
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.storage.codec import DRAFTS
from bot.storage.erase_person import puzzles
from bot.storage.errors import BackupError
from bot.storage.media_references import file_name, references
from bot.storage.sealing.body_place import of_draft, of_pack, of_person, of_waiting
from bot.storage.sealing.data_key import DataKey
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sealing.sealed_file import opened
from bot.storage.sealing.unlock import unlock
from bot.storage.sqlite.database import DATABASE, MEDIA
from bot.storage.sqlite.statements import ONE_PERSON
from bot.storage.unnamed_file import name_it, unnamed
from flows.model.award import AwardFile
from flows.model.draft import Draft

_MOVE = ("at_ms", "draft", "event", "stage_before", "stage_after")


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written out."""

    drafts: int
    submissions: int
    files: int
    """Recordings, listening copies of them, and awards of badges."""


def export(data: Path, person: str, target: Path, key: MasterKey | None = None) -> Exported | None:
    """Writes a .zip: `everything.json`, and recordings and awards by their digests; None for a person nobody knows.

    The bot may run meanwhile. Raises BackupError where there is no database, what `unlock` raises where the key does
    not fit the data, NotOpened, FileDamaged, and FileExistsError for a target that is there.
    """
    if not (data / DATABASE).is_file():
        raise BackupError(f"{data} holds no database")
    with closing(sqlite3.connect(f"file:{data / DATABASE}?mode=ro", uri=True)) as database:
        sealer = unlock(data, database, key)()
        sealer.know_now(database, (person,))
        stored = ONE_PERSON.person(database, person=person)
        known = None if stored is None else sealer.open(of_person(person), stored)
        drafts = [sealer.open(of_draft(person, id_), body) for id_, body in ONE_PERSON.drafts(database, person=person)]
        reminders = [
            json.dumps({"kind": kind, "became": became, "at_ms": at_ms})
            for kind, became, at_ms in ONE_PERSON.reminder_outcomes(database, person=person)
        ]
        moved = [json.dumps(dict(zip(_MOVE, row, strict=True))) for row in ONE_PERSON.moved(database, person=person)]
        puzzling = [raw for _, raw in puzzles(database, person, sealer) if raw]
        puzzling += [
            sealer.open(of_waiting(person, at_ms), raw) for at_ms, raw in ONE_PERSON.waiting(database, person=person)
        ]
        packs = [
            sealer.open(of_pack(person, reference, attempt), pack)
            for reference, attempt, pack in ONE_PERSON.submissions(database, person=person)
        ]
    if known is None:
        return None
    digests = sorted(references((*drafts, *packs)))
    forms = {file.sha256: file.form.value for body in drafts for file in _awards(DRAFTS.read(body))}
    names = {
        digest: f"awards/{digest}.{forms[digest]}" if digest in forms else f"recordings/{digest}" for digest in digests
    }
    number = sealer.number(person)
    kept = {digest: data / MEDIA / digest[:2] / file_name(digest, number) for digest in digests}
    files = {names[digest]: path for digest, path in kept.items() if path.is_file()}
    everything: dict[str, str | list[str]] = {"person": known, "drafts": drafts, "submissions": packs}
    everything |= {"reminders": reminders, "history": moved, "not_handled": puzzling}
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    # Without a name until it is whole: a command that is killed leaves nothing of the person behind.
    with unnamed(target.parent) as handle:
        _write(zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED), everything, files, sealer.key(person))
        name_it(handle, target)
    return Exported(len(drafts), len(packs), len(files))


def _write(
    archive: zipfile.ZipFile, everything: dict[str, str | list[str]], files: dict[str, Path], key: DataKey | None
) -> None:
    readable = {
        name: json.loads(bodies) if isinstance(bodies, str) else [json.loads(body) for body in bodies]
        for name, bodies in everything.items()
    }
    with archive:
        # Half of a character, which only an odd update can hold, is spelled as JSON spells it.
        text = json.dumps(readable, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
        archive.writestr("everything.json", text)
        for name, path in files.items():
            if key is None:
                archive.write(path, name)
                continue
            with opened(path, key) as source, archive.open(name, "w") as target:
                shutil.copyfileobj(source, target)


def _name(digest: str, form: str | None) -> str:
    """Where a file stands in the archive: an award so that the person can open it."""
    return f"awards/{digest}.{form}" if form else f"recordings/{digest}"


def _awards(draft: Draft) -> Iterator[AwardFile]:
    """The awards that the worker gave as files, and their own that the issuer sent."""
    yield from (given.found.file for given in draft.awards if given.found and given.found.file)
    yield from (said.decision.credential for said in draft.decisions if said.decision.credential)
