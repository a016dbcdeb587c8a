"""Examples of badges that are held: each ground and reason, and as many lines as there can be."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from screen_examples.samples import AT, BADGE

from flows.engine.screen import Screen
from flows.features.held_badges.award_screens import (
    AskAward,
    AwardLinkFault,
    AwardList,
    AwardNews,
    AwardsWait,
    GivenAward,
)
from flows.features.held_badges.screens import (
    AskAllOrLast,
    AskNoneHeld,
    AskWhichHeld,
    EarnedAt,
    HeldChange,
    HeldLine,
    HeldList,
)
from flows.features.questions.question_list import QuestionList
from flows.features.review.screens import Review
from flows.model.attachments.award import WHYS, AwardVerdict
from flows.model.attachments.award import AwardVerdict as Look
from flows.rules.evidence.web_address import AddressFault
from flows.rules.held_badges import Ground, Tally


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    title, name = "Leadership & " * 23, "a&b<.png" * 9
    lines = tuple(
        HeldLine(n, title[:300], ground, waiting=n == 2)
        for n, ground in enumerate((None, *Ground, None, None, None), 1)
    )
    pages = tuple(EarnedAt("https://example.org", numbers) for numbers in ((1, 2, 5), (3,)))
    for missing, doubtful in ((0, 0), (3, 1), (3, 2)):
        tally = Tally(held=23 - missing, of=23, needed=23, checked=1, given=1 + missing, waiting=2, doubtful=doubtful)
        yield HeldList(lines=lines, tally=tally, part=1, parts=3, earned_at=pages[:1], outside=(24, 99))
        yield HeldList(lines=lines, tally=tally, part=1, parts=1, earned_at=pages)
        yield Review(
            badge=BADGE, facts=(), lines=(), total=0, over=0, total_missing=0, facts_missing=(), loose=0,
            ready=False, held=replace(tally, given=1, waiting=1),
        )  # fmt: skip
        yield QuestionList(badge=BADGE, lines=(), total=0, left=9, loose=0, held=tally)
    change = HeldChange(ticked=(1, 2, 3, 7), taken_away=(4,), already=(5,), not_ticked=(6,))
    for needed in (23, 21):
        some = Tally(held=20, of=23, needed=needed, checked=0, given=0, waiting=0, doubtful=0)
        yield HeldList(lines=lines, tally=some, part=1, parts=3, earned_at=(), left=(21, 22, 23), change=change)
    yield AskAllOrLast(of=23)
    yield AskWhichHeld(lines=((21, title), (22, title)))
    yield AskNoneHeld(held=1)
    for verdict, thing, goes in product((*AwardVerdict, None), (7, 0), (True, False)):
        ground = Ground.checked if verdict is Look.checked else Ground.file
        every = tuple(GivenAward(name, title, thing, title, verdict, why, ground, goes=goes) for why in (None, *WHYS))
        yield AwardNews(awards=every, tally=tally, waiting=2 + thing, busy=thing)
        yield AwardNews(awards=every[:8], tally=tally, waiting=1, busy=1)
        yield AwardList(awards=(every * 2)[:40], outside="41", after=AT)
        yield AwardList(awards=every, numbers=True)
    yield AwardsWait(after=AT, times=3)
    yield from (
        AwardNews(awards=(GivenAward("a", "", n, "", AwardVerdict.checked, ground=Ground.checked),), tally=tally)
        for n in (1, 2)
    )
    for unknown in (True, False):
        asked = GivenAward(name, title, 0, "", None)
        yield AskAward(award=asked, perhaps=(), of=23, unknown=unknown, several=not unknown)
    yield from (AwardLinkFault(url="http://example.org", fault=fault) for fault in AddressFault)
