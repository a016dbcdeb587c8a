"""One turn: an event in; a new desk, replies and effects out. Routes, and nothing else."""

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


def take_turn(shelf: Library, desk: Session, event: AnyEvent, capabilities: Capabilities | None = None) -> TurnResult:
    """Takes any event at any moment: total, pure, and the only way in.

    An event that makes no sense leaves the session as it was, and the reply says where the worker is.
    """
    able = capabilities or Capabilities()
    scene = TurnContext(shelf, desk, event, capabilities=able)
    with one_turn():
        return gated(scene, lambda one: _taken(shelf, desk, one, able))


def _taken(shelf: Library, desk: Session, event: AnyEvent, capabilities: Capabilities) -> TurnResult:
    gone = None
    if isinstance(event, _FROM_A_PHONE):
        desk, gone = version_handlers.refitted(shelf, start_handlers.asked_again(desk))
    scene = TurnContext(shelf, desk, event, capabilities=capabilities)
    match event:
        case TextSent():
            turn = text_router.take(scene, event)
        case ButtonPressed():
            turn = button_router.pressed(scene, event)
        case CommandSent():
            turn = command(scene, event)
        case TextEdited():
            turn = edit_router.edited(scene, event)
        case AttachmentSent():
            turn = attachment_router.take_thing(scene, event)
        case AudioSent():
            turn = attachment_router.take_sound(scene, event)
        case FileSent():
            turn = attachment_router.take_file(scene, event)
        case GroupMessage():
            turn = scene.say(Aside(note=Note.only_private))
        case _:
            turn = _news(scene, event)
    if isinstance(event, _MAY_ADD_WORDS):
        turn = _within_limits(scene, turn)
    if gone is not None:
        turn = replace(turn, replies=(gone, *turn.replies))
    return reminder_handlers.settled(scene, reminder_offer.asked(scene, finish(scene, turn)))


def _within_limits(scene: TurnContext, turn: TurnResult) -> TurnResult:
    """The turn, or where it would make a draft far too large, a plain line and the session as it was."""
    for id_, draft in turn.desk.drafts.items():
        found = excess(scene.desk.drafts.get(id_), draft)
        if found is not None:
            return scene.say(Aside(note=Note.paste_full if found is Excess.paste else Note.draft_full))
    return turn


_MAY_ADD_WORDS = (TextSent, TextEdited, AttachmentSent, AudioSent, FileSent, StatementRead)

_FROM_A_PHONE = (TextSent, ButtonPressed, CommandSent, TextEdited, AttachmentSent, AudioSent, FileSent)
"""What comes of the worker's own doing: they are looking, and read what is said."""


def _news(scene: TurnContext, event: News) -> TurnResult:
    """What happened elsewhere than on the phone."""
    match event:
        case PromptCorrected():
            turn = edit_router.corrected(scene, event)
        case OutageEnded() | TurnFailed() | PersonErased():
            turn = _news_of_the_bot(scene, event)
        case AudioAnalysed():
            turn = recording_handlers.heard(scene, event)
        case AudioLate():
            turn = recording_handlers.late(scene, event)
        case AudioLost():
            turn = recording_handlers.lost(scene, event)
        case TranscriptMade():
            turn = transcripts.made(scene, event)
        case TranscriptFailed():
            turn = transcripts.failed(scene, event)
        case StatementRead() | StatementUnread():
            turn = statement_file.news(scene, event)
        case AwardsFound() | AwardLate() | OwnAwardFound() | OwnAwardLate():
            turn = _award_news(scene, event)
        case ReminderDue() | ReminderUnsent() | RetentionDue() | DetailCorrected() | LockRemoved():
            turn = _calendar_news(scene, event)
        case _:
            turn = _issuer_news(scene, event)
    return turn


def _news_of_the_bot(scene: TurnContext, event: OutageEnded | TurnFailed | PersonErased) -> TurnResult:
    """What the bot went through, or has done for the person."""
    match event:
        case OutageEnded():
            return start_handlers.back_again(scene)
        case TurnFailed():
            return scene.say(Aside(note=Note.trouble))
        case PersonErased():
            return privacy_handlers.erased(scene, event)


def _calendar_news(scene: TurnContext, event: CalendarNews) -> TurnResult:
    """What the calendar brings, and the operator."""
    if isinstance(event, DetailCorrected):
        return correction.corrected(scene, event)
    if isinstance(event, LockRemoved):
        return lock_handlers.taken_off(scene)
    if isinstance(event, RetentionDue):
        return retention_handlers.due(scene, event)
    return reminder_handlers.news(scene, event)


def _award_news(scene: TurnContext, event: AwardEvent) -> TurnResult:
    """What became of an award: the worker's own, or one that they gave."""
    match event:
        case AwardsFound():
            turn = award_results.found(scene, event)
        case AwardLate():
            turn = award_results.late(scene, event)
        case OwnAwardFound():
            turn = own_award.found(scene, event)
        case OwnAwardLate():
            turn = own_award.late(scene, event)
    return turn


def _issuer_news(scene: TurnContext, event: IssuerNews) -> TurnResult:
    """What became of a submission."""
    match event:
        case Delivered():
            turn = submission_handlers.delivered(scene, event)
        case HandedOver():
            turn = submission_handlers.handed_over(scene, event)
        case DeliveryFailed():
            turn = submission_handlers.failed(scene, event)
        case DeliveryDelayed():
            turn = submission_handlers.delayed(scene, event)
        case DecisionMade():
            turn = decision_handlers.decided(scene, event)
        case DecisionOverdue():
            turn = submission_handlers.overdue(scene, event)
        case WithdrawalDelivered():
            turn = withdrawal.told(scene, event)
        case WithdrawalFailed():
            turn = withdrawal.untold(scene, event)
    return turn
