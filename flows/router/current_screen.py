"""The screen that fits the session's state: shown after a break, a detour or an old button."""

from dataclasses import replace

from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.prompts import OVER, Beneath, Prompt, PromptKind, over
from flows.engine.screen import Screen, ScreenName, Show, Shown
from flows.features.answers import pasted
from flows.features.declarations import handlers as declaration_handlers
from flows.features.facts.screens import ask_fact, fact_list
from flows.features.held_badges import screens as holding_screens
from flows.features.links import screens as link_screens
from flows.features.review.screens import review
from flows.features.start.screens import badge_choice, right_badge
from flows.features.submission import status as status_screens
from flows.features.versions import handlers as version_handlers
from flows.model.stages import OPEN_STAGES, Stage
from flows.rules.progress import next_fact, next_open


def here(work: DraftContext) -> Screen:
    """The screen that the draft in hand stands at. Everything is derived; there is no stored position."""
    offer = version_handlers.offer(work)
    if offer is not None:
        return offer
    return _SCREENS[work.draft.stage](work)


def _checking(work: DraftContext) -> Screen:
    if work.draft.right_badge_at is None:
        return right_badge(work)
    if not work.draft.facts_confirmed:
        return fact_list(work)
    fact = work.badge.fact(next_fact(work.badge, work.draft) or "")
    return ask_fact(work, fact) if fact else _answering(work)


def _answering(work: DraftContext) -> Screen:
    if work.draft.pasted:
        proposal = pasted.proposal(work)
        if proposal is not None:
            return proposal
    if holding_screens.comes_first(work):
        return holding_screens.held_list(work)
    return link_screens.to_do(work, next_open(work.badge, work.draft))


def _after(work: DraftContext) -> Screen:
    return status_screens.status(work)


_SCREENS = {
    Stage.checking: _checking,
    Stage.answering: _answering,
    Stage.returned: _answering,
    Stage.reviewing: review,
    Stage.declaring: declaration_handlers.next_step,
    Stage.sending: _after,
    Stage.with_issuer: _after,
    Stage.closed: _after,
}


def place_of(work: DraftContext) -> Prompt | None:
    """The prompt of the screen that the draft stands at."""
    return here(work).place


def place_under(context: TurnContext, under: Prompt | None) -> Prompt | None:
    """The prompt that a message was sent under; where that is not known, that of the draft in hand."""
    draft = context.session.in_hand
    place = context.known(under) or (place_of(context.with_draft(draft)) if draft else None)
    asked = context.session.drafts.get(place.draft) if place else None
    if place is not None and asked is not None and place.ask in _BEFORE_SENDING and asked.stage not in OPEN_STAGES:
        # "Brilliant, thank you" beneath the last look, once it is sent, is no yes to it.
        return context.with_draft(asked).place(PromptKind.status)
    return place


_BEFORE_SENDING = frozenset({PromptKind.review, PromptKind.declaration, PromptKind.final})


def finish(context: TurnContext, turn: TurnResult) -> TurnResult:
    """Builds the screens that handlers asked for, and says what overlay prompts cover."""
    return replace(turn, replies=tuple(_finished(context, turn, reply) for reply in turn.replies))


def _built(context: TurnContext, asked: Show) -> Screen:
    """The screen that a handler asked for."""
    draft = context.session.drafts.get(asked.draft) or context.session.in_hand
    if draft is None or asked.screen is ScreenName.badges:
        return badge_choice(context)
    work = context.with_draft(draft)
    return review(work) if asked.screen is ScreenName.review else here(work)


def _finished(context: TurnContext, turn: TurnResult, reply: Shown) -> Screen:
    after = replace(context, session=turn.session)
    draft = turn.session.in_hand
    if isinstance(reply, Show):
        return _built(after, reply)
    if reply.place is not None and reply.place.ask in OVER and not isinstance(reply.place.about, Beneath):
        beneath = place_of(after.with_draft(draft)) if draft else None
        return replace(reply, place=over(reply.place.ask, beneath, reply.place.draft))
    return reply
