"""Writes the copy as a .zip. Names tell what a file is; the page and the JSON name each by its place in the archive."""

import errno
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter

from bot.documents import words
from bot.documents.text import evidence_txt
from bot.media.store import opened
from bot.own_copy.page import page
from bot.own_copy.title import title_of
from bot.storage.beside.person_records import PersonRecords, read
from bot.storage.unnamed_file import name_it, unnamed
from criteria.library import Library
from flows.model.attachments.award import AwardFile
from flows.model.draft import AudioPart, Draft

PAGE, DATA, SCHEMA = "Read me first.html", "everything.json", "everything.schema.json"
MOST_IN_CHAT = 45 * 2**20
"""Bytes of files in a copy that is sent in the chat: Telegram takes 50 MB of a bot."""
_ODD = re.compile(r"[^\w .()-]+")


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of the person's on our disk: its digest, and its name in the archive."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Copied:
    """How much is in a copy."""

    drafts: int
    submissions: int
    files: int
    """Recordings and badges."""
    left_out: int = 0
    """Files for which there was no room."""


def in_memory(records: PersonRecords, library: Library, data: Path, at: datetime, contact: str) -> bytes:
    """The copy for the chat. Files for which there is no room are left out, and the page says so."""
    buffer = BytesIO()
    _write(buffer, records, library, data, at, contact, MOST_IN_CHAT)
    return buffer.getvalue()


def export(data: Path, person: str, target: Path, library: Library, at: datetime, contact: str) -> Copied | None:
    """The copy of a person as a file; None for one whom nobody knows.

    Raises BackupError where there is no database, and FileExistsError for a target that is there.
    """
    records = read(data, person)
    return None if records is None else write(target, records, library, data, at, contact)


def write(target: Path, records: PersonRecords, library: Library, data: Path, at: datetime, contact: str) -> Copied:
    """The copy as a file, with every file in it. Raises FileExistsError for a target that is there."""
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    # Without a name until it is whole: a command that is killed leaves nothing of the person behind.
    with unnamed(target.parent) as handle:
        copied = _write(handle, records, library, data, at, contact, None)
        name_it(handle, target)
    return copied


def _write(
    target: IO[bytes],
    records: PersonRecords,
    library: Library,
    data: Path,
    at: datetime,
    contact: str,
    room: int | None,
) -> Copied:
    there: dict[str, str] = {}
    left_out: list[str] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _files(records, library, at):
            source = None if file.sha256 in there else opened(data, file.sha256)
            if source is None:
                continue
            with source:
                size = source.seek(0, os.SEEK_END)
                if room is not None and size > room:
                    left_out.append(file.name)
                    continue
                room = None if room is None else room - size
                source.seek(0)
                # Recordings and pictures do not get smaller, so they are stored as they are.
                with archive.open(zipfile.ZipInfo(file.name, at.timetuple()[:6]), "w") as place:
                    shutil.copyfileobj(source, place)
            there[file.sha256] = file.name
        for pack in records.submissions:
            archive.writestr(f"sent/{words.stem(pack)}.txt", evidence_txt(pack))
        archive.writestr(DATA, as_json(records, there))
        archive.writestr(SCHEMA, json.dumps(schema(), indent=2).encode())
        archive.writestr(PAGE, page(records, library, there, tuple(left_out), at, contact).encode())
    return Copied(len(records.drafts), len(records.submissions), len(there), len(left_out))


_RECORDS = TypeAdapter(PersonRecords)


def as_json(records: PersonRecords, files: dict[str, str]) -> bytes:
    """Everything, as data: the fields are those of the schema."""
    plain = _RECORDS.dump_python(records, mode="json", exclude={"not_handled"})
    whole = {**plain, "not_handled": list(records.not_handled), "files": files}
    # Half of a character, which only an odd update can hold, is spelled as JSON spells it.
    return json.dumps(whole, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")


def schema() -> dict[str, object]:
    """The JSON schema of `everything.json`."""
    made = _RECORDS.json_schema(mode="serialization")
    names = {"type": "object", "additionalProperties": {"type": "string"}}
    told = {**names, "description": "Where each file stands in this archive, by its SHA-256."}
    made["properties"]["files"] = told
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _files(records: PersonRecords, library: Library, at: datetime) -> Iterator[ArchivedFile]:
    """The files of a person, the newest work first, each with a name of its own."""
    taken: set[str] = set()
    for folder, told, ending, sha256 in _named(records, library, at):
        stem, number = f"{folder}/{_ODD.sub('', told).strip()}", 1
        while (name := f"{stem}{f' ({number})' if number > 1 else ''}.{ending}") in taken:
            number += 1
        taken.add(name)
        yield ArchivedFile(sha256, name)


def _named(records: PersonRecords, library: Library, at: datetime) -> Iterator[tuple[str, str, str, str]]:
    """Folder, what it is, ending and digest."""
    seen: set[str] = set()
    for draft in reversed(records.drafts):
        badge = library.at(draft.badge, draft.version)
        title = title_of(library, draft)
        numbers = {question.id: number for number, question in enumerate(badge.questions if badge else (), 1)}
        for question, sound in _sounds(draft):
            if sound.heard and sound.heard.sha256 not in seen:
                seen.add(sound.heard.sha256)
                where = f"question {numbers[question]}" if question in numbers else "no question"
                when = sound.at.astimezone(at.tzinfo).strftime("%Y-%m-%d %H.%M")
                yield "recordings", f"{title} - {where} - {when}", sound.heard.container, sound.heard.sha256
        for given in draft.awards:
            if given.found and given.found.file:
                file, called = given.found.file, given.found.called or given.called
                name = called.rpartition(".")[0] or given.found.badge or title
                yield "badges you sent", name, file.form.value, file.sha256
        for award in _own(draft):
            yield "badges awarded to you", title, award.form.value, award.sha256
    for pack in records.submissions:
        for packed in pack.files:
            stem, _, ending = packed.name.rpartition(".")
            yield f"sent/{words.stem(pack)}", stem, ending, packed.sha256


def _sounds(draft: Draft) -> Iterator[tuple[str, AudioPart]]:
    for question, answer in draft.answers.items():
        yield from ((question, part) for part in (*answer.parts, *answer.struck) if isinstance(part, AudioPart))
    yield from (("", part) for part in draft.unplaced if isinstance(part, AudioPart))


def _own(draft: Draft) -> Iterator[AwardFile]:
    yield from (said.decision.credential for said in draft.decisions if said.decision.credential)
