"""One turn: an event in; a new session, replies and effects out. Routes, and nothing else."""

from dataclasses import replace

from criteria.library import Library
from flows.engine.capabilities import Capabilities
from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import (
    AnyEvent,
    AttachmentSent,
    AudioAnalysed,
    AudioLate,
    AudioLost,
    AudioSent,
    AwardEvent,
    AwardLate,
    AwardsFound,
    ButtonPressed,
    CalendarNews,
    CommandSent,
    DecisionMade,
    DecisionOverdue,
    Delivered,
    DeliveryDelayed,
    DeliveryFailed,
    DetailCorrected,
    FileSent,
    GroupMessage,
    HandedOver,
    IssuerNews,
    LockRemoved,
    News,
    OutageEnded,
    OwnAwardFound,
    OwnAwardLate,
    PersonErased,
    PromptCorrected,
    ReminderDue,
    ReminderUnsent,
    RetentionDue,
    StatementRead,
    StatementUnread,
    TextEdited,
    TextSent,
    TranscriptFailed,
    TranscriptMade,
    TurnFailed,
    WithdrawalDelivered,
    WithdrawalFailed,
)
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
    library: Library, session: Session, event: AnyEvent, capabilities: Capabilities | None = None
) -> TurnResult:
    """Takes any event at any moment: total, pure, and the only way in.

    An event that makes no sense leaves the session as it was, and the reply says where the worker is.
    """
    able = capabilities or Capabilities()
    context = TurnContext(library, session, event, capabilities=able)
    with one_turn():
        return gated(context, lambda one: _taken(library, session, one, able))


def _taken(library: Library, session: Session, event: AnyEvent, capabilities: Capabilities) -> TurnResult:
    gone = None
    if isinstance(event, _FROM_A_PHONE):
        session, gone = version_handlers.refitted(library, start_handlers.asked_again(session))
    context = TurnContext(library, session, event, capabilities=capabilities)
    match event:
        case TextSent():
            turn = text_router.take(context, event)
        case ButtonPressed():
            turn = button_router.pressed(context, event)
        case CommandSent():
            turn = command(context, event)
        case TextEdited():
            turn = edit_router.edited(context, event)
        case AttachmentSent():
            turn = attachment_router.take_thing(context, event)
        case AudioSent():
            turn = attachment_router.take_sound(context, event)
        case FileSent():
            turn = attachment_router.take_file(context, event)
        case GroupMessage():
            turn = context.say(Aside(note=Note.only_private))
        case _:
            turn = _news(context, event)
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


_MAY_ADD_WORDS = (TextSent, TextEdited, AttachmentSent, AudioSent, FileSent, StatementRead)

_FROM_A_PHONE = (TextSent, ButtonPressed, CommandSent, TextEdited, AttachmentSent, AudioSent, FileSent)
"""What comes of the worker's own doing: they are looking, and read what is said."""


def _news(context: TurnContext, event: News) -> TurnResult:
    """What happened elsewhere than on the phone."""
    match event:
        case PromptCorrected():
            turn = edit_router.corrected(context, event)
        case OutageEnded() | TurnFailed() | PersonErased():
            turn = _news_of_the_bot(context, event)
        case AudioAnalysed():
            turn = recording_handlers.heard(context, event)
        case AudioLate():
            turn = recording_handlers.late(context, event)
        case AudioLost():
            turn = recording_handlers.lost(context, event)
        case TranscriptMade():
            turn = transcripts.made(context, event)
        case TranscriptFailed():
            turn = transcripts.failed(context, event)
        case StatementRead() | StatementUnread():
            turn = statement_file.news(context, event)
        case AwardsFound() | AwardLate() | OwnAwardFound() | OwnAwardLate():
            turn = _award_news(context, event)
        case ReminderDue() | ReminderUnsent() | RetentionDue() | DetailCorrected() | LockRemoved():
            turn = _calendar_news(context, event)
        case _:
            turn = _issuer_news(context, event)
    return turn


def _news_of_the_bot(context: TurnContext, event: OutageEnded | TurnFailed | PersonErased) -> TurnResult:
    """What the bot went through, or has done for the person."""
    match event:
        case OutageEnded():
            return start_handlers.back_again(context)
        case TurnFailed():
            return context.say(Aside(note=Note.trouble))
        case PersonErased():
            return privacy_handlers.erased(context, event)


def _calendar_news(context: TurnContext, event: CalendarNews) -> TurnResult:
    """What the calendar brings, and the operator."""
    if isinstance(event, DetailCorrected):
        return correction.corrected(context, event)
    if isinstance(event, LockRemoved):
        return lock_handlers.taken_off(context)
    if isinstance(event, RetentionDue):
        return retention_handlers.due(context, event)
    return reminder_handlers.news(context, event)


def _award_news(context: TurnContext, event: AwardEvent) -> TurnResult:
    """What became of an award: the worker's own, or one that they gave."""
    match event:
        case AwardsFound():
            turn = award_results.found(context, event)
        case AwardLate():
            turn = award_results.late(context, event)
        case OwnAwardFound():
            turn = own_award.found(context, event)
        case OwnAwardLate():
            turn = own_award.late(context, event)
    return turn


def _issuer_news(context: TurnContext, event: IssuerNews) -> TurnResult:
    """What became of a submission."""
    match event:
        case Delivered():
            turn = submission_handlers.delivered(context, event)
        case HandedOver():
            turn = submission_handlers.handed_over(context, event)
        case DeliveryFailed():
            turn = submission_handlers.failed(context, event)
        case DeliveryDelayed():
            turn = submission_handlers.delayed(context, event)
        case DecisionMade():
            turn = decision_handlers.decided(context, event)
        case DecisionOverdue():
            turn = submission_handlers.overdue(context, event)
        case WithdrawalDelivered():
            turn = withdrawal.told(context, event)
        case WithdrawalFailed():
            turn = withdrawal.untold(context, event)
    return turn
