"""A statement that was sent as a file: its text is fetched and read, and then taken exactly as a paste."""

from dataclasses import replace

from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.effects import ReadStatement
from flows.engine.events import FileSent, StatementRead, StatementUnread, TextSent
from flows.engine.prompts import Prompt
from flows.engine.screen import Show
from flows.features.answers import handlers as answer_handlers
from flows.features.help.screens import Aside, Note
from flows.model.attachments.file_refusal import FileRefusal
from flows.model.stages import WRITING_STAGES
from flows.rules import progress


def take(work: DraftContext, event: FileSent, place: Prompt | None) -> TurnResult:
    """Has the text of a file read. Whoever sent it is told that this takes a moment."""
    if progress.facts_are_locked(work.draft) and work.draft.stage not in WRITING_STAGES:
        return work.say(Aside(note=Note.after_sending), Show.CURRENT)
    if event.too_big:
        return work.say(Aside(note=FileRefusal.too_big))
    fetch = ReadStatement(work.draft.id, event.key, event.source, str(place.beneath) if place else "")
    turn = work.say(Aside(note=Note.file_reading))
    return replace(turn, effects=(*turn.effects, fetch))


def read(context: TurnContext, event: StatementRead) -> TurnResult:
    """The text of a file is taken as words that were pasted where the file was sent."""
    draft = context.session.drafts.get(event.draft)
    if draft is None:
        return context.say()
    work = context.take_in_hand(draft)
    if draft.stage not in WRITING_STAGES:
        return work.say(Aside(note=Note.file_too_late))
    pasted = TextSent(
        at=event.at, fresh=event.fresh, key=event.key, text=event.text, under=Prompt.parse(event.sent_under)
    )
    turn = answer_handlers.take(work, pasted)
    notes = [Aside(note=Note.file_read)]
    if event.left_out:
        notes.append(Aside(note=Note.file_left_out))
    return replace(turn, replies=(*notes, *turn.replies))


def unread(context: TurnContext, event: StatementUnread) -> TurnResult:
    """There is no text to be had of a file, and what to do instead."""
    draft = context.session.drafts.get(event.draft)
    if draft is None:
        return context.say()
    return context.with_draft(draft).say(Aside(note=FileRefusal(event.why)))
