"""A reply to one of the worker's own messages belongs to the answer that holds that message."""

from dataclasses import replace

from flows.engine.context import TurnContext
from flows.engine.events import TextSent
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.model.stages import WRITING_STAGES
from flows.rules import progress


def at_its_answer(context: TurnContext, event: TextSent) -> TextSent:
    """The event under the question whose answer holds the message that it replies to; else as it came.

    A reply to a message of the bot's comes under that message's prompt already. Answers that stay as they were sent
    take nothing more, so a reply to a message in one of them is read where the phone stands.
    """
    if event.replied is None:
        return event
    for draft in reversed(tuple(context.desk.drafts.values())):
        if draft.stage not in WRITING_STAGES:
            continue
        for question, given in draft.answers.items():
            if any(part.key == event.replied for part in given.parts) and not progress.is_locked(draft, question):
                return replace(event, under=Prompt(PromptKind.question, draft.id, OfQuestion(question)))
    return event
