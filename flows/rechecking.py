"""Looking at awards once more because the worker asks for it: only where that may help, and a few times an hour."""

from collections.abc import Collection
from dataclasses import replace

from flows import checking, holdings
from flows.buttons import Press
from flows.given import Given
from flows.replies.asides import Aside, Note
from flows.replies.base import Reply
from flows.replies.holding import AwardsWait
from flows.scene import Turn, Work
from flows.screens import holding as holding_screens


def again(work: Work, _: Press) -> Turn:
    """Looks at all that may come out otherwise now. An old button hears why there is nothing to look at."""
    which = checking.open_again(work)
    if which:
        return asked(work, which)
    every = holdings.standing_awards(work.draft)
    if not every:
        return work.say(Aside(note=Note.awards_none), holding_screens.held_list(work))
    note = Note.award_looking if holdings.waiting(work.draft) else Note.award_settled
    return work.say(Aside(note=note), holding_screens.award_list(work))


def asked(work: Work, which: Collection[Given], *before: Reply) -> Turn:
    """Looks at these once more, or says from when on that can be asked for again."""
    free = checking.free_at(work)
    if free is not None:
        return work.say(*before, AwardsWait(after=free, times=checking.MOST_AGAIN))
    named = {award.id for award in which}
    awards = tuple(
        replace(award, again=True, told=False, late=False, busy=False) if award.id in named else award
        for award in work.draft.awards
    )
    times = (*checking.recent(work), work.at)
    after = work.put(replace(work.draft, awards=awards, looked_again=times))
    looks = tuple(checking.look(work, award) for award in which)
    return after.say(*before, Aside(note=Note.awards_again), effects=looks)
