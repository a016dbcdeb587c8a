"""The screens of badges that are held: the list, a part at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.payloads import HeldPart, OfHeld
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, Phrases, Rows, Screen, rows
from flows.rules import held_badges as held_rules
from flows.rules.held_badges import Ground, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingRules(Screen):
    """How badges are ticked, and how an award is given; said before the first one."""

    of: int
    needed: int

    def render(self, say: Phrases) -> str:
        every = self.needed == self.of
        return say.phrase("holding-rules-all" if every else "holding-rules-some", of=self.of, needed=self.needed)


def rules(work: DraftContext) -> HoldingRules:
    """How badges are ticked, and how an award is given."""
    return HoldingRules(of=len(work.badge.prerequisites), needed=work.badge.needed)


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One badge of the list. `ground` is None while it is not ticked."""

    number: int
    title: str
    ground: Ground | None
    waiting: bool = False
    """Whether an award of it is being looked at."""


@dataclass(frozen=True, slots=True)
class EarnedAt:
    """Where badges are earned, by their numbers."""

    page: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldChange:
    """What a typed message did to the ticks, by the numbers of the badges."""

    ticked: tuple[int, ...] = ()
    taken_away: tuple[int, ...] = ()
    already: tuple[int, ...] = ()
    """They were to be ticked, and were before."""
    not_ticked: tuple[int, ...] = ()
    """Their ticks were to be taken away, and there were none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldList(Screen):
    """A part of the list of badges to be held."""

    lines: tuple[HeldLine, ...]
    tally: Tally
    part: int
    """Which part of the list it is, from 1."""
    parts: int
    earned_at: tuple[EarnedAt, ...]
    """Where those of this part are earned that are not ticked."""
    outside: tuple[int, ...] = ()
    """Numbers that were typed and that no badge has."""
    left: tuple[int, ...] = ()
    """Those that are not ticked, by their numbers; empty while none is ticked."""
    change: HeldChange | None = None

    def render(self, say: Phrases) -> str:
        tally = self.tally
        head = say.phrase("held", held=tally.held, of=tally.of)
        if self.left and tally.missing:
            head += "\n" + self._left(say)
        if self.parts > 1:
            head += "\n" + say.phrase("held-part", part=self.part, parts=self.parts)
        blocks = [head, "\n".join(_said_line(say, line) for line in self.lines)]
        if self.outside:
            numbers = ", ".join(map(str, self.outside))
            blocks.insert(0, say.phrase("held-outside", count=len(self.outside), numbers=numbers, of=tally.of))
        if self.change is not None:
            blocks.insert(0, _change(say, self.change))
        if tally.doubtful:
            blocks.append(say.phrase("held-doubtful", count=tally.doubtful))
        if self.earned_at:
            blocks.append("\n".join(_earned(say, self.earned_at)))
        blocks.append(
            say.phrase("held-how") if tally.missing else f"{say.phrase('held-enough')} {say.phrase('held-how')}"
        )
        return "\n\n".join(blocks)

    def _left(self, say: Phrases) -> str:
        """How many are ticked, how many are to go, and which, where there is no choice."""
        missing, ticked = self.tally.missing, self.tally.held
        if missing < len(self.left):
            return say.phrase("held-to-go-any", ticked=ticked, missing=missing)
        return say.joined("held-to-go", ticked=ticked, missing=missing, numbers=_spans(say, self.left))


def _change(say: Phrases, change: HeldChange) -> str:
    """What a message did to the ticks, a line for each kind."""
    said = (
        ("held-ticked", change.ticked),
        ("held-taken-away", change.taken_away),
        ("held-already", change.already),
        ("held-not-ticked", change.not_ticked),
    )
    return "\n".join(say.joined(key, numbers=_spans(say, numbers)) for key, numbers in said if numbers)


def _spans(say: Phrases, numbers: Iterable[int]) -> str:
    """Numbers with those that follow each other as spans: "1 to 3, 5"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    said = [
        say.plain("held-span", first=span[0], last=span[-1]) if len(span) > 2 else ", ".join(map(str, span))
        for span in spans
    ]
    return ", ".join(said)


def _said_line(say: Phrases, line: HeldLine) -> str:
    key = f"held-line-{line.ground.value}" if line.ground else "held-line"
    said = say.phrase(key, number=line.number, title=line.title)
    return f"{said} {say.phrase('held-waiting')}" if line.waiting else said


