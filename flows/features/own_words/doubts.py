"""What in answers does not read like evidence: by its shape, and by what it says."""

from flows.engine.context import DraftContext
from flows.model.draft import TextPart
from flows.rules import progress
from flows.rules.evidence import answers
from flows.rules.evidence.answer_doubts import AnswerDoubt, DoubtKind, doubts_of_shape
from flows.rules.evidence.word_count import strict
from flows.understanding.interpret import read
from flows.understanding.speech_act import Act, Confidence
from flows.understanding.utterance import PromptRole, Utterance

LONGEST_TALK = 12
"""Words up to which a message may be talk with the bot. Longer ones were asked about when they came."""
LONGEST_SHOWN = 60
"""Characters of words that are shown."""


def doubts(work: DraftContext) -> tuple[AnswerDoubt, ...]:
    """Everything in answers that may be no evidence, in the order of the questions. It is told, and stops nothing."""
    found = [*_said_to_bot(work), *doubts_of_shape(work.badge, work.draft)]
    found.sort(key=lambda one: progress.number(work.badge, one.question))
    return tuple(found)


def _said_to_bot(work: DraftContext) -> list[AnswerDoubt]:
    found: list[AnswerDoubt] = []
    for question in work.badge.questions:
        given = answers.answer(work.draft, question.id)
        texts = [part.text for part in given.parts if isinstance(part, TextPart)]
        found += [AnswerDoubt(DoubtKind.said_to_bot, question.id, said) for said in texts if _is_talk(said)]
    return found


def _is_talk(text: str) -> bool:
    """Whether a short message is surely no evidence."""
    if strict(text) > LONGEST_TALK:
        return False
    reading = read(Utterance(text, PromptRole.question))
    return reading.act not in (Act.evidence, Act.answer) and reading.confidence is Confidence.sure


def shown(words: str) -> str:
    """Words as they are shown, in one line: at most so many characters."""
    said = " ".join(words.split())
    return said if len(said) <= LONGEST_SHOWN else said[: LONGEST_SHOWN - 1].rstrip() + "…"
