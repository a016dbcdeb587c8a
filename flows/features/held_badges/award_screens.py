"""The screens of awards that were given: what was found of them, and which badge each is of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.payloads import AwardFor, OfAward
from flows.engine.prompts import PromptKind
from flows.engine.screen import Phrases, Screen, rows
from flows.features.held_badges import checks as award_checks
from flows.features.held_badges.screens import held_list, joined, onward
from flows.model.attachments.award import WHYS, AwardVerdict, SubmittedAward, Why
from flows.model.stages import Stage
from flows.rules import held_badges as held_rules
from flows.rules.evidence.web_address import LONGEST, AddressFault
from flows.rules.held_badges import Ground, Tally


@dataclass(frozen=True, slots=True)
class GivenAward:
    """An award in a list: what the worker calls it, which badge it is of, and what was found."""

    name: str
    """The file's name or the link, as it was sent."""
    badge: str
    """The badge as the award itself names it; empty where it does not."""
    thing: int
    """The number of the badge that it is of; 0 while that is not known."""
    title: str
    verdict: AwardVerdict | None
    why: Why | None = None
    ground: Ground = Ground.stated
    goes: bool = True
    """Whether it goes to the issuer, as far as is known."""


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


MOST_LINES = 8
"""So many awards have a line each in the news of them; of more, the numbers alone are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardNews(Screen):
    """What was found of the awards that were given last."""

    awards: tuple[GivenAward, ...]
    tally: Tally
    waiting: int = 0
    """How many more are still being looked at."""
    busy: int = 0
    """How many of these wait because too much came at once."""

    def render(self, say: Phrases) -> str:
        said = [say.phrase("award-news", count=len(self.awards))] if self.awards else []
        lines = len(self.awards) <= MOST_LINES
        useful = [a for a in self.awards if a.goes]
        checked = [a for a in useful if _verdict(a) is AwardVerdict.checked and a.thing]
        if checked:
            said.append(say.joined("award-checked", badges=_badges(say, checked, lines=lines)))
        for why, awards in _by_why([a for a in useful if _verdict(a) is AwardVerdict.unchecked and a.thing]):
            count = len({award.thing for award in awards})
            head = say.joined("award-unchecked", badges=_badges(say, awards, lines=lines), count=count)
            said.append(f"{head}\n{say.joined('award-unchecked-why', why=_why(say, why), count=count)}")
        doubtful = [a for a in useful if not a.thing]
        if doubtful:
            said.append(say.joined("award-doubtful", names=_names(say, doubtful), count=len(doubtful)))
        for verdict, key in ((AwardVerdict.wrong, "award-wrong"), (AwardVerdict.unchecked, "award-lost")):
            for why, awards in _by_why([a for a in self.awards if not a.goes and a.verdict is verdict]):
                said.append(say.joined(key, names=_names(say, awards), why=_why(say, why), count=len(awards)))
            if verdict is AwardVerdict.wrong and any(map(_is_told_of, self.awards)):
                said.append(say.phrase("award-wrong-told"))
        held = say.phrase("award-held", held=self.tally.held, of=self.tally.of)
        enough = "" if self.tally.missing else f" {say.phrase('held-enough')}"
        return "\n\n".join([*said, *self._waits(say), f"{held}{enough}"])

    def _waits(self, say: Phrases) -> list[str]:
        """What is still to come, and why it takes longer."""
        late = self.waiting - self.busy
        still = [say.phrase("award-still", waiting=late)] if late > 0 else []
        return [*still, say.phrase("award-busy", busy=self.busy)] if self.busy else still


def _is_told_of(award: GivenAward) -> bool:
    """Whether the issuer is told that an award is not right, if its badge is ticked."""
    return award.verdict is AwardVerdict.wrong and award.thing > 0


def _by_why(awards: list[GivenAward]) -> Iterable[tuple[Why | None, list[GivenAward]]]:
    order = {why: place for place, why in enumerate([None, *WHYS])}
    ordered = sorted(awards, key=lambda award: order[award.why])
    return ((why, list(group)) for why, group in groupby(ordered, key=lambda award: award.why))


def _badges(say: Phrases, awards: list[GivenAward], *, lines: bool) -> str:
    """Each on a line of its own with its title; or the numbers alone."""
    titles = {award.thing: award.title for award in sorted(awards, key=lambda award: award.thing)}
    if lines:
        return "".join("\n" + say.phrase("award-badge", number=n, title=title) for n, title in titles.items())
    return " " + say.phrase("award-numbers", numbers=joined(say, [str(number) for number in titles]))


def _verdict(award: GivenAward) -> AwardVerdict | None:
    """What was found; what was checked for another badge, or another address, is not checked for this one."""
    otherwise = award.verdict is AwardVerdict.checked and award.thing and award.ground is not Ground.checked
    return AwardVerdict.unchecked if otherwise else award.verdict


MOST_NAMES = 12
"""Names in a sentence. What are more are counted."""


def _names(say: Phrases, awards: list[GivenAward]) -> str:
    said = [_name(say, award) for award in awards[:MOST_NAMES]]
    more = len(awards) - len(said)
    return joined(say, [*said, say.phrase("award-more", more=more)]) if more else ", ".join(said)


def _name(say: Phrases, award: GivenAward) -> str:
    """A file or link as the worker knows it, with the number of its badge where that is known."""
    if award.thing:
        return say.phrase("award-name-of", name=_short(award.name), thing=award.thing)
    return say.phrase("award-name", name=_short(award.name))


LONGEST_NAME = 28
"""Characters of a file's name or of a link in a list. It is cut in the middle: people know it by its two ends."""


