"""What is sent that is not words alone: recordings, files, and things that are no answer."""

from dataclasses import replace

from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import AttachmentKind, AttachmentSent, AudioSent, FileSent, TextSent
from flows.features.answers import statement_file
from flows.features.held_badges import given_awards
from flows.features.help.screens import AnyNote, Aside, Note
from flows.features.recordings import handlers as recording_handlers
from flows.features.start import handlers as start_handlers
from flows.model.attachments.file_refusal import may_hold_a_statement
from flows.model.draft import Draft
from flows.model.stages import WRITING_STAGES
from flows.router.current_screen import place_under
from flows.router.typed import texts as text_router
from flows.rules import held_badges as held_rules


def take_thing(context: TurnContext, event: AttachmentSent) -> TurnResult:
    """What nothing can be done with. The words beside it are taken like any others."""
    note = Aside(note=_note(context, event))
    if context.session.person.consent is None:
        return context.say(note, start_handlers.welcome(context))
    if event.caption:
        turn = text_router.take(context, _caption(event))
        return replace(turn, replies=(note, *turn.replies))
    return context.say(note)


def _caption(event: AttachmentSent | FileSent | AudioSent) -> TextSent:
    return TextSent(at=event.at, fresh=event.fresh, key=event.key, text=event.caption, under=event.under)


def _note(context: TurnContext, event: AttachmentSent) -> AnyNote:
    """What to say of a thing. Telegram makes a picture anew, and an award inside it is lost on the way."""
    draft = context.session.in_hand
    if draft is not None and given_awards.wants(context, draft):
        if event.thing is AttachmentKind.photo:
            return Note.award_photo
        if held_rules.asks_for_badges_alone(context.badge_of(draft)) and event.thing not in _NOT_ASKED_FOR:
            return Note.held_words
    return event.thing


_NOT_ASKED_FOR = frozenset({AttachmentKind.location, AttachmentKind.contact})
"""Things that nobody asks for at any badge, and of which is said that they were not kept."""


def take_file(context: TurnContext, event: FileSent) -> TurnResult:
    """An award, where one is asked for; else a file, which is no answer."""
    place = place_under(context, event.under) if context.session.person.consent else None
    draft = context.session.drafts.get(place.draft) if place and place.draft else context.session.in_hand
    agreed = context.session.person.consent is not None
    if draft is not None and agreed and _is_statement(context, draft, event):
        turn = statement_file.take(context.take_in_hand(draft), event, place)
        return _with_caption(context, turn, event) if event.caption else turn
    if draft is None or not agreed or not given_awards.wants(context, draft):
        return context.say() if event.quiet and not event.caption else take_thing(context, _as_thing(event))
    work = context.take_in_hand(draft)
    turn = given_awards.take_file(work, event)
    if not event.caption or given_awards.names_a_badge(work, event.caption):
        return turn
    return _with_caption(context, turn, event)


def _is_statement(context: TurnContext, draft: Draft, event: FileSent) -> bool:
    """Whether a file is taken for a statement: by its name, where questions are answered in words."""
    asks = draft.stage in WRITING_STAGES and bool(context.badge_of(draft).questions)
    return asks and may_hold_a_statement(event.called, awards_wanted=given_awards.wants(context, draft))


def _as_thing(event: FileSent) -> AttachmentSent:
    return AttachmentSent(
        at=event.at,
        fresh=event.fresh,
        key=event.key,
        thing=AttachmentKind.file,
        caption=event.caption,
        under=event.under,
    )


def _with_caption(context: TurnContext, turn: TurnResult, event: AudioSent | FileSent) -> TurnResult:
    """A caption is words like any other, beside what it came with."""
    more = text_router.take(replace(context, session=turn.session), _caption(event))
    return TurnResult(more.session, (*turn.replies, *more.replies), (*turn.effects, *more.effects))


def take_sound(context: TurnContext, event: AudioSent) -> TurnResult:
    """A recording: for an answer, where one can be written."""
    if context.session.person.consent is None:
        return context.say(Aside(note=AttachmentKind.sound), start_handlers.welcome(context))
    place = place_under(context, event.under)
    draft = context.session.drafts.get(place.draft) if place else context.session.in_hand
    if draft is None or draft.stage not in WRITING_STAGES:
        return start_handlers.resume(context, Aside(note=Note.sound_elsewhere))
    turn = recording_handlers.take(context.take_in_hand(draft), replace(event, under=place.beneath if place else None))
    return _with_caption(context, turn, event) if event.caption else turn
