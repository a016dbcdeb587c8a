"""What looking at awards came to: it is filed, ticks the badges that it shows, and is told once all is known."""

from collections.abc import Sequence
from dataclasses import replace

from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import AwardLate, AwardsFound
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen
from flows.features.held_badges import award_screens
from flows.features.held_badges import checks as award_checks
from flows.features.help.screens import Aside, Note
from flows.model.attachments.award import LONGEST_NAME, MOST, AwardFinding, AwardVerdict, SubmittedAward, given_at
from flows.model.draft import Draft
from flows.rules import held_badges as held_rules
from flows.rules import progress


def found(context: TurnContext, event: AwardsFound) -> TurnResult:
    """What was found in a file or behind a link. The worker is told once all that they sent was looked at."""
    draft = context.session.drafts.get(event.draft)
    asked = given_at(draft.awards, f"{event.key}.{event.part}") if draft else None
    if draft is None or asked is None or not event.found:
        return context.say()
    if len(event.found) > 1 and not asked.is_waiting:
        # A zip is looked at once, and then each award in it: what comes of the whole zip again is known.
        return context.say()
    work = context.with_draft(draft)
    if not draft.is_open or progress.facts_are_locked(draft):
        return _too_late(work, asked, event.found)
    kept = _kept(work, asked, event.found)
    # Of many that had to wait, none is told of before the last is there: forty messages would help nobody.
    wait = asked.busy and any(award.busy for award in held_rules.waiting(kept.draft))
    turn = kept.say() if wait else _told(kept, event.under)
    # It was held to the address of when it was asked for, which may be another by now.
    old = any(not award_checks.is_of_now(kept, one) for one in event.found)
    return replace(turn, effects=award_checks.again(kept, (event.key,)) if old else ())


def _too_late(work: DraftContext, asked: SubmittedAward, every: tuple[AwardFinding, ...]) -> TurnResult:
    """What comes after sending changes nothing that was sent. Files stay known, so that they can be given out or go."""
    if asked.found:
        return work.put(held_rules.with_awards(work.draft, (replace(asked, again=False),))).say()
    awards = tuple(replace(_award(work, asked, asked.part + number, one), out=True) for number, one in enumerate(every))
    if asked.link:
        awards = (replace(asked, found=replace(every[0], verdict=AwardVerdict.unchecked, why=None)),)
    return work.put(held_rules.with_awards(work.draft, awards)).say()


def late(context: TurnContext, event: AwardLate) -> TurnResult:
    """An award cannot be looked at yet, and goes on being tried: what is known of the others is told meanwhile."""
    draft = context.session.drafts.get(event.draft)
    asked = given_at(draft.awards, f"{event.key}.{event.part}") if draft else None
    if draft is None or asked is None or not asked.is_waiting or asked.out or not draft.is_open:
        return context.say()
    if asked.late and asked.busy >= event.busy:
        return context.say()
    work = context.with_draft(draft)
    after = work.put(held_rules.with_awards(draft, (replace(asked, late=True, busy=event.busy),)))
    return _told(after, None)


def _kept(work: DraftContext, asked: SubmittedAward, every: tuple[AwardFinding, ...]) -> DraftContext:
    """The draft with what was found in the place of what was waited for, and with the badges ticked that it shows."""
    room = MOST - len(held_rules.standing_awards(work.draft)) + 1
    # A number that the worker wrote beside a zip is not that of every award in it.
    first = asked if len(every) == 1 else replace(asked, thing=None, said=False)
    new = tuple(_award(work, first, asked.part + number, one) for number, one in enumerate(every[: max(1, room)]))
    # Sent again is only what comes for the first time, and was not taken out while it was looked at.
    sent = () if asked.found or asked.out else _twins(work.draft, asked, new)
    twins = tuple(_as_found_now(award, new) for award in sent)
    draft = held_rules.with_awards(work.draft, (*twins, *new))
    held = dict(draft.held)
    for award in (*twins, *new):
        if award.thing and award.thing != _ticked_by(asked) and not award.out and held_rules.is_of_use(award):
            held.setdefault(award.thing, work.at)
    # What was agreed to stands while nothing is ticked that was not ticked before.
    return changed(work, replace(draft, held=held)) if held != draft.held else work.put(draft)


