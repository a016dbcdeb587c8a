"""A submission to make documents of: every part of it may be replaced."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from flows.pack.evidence_text import statement
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
from flows.pack.recordings import FileUse, PackFile

SUMMER = timezone(timedelta(hours=1))
AT = datetime(2026, 7, 5, 9, 30, 15, tzinfo=SUMMER)

FACTS = (
    PackFact("name", "Name", ("Isla Example",), many=False, in_evidence=False),
    PackFact("email", "Email address", ("isla@example.org",), many=False, in_evidence=False),
    PackFact("number", "SSSC registration number", ("3141592",), many=False, in_evidence=True),
    PackFact("part", "Register part", ("Social Care", "Social Work"), many=True, in_evidence=True),
    PackFact("employer", "Employer", ("Rowan House",), many=False, in_evidence=True),
)
ANSWERS = (
    PackAnswer("topic", "The topic I chose", "I chose audits.\n\nThey were new to me.", 8, 5),
    PackAnswer("relevance", "Why it matters", "It keeps people safe.", 4, 0),
    PackAnswer("reflection", "How I feel now", "Sure of myself.", 3, 1),
)
DECLARATIONS = (
    PackDeclaration("own", "The words are my own.", AT),
    PackDeclaration("private", "Nobody can be known from my examples.", AT + timedelta(minutes=1)),
)
PACK = Pack(
    draft="d1",
    reference="TB-7KQ4-M2XP",
    attempt=1,
    timestamp=AT,
    badge=PackBadge("ob-1249", "OB-1249", "Leadership and quality assurance", "2025-1"),
    issuer=PackIssuer("sssc", "Scottish Social Services Council", "https://example.org/badge"),
    facts=FACTS,
    answers=ANSWERS,
    total_words=15,
    ai=PackAi("declare", used=False),
    declarations=DECLARATIONS,
    evidence_text=statement(FACTS, ANSWERS, PackAi("declare", used=False)),
)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """A small submission with everything that a submission can have."""
    return PACK


@pytest.fixture(scope="session")
def saying() -> Callable[[str], Pack]:
    """Makes the same submission with other words as its first answer."""

    def _saying(text: str) -> Pack:
        return replace(PACK, answers=(replace(ANSWERS[0], text=text), *ANSWERS[1:]))

    return _saying


STATED = "1-topic-part1-1m10s"
LINE = (
    f"[A recording stands here: {STATED}.mp3. Spoken, 1 min 10 s. About 160 words (roughly 120 to 200), estimated by a "
    "program from the sound. Nobody has written them down.]"
)
FILES = (
    PackFile(f"{STATED}.mp3", "topic", 1, FileUse.listening, "audio/mpeg", 421_000, "b" * 64, 70.2, 158),
    PackFile(f"{STATED}-original.ogg", "topic", 1, FileUse.original, "audio/ogg", 210_000, "a" * 64, 70.2, 158),
    PackFile("1-topic-part2-0m09s.mp3", "topic", 2, FileUse.listening, "audio/mpeg", 54_000, "c" * 64, 9.0, 0),
)


@pytest.fixture(scope="session")
def spoken() -> Pack:
    """The same submission, its first answer typed in part and spoken in part, and shorter than asked."""
    topic = PackAnswer("topic", "The topic I chose", f"I chose audits.\n\n{LINE}", 161, 250, about=True, short=True)
    answers = (topic, *ANSWERS[1:])
    said = statement(FACTS, answers, PackAi("declare", used=False))
    return replace(PACK, answers=answers, total_words=168, evidence_text=said, files=FILES)


PAGE = PackLink(
    "https://example.org/my-page",
    "[The applicant gives a page of their own: https://example.org/my-page. Nobody has opened it.]",
    (PackTick("The page answers this question.", AT), PackTick("The words are my own.", AT + timedelta(minutes=2))),
)


@pytest.fixture(scope="session")
def linked() -> Pack:
    """The same submission, its first answer given by a page of the applicant's."""
    topic = PackAnswer("topic", "The topic I chose", PAGE.line, 0, 250, link=PAGE, elsewhere=True)
    return replace(PACK, answers=(topic, *ANSWERS[1:]), total_words=7)


@pytest.fixture(scope="session")
def paged() -> Pack:
    """The same submission, all of it answered by a page."""
    return replace(PACK, whole=PAGE, answers=tuple(replace(answer, elsewhere=True) for answer in ANSWERS))
