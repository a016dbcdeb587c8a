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


def due(scene: TurnContext, event: RetentionDue) -> TurnResult:
    """Removes what is due, then tells what comes next, in one message."""
    contact = Contact(event.active_at, event.blocked_at)
    found = terms(scene.capabilities.retention, scene.desk, contact, event.at)
    after = replace(scene, desk=_without(scene, to_remove(found, event.at) if event.removes else ()))
    warned = to_warn(found, event.at) if event.warns else ()
    if not warned:
        return after.say()
    after = replace(after, desk=_told(after, warned))
    by_key = {(one.kind, one.about): one for one in terms(scene.capabilities.retention, after.desk, contact, event.at)}
    lines = tuple(_line(after, by_key[one.kind, one.about]) for one in warned)
    under = scene.known(event.under)
    return after.say(
        Expiring(
            lines=lines,
            place=over(PromptKind.expiring, under, warned[0].about),
            offers=((Button(Action.keep_data),),),
        )
    )


def keep(scene: TurnContext) -> TurnResult:
    """Keeps all that the worker was told of for its whole period again.

    A warning that a wrong clock dated later than now has been read all the same.
    """
    desk = scene.desk
    notes = {"": desk.person.retention} | {id_: draft.retention for id_, draft in desk.drafts.items()}
    kept = {one.about for one in _mine(scene, desk) if notes[one.about].warned}
    if not kept:
        return scene.say(Aside(note=Note.old_button))
    drafts = {
        id_: replace(draft, retention=_kept(scene, draft.retention)) if id_ in kept else draft
        for id_, draft in desk.drafts.items()
    }
    after = Session(replace(desk.person, retention=_kept(scene, desk.person.retention)), drafts)
    ends = min(one.ends for one in _mine(scene, after) if one.about in kept)
    return replace(scene, desk=after).say(KeptOn(on=_day(scene, ends)))


def _mine(scene: TurnContext, desk: Session) -> tuple[RetentionTerm, ...]:
    """What runs out of somebody who is here now, and so has not blocked the bot."""
    return terms(scene.capabilities.retention, desk, Contact(scene.at), scene.at)


def _kept(scene: TurnContext, notes: RetentionNotes) -> RetentionNotes:
    """The notes without warnings. A clock that was put back never shortens what was kept before."""
    return replace(notes, kept_at=max(scene.at, notes.kept_at or scene.at), warned=())


def _without(scene: TurnContext, gone: Iterable[RetentionTerm]) -> Session:
    """The session without what is due."""
    desk = scene.desk
    for one in gone:
        if one.kind is RetentionKind.details:
            # An empty person is nobody: the store keeps no row of them.
            return Session(Person(desk.person.id))
        drafts = dict(desk.drafts)
        if one.kind is RetentionKind.files:
            if one.about in drafts:
                notes = replace(drafts[one.about].retention, files_gone_at=scene.at)
                drafts[one.about] = replace(drafts[one.about], retention=notes)
        else:
            drafts.pop(one.about, None)
        hand = desk.person.in_hand if desk.person.in_hand in drafts else None
        desk = Session(replace(desk.person, in_hand=hand), drafts)
    return desk


def _told(scene: TurnContext, warned: Iterable[RetentionTerm]) -> Session:
    """The session with notes of these warnings."""
    person, drafts = scene.desk.person, dict(scene.desk.drafts)
    for one in warned:
        note = RetentionWarning(one.kind, scene.at)
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


def _line(scene: TurnContext, term: RetentionTerm) -> ExpiringLine:
    draft = scene.desk.drafts.get(term.about)
    badge = scene.shelf.at(draft.badge, draft.version) if draft else None
    return ExpiringLine(term.kind, badge.title if badge else "", _day(scene, term.gone_at))


def _day(scene: TurnContext, moment: datetime) -> date:
    return moment.astimezone(reminder_plan.zone(scene.desk.person.reminders, scene.at)).date()
