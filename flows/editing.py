"""Changing what was said before: an edited message, and a message that proves to belong elsewhere."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from flows import facts, screens, sharing
from flows.changing import added, changed
from flows.draft import Answer, Draft, Part, TextPart
from flows.events import PlaceCorrected, TextEdited
from flows.pasting import divide
from flows.places import Ask
from flows.progress import answer
from flows.replies import Aside, Kept, Note, Reply
from flows.scene import Scene, Turn, Work


def edited(scene: Scene, event: TextEdited) -> Turn:
    """An edited message changes what it once added, whenever that is before sending."""
    for draft in reversed(tuple(scene.desk.drafts.values())):
        if _stated(draft, event.key) or _parts(draft, event.key) or _statement(draft, event.key):
            if not draft.is_open:
                return scene.say(Aside(note=Note.edit_too_late))
            # Editing a message of another draft does not take that draft in hand.
            turn = _edit(scene.with_draft(draft), event)
            return replace(turn, desk=replace(turn.desk, person=scene.desk.person))
    return scene.say(Aside(note=Note.edit_unknown))


def _stated(draft: Draft, key: int) -> str | None:
    return next((fact for fact, stated in draft.facts.items() if stated.key == key), None)


def _parts(draft: Draft, key: int) -> tuple[TextPart, ...]:
    answered = (part for a in draft.answers.values() for part in (*a.parts, *a.struck))
    every = (*answered, *draft.pasted, *draft.unplaced)
    return tuple(part for part in every if isinstance(part, TextPart) and part.key == key)


def _edit(work: Work, event: TextEdited) -> Turn:
    fact = work.badge.fact(_stated(work.draft, event.key) or "")
    if fact is not None:
        return facts.take(work, fact, event.text, event.key)
    if _statement(work.draft, event.key) or len(_parts(work.draft, event.key)) > 1:
        return _edit_statement(work, event)
    held = next((q for q, a in work.draft.answers.items() if any(p.key == event.key for p in a.parts)), None)
    draft = replace(
        work.draft,
        answers={question: _with_text(a, event) for question, a in work.draft.answers.items()},
        pasted=_texts(work.draft.pasted, event),
        unplaced=_each(work.draft.unplaced, event),
    )
    after = changed(work, draft)
    return after.say(*_consequence(after, held))


def _each(parts: Iterable[Part], event: TextEdited) -> tuple[Part, ...]:
    return tuple(_reworded(part, event) if isinstance(part, TextPart) else part for part in parts)


def _texts(parts: Iterable[TextPart], event: TextEdited) -> tuple[TextPart, ...]:
    return tuple(_reworded(part, event) for part in parts)


def _reworded(part: TextPart, event: TextEdited) -> TextPart:
    return replace(part, text=event.text) if part.key == event.key else part


def _with_text(given: Answer, event: TextEdited) -> Answer:
    return replace(given, parts=_each(given.parts, event), struck=_each(given.struck, event))


def _consequence(work: Work, held: str | None) -> tuple[Reply, ...]:
    question = work.badge.question(held or "")
    if question is not None:
        return (screens.progress_of(work, question, Kept.edited),)
    if work.draft.pasted:
        proposal = sharing.proposal(work)
        return (proposal,) if proposal else (screens.question_list(work),)
    return (Aside(note=Note.edit_noted),)


def _statement(draft: Draft, key: int) -> tuple[TextPart, ...]:
    return next((parts for parts in draft.shared if any(part.key == key for part in parts)), ())


def _edit_statement(work: Work, event: TextEdited) -> Turn:
    """A statement that was shared among answers is shared out again; if it cannot be, it waits for a place."""
    before = _statement(work.draft, event.key)
    parts = _texts(before, event) or (TextPart(event.key, event.text, event.at),)
    without = replace(
        work.draft,
        answers={q: _all_without(a, parts[0].key) for q, a in work.draft.answers.items()},
        unplaced=_without(work.draft.unplaced, parts[0].key),
        shared=tuple(statement for statement in work.draft.shared if statement != before),
    )
    division = divide(sharing.whole(parts), sharing.headings(work.badge))
    if division is None:
        after = changed(work, replace(without, unplaced=(*without.unplaced, *parts)))
        return after.say(sharing.ask_place(after, parts[0]))
    again = replace(without, shared=(*without.shared, parts)) if before else without
    shared = sharing.share_out(again, division, parts[0])
    after = changed(work, _still_struck(shared, work.draft, parts[0].key))
    return after.say(screens.question_list(after))


def _all_without(given: Answer, key: int) -> Answer:
    return replace(given, parts=_without(given.parts, key), struck=_without(given.struck, key))


def _still_struck(draft: Draft, before: Draft, key: int) -> Draft:
    """A passage of an answer that was started again stays put away, also when it is shared out anew."""
    answers = dict(draft.answers)
    for question, given in before.answers.items():
        was_struck = any(part.key == key for part in given.struck)
        if was_struck and not any(part.key == key for part in given.parts):
            now = answers[question]
            put_away = tuple(part for part in now.parts if part.key == key)
            answers[question] = replace(now, parts=_without(now.parts, key), struck=(*now.struck, *put_away))
    return replace(draft, answers=answers)


def _without(parts: Iterable[Part], key: int) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.key != key)


def corrected(scene: Scene, event: PlaceCorrected) -> Turn:
    """Moves a part to the question that the phone really showed when it was sent."""
    draft = scene.desk.drafts.get(event.under.draft)
    if draft is None or not draft.is_open or event.under.ask is not Ask.question:
        return scene.say()
    work = scene.with_draft(draft)
    question = work.badge.question(event.under.about)
    at = next((q for q, a in draft.answers.items() if any(p.key == event.key for p in a.parts)), None)
    if question is None or at is None or at == question.id:
        return scene.say()
    if len(_parts(draft, event.key)) > 1:
        # A statement that was shared out: its passages are where their headings say.
        return scene.say()
    # A recording and its caption came in one message, and move together.
    sent = [part for part in draft.answers[at].parts if part.key == event.key]
    source = replace(draft.answers[at], parts=_without(draft.answers[at].parts, event.key))
    target = reduce(added, sent, answer(draft, question.id))
    moved = changed(work, replace(draft, answers={**draft.answers, at: source, question.id: target}))
    return moved.say(screens.progress_of(moved, question, Kept.moved))
