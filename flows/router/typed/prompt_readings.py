"""What a text means at a prompt, as the draft in hand stands."""

from flows.engine.context import TurnContext
from flows.engine.prompts import Prompt
from flows.features.answers import asides
from flows.features.facts import fact_words
from flows.model.draft import TextPart
from flows.model.stages import OPEN_STAGES
from flows.rules import progress
from flows.rules.evidence import answers
from flows.understanding import PromptRole, Reading, Utterance, prompt_of, read


def reading_of(context: TurnContext, text: str, place: Prompt) -> Reading:
    """What a text means at a prompt, as the draft in hand stands."""
    return read(utterance_of(context, text, place))


def utterance_of(context: TurnContext, text: str, place: Prompt) -> Utterance:
    """A text with the prompt it was sent at, the message before, and what stands in the answer."""
    draft = context.session.drafts.get(place.draft)
    if draft is None:
        return Utterance(text, prompt_of(place.ask.value))
    badge = context.badge_of(draft)
    fact = badge.fact(place.fact)
    question = badge.question(place.question)
    if draft.stage not in OPEN_STAGES:
        return Utterance(text, PromptRole.sent)
    if question is None:
        if fact is not None:
            return fact_words.utterance(context.with_draft(draft), fact, text)
        return Utterance(text, prompt_of(place.ask.value))
    given = answers.answer(draft, question.id)
    said = answers.text(given)
    every = [(part.at, part.key, part.text) for part in given.parts if isinstance(part, TextPart)]
    every += [(one.at, one.key, one.text) for one in asides.at(draft, question.id)]
    before = max(every, default=None)
    return Utterance(
        text,
        prompt_of(place.ask.value, enough=progress.is_done(question, draft)),
        before=before[2] if before else "",
        answer_end=" ".join(said.split()[-12:]),
    )
