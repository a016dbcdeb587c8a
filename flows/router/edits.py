"""Changing what was said before: an edited message, and a message that proves to belong elsewhere."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from criteria.model import Question
from flows.engine.changes import added, changed
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import PromptCorrected, TextEdited
from flows.engine.prompts import PromptKind
from flows.engine.screen import Screen
from flows.features.answers import asides, pasted
from flows.features.facts import handlers as fact_handlers
from flows.features.help.screens import Aside, Note
from flows.features.links import screens as link_screens
from flows.features.questions.loose_parts import ask_place
from flows.features.questions.progress_screen import Kept, progress_of
from flows.features.questions.question_list import question_list
from flows.features.recordings import transcripts
from flows.model.draft import Answer, Draft, LinkPart, Part, TextPart
from flows.router.typed import question_acts
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.answers import answer
from flows.rules.evidence.put_away import healed, holds, passages_out, taken_out_again
from flows.rules.evidence.web_address import read
from flows.rules.progress import facts_are_locked, is_locked
from flows.rules.statement import Doubt, Sureness


def edited(context: TurnContext, event: TextEdited) -> TurnResult:
    """An edited message changes what it once added, whenever that is before sending.

    An edit that leaves the words as they were needs no answer: Telegram sends one where only a preview changed.
    """
    if any(is_unchanged(healed(draft, event.key), event) for draft in context.session.drafts.values()):
        return context.say()
    for draft in reversed(tuple(context.session.drafts.values())):
        if holds(draft, event.key):
            if not draft.is_open:
                return context.say(Aside(note=Note.edit_too_late))
            return _edit(context.with_draft(draft), event)
        mended = transcripts.edited(context.with_draft(draft), event) if draft.is_open else None
        if mended is not None:
            return mended
    return context.say(Aside(note=Note.edit_unknown))


def is_unchanged(draft: Draft, event: TextEdited) -> bool:
    """Whether a message is kept with just these words. One that was shared out is compared as it was pasted."""
    aside = asides.of_key(draft, event.key)
    if aside is not None:
        return aside.text == event.text
    whole = next((part for statement in draft.shared for part in statement if part.key == event.key), None)
    fact = _stated(draft, event.key)
    if fact is not None:
        return draft.facts[fact].values == (event.text,)
    parts = _parts(draft, event.key)
    if whole is not None or len(parts) != 1:
        return whole is not None and whole.text == event.text
    (part,) = parts
    return (part.url if isinstance(part, LinkPart) else part.text) == event.text


def _stated(draft: Draft, key: int) -> str | None:
    return next((fact for fact, stated in draft.facts.items() if stated.key == key), None)


def _parts(draft: Draft, key: int) -> tuple[TextPart | LinkPart, ...]:
    answered = (part for a in draft.answers.values() for part in (*a.parts, *a.struck))
    whole = (draft.whole,) if draft.whole else ()
    every = (*answered, *whole, *draft.pasted, *draft.unplaced)
    return tuple(part for part in every if isinstance(part, TextPart | LinkPart) and part.key == key)


def _edit(work: DraftContext, event: TextEdited) -> TurnResult:
    whole = _statement(work.draft, event.key)
    key = whole[0].key if whole else event.key
    out = passages_out(work.draft, key)
    work = replace(work, draft=healed(work.draft, key))
    if _stays(work.draft, event.key):
        return work.say(Aside(note=Note.edit_too_late))
    read_anew = question_acts.edited_aside(work, event.key, event.text)
    if read_anew is not None:
        return read_anew
    fact = work.badge.fact(_stated(work.draft, event.key) or "")
    if fact is not None:
        return fact_handlers.take(work, fact, event.text, event.key)
    if _statement(work.draft, event.key) or len(_parts(work.draft, event.key)) > 1:
        return _edit_statement(work, event, out)
    held = next((q for q, a in work.draft.answers.items() if any(p.key == event.key for p in a.parts)), None)
    # Passages that were taken out stay out, as far as the new text has them word for word.
    draft = replace(
        work.draft,
        answers={question: _with_text(a, event) for question, a in work.draft.answers.items()},
        pasted=_texts(work.draft.pasted, event),
        unplaced=_each(work.draft.unplaced, event),
    )
    after = changed(work, taken_out_again(_with_whole(draft, event), event.key, out))
    return after.say(*_consequence(after, held, event))


def _with_whole(draft: Draft, event: TextEdited) -> Draft:
    """The link that answers every question, changed; words that are a link no more answer none of them."""
    if draft.whole is None or draft.whole.key != event.key:
        return draft
    now = _reworded(draft.whole, event)
    if isinstance(now, LinkPart):
        return replace(draft, whole=now)
    return replace(draft, whole=None, unplaced=(*draft.unplaced, now))


def _stays(draft: Draft, key: int) -> bool:
    """Whether a message is in what stays as it was sent, while the issuer asks for more elsewhere only."""
    if not facts_are_locked(draft):
        return False
    held = {q for q, a in draft.answers.items() if any(p.key == key for p in (*a.parts, *a.struck))}
    aside = asides.of_key(draft, key)
    held |= {aside.question} if aside and draft.answers.get(aside.question) else set()
    # A statement that was shared out cannot be shared out anew between answers of which some are closed.
    shared = bool(_statement(draft, key)) or len(_parts(draft, key)) > 1
    return _stated(draft, key) is not None or shared or any(is_locked(draft, question) for question in held)


def _each(parts: Iterable[Part], event: TextEdited) -> tuple[Part, ...]:
    return tuple(_reworded(part, event) if isinstance(part, TextPart | LinkPart) else part for part in parts)


def _texts(parts: Iterable[TextPart], event: TextEdited) -> tuple[TextPart, ...]:
    return tuple(replace(part, text=event.text) if part.key == event.key else part for part in parts)


def _reworded(part: TextPart | LinkPart, event: TextEdited) -> TextPart | LinkPart:
    """A part with its new words. A link stays one only while nothing is the matter with it."""
    if part.key != event.key:
        return part
    link = read(event.text) if isinstance(part, LinkPart) else None
    if link and not link.fault:
        return LinkPart(part.key, link.url, part.at)
    return TextPart(part.key, event.text, part.at)


def _with_text(given: Answer, event: TextEdited) -> Answer:
    return replace(given, parts=_each(given.parts, event), struck=_each(given.struck, event))


def _consequence(work: DraftContext, held: str | None, event: TextEdited) -> tuple[Screen, ...]:
    question = work.badge.question(held or "")
    if question is not None:
        return (_of_answer(work, question, event.key),)
    if work.draft.whole and work.draft.whole.key == event.key:
        return (link_screens.checklist(work, link_rules.WHOLE),)
    if work.draft.pasted:
        proposal = pasted.proposal(work)
        return (proposal,) if proposal else (question_list(work),)
    loose = next((part for part in work.draft.unplaced if part.key == event.key), None)
    if loose and link_rules.is_undecided(work.badge, loose):
        return (ask_place(work, loose),)
    return (Aside(note=Note.edit_noted),)


def _of_answer(work: DraftContext, question: Question, key: int) -> Screen:
    """How an answer stands after one of its messages was edited, or moved to it."""
    # A link into which a login was written is in no answer any more.
    every = (*answer(work.draft, question.id).parts, *work.draft.unplaced)
    part = next((p for p in every if p.key == key), None)
    if isinstance(part, LinkPart):
        return link_screens.checklist(work, question.id)
    if isinstance(part, TextPart) and link_rules.is_undecided(work.badge, part):
        return link_screens.ask(work, question, part)
    return progress_of(work, question, Kept.edited)


def _statement(draft: Draft, key: int) -> tuple[TextPart, ...]:
    return next((parts for parts in draft.shared if any(part.key == key for part in parts)), ())


def _edit_statement(work: DraftContext, event: TextEdited, out: tuple[str, ...]) -> TurnResult:
    """A statement that was shared among answers is shared out again; if it cannot be, it waits for a place."""
    before = _statement(work.draft, event.key)
    parts = _texts(before, event) or (TextPart(event.key, event.text, event.at),)
    without = replace(
        work.draft,
        answers={q: _all_without(a, parts[0].key) for q, a in work.draft.answers.items()},
        unplaced=_without(work.draft.unplaced, parts[0].key),
        whole=None if work.draft.whole and work.draft.whole.key == parts[0].key else work.draft.whole,
        shared=tuple(statement for statement in work.draft.shared if statement != before),
    )
    placement = pasted.placed(work, parts)
    if placement.sureness is not Sureness.none and Doubt.no_headings in placement.doubts:
        # Somebody said where each piece goes; the new words are gone through again.
        waiting = changed(work, replace(without, pasted=(*without.pasted, *parts)))
        return waiting.say(pasted.proposal(waiting) or question_list(waiting))
    if placement.sureness is Sureness.none:
        after = changed(work, replace(without, unplaced=(*without.unplaced, *parts)))
        return after.say(ask_place(after, parts[0]))
    again = replace(without, shared=(*without.shared, parts)) if before else without
    shared = pasted.share_out(again, placement, parts[0])
    after = changed(work, taken_out_again(_still_struck(shared, work.draft, parts[0].key), parts[0].key, out))
    return after.say(question_list(after))


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


def corrected(context: TurnContext, event: PromptCorrected) -> TurnResult:
    """Moves a part to the question that the phone really showed when it was sent."""
    draft = context.session.drafts.get(event.under.draft)
    if draft is None or not draft.is_open or event.under.ask is not PromptKind.question:
        return context.say()
    work = context.take_in_hand(draft)
    question = work.badge.question(event.under.question)
    at = next((q for q, a in draft.answers.items() if any(p.key == event.key for p in a.parts)), None)
    if question is None or at is None or at == question.id:
        return context.say()
    if is_locked(draft, at) or is_locked(draft, question.id):
        return context.say()
    if len(_parts(draft, event.key)) > 1:
        # A statement that was shared out: its passages are where their headings say.
        return context.say()
    # A recording and its caption came in one message, and move together.
    sent = [part for part in draft.answers[at].parts if part.key == event.key]
    source = replace(draft.answers[at], parts=_without(draft.answers[at].parts, event.key))
    target = reduce(added, sent, answer(draft, question.id))
    moved_asides = tuple(replace(one, question=question.id) if one.key == event.key else one for one in draft.asides)
    placed = draft.with_answer(at, source).with_answer(question.id, target)
    moved = changed(work, replace(placed, asides=moved_asides))
    if any(link_rules.is_undecided(work.badge, part) for part in sent):
        return moved.say(_of_answer(moved, question, event.key))
    return moved.say(progress_of(moved, question, Kept.moved))