def _short(name: str) -> str:
    half = LONGEST_NAME // 2
    return name if len(name) <= LONGEST_NAME else f"{name[: half - 1]}…{name[-half:]}"


def _why(say: Phrases, why: Why | None) -> str:
    return say.phrase(f"award-why-{why.value}") if why else ""


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


def _again(work: DraftContext, awards: Iterable[SubmittedAward]) -> tuple[Button, ...]:
    """The way to have awards looked at again, where some of these may come out otherwise."""
    return (work.press(Action.award_again),) if any(award_checks.may_differ(work, award) for award in awards) else ()


LONGEST_CLAIM = 300
"""Characters of what an award calls itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAward(Screen):
    """Which badge is this award of?"""

    award: GivenAward
    perhaps: tuple[tuple[int, str], ...]
    """The numbers and titles of those that it may be."""
    of: int
    unknown: bool = False
    """The worker named one that is not there."""
    several: bool = False
    """The worker named more than one."""

    def render(self, say: Phrases) -> str:
        lines = [say.phrase("award-ask-unknown"), ""] if self.unknown else []
        if self.several:
            lines = [say.phrase("award-ask-several"), ""]
        lines += [say.phrase("award-ask", name=self.award.name)]
        if self.award.badge:
            lines.append(say.phrase("award-ask-says", badge=self.award.badge[:LONGEST_CLAIM]))
        how = say.phrase("award-ask-perhaps" if self.perhaps else "award-ask-number", of=self.of)
        return "\n".join([*lines, "", f"{how} {say.phrase('award-ask-out')}"])


def ask_award(work: DraftContext, award: SubmittedAward, *, unknown: bool = False, several: bool = False) -> AskAward:
    """Which badge is this award of?"""
    things = (award.found.thing, *award.found.perhaps) if award.found else ()
    perhaps = tuple((n, item.title) for n, item in held_rules.numbered(work.badge) if item.id in things)
    choices = [work.press(Action.award_for, AwardFor(award.id, n), n, title) for n, title in perhaps]
    return AskAward(
        award=given(work, award),
        perhaps=perhaps,
        of=len(work.badge.prerequisites),
        unknown=unknown,
        several=several,
        place=work.place(PromptKind.award, OfAward(award.id)),
        offers=(*rows(choices, 1), (work.press(Action.award_out, OfAward(award.id)), work.press(Action.held))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardList(Screen):
    """Every award that was given."""

    awards: tuple[GivenAward, ...]
    outside: str = ""
    """A number that was typed, and that none of them has."""
    numbers: bool = False
    """Numbers were typed without a word that says what is to become of them."""
    after: datetime | None = None
    """Some could be looked at again, and not before this moment."""

    def render(self, say: Phrases) -> str:
        lines = [
            say.phrase("award-line", number=number, name=_short(award.name), state=_state(say, award))
            for number, award in enumerate(self.awards, 1)
        ]
        first = [say.phrase("award-list-outside", number=self.outside)] if self.outside else []
        if self.numbers:
            first = [say.phrase("award-list-numbers")]
        last = [say.phrase("award-list-after", time=clock(self.after))] if self.after else []
        if any(map(_is_told_of, self.awards)):
            last = [say.phrase("award-wrong-told"), *last]
        return "\n\n".join([*first, say.phrase("award-list"), "\n".join(lines), say.phrase("award-list-end"), *last])


def _state(say: Phrases, award: GivenAward) -> str:
    verdict = _verdict(award)
    if verdict is None:
        return say.plain("award-state-waiting")
    if award.goes and not award.thing:
        return say.plain("award-state-doubtful")
    lost = verdict is AwardVerdict.unchecked and not award.goes
    state = say.plain("award-state-lost" if lost else f"award-state-{verdict.value}")
    return say.plain("award-line-of", thing=award.thing, state=state) if award.thing else state


def clock(at: datetime) -> str:
    """A time of day as workers read it."""
    return f"{at:%H:%M}"


def award_list(work: DraftContext, *, outside: str = "", numbers: bool = False) -> AwardList:
    """Every award that was given, each to be taken out; and all to be looked at again, where that may help."""
    every = held_rules.standing_awards(work.draft)
    outs = [work.press(Action.award_out, OfAward(award.id), number) for number, award in enumerate(every, 1)]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardsWait(Screen):
    """Awards were looked at again often enough for now."""

    after: datetime
    """When they can be looked at again."""
    times: int
    """How often that is within an hour."""

    def render(self, say: Phrases) -> str:
        return say.phrase("awards-wait", times=self.times, time=clock(self.after))


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardLinkFault(Screen):
    """A link cannot be that of an award: why, and what to do."""

    url: str
    fault: AddressFault

    def render(self, say: Phrases) -> str:
        why = say.phrase(f"link-fault-{self.fault.value}", url=self.url, longest=LONGEST)
        return f"{why} {say.phrase('award-link-fault')}"


def at_the_list(work: DraftContext, reply: Screen) -> Screen:
    """News, or a note, as it is told where the phone shows the list: one goes on from it as from the list.

    The list itself is not sent again. It would push the news off a small phone.
    """
    shown = held_list(work)
    on = ((onward(work),),) if not shown.tally.missing else ()
    return replace(reply, place=shown.place, offers=(*reply.offers, *on))


def to_do(work: DraftContext) -> Screen:
    """The list; or the first award of which the worker has to say what it is for."""
    doubt = held_rules.doubtful(work.badge, work.draft)
    return ask_award(work, doubt[0]) if doubt else held_list(work)
