"""Where the worker is, said again: what to show after a break, a detour or an old button."""

from flows import declaring, holdings, screens, sharing, standings, ticking, versions
from flows.buttons import Action, Press
from flows.places import Ask, Place
from flows.progress import next_fact, next_open
from flows.replies.base import Reply, rows
from flows.replies.opening import BadgeChoice, Offer
from flows.scene import Scene, Work
from flows.screens import holding as holding_screens
from flows.stages import Stage


def badge_choice(scene: Scene, *, unknown: bool = False) -> BadgeChoice:
    """The badges, with open drafts to carry on."""
    open_drafts = {draft.badge: draft for draft in scene.desk.drafts.values() if draft.is_open}
    offers: list[Offer] = []
    presses: list[Press] = []
    for number, badge in enumerate(scene.shelf.offered(), 1):
        draft = open_drafts.get(badge.id)
        done = sum(line.done for line in screens.lines(scene.with_draft(draft))) if draft else None
        offers.append(Offer(badge, done, len(holdings.held(badge, draft)) if draft else 0))
        presses.append(Press(Action.badge, "", badge.id, number, badge.title))
    return BadgeChoice(badges=tuple(offers), unknown=unknown, place=Place(Ask.badge), offers=rows(presses, 1))


def here(work: Work) -> Reply:
    """The screen that the draft in hand stands at. Everything is derived; there is no stored position."""
    offer = versions.offer(work)
    if offer is not None:
        return offer
    return _SCREENS[work.draft.stage](work)


def _checking(work: Work) -> Reply:
    if work.draft.right_badge_at is None:
        return screens.right_badge(work)
    if not work.draft.facts_confirmed:
        return screens.fact_list(work)
    fact = work.badge.fact(next_fact(work.badge, work.draft) or "")
    return screens.ask_fact(work, fact) if fact else _answering(work)


def _answering(work: Work) -> Reply:
    if work.draft.pasted:
        proposal = sharing.proposal(work)
        if proposal is not None:
            return proposal
    if holding_screens.comes_first(work):
        return holding_screens.held_list(work)
    return ticking.to_do(work, next_open(work.badge, work.draft))


def _after(work: Work) -> Reply:
    return standings.status(work)


_SCREENS = {
    Stage.checking: _checking,
    Stage.answering: _answering,
    Stage.returned: _answering,
    Stage.reviewing: screens.review,
    Stage.declaring: declaring.next_step,
    Stage.sending: _after,
    Stage.with_issuer: _after,
    Stage.closed: _after,
}


def place_of(work: Work) -> Place | None:
    """The place of the screen that the draft stands at."""
    return here(work).place


def place_under(scene: Scene, under: Place | None) -> Place | None:
    """The place that a message was sent under; where that is not known, where the draft in hand stands."""
    draft = scene.desk.in_hand
    return scene.known(under) or (place_of(scene.with_draft(draft)) if draft else None)
