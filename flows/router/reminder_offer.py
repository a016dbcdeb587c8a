"""When to ask whether somebody wants to be reminded: something is kept, and nothing is under way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from criteria.routes import Carrier
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import AudioAnalysed, ButtonPressed, CommandSent, TextSent
from flows.engine.prompts import Prompt, PromptKind, over
from flows.engine.screen import Shown
from flows.engine.typed_words import STOP, spoken
from flows.features.held_badges.screens import HeldList
from flows.features.links.screens import Checklist
from flows.features.questions.screens import AskQuestion, Resting
from flows.features.reminders.screens import AskReminders
from flows.features.review.screens import Review
from flows.features.submission.screens import Sent
from flows.model.decision import Way
from flows.model.draft import Session
from flows.router.current_screen import place_of
from flows.rules import progress
from flows.rules.evidence import answers

PAUSE = timedelta(hours=1)
"""Whoever comes back to their ticks after so long is not in the middle of ticking."""
UNPLACED = frozenset({Action.later, Action.keep_short, Action.words_right, Action.sound_only})
"""Presses that may be such a moment, and whose replies do not say what the phone shows: that has to be looked up."""
_OVER = frozenset({PromptKind.question, PromptKind.list, PromptKind.recordings, PromptKind.holding, PromptKind.review})
"""Where the question may come up by itself: nothing there waits for a yes or a no."""


def asked(context: TurnContext, turn: TurnResult) -> TurnResult:
    """The turn, and after it the question whether reminders are wanted, where it is a good moment for that."""
    wishes = turn.session.person.reminders
    moment = next(_moments(context, turn), None) if wishes.wanted is None else None
    if moment is None or moment in wishes.asked or not _is_free(context):
        return turn
    person = replace(turn.session.person, reminders=replace(wishes, asked=(*wishes.asked, moment)))
    offers = ((Button(Action.nudge_yes),), (Button(Action.nudge_no),))
    place = over(PromptKind.remind, _shown(context, turn))
    hand = context.session.in_hand
    yearly = hand is not None and context.badge_of(hand).repeat == "yearly"
    by_hand = any(isinstance(reply, Sent) and reply.way is Way.hand for reply in turn.replies)
    carrier: Carrier = "worker" if by_hand else "bot"
    ask = AskReminders(sent=moment == "sent", yearly=yearly, carrier=carrier, place=place, offers=offers)
    return TurnResult(replace(turn.session, person=person), (*turn.replies, ask), turn.effects)


def _is_free(context: TurnContext) -> bool:
    """Whether nothing else waits on the phone, nor "stop" was said. What the worker does themselves is finished."""
    event = context.event
    if isinstance(event, TextSent) and spoken(event.text) == STOP:
        return False
    return not isinstance(event, AudioAnalysed) or (event.under is not None and event.under.ask in _OVER)


def _shown(context: TurnContext, turn: TurnResult) -> Prompt | None:
    """The place that the phone shows after the turn."""
    new = next((reply.place for reply in reversed(turn.replies) if reply.place), None)
    event, hand = context.event, turn.session.in_hand
    under = context.known(event.under) if isinstance(event, TextSent | AudioAnalysed | ButtonPressed) else None
    if new or under:
        return new or under
    return place_of(replace(context, session=turn.session).with_draft(hand)) if hand else None


def _moments(context: TurnContext, turn: TurnResult) -> Iterator[str]:
    """The names of the good moments in a turn: each is used once."""
    for reply in turn.replies:
        # Until it is sent, the worker waits for that, or has something else to do.
        if isinstance(reply, Sent):
            yield "sent"
        elif _is_saved(context, reply) or (_rests(context, reply) and _keeps_something(turn.session)):
            yield "saved"


def _is_saved(context: TurnContext, reply: Shown) -> bool:
    """Whether a reply goes on from an answer that is long enough, or tells of the last tick that is needed.

    While an answer is written, more of it may come; so it is between two answers that nobody is interrupted.
    """
    hand = context.session.in_hand
    match reply:
        case AskQuestion():
            return hand is not None and not reply.count and _has_a_done_answer(context.with_draft(hand))
        case Checklist():
            return all(box.on for box in reply.boxes)
        case HeldList():
            return reply.tally.held > 0 and not reply.tally.missing
        case _:
            return False


def _has_a_done_answer(work: DraftContext) -> bool:
    given = (question for question in work.badge.questions if answers.answer(work.draft, question.id).parts)
    return any(progress.is_done(question, work.draft) for question in given)


def _rests(context: TurnContext, reply: Shown) -> bool:
    """Whether the worker pauses: they stop for now, look the whole over too early, or come back to their ticks."""
    match reply:
        case Resting():
            return True
        case Review():
            return not reply.ready
        case HeldList():
            return isinstance(context.event, CommandSent) and _was_away(context)
        case _:
            return False


def _was_away(context: TurnContext) -> bool:
    hand = context.session.in_hand
    return hand is not None and context.at - hand.touched_at >= PAUSE


def _keeps_something(session: Session) -> bool:
    hand = session.in_hand
    return hand is not None and (bool(hand.held) or any(given.parts for given in hand.answers.values()))
