"""The copy of a person's data: a page to read, data with its schema, and files under names that tell."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
from support.filled import filled
from support.talk import LIBRARY

from bot.own_copy import copy_archive
from bot.own_copy.page import phrases
from bot.storage.beside.person_records import PersonRecords, ReminderRecord, StageMove
from flows.model.attachments.audio import AudioKind
from flows.model.draft import Answer, AudioPart, Draft, Person
from flows.model.stages import Stage
from flows.pack.pack import Pack

WORD, AT = "quokkaberry", datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
BADGE = LIBRARY.badges[0]
SOUND, ODD = "a" * 64, {"message": {"text": f"<script>{WORD}</script> \ud83d"}}


def records(data: Path) -> PersonRecords:
    """Somebody with every kind of thing."""
    draft = filled(Draft, WORD, badge=BADGE.id, version=BADGE.version, stage=Stage.answering)
    part = filled(AudioPart, WORD, kind=AudioKind.voice)
    assert part.heard
    sound = replace(part, heard=replace(part.heard, sha256=SOUND, container="ogg"))
    answers = {BADGE.questions[1].id: Answer((sound,)), **draft.answers}
    place = data / "media" / SOUND[:2] / SOUND
    place.parent.mkdir(parents=True)
    place.write_bytes(b"OggS")
    moves = (StageMove(1, "d1", "TextSent", None, "answering"),)
    return PersonRecords(
        person=filled(Person, WORD, id="telegram:7"),
        drafts=(replace(draft, answers=answers),),
        submissions=(filled(Pack, WORD, reference="TB-7", attempt=1),),
        reminders=(ReminderRecord("break", "said", 1),),
        history=moves,
        not_handled=(ODD,),
        unreadable=("{",),
    )


def opened(made: bytes) -> zipfile.ZipFile:
    """The archive."""
    return zipfile.ZipFile(BytesIO(made))


def test_the_copy_has_a_page_data_a_schema_and_files(tmp_path: Path) -> None:
    """The data fit their schema, the page leads to every file, and no name of a file is a digest."""
    with opened(copy_archive.in_memory(records(tmp_path), LIBRARY, tmp_path, AT, "help@example.org")) as archive:
        names = set(archive.namelist())
        sound = f"recordings/{BADGE.title} - question 2 - 2026-11-21 10.30.ogg"
        assert names == {"Read me first.html", "everything.json", "everything.schema.json", sound, "sent/TB-7.txt"}
        whole = json.loads(archive.read("everything.json"))
        schema = json.loads(archive.read("everything.schema.json"))
        jsonschema.validate(whole, schema)
        assert whole["files"] == {SOUND: sound}
        page = archive.read("Read me first.html").decode()
    assert f"2. {BADGE.questions[1].heading}" in page
    assert "help@example.org" in page
    assert "<script>" not in page
    assert page.count(WORD) > 20


def test_what_does_not_fit_the_chat_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file for which there is no room is left out, and the page says so."""
    monkeypatch.setattr(copy_archive, "MOST_IN_CHAT", 3)
    with opened(copy_archive.in_memory(records(tmp_path), LIBRARY, tmp_path, AT, "help@example.org")) as archive:
        assert not [name for name in archive.namelist() if name.startswith("recordings")]
        assert phrases().plain("page-left-out") in archive.read("Read me first.html").decode()
