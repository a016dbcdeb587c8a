"""What is read equals what was written, and what cannot be read says so without repeating a word of it."""

import json
import traceback
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from bot.storage.errors import DataTooNew, Unreadable
from bot.storage.stored.codec import DRAFTS, MESSAGES, PACKS, PEOPLE, Body, Codec
from flows.engine.message import Attachment, AwardCopy, Copy, Message, MessageButton, OwnCopy, Recording
from flows.engine.payloads import PartOf
from flows.engine.prompts import Prompt, PromptKind
from flows.model.attachments.audio import AudioAnalysis, AudioKind, AudioProblem
from flows.model.draft import (
    Accepted,
    AiUse,
    Answer,
    AudioPart,
    Consent,
    Draft,
    LinkPart,
    Outcome,
    Person,
    Sending,
    Stated,
    TextPart,
    Tick,
)
from flows.model.stages import Stage
from flows.pack.pack import (
    Pack,
    PackAi,
    PackAnswer,
    PackBadge,
    PackDeclaration,
    PackFact,
    PackIssuer,
    PackLink,
    PackTick,
)

WORDS = st.text(max_size=30)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEYS = st.integers(-(2**40), 2**60)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.integers(0, 4_000_000_000_000_000).map(lambda us: EPOCH + timedelta(microseconds=us))
TIMES = st.builds(lambda moment, zone: moment.astimezone(zone), MOMENTS, OFFSETS)
COUNTS = st.integers(0, 10_000)
SECONDS = st.floats(0, 900)
HEARD = st.builds(
    AudioAnalysis,
    sha256=WORDS,
    size=COUNTS,
    container=WORDS,
    seconds=SECONDS,
    speech_seconds=SECONDS,
    words=COUNTS,
    trouble=st.none() | st.sampled_from(AudioProblem),
    partial=st.booleans(),
    copy_sha256=st.none() | WORDS,
    copy_size=COUNTS,
)
SOUNDS = st.builds(
    AudioPart,
    KEYS,
    st.sampled_from(AudioKind),
    TIMES,
    WORDS,
    st.none() | HEARD,
    st.none() | st.sampled_from(AudioProblem),
)
LINKS = st.builds(LinkPart, KEYS, WORDS, TIMES)
PARTS = st.lists(st.builds(TextPart, KEYS, WORDS, TIMES) | SOUNDS | LINKS, max_size=3).map(tuple)
TEXTS = st.lists(st.builds(TextPart, KEYS, WORDS, TIMES), max_size=3).map(tuple)
STATED = st.builds(Stated, st.lists(WORDS, max_size=3).map(tuple), st.none() | KEYS, st.booleans())
ANSWERS = st.builds(Answer, PARTS, PARTS, st.booleans(), st.none() | WORDS)


