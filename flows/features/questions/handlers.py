"""All questions, and what may not be changed."""

from flows.engine.context import DraftContext, TurnResult
from flows.features.help.screens import Aside, Note
from flows.features.questions.question_list import question_list


def stays_as_sent(work: DraftContext) -> TurnResult:
    """Something stays as it was sent."""
    return work.say(Aside(note=Note.stays_as_sent), question_list(work))


def show_list(work: DraftContext) -> TurnResult:
    """All questions, done and not yet."""
    return work.say(question_list(work))
