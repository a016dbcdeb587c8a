"""What every change to the evidence has in common."""

from collections.abc import Mapping
from dataclasses import replace

from flows.engine.context import DraftContext
from flows.model.attachments.audio import first, repeated
from flows.model.draft import Answer, AudioPart, Draft, LinkPart, Part, TextPart
from flows.model.stages import Stage, Trigger, advance
from flows.pack.assemble import words_digest
from flows.rules import held_badges as held_rules
from flows.rules.evidence.answers import answer
from flows.rules.evidence.links import settled
from flows.rules.evidence.put_away import position
from flows.rules.held_badges import Ground
from flows.rules.readiness import sounds as sounds_of
from flows.rules.readiness import standing


def changed(work: DraftContext, draft: Draft) -> DraftContext:
    """Takes a draft whose evidence has changed: what was checked and declared about it no longer stands."""
    draft = settled(work.badge, once_each(draft))
    if draft == work.draft:
        # An old button, or a message edited back to what it was: what was agreed to was of just this.
        return work
    if draft.stage not in (Stage.reviewing, Stage.declaring):
        return work.put(draft)
    stage = advance(draft.stage, Trigger.edit, standing(work.badge, draft))
    return work.put(asked_again(work, replace(draft, stage=stage)))


def asked_again(work: DraftContext, draft: Draft) -> Draft:
    """The draft with every statement to be agreed to again, and what was agreed to before, with what it was about."""
    if not work.draft.declarations:
        return replace(draft, declarations={})
    digest = words_digest(work.badge, work.draft)
    return replace(draft, declarations={}, agreed_before=work.draft.declarations, agreed_words=digest)


def with_awards(work: DraftContext, draft: Draft) -> DraftContext:
    """Takes a draft whose awards or ticks have changed. What was agreed to stands while the issuer gets the same."""
    return work.put(draft) if _badges(work, draft) == _badges(work, work.draft) else changed(work, draft)


def _badges(work: DraftContext, draft: Draft) -> tuple[tuple[int, Ground, str], ...]:
    every = held_rules.held(work.badge, draft)
    return tuple((one.number, one.ground, one.award.id if one.award else "") for one in every)


def once_each(draft: Draft) -> Draft:
    """The draft with each recording counted once, however often it was sent: where it was sent first."""
    sounds = sorted(sounds_of(draft), key=lambda part: part.key)
    if len(sounds) < 2:
        return draft
    seen: set[str] = set()
    judged: dict[int, AudioPart] = {}
    for part in sounds:
        if part.heard:
            judge = repeated if part.heard.sha256 in seen else first
            judged[part.key] = replace(part, heard=judge(first(part.heard)))
            seen.add(part.heard.sha256)
    answers = {
        question: replace(given, parts=tuple(_judged(part, judged) for part in given.parts))
        for question, given in draft.answers.items()
    }
    return replace(draft, answers=answers)


def _judged(part: Part, judged: Mapping[int, AudioPart]) -> Part:
    return judged.get(part.key, part) if isinstance(part, AudioPart) else part


def added(given: Answer, part: Part) -> Answer:
    """An answer with one more part, in the order sent. The same words of the same message are added once."""
    # A message may have two parts in one answer: what stood above the first heading of a pasted statement is a
    # part of its own, and may be put beside the passage below it.
    others = [other for other in given.parts if _words_of(other) != _words_of(part)]
    return replace(given, parts=tuple(sorted([part, *others], key=position)))


def _words_of(part: Part) -> tuple[int, str | None]:
    """Which message a part comes from, and its words; a recording has none, and may have a caption beside it."""
    match part:
        case TextPart():
            return part.key, part.text
        case LinkPart():
            return part.key, part.url
        case AudioPart():
            return part.key, None


def with_part(work: DraftContext, question: str, part: Part, draft: Draft | None = None) -> DraftContext:
    """Adds a part to the answer to a question."""
    before = draft or work.draft
    return changed(work, before.with_answer(question, added(answer(before, question), part)))