def _earned(say: Phrases, pages: tuple[EarnedAt, ...]) -> list[str]:
    """Where the badges that are not ticked are earned: each by its number, unless it is the same page for all."""
    if len(pages) == 1:
        return [say.phrase("held-earn", page=pages[0].page)]
    return [
        say.phrase("held-earn-some", numbers=joined(say, list(map(str, one.numbers))), page=one.page) for one in pages
    ]


def joined(say: Phrases, words: list[str]) -> str:
    """Words as a list in a sentence."""
    if len(words) < 2:
        return "".join(words)
    return say.joined("award-and", first=", ".join(words[:-1]), last=words[-1])


PART = 8
"""Badges on a screen: with their titles they fill a small phone, and no more."""
ROW = 4


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
    ticks = [replace(work.press(Action.hold, OfHeld(item.id), n), on=n in grounds) for n, item in listed]
    return HeldList(
        lines=lines,
        tally=held_rules.tally(work.badge, work.draft),
        part=shown,
        parts=parts(work),
        earned_at=tuple(EarnedAt(page, tuple(n for at, n in left if at == page)) for page in pages),
        outside=outside,
        left=tuple(n for n, _ in held_rules.numbered(work.badge) if n not in grounds) if grounds else (),
        change=change,
        place=work.place(PromptKind.holding, HeldPart(shown)),
        offers=(*rows(ticks, ROW), *_ways(work, shown)),
    )


def _ways(work: DraftContext, shown: int) -> Rows:
    back = (work.press(Action.held_back, HeldPart(shown)),) if shown > 1 else ()
    more = (work.press(Action.held_next, HeldPart(shown)),) if shown < parts(work) else ()
    every = (work.press(Action.hold_all),) if len(work.draft.held) < len(work.badge.prerequisites) else ()
    none = (work.press(Action.hold_none),) if work.draft.held else ()
    given = (work.press(Action.awards),) if held_rules.standing_awards(work.draft) else ()
    which = (work.press(Action.award_which),) if held_rules.doubtful(work.badge, work.draft) else ()
    every_row = ((*back, *more), (*every, *none), (*given, *which), (onward(work), work.press(Action.later)))
    return tuple(row for row in every_row if row)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAllOrLast(Notice):
    """Are all badges meant, or the last one of the list?"""

    of: int

    KEY = "held-all-or-last"


def ask_all_or_last(work: DraftContext) -> AskAllOrLast:
    """Are all badges meant, or the last one of the list?"""
    every = held_rules.numbered(work.badge)
    last, item = max(every, key=lambda one: one[0])
    return AskAllOrLast(
        of=last,
        place=work.place(PromptKind.holding, HeldPart(parts(work))),
        offers=((work.press(Action.hold_all),), (work.press(Action.hold, OfHeld(item.id), last),)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhichHeld(Screen):
    """Which of several badges is meant, whose titles have the words that were typed?"""

    lines: tuple[tuple[int, str], ...]
    """Numbers and titles."""

    def render(self, say: Phrases) -> str:
        lines = [say.phrase("held-line", number=number, title=title) for number, title in self.lines]
        return "\n".join([say.phrase("held-which"), *lines])


def ask_which(work: DraftContext, numbers: tuple[int, ...]) -> AskWhichHeld:
    """Which of several badges is meant?"""
    lines = tuple((n, item.title) for n, item in held_rules.numbered(work.badge) if n in numbers)
    ticks = [work.press(Action.hold, OfHeld(item.id), n) for n, item in held_rules.numbered(work.badge) if n in numbers]
    return AskWhichHeld(
        lines=lines,
        place=work.place(PromptKind.holding, HeldPart(part_of(numbers[0]))),
        offers=(*rows(ticks, ROW), (work.press(Action.held),)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNoneHeld(Notice):
    """Asks before every tick is taken away."""

    held: int

    KEY = "none-held"


def ask_none(work: DraftContext) -> AskNoneHeld:
    """Asks before every tick is taken away."""
    return AskNoneHeld(
        held=len(work.draft.held),
        place=work.place(PromptKind.none_held),
        offers=((work.press(Action.hold_none_sure),), (work.press(Action.held),)),
    )


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


def onward(work: DraftContext) -> Button:
    """The way on from the list: to the questions, where there are any, or to the check."""
    return work.press(Action.next) if work.badge.questions else work.press(Action.review)


def comes_first(work: DraftContext) -> bool:
    """Whether the list is what the draft stands at: while badges are left to tick and no question waits."""
    if not work.badge.prerequisites or held_rules.enough(work.badge, work.draft):
        return False
    return not work.badge.questions or not work.draft.answers
