"""How many bytes of recordings and awards are kept for a draft, and for a person."""

from dataclasses import replace
from datetime import UTC, datetime

from flows.model.attachments.audio import AudioAnalysis, AudioKind
from flows.model.draft import Answer, AudioPart, Draft, Person, Session
from flows.model.stages import Stage
from flows.rules.draft_limits import MOST_FILE_BYTES, MOST_FILE_BYTES_OF_PERSON, file_room

AT = datetime(2026, 7, 8, tzinfo=UTC)
EMPTY = Draft("d1", "badge", "2026-1", Stage.answering, AT, AT)


def note(key: int, size: int, copy: int = 0) -> AudioPart:
    """A recording of so many bytes, with a copy of it."""
    heard = AudioAnalysis(f"{key:064}", size, "ogg", 9.0, 9.0, 9, copy_sha256=f"c{key:063}", copy_size=copy)
    return AudioPart(key, AudioKind.voice, AT, "f", heard)


def session(*drafts: Draft) -> Session:
    """A person with these drafts."""
    return Session(Person(7), {draft.id: draft for draft in drafts})


def test_originals_and_copies_count_also_of_what_was_taken_out() -> None:
    """And each file once, however often it was sent."""
    given = Answer((note(1, 1000, 100), note(1, 1000, 100)), struck=(note(2, 50, 5),))
    draft = replace(EMPTY, answers={"topic": given})
    assert file_room(session(draft), "d1") == MOST_FILE_BYTES - 1155
    assert file_room(session(EMPTY), "d1") == MOST_FILE_BYTES


def test_all_drafts_of_a_person_share_a_limit_too() -> None:
    """The last one gets what the others leave, and never less than nothing."""
    full = Answer((note(1, MOST_FILE_BYTES - 10),))
    others = [replace(EMPTY, id=f"o{n}", answers={"q": Answer((note(n, MOST_FILE_BYTES),))}) for n in range(2, 5)]
    assert file_room(session(replace(EMPTY, answers={"q": full})), "d1") == 10
    assert file_room(session(EMPTY, *others[:2]), "d1") == MOST_FILE_BYTES_OF_PERSON - 2 * MOST_FILE_BYTES
    assert file_room(session(EMPTY, *others), "d1") == 0
