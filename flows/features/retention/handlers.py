"""Tells a worker what of theirs runs out, removes it when its time is over, and keeps it where they say so."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from flows.engine.buttons import Action, Button
from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import RetentionDue
from flows.engine.prompts import PromptKind, over
from flows.features.help.screens import Aside, Note
from flows.features.retention.screens import Expiring, ExpiringLine, KeptOn
from flows.model.draft import Person, Session
from flows.model.retention_notes import RetentionNotes, RetentionWarning
from flows.model.retention_schedule import RetentionKind
from flows.rules.reminders import reminder_plan
from flows.rules.retention_terms import Contact, RetentionTerm, terms, to_remove, to_warn


def due(context: TurnContext, event: RetentionDue) -> TurnResult:
    """Removes what is due, then tells what comes next, in one message."""
    contact = Contact(event.active_at, event.blocked_at)
    found = terms(context.capabilities.retention, context.session, contact, event.at)
    after = replace(context, session=_without(context, to_remove(found, event.at) if event.removes else ()))
    warned = to_warn(found, event.at) if event.warns else ()
    if not warned:
        return after.say()
    after = replace(after, session=_told(after, warned))
    by_key = {
        (one.kind, one.about): one for one in terms(context.capabilities.retention, after.session, contact, event.at)
    }
    lines = tuple(_line(after, by_key[one.kind, one.about]) for one in warned)
    under = context.known(event.under)
    return after.say(
        Expiring(
            lines=lines,
            place=over(PromptKind.expiring, under, warned[0].about),
            offers=((Button(Action.keep_data),),),
        )
    )


def keep(context: TurnContext) -> TurnResult:
    """Keeps all that the worker was told of for its whole period again.

    A warning that a wrong clock dated later than now has been read all the same.
    """
    session = context.session
    notes = {"": session.person.retention} | {id_: draft.retention for id_, draft in session.drafts.items()}
    kept = {one.about for one in _mine(context, session) if notes[one.about].warned}
    if not kept:
        return context.say(Aside(note=Note.old_button))
    drafts = {
        id_: replace(draft, retention=_kept(context, draft.retention)) if id_ in kept else draft
        for id_, draft in session.drafts.items()
    }
    after = Session(replace(session.person, retention=_kept(context, session.person.retention)), drafts)
    ends = min(one.ends for one in _mine(context, after) if one.about in kept)
    return replace(context, session=after).say(KeptOn(on=_day(context, ends)))


def _mine(context: TurnContext, session: Session) -> tuple[RetentionTerm, ...]:
    """What runs out of somebody who is here now, and so has not blocked the bot."""
    return terms(context.capabilities.retention, session, Contact(context.at), context.at)


def _kept(context: TurnContext, notes: RetentionNotes) -> RetentionNotes:
    """The notes without warnings. A clock that was put back never shortens what was kept before."""
    return replace(notes, kept_at=max(context.at, notes.kept_at or context.at), warned=())


def _without(context: TurnContext, gone: Iterable[RetentionTerm]) -> Session:
    """The session without what is due."""
    session = context.session
    for one in gone:
        if one.kind is RetentionKind.details:
            # An empty person is nobody: the store keeps no row of them.
            return Session(Person(session.person.id))
        drafts = dict(session.drafts)
        if one.kind is RetentionKind.files:
            if one.about in drafts:
                notes = replace(drafts[one.about].retention, files_gone_at=context.at)
                drafts[one.about] = replace(drafts[one.about], retention=notes)
        else:
            drafts.pop(one.about, None)
        hand = session.person.in_hand if session.person.in_hand in drafts else None
        session = Session(replace(session.person, in_hand=hand), drafts)
    return session


def _told(context: TurnContext, warned: Iterable[RetentionTerm]) -> Session:
    """The session with notes of these warnings."""
    person, drafts = context.session.person, dict(context.session.drafts)
    for one in warned:
        note = RetentionWarning(one.kind, context.at)
        if one.about:
            notes = drafts[one.about].retention
            drafts[one.about] = replace(drafts[one.about], retention=_noted(notes, note, one))
        else:
            person = replace(person, retention=_noted(person.retention, note, one))
    return Session(person, drafts)


def _noted(notes: RetentionNotes, note: RetentionWarning, term: RetentionTerm) -> RetentionNotes:
    """The notes with one more, and without those of the kind that count no more."""
    kept = tuple(one for one in notes.warned if one.kind is not note.kind or one.at in term.warned)
    return replace(notes, warned=(*kept, note))


def _line(context: TurnContext, term: RetentionTerm) -> ExpiringLine:
    draft = context.session.drafts.get(term.about)
    badge = context.library.at(draft.badge, draft.version) if draft else None
    return ExpiringLine(term.kind, badge.title if badge else "", _day(context, term.gone_at))


def _day(context: TurnContext, moment: datetime) -> date:
    return moment.astimezone(reminder_plan.zone(context.session.person.reminders, context.at)).date()
