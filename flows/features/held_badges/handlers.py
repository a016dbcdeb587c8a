"""Badges that a worker holds: ticking them, by button or typed, one or many at a time, over any number of days."""

from collections.abc import Iterable
from dataclasses import replace

from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import AwardFor, HeldPart, OfAward, OfHeld
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Show
from flows.features.held_badges import award_screens, given_awards
from flows.features.held_badges import screens as holding_screens
from flows.features.held_badges.picks import Pick, Picked, by_title, picked
from flows.features.held_badges.screens import HeldChange, HeldList
from flows.features.help.screens import Aside, Note
from flows.features.questions.handlers import stays_as_sent
from flows.model.attachments.award import given_at
from flows.rules import held_badges as held_rules
from flows.rules import progress


def show(work: DraftContext, shown: HeldPart) -> TurnResult:
    """Shows the list, at the part that is named or the first with something to tick."""
    return work.say(_list(work, shown.part))


def forward(work: DraftContext, shown: HeldPart) -> TurnResult:
    """The next part of the list. After the last one comes what there is to do next."""
    part = shown.part
    if part >= holding_screens.parts(work):
        return work.say(Show.CURRENT if held_rules.enough(work.badge, work.draft) else _list(work, 0))
    return work.say(replace(_list(work, part + 1), replaces=work.pressed))


def back(work: DraftContext, shown: HeldPart) -> TurnResult:
    """The part of the list before this one."""
    return work.say(replace(_list(work, max(1, shown.part - 1)), replaces=work.pressed))


def _list(work: DraftContext, part: int) -> HeldList:
    return holding_screens.held_list(work, part)


def tick(work: DraftContext, target: OfHeld) -> TurnResult:
    """Ticks one badge, or takes its tick back. The list changes in place; a typed number only ticks.

    For a number that no badge has, the list stays where it is and says so.
    """
    typed = not target.item
    number = next((n for n, item in held_rules.numbered(work.badge) if item.id == target.item), target.number)
    if not 0 < number <= len(work.badge.prerequisites):
        return work.say(holding_screens.held_list(work, target.part, (number,) if typed else ()))
    on = work.badge.prerequisites[number - 1].id in work.draft.held
    if typed:
        # A number may be a slip, or one that was ticked last week: only a button or a word takes a tick away.
        return _ticked(work, _change(work, tick=(number,)), part=holding_screens.part_of(number))
    after = _without(work, (number,)) if on else _with(work, (number,))
    return after.say(replace(_list(after, holding_screens.part_of(number)), replaces=work.pressed))


def every(work: DraftContext) -> TurnResult:
    """Ticks all of them. The list stays, to take back what is not held."""
    after = _with(work, range(1, len(work.badge.prerequisites) + 1))
    return after.say(replace(_list(after, 1), replaces=work.pressed))


def none(work: DraftContext) -> TurnResult:
    """Asks before every tick is taken away."""
    return work.say(holding_screens.ask_none(work) if work.draft.held else _list(work, 1))


def none_sure(work: DraftContext) -> TurnResult:
    """Takes every tick away. Awards stay as they were given."""
    after = _without(work, range(1, len(work.badge.prerequisites) + 1))
    return after.say(_list(after, 1))


