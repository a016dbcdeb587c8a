"""One long statement sent in ten ways: each ends at the check in under ten taps, with every word in its place."""

import io
import re
from datetime import timedelta

import docx
import pytest
from odfdo import Document, Paragraph
from statements.shapes import LIMIT, OTHER, SHORT, bases
from support.talk import Talk
from transcripts.starts import answering

from bot.statement_files.child import read
from bot.statement_files.outcome import ReadText
from flows.engine.effects import ReadStatement
from flows.engine.events import StatementRead, TextSent
from flows.features.answers.pasted_screens import PasteMoves, Share
from flows.features.review.screens import Review
from flows.rules.evidence.answers import NOTHING, text

pytestmark = pytest.mark.slow

QUESTIONS = ("topic", "relevance", "learning", "practice", "confidence")
_ONE, _OTHER = bases()["home care, brisk"], bases()["youth house, no frills"]
ANSWERS = (
    f"{_ONE[0]}\n\n{_OTHER[0]}",
    _ONE[1],
    f"{_ONE[2]}\n\n{_OTHER[2]}",
    f"{_ONE[3]}\n\n{_OTHER[3]}",
    _ONE[4],
)
WHOLE = "\n\n".join(f"{heading}\n{answer}" for heading, answer in zip(SHORT, ANSWERS, strict=True))
NUMBERED = "\n\n".join(f"{number}. {answer}" for number, answer in enumerate(ANSWERS, 1))
BARE = "\n\n".join(ANSWERS)
MIDDLE = WHOLE.index("\n\n", WHOLE.index(ANSWERS[2]) + 400)
MESSAGES = {
    "whole": [WHOLE[:LIMIT], WHOLE[LIMIT:]],
    "without headings": [BARE[:LIMIT], BARE[LIMIT:]],
    "numbered": [NUMBERED[:LIMIT], NUMBERED[LIMIT:]],
    "in pieces": [f"{heading}: {answer}" for heading, answer in zip(OTHER, ANSWERS, strict=True)],
    "cut by 4,096": [f"My evidence{' -' * 100}\n\n{WHOLE}"[:LIMIT], f"My evidence{' -' * 100}\n\n{WHOLE}"[LIMIT:]],
    "halves swapped": [WHOLE[MIDDLE + 2 :], WHOLE[:MIDDLE]],
}


def odt() -> bytes:
    """The statement as OpenDocument."""
    made = Document("text")
    made.body.clear()
    for line in WHOLE.split("\n"):
        made.body.append(Paragraph(line))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def word() -> bytes:
    """The statement as a Word document."""
    made = docx.Document()
    for line in WHOLE.split("\n"):
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


FILES = {"statement.odt": odt, "statement.docx": word, "statement.txt": WHOLE.encode}


def _ends_at_the_check(talk: Talk) -> None:
    """Moves what is not in its place, accepts what is proposed and goes to the check."""
    taps = _moved(talk)
    for label in ("Yes, put them there", "Check my answers"):
        talk.press(label)
        taps += 1
    given = [text(talk.draft.answers.get(question, NOTHING)) for question in QUESTIONS]
    assert [_plain(one) for one in given] == [_plain(one) for one in ANSWERS]
    assert any(isinstance(reply, Review) for reply in talk.replies), talk.text()
    assert taps < 10


def _moved(talk: Talk) -> int:
    """Moves each paragraph of a guess that belongs to another question; returns how many taps that took."""
    taps = 0
    while "I am not sure where it all goes" in talk.text() or taps:
        talk.press("Move something")
        listed = [reply for reply in talk.replies if isinstance(reply, PasteMoves)]
        wrong = [
            (n, _belongs(share)) for n, share in enumerate(listed[0].passages, 1) if _belongs(share) != share.number
        ]
        if not wrong:
            talk.press("Back")
            return taps + 2
        talk.press(str(wrong[0][0]))
        talk.press(next(label for label in talk.labels() if label.startswith(f"{wrong[0][1]}.")))
        taps += 3
    return taps


def _belongs(share: Share) -> int:
    """The question whose answer holds the first words of a paragraph."""
    begins = share.begins.removesuffix("…")
    return next(number for number, answer in enumerate(ANSWERS, 1) if begins in _plain(answer))


def _plain(said: str) -> str:
    return re.sub(r"\s+", " ", said).strip()


@pytest.mark.parametrize("way", MESSAGES)
def test_messages(way: str) -> None:
    """As messages, sent within a second or two of each other."""
    talk = answering()
    for part in MESSAGES[way]:
        talk.now -= timedelta(seconds=18)
        talk.say(part)
    _ends_at_the_check(talk)


@pytest.mark.parametrize("name", FILES)
def test_files(name: str) -> None:
    """As a file, read as the confined process reads it."""
    talk = answering()
    talk.give(name)
    (asked,) = (effect for effect in talk.effects if isinstance(effect, ReadStatement))
    outcome = read(FILES[name]())
    assert isinstance(outcome, ReadText)
    talk.now += timedelta(seconds=5)
    talk.take(
        StatementRead(
            at=talk.now, fresh="0" * 32, draft=asked.draft, key=asked.key, text=outcome.text,
            left_out=outcome.left_out, sent_under=asked.under,
        )
    )  # fmt: skip
    _ends_at_the_check(talk)


def test_forwarded() -> None:
    """Forwarded from another chat, where it was sent in two messages."""
    talk = answering()
    for part in MESSAGES["whole"]:
        talk.now -= timedelta(seconds=18)
        talk.keys += 1
        talk.now += timedelta(seconds=20)
        talk.take(
            TextSent(
                at=talk.now, fresh=f"{talk.keys:032}", key=talk.keys, text=part, under=talk.place(), forwarded=True
            )
        )  # fmt: skip
    _ends_at_the_check(talk)
