"""Looking at awards once more because the worker asks for it: only where that may help, and a few times an hour."""

from collections.abc import Collection
from dataclasses import replace

from flows.engine.context import DraftContext, TurnResult
from flows.engine.screen import Screen
from flows.features.held_badges import award_screens
from flows.features.held_badges import checks as award_checks
from flows.features.held_badges import screens as holding_screens
from flows.features.held_badges.award_screens import AwardsWait
from flows.features.help.screens import Aside, Note
from flows.model.attachments.award import SubmittedAward
from flows.rules import held_badges as held_rules


def again(work: DraftContext) -> TurnResult:
    """Looks at all that may come out otherwise now. An old button hears why there is nothing to look at."""
    which = award_checks.open_again(work)
    if which:
        return asked(work, which)
    every = held_rules.standing_awards(work.draft)
    if not every:
        return work.say(Aside(note=Note.awards_none), holding_screens.held_list(work))
    note = Note.award_looking if held_rules.waiting(work.draft) else Note.award_settled
    return work.say(Aside(note=note), award_screens.award_list(work))


def asked(work: DraftContext, which: Collection[SubmittedAward], *before: Screen) -> TurnResult:
    """Looks at these once more, or says from when on that can be asked for again."""
    free = award_checks.free_at(work)
    if free is not None:
        return work.say(*before, AwardsWait(after=free, times=award_checks.MOST_AGAIN))
    named = {award.id for award in which}
    awards = tuple(
        replace(award, again=True, told=False, late=False, busy=False) if award.id in named else award
        for award in work.draft.awards
    )
    times = (*award_checks.recent(work), work.at)
    after = work.put(replace(work.draft, awards=awards, looked_again=times))
    looks = tuple(award_checks.look(work, award) for award in which)
    return after.say(*before, Aside(note=Note.awards_again), effects=looks)