def _ticked_by(award: SubmittedAward) -> str | None:
    """The badge that an award has ticked once. If its tick is gone since, the worker took it back."""
    return award.thing if award.found and held_rules.is_of_use(award) else None


def _award(work: DraftContext, asked: SubmittedAward, part: int, one: AwardFinding) -> SubmittedAward:
    if asked.found and not one.file:
        # What is on our disk stays known, whatever came of looking at it again.
        one = replace(one, file=asked.found.file)
    # What was looked at again unasked is told again only if it came out otherwise.
    told = asked.told and asked.verdict is one.verdict
    called = one.called[:LONGEST_NAME] or asked.called
    award = replace(
        asked, part=part, called=called, thing=_thing(asked, one), found=one, told=told, again=False, busy=False
    )
    return replace(award, out=award.out or bool(_twins(work.draft, asked, (award,))))


def _thing(asked: SubmittedAward, one: AwardFinding) -> str | None:
    """Which badge an award is of. Where the worker's number says one and the award another, they are asked."""
    if asked.found is None and asked.thing and one.thing and asked.thing != one.thing:
        return None
    return asked.thing or one.thing


def _twins(draft: Draft, asked: SubmittedAward, new: tuple[SubmittedAward, ...]) -> tuple[SubmittedAward, ...]:
    """The awards that were sent before as the very same files."""
    files = {award.found.file for award in new if award.found and award.found.file}
    return tuple(a for a in draft.awards if a.key != asked.key and a.found and a.found.file in files)


def _as_found_now(before: SubmittedAward, new: tuple[SubmittedAward, ...]) -> SubmittedAward:
    """An award that was sent again: it is back if it was taken out, and is worth what it proved to be this time."""
    one = next(a.found for a in new if a.found and before.found and a.found.file == before.found.file)
    told = before.told and not before.out and before.verdict is one.verdict
    return replace(before, found=one, thing=before.thing or one.thing, told=told, out=False, again=False)


def _told(work: DraftContext, under: Prompt | None) -> TurnResult:
    if any(not award.late for award in held_rules.waiting(work.draft)):
        return work.say()
    fresh = tuple(a for a in work.draft.awards if _is_to_be_told(work, a))
    again = tuple(a for a in fresh if a.out)
    new = tuple(a for a in fresh if not a.out)
    told = tuple(replace(a, told=True) if a in fresh else a for a in work.draft.awards)
    after = work.put(replace(work.draft, awards=told))
    said: list[Screen] = [Aside(note=Note.award_again)] if again else []
    if new or held_rules.waiting(after.draft):
        said.append(award_screens.news(after, new))
    return after.say(*_over_the_list(after, said, under)) if said else after.say()


def _is_to_be_told(work: DraftContext, award: SubmittedAward) -> bool:
    """Whether the worker is to hear of an award; not while it is looked at again for another address."""
    return not award.is_waiting and not award.told and (award.out or award_checks.is_settled(work, award))


def _over_the_list(work: DraftContext, said: Sequence[Screen], under: Prompt | None) -> Sequence[Screen]:
    """Where the phone shows the list: the award that is in doubt as well, or the way to go on."""
    if under is None or under.ask not in _OF_BADGES or under.draft != work.draft.id:
        return said
    doubt = held_rules.doubtful(work.badge, work.draft)
    if doubt:
        return (*said, award_screens.ask_award(work, doubt[0]))
    return (*said[:-1], award_screens.at_the_list(work, said[-1]))


_OF_BADGES = frozenset({PromptKind.holding, PromptKind.award, PromptKind.awards, PromptKind.none_held})
