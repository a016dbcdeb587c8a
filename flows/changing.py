"""What every change to the evidence has in common."""

from dataclasses import replace

from flows.draft import Answer, Draft, Part
from flows.progress import answer, standing
from flows.scene import Work
from flows.stages import Stage, Trigger, advance


def changed(work: Work, draft: Draft) -> Work:
    """Takes a draft whose evidence has changed: what was checked and declared about it no longer stands."""
    if draft.stage not in (Stage.reviewing, Stage.declaring):
        return work.put(draft)
    stage = advance(draft.stage, Trigger.edit, standing(work.badge, draft))
    return work.put(replace(draft, stage=stage, declarations={}))


def added(given: Answer, part: Part) -> Answer:
    """An answer with one more part, in the order sent. A part of the same message is replaced."""
    others = [other for other in given.parts if other.key != part.key]
    return replace(given, parts=tuple(sorted([*others, part], key=lambda p: p.key)))


def with_part(work: Work, question: str, part: Part, draft: Draft | None = None) -> Work:
    """Adds a part to the answer to a question."""
    before = draft or work.draft
    answers = {**before.answers, question: added(answer(before, question), part)}
    return changed(work, replace(before, answers=answers))
