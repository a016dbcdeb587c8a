"""One turn: an event in; a new session, replies and effects out. Routes, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from criteria.library import Library
from flows.engine import events
from flows.engine.capabilities import Capabilities
from flows.engine.context import TurnContext, TurnResult
from flows.features.answers import statement_file
from flows.features.decisions import handlers as decision_handlers
from flows.features.decisions import own_award
from flows.features.facts import corrected as correction
from flows.features.held_badges import results as award_results
from flows.features.help.screens import Aside, Note
from flows.features.lock import handlers as lock_handlers
from flows.features.privacy import handlers as privacy_handlers
from flows.features.recordings import handlers as recording_handlers
from flows.features.recordings import transcripts
from flows.features.reminders import handlers as reminder_handlers
from flows.features.retention import handlers as retention_handlers
from flows.features.start import handlers as start_handlers
from flows.features.submission import handlers as submission_handlers
from flows.features.submission import withdrawal
from flows.features.versions import handlers as version_handlers
from flows.model.draft import Session
from flows.model.memo import one_turn
from flows.router import attachments as attachment_router
from flows.router import edits as edit_router
from flows.router import presses as button_router
from flows.router import reminder_offer
from flows.router.commands import command
from flows.router.current_screen import finish
from flows.router.lock_gate import gated
from flows.router.typed import texts as text_router
from flows.rules.draft_limits import Excess, excess


def take_turn(
    library: Library, session: Session, event: events.AnyEvent, capabilities: Capabilities | None = None
) -> TurnResult:
    """Takes any event at any moment: total, pure, and the only way in.

    An event that makes no sense leaves the session as it was, and the reply says where the worker is.
    """
    able = capabilities or Capabilities()
    context = TurnContext(library, session, event, capabilities=able)
    with one_turn():
        return gated(context, lambda one: _taken(library, session, one, able))


def _taken(library: Library, session: Session, event: events.AnyEvent, capabilities: Capabilities) -> TurnResult:
    gone = None
    if isinstance(event, events.PhoneAct):
        session, gone = version_handlers.refitted(library, start_handlers.asked_again(session))
    context = TurnContext(library, session, event, capabilities=capabilities)
    turn = HANDLERS[type(event)](context, event)
    if isinstance(event, _MAY_ADD_WORDS):
        turn = _within_limits(context, turn)
    if gone is not None:
        turn = replace(turn, replies=(gone, *turn.replies))
    return reminder_handlers.settled(context, reminder_offer.asked(context, finish(context, turn)))


def _within_limits(context: TurnContext, turn: TurnResult) -> TurnResult:
    """The turn, or where it would make a draft far too large, a plain line and the session as it was."""
    for id_, draft in turn.session.drafts.items():
        found = excess(context.session.drafts.get(id_), draft)
        if found is not None:
            return context.say(Aside(note=Note.paste_full if found is Excess.paste else Note.draft_full))
    return turn


_MAY_ADD_WORDS = (
    events.TextSent, events.TextEdited, events.AttachmentSent, events.AudioSent, events.FileSent, events.StatementRead,
)  # fmt: skip

E = TypeVar("E", bound=events.Event)
_Handler = Callable[[TurnContext, Any], TurnResult]


def _on(event: type[E], handle: Callable[[TurnContext, E], TurnResult]) -> tuple[type[events.Event], _Handler]:
    """An event and its handler, which takes events of that type."""
    return event, handle


HANDLERS: Mapping[type[events.Event], _Handler] = dict(
    (
        _on(events.TextSent, text_router.take),
        _on(events.ButtonPressed, button_router.pressed),
        _on(events.CommandSent, command),
        _on(events.TextEdited, edit_router.edited),
        _on(events.AttachmentSent, attachment_router.take_thing),
        _on(events.AudioSent, attachment_router.take_sound),
        _on(events.FileSent, attachment_router.take_file),
        _on(events.GroupMessage, lambda context, _: context.say(Aside(note=Note.only_private))),
        _on(events.PromptCorrected, edit_router.corrected),
        _on(events.OutageEnded, lambda context, _: start_handlers.back_again(context)),
        _on(events.TurnFailed, lambda context, _: context.say(Aside(note=Note.trouble))),
        _on(events.PersonErased, privacy_handlers.erased),
        _on(events.AudioAnalysed, recording_handlers.heard),
        _on(events.AudioLate, recording_handlers.late),
        _on(events.AudioLost, recording_handlers.lost),
        _on(events.TranscriptMade, transcripts.made),
        _on(events.TranscriptFailed, transcripts.failed),
        _on(events.StatementRead, statement_file.read),
        _on(events.StatementUnread, statement_file.unread),
        _on(events.AwardsFound, award_results.found),
        _on(events.AwardLate, award_results.late),
        _on(events.OwnAwardFound, own_award.found),
        _on(events.OwnAwardLate, own_award.late),
        _on(events.Delivered, submission_handlers.delivered),
        _on(events.HandedOver, submission_handlers.handed_over),
        _on(events.DeliveryFailed, submission_handlers.failed),
        _on(events.DeliveryDelayed, submission_handlers.delayed),
        _on(events.DecisionMade, decision_handlers.decided),
        _on(events.DecisionOverdue, submission_handlers.overdue),
        _on(events.WithdrawalDelivered, withdrawal.told),
        _on(events.WithdrawalFailed, withdrawal.untold),
        _on(events.ReminderDue, lambda context, _: reminder_handlers.due(context)),
        _on(events.ReminderUnsent, lambda context, _: reminder_handlers.unsent(context)),
        _on(events.RetentionDue, retention_handlers.due),
        _on(events.DetailCorrected, correction.corrected),
        _on(events.LockRemoved, lambda context, _: lock_handlers.taken_off(context)),
    )
)
"""What each event goes to: what the worker does first, then what happens elsewhere."""
