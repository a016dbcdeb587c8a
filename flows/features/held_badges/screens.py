"""The screens of badges that are held: the list, a part at a time, and the awards that were given."""

from collections.abc import Iterable
from dataclasses import replace

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.prompts import PromptKind
from flows.engine.screen import Rows, Screen, rows
from flows.features.held_badges import checks as award_checks
from flows.features.held_badges.replies import (
    AskAllOrLast,
    AskAward,
    AskNoneHeld,
    AskWhichHeld,
    AwardList,
    AwardNews,
    EarnedAt,
    GivenAward,
    HeldChange,
    HeldLine,
    HeldList,
    HoldingRules,
)
from flows.model.award import SubmittedAward
from flows.model.stages import Stage
from flows.rules import held_badges as held_rules

PART = 8
"""Badges on a screen: with their titles they fill a small phone, and no more."""
ROW = 4


def rules(work: DraftContext) -> HoldingRules:
    """How badges are ticked, and how an award is given."""
    return HoldingRules(of=len(work.badge.prerequisites), needed=work.badge.needed)


def parts(work: DraftContext) -> int:
    """How many screens the list takes."""
    return -(-len(work.badge.prerequisites) // PART)


def part_of(number: int) -> int:
    """The part of the list in which a badge stands, by its number."""
    return (number - 1) // PART + 1


def first_open(work: DraftContext) -> int:
    """The part of the list with the first badge that is not ticked; the first part where all are."""
    left = (number for number, item in held_rules.numbered(work.badge) if item.id not in work.draft.held)
    return part_of(next(left, 1))


def held_list(
    work: DraftContext, part: int = 0, outside: tuple[int, ...] = (), change: HeldChange | None = None
) -> HeldList:
    """A part of the list, from 1; the first with something to tick where none is named."""
    shown = min(part, parts(work)) if part > 0 else first_open(work)
    start = (shown - 1) * PART
    listed = list(held_rules.numbered(work.badge))[start : start + PART]
    grounds = {holding.number: holding.ground for holding in held_rules.held(work.badge, work.draft)}
    looked_at = {award.thing for award in held_rules.waiting(work.draft)}
    lines = tuple(HeldLine(n, item.title, grounds.get(n), item.id in looked_at) for n, item in listed)
    left = [(work.badge.earned_at(item), n) for n, item in listed if n not in grounds]
    pages = dict.fromkeys(page for page, _ in left)
    ticks = [replace(work.press(Action.hold, item.id, n), on=n in grounds) for n, item in listed]
    return HeldList(
        lines=lines,
        tally=held_rules.tally(work.badge, work.draft),
        part=shown,
        parts=parts(work),
        earned_at=tuple(EarnedAt(page, tuple(n for at, n in left if at == page)) for page in pages),
        outside=outside,
        left=tuple(n for n, _ in held_rules.numbered(work.badge) if n not in grounds) if grounds else (),
        change=change,
        place=work.place(PromptKind.holding, str(shown)),
        offers=(*rows(ticks, ROW), *_ways(work, shown)),
    )


def _ways(work: DraftContext, shown: int) -> Rows:
    back = (work.press(Action.held_back, str(shown)),) if shown > 1 else ()
    more = (work.press(Action.held_next, str(shown)),) if shown < parts(work) else ()
    every = (work.press(Action.hold_all),) if len(work.draft.held) < len(work.badge.prerequisites) else ()
    none = (work.press(Action.hold_none),) if work.draft.held else ()
    given = (work.press(Action.awards),) if held_rules.standing_awards(work.draft) else ()
    which = (work.press(Action.award_which),) if held_rules.doubtful(work.badge, work.draft) else ()
    every_row = ((*back, *more), (*every, *none), (*given, *which), (onward(work), work.press(Action.later)))
    return tuple(row for row in every_row if row)


def onward(work: DraftContext) -> Button:
    """The way on from the list: to the questions, where there are any, or to the check."""
    return work.press(Action.next) if work.badge.questions else work.press(Action.review)


def ask_none(work: DraftContext) -> AskNoneHeld:
    """Asks before every tick is taken away."""
    return AskNoneHeld(
        held=len(work.draft.held),
        place=work.place(PromptKind.none_held),
        offers=((work.press(Action.hold_none_sure),), (work.press(Action.held),)),
    )


def ask_all_or_last(work: DraftContext) -> AskAllOrLast:
    """Are all badges meant, or the last one of the list?"""
    every = held_rules.numbered(work.badge)
    last, item = max(every, key=lambda one: one[0])
    return AskAllOrLast(
        of=last,
        place=work.place(PromptKind.holding, str(parts(work))),
        offers=((work.press(Action.hold_all),), (work.press(Action.hold, item.id, last),)),
    )


def ask_which(work: DraftContext, numbers: tuple[int, ...]) -> AskWhichHeld:
    """Which of several badges is meant?"""
    lines = tuple((n, item.title) for n, item in held_rules.numbered(work.badge) if n in numbers)
    ticks = [work.press(Action.hold, item.id, n) for n, item in held_rules.numbered(work.badge) if n in numbers]
    return AskWhichHeld(
        lines=lines,
        place=work.place(PromptKind.holding, str(part_of(numbers[0]))),
        offers=(*rows(ticks, ROW), (work.press(Action.held),)),
    )


def given(work: DraftContext, award: SubmittedAward) -> GivenAward:
    """An award as it stands in a list."""
    number, title = next(
        ((n, item.title) for n, item in held_rules.numbered(work.badge) if item.id == award.thing), (0, "")
    )
    found = award.found
    return GivenAward(
        name=award.link or award.called,
        badge=found.badge if found else "",
        thing=number,
        title=title,
        verdict=None if award.again else award.verdict,
        why=found.why if found else None,
        ground=held_rules.ground(work.badge, work.draft, award),
        goes=held_rules.is_of_use(award),
    )


def news(work: DraftContext, awards: tuple[SubmittedAward, ...]) -> AwardNews:
    """What was found of some awards. It asks for nothing, so that it may come up over anything."""
    waiting = held_rules.waiting(work.draft)
    doubtful = any(held_rules.is_doubtful(work.badge, award) for award in awards)
    which = (work.press(Action.award_which),) if doubtful else ()
    # Whoever sends awards before all details are there comes to the list by itself.
    ways = (which, _again(work, awards), (work.press(Action.held),)) if work.draft.stage is not Stage.checking else ()
    return AwardNews(
        awards=tuple(given(work, award) for award in awards),
        tally=held_rules.tally(work.badge, work.draft),
        waiting=len(waiting),
        busy=sum(award.busy for award in waiting),
        offers=tuple(filter(None, ways)),
    )


def at_the_list(work: DraftContext, reply: Screen) -> Screen:
    """News, or a note, as it is told where the phone shows the list: one goes on from it as from the list.

    The list itself is not sent again. It would push the news off a small phone.
    """
    shown = held_list(work)
    on = ((onward(work),),) if not shown.tally.missing else ()
    return replace(reply, place=shown.place, offers=(*reply.offers, *on))


def _again(work: DraftContext, awards: Iterable[SubmittedAward]) -> tuple[Button, ...]:
    """The way to have awards looked at again, where some of these may come out otherwise."""
    return (work.press(Action.award_again),) if any(award_checks.may_differ(work, award) for award in awards) else ()


def ask_award(work: DraftContext, award: SubmittedAward, *, unknown: bool = False, several: bool = False) -> AskAward:
    """Which badge is this award of?"""
    things = (award.found.thing, *award.found.perhaps) if award.found else ()
    perhaps = tuple((n, item.title) for n, item in held_rules.numbered(work.badge) if item.id in things)
    choices = [work.press(Action.award_for, f"{award.id}:{n}", n, title) for n, title in perhaps]
    return AskAward(
        award=given(work, award),
        perhaps=perhaps,
        of=len(work.badge.prerequisites),
        unknown=unknown,
        several=several,
        place=work.place(PromptKind.award, award.id),
        offers=(*rows(choices, 1), (work.press(Action.award_out, award.id), work.press(Action.held))),
    )


def award_list(work: DraftContext, *, outside: str = "", numbers: bool = False) -> AwardList:
    """Every award that was given, each to be taken out; and all to be looked at again, where that may help."""
    every = held_rules.standing_awards(work.draft)
    outs = [work.press(Action.award_out, award.id, number) for number, award in enumerate(every, 1)]
    asks = (work.press(Action.award_which),) if held_rules.doubtful(work.badge, work.draft) else ()
    again, after = _again(work, every), award_checks.free_at(work)
    ways = ((*asks, *(again if after is None else ())), (work.press(Action.held),))
    return AwardList(
        awards=tuple(given(work, award) for award in every),
        outside=outside,
        numbers=numbers,
        after=after if again else None,
        place=work.place(PromptKind.awards),
        offers=(*rows(outs, 2), *filter(None, ways)),
    )


def to_do(work: DraftContext) -> Screen:
    """The list; or the first award of which the worker has to say what it is for."""
    doubt = held_rules.doubtful(work.badge, work.draft)
    return ask_award(work, doubt[0]) if doubt else held_list(work)


def comes_first(work: DraftContext) -> bool:
    """Whether the list is what the draft stands at: while badges are left to tick and no question waits."""
    if not work.badge.prerequisites or held_rules.enough(work.badge, work.draft):
        return False
    return not work.badge.questions or not work.draft.answers
