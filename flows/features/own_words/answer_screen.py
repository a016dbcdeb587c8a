"""An answer read back to its writer, message by message, each to be taken out or brought back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.payloads import MessageOf, OfQuestion
from flows.engine.prompts import PromptKind
from flows.engine.screen import Phrases, Screen, rows
from flows.features.questions.screens import onward_button
from flows.model.attachments.audio import minutes, rounded
from flows.model.draft import AudioPart, LinkPart, Part
from flows.model.message_joins import units
from flows.rules import progress
from flows.rules.evidence import answers
from flows.rules.evidence import word_count as counter
from flows.rules.evidence.put_away import has_more_to_bring
from flows.text.glimpses import glimpse
from flows.text.paging import pages

PAGE = 3000
"""Characters of messages on one screen; Telegram takes 4,096 units, the sentences around them included."""
MOST = 20
"""Messages on one screen: more would be too many buttons."""


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """One message of an answer as it is listed: its number in the list, its words, and how many they are."""

    number: int
    mark: str
    count: int
    text: str
    seconds: float | None = None
    """Of a recording: its length; 0 while it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer(Screen):
    """The messages of an answer, and below them those that were taken out. A long answer takes several such replies."""

    question: int
    count: int
    missing: int
    about: bool
    messages: tuple[OwnMessage, ...]
    out: tuple[OwnMessage, ...] = ()
    first: bool = True
    last: bool = True

    def render(self, say: Phrases) -> str:
        blocks = [self._head(say)] if self.first else []
        blocks += [_said(say, message) for message in self.messages]
        if self.out:
            listed = "\n".join(_put_away(say, message) for message in self.out)
            blocks.append(say.phrase("own-out") + "\n" + listed)
        if self.last and self.messages:
            blocks.append(say.phrase("own-how"))
        return "\n\n".join(blocks)

    def _head(self, say: Phrases) -> str:
        count = rounded(self.count) if self.about else self.count
        if not self.messages and self.first and self.last:
            return say.phrase("own-nothing", number=self.question)
        head = say.phrase("own-answer-about" if self.about else "own-answer", number=self.question, count=count)
        return f"{head} {say.phrase('own-missing', missing=self.missing)}" if self.missing else head


def _said(say: Phrases, message: OwnMessage) -> str:
    head = _message_head(say, message)
    # No phrase may hold as much as a message does, so it stands beside them.
    return f"{head}\n<blockquote>{escape(message.text, quote=False)}</blockquote>" if message.text else head


def _message_head(say: Phrases, message: OwnMessage) -> str:
    if message.seconds is None:
        return say.phrase("own-message", number=message.number, count=message.count)
    whole, rest = minutes(message.seconds)
    return say.phrase("own-recording", number=message.number, minutes=whole, seconds=rest)


def _put_away(say: Phrases, message: OwnMessage) -> str:
    if message.seconds is not None:
        return _message_head(say, message)
    return say.phrase("own-out-line", number=message.number, text=glimpse(message.text))


def listed(work: DraftContext, question: Question) -> tuple[tuple[OwnMessage, Part], ...]:
    """Everything in an answer and then everything that was taken out of it, numbered through, with its part."""
    given = answers.answer(work.draft, question.id)
    every = (*given.parts, *given.struck)
    return tuple((_message(question.id, number, part), part) for number, part in enumerate(every, 1))


def _message(question: str, number: int, part: Part) -> OwnMessage:
    mark = answers.part_mark(question, part)
    if isinstance(part, AudioPart):
        seconds = part.heard.seconds if part.heard else 0.0
        return OwnMessage(number, mark, 0, part.written or "", seconds)
    text = part.url if isinstance(part, LinkPart) else part.text
    return OwnMessage(number, mark, 0 if isinstance(part, LinkPart) else counter.strict(text), text)


def own_answer(work: DraftContext, question: Question) -> tuple[OwnAnswer, ...]:
    """An answer with all its messages, in as many replies as it takes. The last has the ways on."""
    given = answers.answer(work.draft, question.id)
    every = tuple(message for message, _ in listed(work, question))
    kept, out = every[: len(given.parts)], every[len(given.parts) :]
    screens = [*_pages(kept)] or [()]
    whole = OwnAnswer(
        question=progress.number(work.badge, question.id),
        count=answers.words(given),
        missing=progress.missing(question, work.draft),
        about=answers.is_about(given),
        messages=(),
        place=work.place(PromptKind.question, OfQuestion(question.id)),
    )
    restore = (work.press(Action.restore, OfQuestion(question.id)),) if has_more_to_bring(given) else ()
    back = (*restore, work.press(Action.delete_out)) if given.struck else ()
    ways = (
        *((back,) if back else ()),
        (onward_button(work, question),),
        (work.press(Action.list), work.press(Action.later)),
    )
    replies: list[OwnAnswer] = []
    for number, page in enumerate(screens, 1):
        last = number == len(screens)
        gone = out[-MOST:] if last else ()
        presses = [work.press(Action.word_out, MessageOf(question.id, m.mark), m.number) for m in page]
        presses += [work.press(Action.word_in, MessageOf(question.id, m.mark), m.number) for m in gone]
        offers = (*rows(dict.fromkeys(presses), 2), *(ways if last else ()))
        replies.append(replace(whole, messages=tuple(page), out=gone, first=number == 1, last=last, offers=offers))
    return tuple(replies)


def _pages(messages: Iterable[OwnMessage]) -> Iterable[tuple[OwnMessage, ...]]:
    """Messages in screens; one that is too long for a screen goes over several, under the same number."""
    page: list[OwnMessage] = []
    size = 0
    for message in messages:
        for text in pages(message.text, PAGE) or ("",):
            if page and (size + units(text) > PAGE or len(page) == MOST):
                yield tuple(page)
                page, size = [], 0
            page.append(replace(message, text=text))
            size += units(text)
    if page:
        yield tuple(page)
