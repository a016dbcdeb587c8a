"""One message of an answer in which a likely personal detail stands: its words, to be changed or taken out."""

from dataclasses import dataclass
from html import escape

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.payloads import MessageOf, OfDetail
from flows.engine.prompts import PromptKind
from flows.engine.screen import Phrases, Screen
from flows.model.draft import Part, TextPart
from flows.rules import progress
from flows.rules.evidence import answers

LONGEST_COPY = 3000
"""Characters of a message that is given as a copy to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailMessage(Screen):
    """The message that holds a likely detail, as a copy to change and send again."""

    question: int
    words: str
    text: str
    """The message; empty where it is too long to be changed as a copy."""

    def render(self, say: Phrases) -> str:
        head = say.phrase("own-detail", number=self.question, words=self.words)
        if not self.text:
            return f"{head}\n\n{say.phrase('own-detail-long')}"
        # No phrase may hold as much as a message does, so it stands beside them.
        return f"{head}\n\n<code>{escape(self.text, quote=False)}</code>\n\n{say.phrase('own-detail-how')}"


def detail_message(work: DraftContext, question: Question, words: str, mark: str) -> DetailMessage | None:
    """The screen of the typed message in which these words stand; None where they stand in no single one."""
    given = answers.answer(work.draft, question.id)
    part = next((p for p in given.parts if isinstance(p, TextPart) and words in p.text), None)
    if part is None:
        return None
    about = MessageOf(question.id, answers.part_mark(question.id, part), mark)
    return DetailMessage(
        question=progress.number(work.badge, question.id),
        words=words,
        text=part.text if len(part.text) <= LONGEST_COPY else "",
        place=work.place(PromptKind.reword, about),
        offers=(
            (work.press(Action.word_out, about), work.press(Action.keep_detail, OfDetail(mark))),
            (work.press(Action.review),),
        ),
    )


def whose(work: DraftContext, question: str, mark: str) -> Part | None:
    """The part of an answer that a mark names."""
    every = answers.answer(work.draft, question).parts
    return next((part for part in every if answers.part_mark(question, part) == mark), None)
