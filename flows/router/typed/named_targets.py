"""Going to what a message names: a question or a detail."""

from criteria.model import Question
from flows.engine.context import DraftContext, TurnResult
from flows.engine.payloads import OfFact, OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.typed_words import spoken
from flows.features.answers import handlers as answer_handlers
from flows.features.facts import handlers as fact_handlers
from flows.features.facts.screens import fact_list
from flows.features.questions.handlers import stays_as_sent
from flows.features.questions.question_list import question_list
from flows.features.questions.screens import question_again
from flows.model.stages import WRITING_STAGES
from flows.rules import progress
from flows.understanding import Act, Reading, Target, TargetKind


def go(work: DraftContext, target: Target | None, question: Question) -> TurnResult:
    """Goes to what was named: a question or a detail; to the list where none is known."""
    found = _question_named(work, target)
    if found is not None:
        if progress.is_locked(work.draft, found.id):
            return stays_as_sent(work)
        return work.say(*question_again(work, found))
    if target is not None and target.kind is TargetKind.fact:
        return _change_fact(work, target.name)
    if target is not None and target.kind is TargetKind.previous:
        return answer_handlers.go_back(work, OfQuestion(question.id))
    return work.say(question_list(work))


def go_elsewhere(work: DraftContext, target: Target | None, place: Prompt | None) -> TurnResult | None:
    """Goes from a prompt that is no question to what was named there; None where nothing was, and none is offered."""
    writing = work.draft.stage in WRITING_STAGES
    if target is not None and target.kind is TargetKind.fact and work.draft.is_open:
        return _change_fact(work, target.name)
    found = _question_named(work, target) if writing else None
    if found is not None and progress.is_locked(work.draft, found.id):
        return stays_as_sent(work)
    if found is not None:
        return work.say(*question_again(work, found))
    listed = writing and place is not None and place.ask in {PromptKind.review, PromptKind.final}
    return work.say(question_list(work)) if listed and work.badge.questions else None


def leads_elsewhere(work: DraftContext, reading: Reading, question: Question) -> bool:
    """Whether "go to question 4" or "do number 4 first" names a question; "skip 3" at the third only goes on."""
    found = _question_named(work, reading.target)
    return found is not None and (reading.act is Act.go_on or found is not question)


def _question_named(work: DraftContext, target: Target | None) -> Question | None:
    asked = work.badge.questions
    if target is None:
        return None
    if target.kind is TargetKind.number and 0 < target.number <= len(asked):
        return asked[target.number - 1]
    if target.kind is TargetKind.last:
        return asked[-1]
    if target.kind is not TargetKind.name:
        return None
    exact = work.badge.question(target.name)
    named = [one for one in asked if target.name in spoken(one.heading).split()]
    return exact or (named[0] if len(named) == 1 else None)


def _change_fact(work: DraftContext, name: str) -> TurnResult:
    if progress.facts_are_locked(work.draft):
        return stays_as_sent(work)
    kinds = {"register_part": "choices", "employer": "text"}
    facts = work.badge.facts
    found = next((one for one in facts if one.id == name), None) or next(
        (one for one in facts if one.kind.value == kinds.get(name, name)), None
    )
    if found is None:
        return work.say(fact_list(work))
    return fact_handlers.change(work, OfFact(found.id))