def named(values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """A few values by id."""
    return st.dictionaries(WORDS, values, max_size=3)


DRAFT_VALUES = st.builds(
    Draft,
    began_at=TIMES,
    touched_at=TIMES,
    stage=st.sampled_from(Stage),
    right_badge_at=st.none() | TIMES,
    facts=named(STATED),
    answers=named(ANSWERS),
    pasted=TEXTS,
    unplaced=PARTS,
    whole=st.none() | LINKS,
    ticks=st.lists(st.builds(Tick, WORDS, WORDS, WORDS, TIMES), max_size=3).map(tuple),
    ai=st.none() | st.builds(AiUse, st.booleans(), TIMES, st.none() | WORDS, st.none() | WORDS),
    declarations=named(st.builds(Accepted, WORDS, TIMES)),
    sending=st.none() | st.builds(Sending, WORDS, KEYS, TIMES, st.none() | TIMES, st.none() | WORDS),
    stayed_on=st.none() | WORDS,
    outcome=st.none() | st.sampled_from(Outcome),
)
PERSON_VALUES = st.builds(
    Person,
    id=WORDS,
    language=WORDS,
    consent=st.none() | st.builds(Consent, WORDS, TIMES),
    wanted=st.none() | WORDS,
    remembered=named(STATED),
    in_hand=st.none() | WORDS,
)
BUTTONS = st.lists(st.lists(st.builds(MessageButton, WORDS, WORDS), max_size=2).map(tuple), max_size=3).map(tuple)
MESSAGE_VALUES = st.builds(
    Message,
    text=WORDS,
    plain=st.booleans(),
    buttons=BUTTONS,
    place=st.none()
    | st.sampled_from(PromptKind).map(lambda ask: Prompt.parse(f"{ask.value}/d1/"))
    | st.sampled_from(["q/d1/topic", "loose/d1/120:3", "nudge/d1/weblink/d1/topic:120"]).map(Prompt.parse),
    attachment=st.none()
    | st.builds(Attachment, WORDS, KEYS, st.sampled_from(Copy))
    | st.builds(OwnCopy, WORDS)
    | st.builds(AwardCopy, WORDS, WORDS),
    recording=st.none() | st.builds(Recording, WORDS, st.sampled_from(AudioKind), st.none() | WORDS, WORDS),
    replaces=st.none() | KEYS,
)
PACK_TICKS = st.lists(st.builds(PackTick, WORDS, TIMES), max_size=3).map(tuple)
PACK_LINKS = st.none() | st.builds(PackLink, WORDS, WORDS, PACK_TICKS)
PACK_VALUES = st.builds(
    Pack,
    timestamp=TIMES,
    badge=st.builds(PackBadge),
    issuer=st.builds(PackIssuer),
    facts=st.lists(st.builds(PackFact, values=st.lists(WORDS, max_size=2).map(tuple)), max_size=3).map(tuple),
    answers=st.lists(st.builds(PackAnswer, link=PACK_LINKS), max_size=3).map(tuple),
    whole=PACK_LINKS,
    ai=st.builds(PackAi),
    declarations=st.lists(st.builds(PackDeclaration, accepted_at=TIMES), max_size=3).map(tuple),
)


@settings(max_examples=examples(60))
@given(DRAFT_VALUES)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    """Every word, instant, offset, order and enumeration of a draft survives."""
    found = DRAFTS.read(DRAFTS.write(draft))
    assert found == draft
    assert found.began_at.utcoffset() == draft.began_at.utcoffset()
    assert list(found.answers) == list(draft.answers)


@settings(max_examples=examples(30))
@given(PERSON_VALUES)
def test_a_person_comes_back_as_they_were(person: Person) -> None:
    """Consent and remembered facts survive."""
    assert PEOPLE.read(PEOPLE.write(person)) == person


@settings(max_examples=examples(30))
@given(MESSAGE_VALUES)
def test_a_message_comes_back_as_it_was(message: Message) -> None:
    """What waits to be spoken after a crash is what was to be spoken before it."""
    assert MESSAGES.read(MESSAGES.write(message)) == message


def test_a_message_of_an_older_release_keeps_its_prompt() -> None:
    """A message that waited while the program was changed still says where the answer to it belongs."""
    stored = '{"schema":1,"text":"?","place":{"ask":"weblink","draft":"d1","about":"topic:120"}}'
    message = MESSAGES.read(stored)
    assert message.place == Prompt(PromptKind.weblink, "d1", PartOf("topic", 120))
    assert '"place":{"ask":"weblink","draft":"d1","about":"topic:120"}' in MESSAGES.write(message)
    with pytest.raises(Unreadable):
        MESSAGES.read(stored.replace("weblink", "nowhere"))


@settings(max_examples=examples(30))
@given(PACK_VALUES)
def test_a_pack_comes_back_as_it_was(pack: Pack) -> None:
    """Every try delivers the same submission."""
    found = PACKS.read(PACKS.write(pack))
    assert found == pack
    assert found.timestamp.isoformat() == pack.timestamp.isoformat()


def test_a_draft_of_the_first_release_can_still_be_read() -> None:
    """Whatever is added to a draft, all that was stored once is still found in it."""
    stored = (Path(__file__).parent / "draft-1.json").read_text(encoding="utf-8")
    again = DRAFTS.write(DRAFTS.read(stored))
    assert _holds(json.loads(again), json.loads(stored))


def _holds(found: object, wanted: object) -> bool:
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(key in found and _holds(found[key], value) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(found) == len(wanted) and all(map(_holds, found, wanted))
    return found == wanted


def test_an_older_body_goes_through_every_upgrade_from_its_own_on() -> None:
    """Upgrades are taken in order, none twice, and none for a body that is current."""

    def noted(number: str) -> object:
        def upgrade(fields: Body) -> Body:
            return {**fields, "label": f"{fields['label']}{number}"}

        return upgrade

    buttons = Codec(MessageButton, [noted("1"), noted("2")])
    assert buttons.read('{"schema":1,"label":"a","data":"d"}') == MessageButton("a12", "d")
    assert buttons.read('{"schema":2,"label":"a","data":"d"}') == MessageButton("a2", "d")
    assert buttons.read('{"schema": 3, "label":"a","data":"d"}') == MessageButton("a", "d")
    assert buttons.write(MessageButton("a", "d")) == '{"schema":3,"label":"a","data":"d"}'


def test_a_newer_body_is_refused() -> None:
    """A release does not guess at what a later one has written."""
    with pytest.raises(DataTooNew, match="a stored person has version 4"):
        PEOPLE.read('{"schema":4,"id":"telegram:7"}')


def test_who_was_kept_before_there_was_a_lock_has_none() -> None:
    """A person of schema 2, and a message of it that deletes nothing."""
    assert PEOPLE.read('{"schema":2,"id":"telegram:7"}') == Person("telegram:7")
    assert MESSAGES.read('{"schema":2,"text":"Hello"}') == Message("Hello")


@pytest.mark.parametrize(
    "body",
    [
        '{"schema":1,"id":"Isla","remembered":"3141592"}',
        '{"schema":0,"id":"Isla","remembered":"3141592"}',
        '{"id":"Isla","remembered":"3141592"}',
        '["Isla","3141592"]',
        '{"schema":1,"id":"Isla","remembered":"3141592"',
        "Isla 3141592",
    ],
)
def test_what_cannot_be_read_is_not_repeated(body: str) -> None:
    """An error that may end in a log has no name and no number in it, in any line of its traceback."""
    with pytest.raises(Unreadable) as caught:
        PEOPLE.read(body)
    shown = "".join(traceback.format_exception(caught.value))
    assert "Isla" not in shown
    assert "3141592" not in shown
