"""Badges that a worker holds: ticking them, by button or typed, one or many at a time, over any number of days."""

from collections.abc import Iterable
from dataclasses import replace

from flows.engine.buttons import Action, Button
from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Show
from flows.features.decisions import returned as returned_work
from flows.features.held_badges import awards
from flows.features.held_badges import screens as holding_screens
from flows.features.held_badges.picks import Pick, Picked, picked
from flows.features.held_badges.replies import HeldList
from flows.features.help.replies import Aside, Note
from flows.model.award import given_at
from flows.rules import held_badges as held_rules
from flows.rules import progress


def show(work: DraftContext, press: Button) -> TurnResult:
    """Shows the list, at the part that is named or the first with something to tick."""
    return work.say(_list(work, _whole(press.about)))


def forward(work: DraftContext, press: Button) -> TurnResult:
    """The next part of the list. After the last one comes what there is to do next."""
    part = _whole(press.about)
    if part >= holding_screens.parts(work):
        return work.say(Show.CURRENT if held_rules.enough(work.badge, work.draft) else _list(work, 0))
    return work.say(replace(_list(work, part + 1), replaces=work.pressed))


def back(work: DraftContext, press: Button) -> TurnResult:
    """The part of the list before this one."""
    return work.say(replace(_list(work, max(1, _whole(press.about) - 1)), replaces=work.pressed))


def _list(work: DraftContext, part: int) -> HeldList:
    return holding_screens.held_list(work, part)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def tick(work: DraftContext, press: Button) -> TurnResult:
    """Ticks one badge, or takes its tick back. The list changes in place; a typed press names the badge by number.

    For a number that no badge has, the list stays where it is and says so.
    """
    part, _, typed = press.about.partition(":#")
    number = next((n for n, item in held_rules.numbered(work.badge) if item.id == press.about), _whole(typed))
    if not 0 < number <= len(work.badge.prerequisites):
        return work.say(holding_screens.held_list(work, _whole(part), (number,) if typed else ()))
    on = work.badge.prerequisites[number - 1].id in work.draft.held
    after = _without(work, (number,)) if on else _with(work, (number,))
    return after.say(replace(_list(after, holding_screens.part_of(number)), replaces=work.pressed))


def every(work: DraftContext, _: Button) -> TurnResult:
    """Ticks all of them. The list stays, to take back what is not held."""
    after = _with(work, range(1, len(work.badge.prerequisites) + 1))
    return after.say(replace(_list(after, 1), replaces=work.pressed))


def none(work: DraftContext, _: Button) -> TurnResult:
    """Asks before every tick is taken away."""
    return work.say(holding_screens.ask_none(work) if work.draft.held else _list(work, 1))


def none_sure(work: DraftContext, _: Button) -> TurnResult:
    """Takes every tick away. Awards stay as they were given."""
    after = _without(work, range(1, len(work.badge.prerequisites) + 1))
    return after.say(_list(after, 1))


def typed(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """What is typed at the list: numbers of badges, or links to awards; None for words that are neither.

    Of a badge that asks for no words, so are numbers and links that are typed elsewhere: in no answer can they be.
    """
    alone = held_rules.asks_for_badges_alone(work.badge) and place.ask not in _ASKED_IN_WORDS
    if not work.badge.prerequisites or not (alone or place.ask in AT_THE_LIST):
        return None
    asked = _asked(work, event.text, place)
    links = awards.links_in(event.text)
    if asked is None and not links:
        listed = alone and place.ask in AT_THE_LIST
        return work.say(Aside(note=Note.held_words), _list(work, _whole(place.about))) if listed else None
    if progress.facts_are_locked(work.draft):
        return returned_work.stays(work)
    if links:
        return awards.take_links(work, event, links)
    return _pick(work, asked, place) if asked else None


def _asked(work: DraftContext, text: str, place: Prompt) -> Picked | None:
    """What is to become of the ticks. Where the list is not seen, only badges that are named are meant."""
    asked = picked(text, len(work.badge.prerequisites))
    if place.ask in AT_THE_LIST or (asked and asked.numbers and place.ask in _BEFORE_SENDING):
        return asked
    return None


def number(work: DraftContext, press: Button) -> TurnResult:
    """Ticks the badge with a number that was typed where the list is not seen. It never takes a tick back."""
    return _pick(work, Picked(Pick.tick, (_whole(press.about),)), work.place(PromptKind.holding))


AT_THE_LIST = frozenset({PromptKind.holding, PromptKind.award, PromptKind.awards, PromptKind.none_held})
"""Places where numbers, links and files are about badges that are held."""
_BEFORE_SENDING = frozenset({PromptKind.list, PromptKind.review})
_ASKED_IN_WORDS = frozenset({PromptKind.ai_tool, PromptKind.ai_link})


def _pick(work: DraftContext, asked: Picked, place: Prompt) -> TurnResult:
    if place.ask is PromptKind.award and asked.numbers:
        # There it is asked for the one badge that an award is of.
        award = given_at(held_rules.standing_awards(work.draft), place.about)
        return work.say(holding_screens.ask_award(work, award, several=True) if award else _list(work, 0))
    if place.ask is PromptKind.awards and asked.numbers:
        return work.say(holding_screens.award_list(work, numbers=True))
    of = len(work.badge.prerequisites)
    known = tuple(number for number in asked.numbers if 0 < number <= of)
    outside = tuple(number for number in asked.numbers if number not in known)
    match asked.pick:
        case Pick.every:
            after = _without(_with(work, range(1, of + 1)), known)
        case Pick.none:
            return none(work, Button(Action.hold_none))
        case Pick.tick:
            after = _with(work, known)
        case Pick.untick:
            after = _without(work, known)
    part = holding_screens.part_of(known[0]) if known and asked.pick is not Pick.every else 0
    if outside and not known:
        # Nothing has changed, so the list stays where it is.
        part = _whole(place.about)
    return after.say(holding_screens.held_list(after, part, outside))


def _with(work: DraftContext, numbers: Iterable[int]) -> DraftContext:
    """Ticks badges. Those that are ticked keep the time of their tick."""
    things = [work.badge.prerequisites[number - 1].id for number in numbers]
    new = {thing: work.at for thing in things if thing not in work.draft.held}
    return changed(work, replace(work.draft, held={**work.draft.held, **new})) if new else work


def _without(work: DraftContext, numbers: Iterable[int]) -> DraftContext:
    gone = {work.badge.prerequisites[number - 1].id for number in numbers} & set(work.draft.held)
    kept = {thing: at for thing, at in work.draft.held.items() if thing not in gone}
    return changed(work, replace(work.draft, held=kept)) if gone else work
