"""Where the worker is, said again: what to show after a break, a detour or an old button."""

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Reply, rows
from flows.features import screen_index as screens
from flows.features.answers import pasted
from flows.features.declarations import handlers as declaration_handlers
from flows.features.held_badges import screens as holding_screens
from flows.features.links import screens as link_screens
from flows.features.start.replies import BadgeChoice, Offer
from flows.features.submission import status as status_screens
from flows.features.versions import handlers as version_handlers
from flows.model.stages import Stage
from flows.rules import held_badges as held_rules
from flows.rules.progress import next_fact, next_open


def badge_choice(scene: TurnContext, *, unknown: bool = False) -> BadgeChoice:
    """The badges, with open drafts to carry on."""
    open_drafts = {draft.badge: draft for draft in scene.desk.drafts.values() if draft.is_open}
    offers: list[Offer] = []
    presses: list[Button] = []
    for number, badge in enumerate(scene.shelf.offered(), 1):
        draft = open_drafts.get(badge.id)
        done = sum(line.done for line in screens.lines(scene.with_draft(draft))) if draft else None
        offers.append(Offer(badge, done, len(held_rules.held(badge, draft)) if draft else 0))
        presses.append(Button(Action.badge, "", badge.id, number, badge.title))
    return BadgeChoice(badges=tuple(offers), unknown=unknown, place=Prompt(PromptKind.badge), offers=rows(presses, 1))


def here(work: DraftContext) -> Reply:
    """The screen that the draft in hand stands at. Everything is derived; there is no stored position."""
    offer = version_handlers.offer(work)
    if offer is not None:
        return offer
    return _SCREENS[work.draft.stage](work)


def _checking(work: DraftContext) -> Reply:
    if work.draft.right_badge_at is None:
        return screens.right_badge(work)
    if not work.draft.facts_confirmed:
        return screens.fact_list(work)
    fact = work.badge.fact(next_fact(work.badge, work.draft) or "")
    return screens.ask_fact(work, fact) if fact else _answering(work)


def _answering(work: DraftContext) -> Reply:
    if work.draft.pasted:
        proposal = pasted.proposal(work)
        if proposal is not None:
            return proposal
    if holding_screens.comes_first(work):
        return holding_screens.held_list(work)
    return link_screens.to_do(work, next_open(work.badge, work.draft))


def _after(work: DraftContext) -> Reply:
    return status_screens.status(work)


_SCREENS = {
    Stage.checking: _checking,
    Stage.answering: _answering,
    Stage.returned: _answering,
    Stage.reviewing: screens.review,
    Stage.declaring: declaration_handlers.next_step,
    Stage.sending: _after,
    Stage.with_issuer: _after,
    Stage.closed: _after,
}


def place_of(work: DraftContext) -> Prompt | None:
    """The place of the screen that the draft stands at."""
    return here(work).place


def place_under(scene: TurnContext, under: Prompt | None) -> Prompt | None:
    """The place that a message was sent under; where that is not known, where the draft in hand stands."""
    draft = scene.desk.in_hand
    return scene.known(under) or (place_of(scene.with_draft(draft)) if draft else None)
