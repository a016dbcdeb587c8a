"""Renders a submission as the evidence of a BadgeKit application: a cover, then an item for each answer.

BadgeKit has no key against repeats, so the cover is also how an application of ours is known again. Its database
keeps what it can of a text: `CHARACTER SET utf8` there has no letter beyond U+FFFF, and a field has 65,535 bytes.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from bot.documents import words
from bot.issuers.route import FailureReason, GaveUp
from flows.pack.evidence_text import ai_line
from flows.pack.pack import Pack, PackAnswer, PackLink
from flows.pack.packed_badges import text, without
from flows.pack.recordings import FileUse

MOST_BYTES = 65_535
"""Bytes of the words of one item."""
MOST_URL = 255
"""Characters of a link."""

_COVER = re.compile(r"Reference: (?P<reference>[A-Z0-9-]{1,60})\nAttempt: (?P<attempt>[0-9]{1,6})\n")
_ANSWERS = re.compile(r"^It answers the reviews up to number (?P<review>[0-9]{1,18})\.$", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class EvidenceItem:
    """An item of evidence."""

    reflection: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first item of our evidence says: whose it is, and which reviews were there when it was sent."""

    reference: str
    attempt: int
    reviewed: int = 0
    """The number of the last review of the attempt before; 0 where there was none."""

    @classmethod
    def read(cls, items: tuple[EvidenceItem, ...]) -> "Cover | None":
        """The cover among the items of an application, in whatever order they come; None for one that is not ours."""
        for item in items:
            found = _COVER.match(item.reflection)
            if found is not None:
                # It stands alone in the first paragraph, where no words of the applicant are.
                answers = _ANSWERS.search(item.reflection.partition("\n\n")[0])
                reviewed = int(answers["review"]) if answers else 0
                return cls(found["reference"], int(found["attempt"]), reviewed)
        return None


def items(pack: Pack, email: str, reviewed: int = 0) -> tuple[EvidenceItem, ...]:
    """All items, each within BadgeKit's limits. `email` is the fact that it has as the learner; it is not said twice.

    Raises GaveUp for a submission that BadgeKit could not hold whole, before anything of it is sent.
    """
    if any(file.picture or (file.use is FileUse.listening and file.transcript is None) for file in pack.files):
        raise GaveUp(FailureReason.no_recordings)
    answers = [_answer(number, answer) for number, answer in enumerate(pack.answers, 1)]
    whole = [_linked(pack.whole.line, pack.whole)] if pack.whole else []
    held = _held(pack)
    every = (_cover(pack, email, reviewed), *held, *whole, *answers)
    made = tuple(replace(item, reflection=_within(item.reflection)) for item in every)
    if any(len(item.reflection.encode()) > MOST_BYTES for item in made):
        raise GaveUp(FailureReason.too_long)
    return made


def _cover(pack: Pack, email: str, reviewed: int) -> EvidenceItem:
    badge = pack.badge
    top = [
        f"Reference: {pack.reference}",
        f"Attempt: {pack.attempt}",
        f"It answers the reviews up to number {reviewed}." if reviewed else "",
        f"Sent: {words.moment(pack.timestamp)}",
    ]
    about = [
        f"Badge: {badge.title}",
        f"Version of the criteria: {badge.criteria_version}",
        *(f"{fact.label}: {', '.join(fact.values)}" for fact in pack.facts if fact.id != email),
        words.total(pack),
        ai_line(pack.ai),
        _NO_SOUND if any(file.use is not FileUse.award for file in pack.files) else "",
        _NO_AWARDS if any(file.use is FileUse.award for file in pack.files) else "",
    ]
    agreed = [f"Agreed on {words.moment(d.accepted_at)}: {d.text}" for d in pack.declarations]
    every = (top, about, words.doubts(pack), agreed)
    return EvidenceItem("\n\n".join("\n".join(filter(None, lines)) for lines in every if lines))


_NO_SOUND = (
    "Some of it was spoken. This system takes no recordings, so they are not here. Their words are, as a program wrote "
    "them down and the applicant checked them."
)

_NO_AWARDS = "Some awards of badges held were given as files. This system takes no files, so they are not here."


def _held(pack: Pack) -> list[EvidenceItem]:
    """The badges held: all in one item, and one with its link for each whose link was given."""
    told = without(pack.holdings, frozenset(file.name for file in pack.files))
    linked = (EvidenceItem(one.line, one.link) for one in told if one.link and len(one.link) <= MOST_URL)
    return [EvidenceItem(text(told, pack.holdings_of)), *linked] if told else []


def _answer(number: int, answer: PackAnswer) -> EvidenceItem:
    text = f"{number}. {answer.heading}\n\n{answer.text}\n\n[{words.count(answer)}]"
    return _linked(text, answer.link) if answer.link else EvidenceItem(text)


def _linked(text: str, link: PackLink) -> EvidenceItem:
    """An item with a link of its own, where that is short enough. The text has the link in any case."""
    ticked = [f"{said}\n{when}" for said, when in words.checklist(link)]
    return EvidenceItem("\n\n".join([text, *ticked]), link.url if len(link.url) <= MOST_URL else "")


def _within(text: str) -> str:
    """The text in characters that the database holds: an emoji becomes its name, in square brackets."""
    return "".join(letter if ord(letter) <= 0xFFFF else _named(letter) for letter in _whole(text))


def _whole(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _named(letter: str) -> str:
    return f"[{unicodedata.name(letter, f'U+{ord(letter):X}').lower()}]"
