"""Examples of what the issuer says, and of what is asked about it."""

from collections.abc import Iterator

from screen_examples.samples import AT, BADGE, ISSUER
from support.talk import LIBRARY

from flows.engine.message import AwardCopy
from flows.engine.screen import Screen
from flows.features.decisions.issuer_talk_screens import (
    AskUnchanged,
    AsSent,
    BackTooLate,
    NotAskedYet,
    SaidAlready,
    StaysAsSent,
    Thanked,
    WhereBadgeIs,
    WhomToAsk,
)
from flows.features.decisions.relayed import AskWhichQuestions
from flows.features.decisions.screens import Awarded, MoreWanted
from flows.model.attachments.award import AwardVerdict as Look


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    for questions in ((), BADGE.questions):
        for prerequisites in ((), LIBRARY.badges[-1].prerequisites):
            asked = BADGE.model_copy(update={"questions": questions, "prerequisites": prerequisites})
            yield MoreWanted(badge=asked, issuer=ISSUER, reference="TB-1", comment="", wanted=(), reply_by=None)
    for look in Look:
        yield Awarded(badge=BADGE, issuer=ISSUER, reference="TB-1", comment="", link="https://a.example", look=look)
        file = AwardCopy("a" * 64, "TB-1.jwt")
        yield Awarded(
            badge=BADGE,
            issuer=ISSUER,
            reference="TB-1",
            comment="",
            link="",
            look=look,
            named="Care",
            file=file,
            reminded=True,
        )
    yield AskWhichQuestions(issuer=ISSUER, chosen=(2, 3))
    yield AsSent(title="A & B", reference="TB-1", on=AT.date(), text_follows=True, answers_alone=True)
    for text_follows in (True, False):
        yield AsSent(title="A & B", reference="TB-1", on=AT.date(), text_follows=text_follows)
    yield NotAskedYet(issuer="SSSC", reference="TB-1")
    yield SaidAlready()
    yield WhomToAsk(issuer="SSSC", contact="help@example.org", reference="TB-1")
    for link in ("https://example.org/1", ""):
        yield WhereBadgeIs(title="A & B", issuer="SSSC", contact="help@example.org", link=link)
    yield StaysAsSent(issuer="SSSC", reference="TB-1")
    yield BackTooLate(reference="TB-1")
    yield Thanked()
    yield AskUnchanged(numbers=(2,), badges=(18, 19), comment="Show us badges 18 & 19.")
    yield AskUnchanged(numbers=(2, 3), all_same=True)
