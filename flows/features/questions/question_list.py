"""All questions with their counts, and the sentences about each."""

from dataclasses import dataclass, replace

from criteria.model import Badge, Question
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import PromptKind
from flows.engine.screen import Phrases, Screen, filled, named, rows
from flows.features.questions.count_sentences import left, marks, tally_sentence
from flows.model.attachments.audio import rounded
from flows.model.draft import AudioPart, LinkPart, TextPart
from flows.rules import held_badges as held_rules
from flows.rules import progress
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules
from flows.rules.evidence import word_count as counter
from flows.rules.evidence.links import Ticked
from flows.rules.held_badges import Tally
from flows.text.durations import length


@dataclass(frozen=True, slots=True)
class Line:
    """A question in a list."""

    number: int
    heading: str
    count: int
    minimum: int
    done: bool
    about: bool = False
    short: bool = False
    """Spoken, shorter than asked, and kept so by the worker."""
    spoken: float = 0.0
    """Seconds of recordings."""
    link: Ticked | None = None
    """How far the checklist of the answer's own link has come."""
    whole: bool = False
    """Whether a link answers every question."""
    locked: bool = False
    """It stays as it was sent."""
    wanted: bool = False
    """The issuer asks for more, and the worker has neither changed it nor left it as it is."""


def _line(work: DraftContext, number: int, question: Question) -> Line:
    given = answers.answer(work.draft, question.id)
    link = link_rules.ticked(work.badge, work.draft, question.id)
    return Line(
        number,
        question.heading,
        answers.words(given),
        question.minimum,
        progress.is_done(question, work.draft) and (link is None or link.all),
        about=answers.is_about(given),
        short=progress.is_short(question, work.draft),
        spoken=sum(part.heard.seconds for part in answers.recordings(given) if part.heard),
        link=link,
        whole=work.draft.whole is not None,
        locked=progress.is_locked(work.draft, question.id),
        wanted=progress.unsettled(work.draft, question.id) is not None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionList(Screen):
    """All questions: done and not yet."""

    badge: Badge
    lines: tuple[Line, ...]
    total: int
    left: int
    loose: int
    """Words that are in no answer."""
    whole: Ticked | None = None
    """How far the checklist has come of a link that answers every question."""
    about: bool = False
    """Whether the total is an estimate."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""
    marks: int = 0
    """Marks that count for the maximum and are no words, such as lone bullets."""

    def render(self, say: Phrases) -> str:
        shown = rounded(self.total) if self.about else self.total
        total = say.phrase("questions-total-about" if self.about else "questions-total", total=shown)
        if self.badge.words:
            maximum = self.badge.words.maximum
            total += " " + left(say, self.left, maximum, about=self.about) + marks(say, self.marks, maximum)
        listed = said_lines(say, self.lines)
        if self.whole:
            listed = f"{linked_whole(say, self.whole)}\n{listed}"
        blocks = [
            say.phrase("questions", title=self.badge.title),
            listed,
            total + uncounted(say, self.whole, self.lines),
        ]
        if self.held:
            blocks.append(tally_sentence(say, self.held))
        if self.loose:
            blocks.append(say.phrase("questions-loose", count=self.loose))
        return "\n\n".join([*blocks, say.phrase("questions-pick")])


def said_lines(say: Phrases, listed: tuple[Line, ...]) -> str:
    """Each question with its count: done, or not yet."""
    return "\n".join(_said_line(say, line) for line in listed)


def _said_line(say: Phrases, line: Line) -> str:
    if line.locked or line.wanted:
        key = "questions-as-sent" if line.locked else "questions-wanted"
        return say.phrase(key, number=line.number, heading=line.heading)
    if line.link or line.whole:
        return linked_line(say, line)
    if line.about:
        key = "questions-done-spoken" if line.done else "questions-not-yet-spoken"
        shown = named(replace(line, count=rounded(line.count)))
        said = say.phrase(key, length=length(say, line.spoken), **shown)
        return f"{said}; {say.phrase('questions-kept-short')}" if line.short else said
    return say.phrase("questions-done" if line.done else "questions-not-yet", **named(line))


def linked_line(say: Phrases, given: Line) -> str:
    """A question in a list that a link answers: its own, or the one for every question."""
    state = "done" if given.done else "not-yet"
    if given.link is None:
        said = say.phrase(f"questions-whole-{state}", number=given.number, heading=given.heading)
    else:
        done, of = given.link.done, given.link.of
        key = f"questions-link-{state}"
        said = say.phrase(key, number=given.number, heading=given.heading, done=done, of=of)
    return said + (say.phrase("questions-link-words", count=given.count) if given.count else "")


def uncounted(say: Phrases, whole: Ticked | None, lines: tuple[Line, ...]) -> str:
    """That words on a page are in no count, where there is a link to one."""
    return " " + say.phrase("questions-uncounted") if whole or any(line.link for line in lines) else ""


def linked_whole(say: Phrases, ticked: Ticked) -> str:
    """How far the checklist has come of the link that answers every question."""
    return say.phrase("questions-all-link", done=ticked.done, of=ticked.of)


def question_list(work: DraftContext) -> QuestionList:
    """All questions, in any order."""
    loose = loose_words(work)
    asides = (work.press(Action.asides),) if work.draft.asides else ()
    more = (*((work.press(Action.loose),) if loose else ()), *asides)
    held = (work.press(Action.held),) if work.badge.prerequisites else ()
    return QuestionList(
        badge=work.badge,
        lines=question_lines(work),
        total=progress.total(work.badge, work.draft),
        left=progress.left(work.badge, work.draft),
        loose=loose,
        whole=link_rules.ticked(work.badge, work.draft, link_rules.WHOLE),
        about=progress.is_about_in_all(work.badge, work.draft),
        held=tally(work),
        marks=progress.marks_in_all(work.badge, work.draft),
        place=work.place(PromptKind.list),
        offers=filled(*rows(open_questions(work), 1), held, more, cut_words(work), (work.press(Action.review),)),
    )


def cut_words(work: DraftContext) -> tuple[Button, ...]:
    """The way to take words out, where all answers together have too many."""
    return (work.press(Action.cut),) if progress.over(work.badge, work.draft) else ()


def question_lines(work: DraftContext) -> tuple[Line, ...]:
    """Each question with its count."""
    return tuple(_line(work, number, question) for number, question in enumerate(work.badge.questions, 1))


def loose_words(work: DraftContext) -> int:
    """How many words are in no answer. A recording counts as one at least, so that it is not overlooked."""
    return sum(
        max(1, part.heard.words if part.heard else 1)
        if isinstance(part, AudioPart)
        else max(1, counter.strict(_text_of(part)))
        for part in work.draft.unplaced
    )


def _text_of(part: TextPart | LinkPart) -> str:
    return part.text if isinstance(part, TextPart) else part.url


def open_questions(work: DraftContext) -> tuple[Button, ...]:
    """A button for each question whose answer may be changed."""
    return tuple(
        work.press(Action.question, OfQuestion(q.id), number, q.heading)
        for number, q in enumerate(work.badge.questions, 1)
        if not progress.is_locked(work.draft, q.id)
    )


def tally(work: DraftContext) -> held_rules.Tally | None:
    """How it stands with other badges to be held, where there are any."""
    return held_rules.tally(work.badge, work.draft) if work.badge.prerequisites else None