def typed(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """What is typed at the list: numbers of badges, or links to awards; None for words that are neither.

    The badge has others to be held. Of one that asks for no words, so are numbers and links that are typed elsewhere:
    in no answer can they be.
    """
    alone = held_rules.asks_for_badges_alone(work.badge) and place.ask not in _ASKED_IN_WORDS
    if not (alone or place.ask in AT_THE_LIST):
        return None
    asked = _asked(work, event.text, place)
    links = given_awards.links_in(event.text)
    if asked is None and not links:
        listed = alone and place.ask in AT_THE_LIST
        return work.say(Aside(note=Note.held_words), _list(work, HeldPart.at(place.about).part)) if listed else None
    if progress.facts_are_locked(work.draft):
        return stays_as_sent(work)
    if links:
        return given_awards.take_links(work, event, links)
    return _pick(work, asked, place) if asked else None


def _asked(work: DraftContext, text: str, place: Prompt) -> Picked | None:
    """What is to become of the ticks. Where the list is not seen, only badges that are named are meant."""
    titles = tuple(item.title for item in work.badge.prerequisites)
    asked = picked(text, len(titles))
    if asked is None and place.ask in _NAMED_AT:
        asked = by_title(text, titles)
    if place.ask in AT_THE_LIST or (asked and asked.numbers and place.ask in _BEFORE_SENDING):
        return asked
    return None


def number(work: DraftContext, typed: int) -> TurnResult:
    """Ticks the badge with a number that was typed where the list is not seen. It never takes a tick back."""
    return _pick(work, Picked(Pick.tick, (typed,)), work.place(PromptKind.holding))


AT_THE_LIST = frozenset({PromptKind.holding, PromptKind.award, PromptKind.awards, PromptKind.none_held})
"""Places where numbers, links and files are about badges that are held."""
_NAMED_AT = frozenset({PromptKind.holding, PromptKind.award})
"""Places where a badge can be named by words of its title."""
_BEFORE_SENDING = frozenset({PromptKind.list, PromptKind.review})
_ASKED_IN_WORDS = frozenset({PromptKind.ai_tool, PromptKind.ai_link})


def _pick(work: DraftContext, asked: Picked, place: Prompt) -> TurnResult:
    if asked.pick is Pick.which:
        return work.say(holding_screens.ask_which(work, asked.numbers))
    if place.ask is PromptKind.award and asked.numbers:
        return _of_award(work, asked, place)
    if place.ask is PromptKind.awards and asked.numbers:
        if asked.pick is Pick.untick and len(asked.numbers) == 1:
            return given_awards.take_out(work, OfAward(number=asked.numbers[0]))
        return work.say(award_screens.award_list(work, numbers=True))
    return _at_the_list(work, asked, place)


def _at_the_list(work: DraftContext, asked: Picked, place: Prompt) -> TurnResult:
    """What becomes of the ticks."""
    of = len(work.badge.prerequisites)
    known = tuple(number for number in asked.numbers if 0 < number <= of)
    outside = tuple(number for number in asked.numbers if number not in known)
    match asked.pick:
        case Pick.every:
            change = _change(work, tick=tuple(n for n in range(1, of + 1) if n not in known), untick=known)
        case Pick.none:
            return none(work)
        case Pick.unclear:
            return work.say(holding_screens.ask_all_or_last(work))
        case Pick.untick:
            change = _change(work, untick=known)
        case _:
            change = _change(work, tick=known, untick=tuple(n for n in asked.but if 0 < n <= of))
    part = holding_screens.part_of(known[0]) if known and asked.pick is not Pick.every else 0
    if outside and not known:
        # Nothing has changed, so the list stays where it is.
        return work.say(holding_screens.held_list(work, HeldPart.at(place.about).part, outside))
    return _ticked(work, change, part=part, outside=outside)


def _of_award(work: DraftContext, asked: Picked, place: Prompt) -> TurnResult:
    """A number where it is asked which badge an award is of: one that is named answers that."""
    award = given_at(held_rules.standing_awards(work.draft), OfAward.at(place.about).award)
    if award is None:
        return work.say(_list(work, 0))
    if len(asked.numbers) == 1 and asked.pick in _NAMES_ONE:
        return given_awards.award_for(work, AwardFor(award.id, asked.numbers[0]))
    return work.say(award_screens.ask_award(work, award, several=True))


_NAMES_ONE = frozenset({Pick.tick, Pick.unclear})


def _change(work: DraftContext, tick: tuple[int, ...] = (), untick: tuple[int, ...] = ()) -> HeldChange:
    """What becomes of the ticks when some are set and some are taken away."""
    on = {n for n, item in held_rules.numbered(work.badge) if item.id in work.draft.held}
    return HeldChange(
        ticked=tuple(n for n in tick if n not in on),
        taken_away=tuple(n for n in untick if n in on),
        already=tuple(n for n in tick if n in on) if len(tick) <= _FEW else (),
        not_ticked=tuple(n for n in untick if n not in on) if not tick else (),
    )


_FEW = 3
"""Of more numbers in one message it is not said which were ticked before: the list shows it."""


def _ticked(work: DraftContext, change: HeldChange, part: int, outside: tuple[int, ...] = ()) -> TurnResult:
    """Sets and takes away ticks; the list says what changed."""
    after = _without(_with(work, change.ticked), change.taken_away)
    said = change if change != HeldChange() else None
    return after.say(holding_screens.held_list(after, part, outside, said))


def _with(work: DraftContext, numbers: Iterable[int]) -> DraftContext:
    """Ticks badges. Those that are ticked keep the time of their tick."""
    things = [work.badge.prerequisites[number - 1].id for number in numbers]
    new = {thing: work.at for thing in things if thing not in work.draft.held}
    return changed(work, replace(work.draft, held={**work.draft.held, **new})) if new else work


def _without(work: DraftContext, numbers: Iterable[int]) -> DraftContext:
    gone = {work.badge.prerequisites[number - 1].id for number in numbers} & set(work.draft.held)
    kept = {thing: at for thing, at in work.draft.held.items() if thing not in gone}
    return changed(work, replace(work.draft, held=kept)) if gone else work
