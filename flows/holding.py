"""Badges that a worker holds: ticking them, by button or typed, one or many at a time, over any number of days."""

from collections.abc import Iterable
from dataclasses import replace

from flows import awarding, holdings, progress, reopening
from flows.buttons import Action, Press
from flows.changing import changed
from flows.events import TextSent
from flows.given import given_at
from flows.here import here
from flows.picking import Pick, Picked, picked
from flows.places import Ask, Place
from flows.replies.asides import Aside, Note
from flows.replies.holding import HeldList
from flows.scene import Turn, Work
from flows.screens import holding as holding_screens


def show(work: Work, press: Press) -> Turn:
    """Shows the list, at the part that is named or the first with something to tick."""
    return work.say(_list(work, _whole(press.about)))


def forward(work: Work, press: Press) -> Turn:
    """The next part of the list. After the last one comes what there is to do next."""
    part = _whole(press.about)
    if part >= holding_screens.parts(work):
        return work.say(here(work) if holdings.enough(work.badge, work.draft) else _list(work, 0))
    return work.say(replace(_list(work, part + 1), replaces=work.pressed))


def back(work: Work, press: Press) -> Turn:
    """The part of the list before this one."""
    return work.say(replace(_list(work, max(1, _whole(press.about) - 1)), replaces=work.pressed))


def _list(work: Work, part: int) -> HeldList:
    return holding_screens.held_list(work, part)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def tick(work: Work, press: Press) -> Turn:
    """Ticks one badge, or takes its tick back. The list changes in place; a typed press names the badge by number.

    For a number that no badge has, the list stays where it is and says so.
    """
    part, _, typed = press.about.partition(":#")
    number = next((n for n, item in holdings.numbered(work.badge) if item.id == press.about), _whole(typed))
    if not 0 < number <= len(work.badge.prerequisites):
        return work.say(holding_screens.held_list(work, _whole(part), (number,) if typed else ()))
    on = work.badge.prerequisites[number - 1].id in work.draft.held
    after = _without(work, (number,)) if on else _with(work, (number,))
    return after.say(replace(_list(after, holding_screens.part_of(number)), replaces=work.pressed))


def every(work: Work, _: Press) -> Turn:
    """Ticks all of them. The list stays, to take back what is not held."""
    after = _with(work, range(1, len(work.badge.prerequisites) + 1))
    return after.say(replace(_list(after, 1), replaces=work.pressed))


def none(work: Work, _: Press) -> Turn:
    """Asks before every tick is taken away."""
    return work.say(holding_screens.ask_none(work) if work.draft.held else _list(work, 1))


def none_sure(work: Work, _: Press) -> Turn:
    """Takes every tick away. Awards stay as they were given."""
    after = _without(work, range(1, len(work.badge.prerequisites) + 1))
    return after.say(_list(after, 1))


def typed(work: Work, event: TextSent, place: Place) -> Turn | None:
    """What is typed at the list: numbers of badges, or links to awards; None for words that are neither.

    Of a badge that asks for no words, so are numbers and links that are typed elsewhere: in no answer can they be.
    """
    alone = holdings.asks_for_badges_alone(work.badge) and place.ask not in _ASKED_IN_WORDS
    if not work.badge.prerequisites or not (alone or place.ask in AT_THE_LIST):
        return None
    asked = _asked(work, event.text, place)
    links = awarding.links_in(event.text)
    if asked is None and not links:
        listed = alone and place.ask in AT_THE_LIST
        return work.say(Aside(note=Note.held_words), _list(work, _whole(place.about))) if listed else None
    if progress.facts_are_locked(work.draft):
        return reopening.stays(work)
    if links:
        return awarding.take_links(work, event, links)
    return _pick(work, asked, place) if asked else None


def _asked(work: Work, text: str, place: Place) -> Picked | None:
    """What is to become of the ticks. Where the list is not seen, only badges that are named are meant."""
    asked = picked(text, len(work.badge.prerequisites))
    if place.ask in AT_THE_LIST or (asked and asked.numbers and place.ask in _BEFORE_SENDING):
        return asked
    return None


def number(work: Work, press: Press) -> Turn:
    """Ticks the badge with a number that was typed where the list is not seen. It never takes a tick back."""
    return _pick(work, Picked(Pick.tick, (_whole(press.about),)), work.place(Ask.holding))


AT_THE_LIST = frozenset({Ask.holding, Ask.award, Ask.awards, Ask.none_held})
"""Places where numbers, links and files are about badges that are held."""
_BEFORE_SENDING = frozenset({Ask.list, Ask.review})
_ASKED_IN_WORDS = frozenset({Ask.ai_tool, Ask.ai_link})


def _pick(work: Work, asked: Picked, place: Place) -> Turn:
    if place.ask is Ask.award and asked.numbers:
        # There it is asked for the one badge that an award is of.
        award = given_at(holdings.standing_awards(work.draft), place.about)
        return work.say(holding_screens.ask_award(work, award, several=True) if award else _list(work, 0))
    if place.ask is Ask.awards and asked.numbers:
        return work.say(holding_screens.award_list(work, numbers=True))
    of = len(work.badge.prerequisites)
    known = tuple(number for number in asked.numbers if 0 < number <= of)
    outside = tuple(number for number in asked.numbers if number not in known)
    match asked.pick:
        case Pick.every:
            after = _without(_with(work, range(1, of + 1)), known)
        case Pick.none:
            return none(work, Press(Action.hold_none))
        case Pick.tick:
            after = _with(work, known)
        case Pick.untick:
            after = _without(work, known)
    part = holding_screens.part_of(known[0]) if known and asked.pick is not Pick.every else 0
    if outside and not known:
        # Nothing has changed, so the list stays where it is.
        part = _whole(place.about)
    return after.say(holding_screens.held_list(after, part, outside))


def _with(work: Work, numbers: Iterable[int]) -> Work:
    """Ticks badges. Those that are ticked keep the time of their tick."""
    things = [work.badge.prerequisites[number - 1].id for number in numbers]
    new = {thing: work.at for thing in things if thing not in work.draft.held}
    return changed(work, replace(work.draft, held={**work.draft.held, **new})) if new else work


def _without(work: Work, numbers: Iterable[int]) -> Work:
    gone = {work.badge.prerequisites[number - 1].id for number in numbers} & set(work.draft.held)
    kept = {thing: at for thing, at in work.draft.held.items() if thing not in gone}
    return changed(work, replace(work.draft, held=kept)) if gone else work
