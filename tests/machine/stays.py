"""What stays as it was: what was sent, what is not open again, and what was agreed to."""

from dataclasses import replace

from machine import packed
from machine.step import MachineTurn

from flows.engine.events import DecisionMade, FromPhone
from flows.model.draft import Answer, AudioPart, Draft
from flows.model.stages import Stage
from flows.rules import held_badges as held_rules
from flows.rules.progress import is_locked


def what_was_sent_stays(step: MachineTurn) -> None:
    """While it is with the issuer, and once it is closed, what was sent is as it was."""
    for before, after in step.pairs:
        if before.sending is None or before.stage not in _GONE or after.stage not in _GONE:
            continue
        badge = step.shelf.at(before.badge, before.version)
        assert packed.substance(badge, before) == packed.substance(badge, after), step.event


_GONE = frozenset({Stage.sending, Stage.with_issuer, Stage.closed})


def what_is_locked_stays(step: MachineTurn) -> None:
    """Where the issuer asks for more in some answers, no other answer changes, no fact, no tick, and no award."""
    for before, after in step.pairs:
        kept = before.returned
        if not before.is_open or kept is None or not kept.locks or isinstance(step.event, DecisionMade):
            continue
        assert after.returned is not None
        assert after.returned.questions == kept.questions or _left(before, after)
        badge = step.shelf.at(before.badge, before.version)
        for question in badge.questions:
            if is_locked(before, question.id):
                assert _lasting(before, question.id) == _lasting(after, question.id), (question.id, step.event)
        assert before.facts == after.facts
        assert before.held == after.held
        assert _grounds(step, before) == _grounds(step, after), step.event


def _left(before: Draft, after: Draft) -> bool:
    old, new = before.returned.questions, after.returned.questions
    return [one.question for one in old] == [one.question for one in new]


def _lasting(draft: Draft, question: str) -> Answer:
    """An answer without what may still become known of its recordings and is in no pack."""
    given = draft.answers.get(question, Answer())
    bare = tuple(_bare(part) for part in given.struck)
    return replace(given, parts=tuple(_unvouched(part) for part in given.parts), struck=bare)


def _bare(part: object) -> object:
    return replace(part, heard=None, lost=None, transcript=None, writing=False) if isinstance(part, AudioPart) else part


def _unvouched(part: object) -> object:
    """A recording that is in an answer: what it counts stays; words that nobody vouches for may come."""
    if not isinstance(part, AudioPart):
        return part
    made = part.transcript if part.transcript and part.transcript.is_settled else None
    return replace(part, writing=False, transcript=made)


def _grounds(step: MachineTurn, draft: Draft) -> list[tuple[object, ...]]:
    badge = step.shelf.at(draft.badge, draft.version)
    return [(held.number, held.at, held.ground) for held in held_rules.held(badge, draft)]


def what_was_agreed_to_stands(step: MachineTurn) -> None:
    """While the person says yes to each statement, none falls but with a change of what it is about."""
    for before, after in step.pairs:
        alike = (before.version, before.returned) == (after.version, after.returned)
        if isinstance(step.event, FromPhone) and before.declarations and not after.declarations and alike:
            badge = step.shelf.at(before.badge, before.version)
            old, new = packed.substance(badge, before), packed.substance(badge, after)
            other = replace(old, declared=(), ai=new.ai) != replace(new, declared=())
            assert other or _unheard(before) != _unheard(after), step.event


def _unheard(draft: Draft) -> set[tuple[str, int]]:
    """Recordings that are evidence as soon as they are heard, each with its question."""
    return {
        (question, part.key)
        for question, given in draft.answers.items()
        for part in given.parts
        if isinstance(part, AudioPart) and part.heard is None
    }
