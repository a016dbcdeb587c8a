"""Exports everything that is stored of one person."""

import errno
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.storage.codec import DRAFTS
from bot.storage.erase_person import puzzles
from bot.storage.errors import BackupError
from bot.storage.media_references import references
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


def export(data: Path, person: str, target: Path) -> Exported | None:
    """Writes a .zip: `everything.json`, and recordings and awards by their digests; None for a person nobody knows.

    The bot may run meanwhile. Raises BackupError where there is no database, and FileExistsError for a target that
    is there.
    """
    if not (data / DATABASE).is_file():
        raise BackupError(f"{data} holds no database")
    with closing(sqlite3.connect(f"file:{data / DATABASE}?mode=ro", uri=True)) as database:
        known = ONE_PERSON.person(database, person=person)
        drafts = [body for (body,) in ONE_PERSON.drafts(database, person=person)]
        reminders = [
            json.dumps({"kind": kind, "became": became, "at_ms": at_ms})
            for kind, became, at_ms in ONE_PERSON.reminder_outcomes(database, person=person)
        ]
        moved = [json.dumps(dict(zip(_MOVE, row, strict=True))) for row in ONE_PERSON.moved(database, person=person)]
        puzzling = [raw for _, raw in puzzles(database, person)]
        puzzling += [raw for (raw,) in ONE_PERSON.waiting(database, person=person)]
        packs = [body for (body,) in ONE_PERSON.submissions(database, person=person)]
    if known is None:
        return None
    digests = sorted(references((*drafts, *packs)))
    forms = {file.sha256: file.form.value for body in drafts for file in _awards(DRAFTS.read(body))}
    names = {
        digest: f"awards/{digest}.{forms[digest]}" if digest in forms else f"recordings/{digest}" for digest in digests
    }
    kept = {digest: data / MEDIA / digest[:2] / digest for digest in digests}
    files = {names[digest]: path for digest, path in kept.items() if path.is_file()}
    everything: dict[str, str | list[str]] = {"person": known, "drafts": drafts, "submissions": packs}
    everything |= {"reminders": reminders, "history": moved, "not_handled": puzzling}
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    # Without a name until it is whole: a command that is killed leaves nothing of the person behind.
    with unnamed(target.parent) as handle:
        _write(zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED), everything, files)
        name_it(handle, target)
    return Exported(len(drafts), len(packs), len(files))


def _write(archive: zipfile.ZipFile, everything: dict[str, str | list[str]], files: dict[str, Path]) -> None:
    readable = {
        name: json.loads(bodies) if isinstance(bodies, str) else [json.loads(body) for body in bodies]
        for name, bodies in everything.items()
    }
    with archive:
        # Half of a character, which only an odd update can hold, is spelled as JSON spells it.
        text = json.dumps(readable, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
        archive.writestr("everything.json", text)
        for name, path in files.items():
            archive.write(path, name)


def _name(digest: str, form: str | None) -> str:
    """Where a file stands in the archive: an award so that the person can open it."""
    return f"awards/{digest}.{form}" if form else f"recordings/{digest}"


def _awards(draft: Draft) -> Iterator[AwardFile]:
    """The awards that the worker gave as files, and their own that the issuer sent."""
    yield from (given.found.file for given in draft.awards if given.found and given.found.file)
    yield from (said.decision.credential for said in draft.decisions if said.decision.credential)
