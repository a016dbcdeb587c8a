"""The screens of the check: all answers, the whole text, and likely personal details."""

from dataclasses import dataclass

from criteria.model import Badge, Fact
from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.message import Message
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import PromptKind
from flows.engine.screen import Phrases, Screen, filled, rows
from flows.features.facts.screens import facts_as_stated, stated_value
from flows.features.own_words.doubts import doubts, shown
from flows.features.questions import question_list
from flows.features.questions.count_sentences import characters_over, left, marks, needed_in_all, tally_sentence
from flows.features.questions.screens import can_be_checked
from flows.model.attachments.audio import enough, rounded
from flows.model.draft import AiUse, Stated
from flows.pack.email_size import too_long_to_paste
from flows.rules import held_badges as held_rules
from flows.rules import progress, readiness
from flows.rules.details.personal_details import Kind, Why
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.answer_doubts import DoubtKind
from flows.rules.evidence.links import Ticked
from flows.rules.evidence.word_count import TooLong
from flows.rules.held_badges import Tally
from flows.text.glimpses import glimpse
from flows.text.paging import pasteable


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """Something in an answer that does not read like evidence: the answer's number, and the words."""

    kind: DoubtKind
    number: int
    words: str
    other: int = 0
    """Of words that stand twice: the number of the other answer that has them; 0 where it is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Screen):
    """Check your answers: facts, counts, what is missing."""

    badge: Badge
    facts: tuple[tuple[Fact, Stated | None], ...]
    lines: tuple[question_list.Line, ...]
    total: int
    over: int
    total_missing: int
    facts_missing: tuple[str, ...]
    loose: int
    ready: bool
    unchecked: int = 0
    """Recordings whose words the worker has not yet looked at."""
    characters_over: int = 0
    """Characters that all answers together have too many."""
    about: bool = False
    """Whether the total is an estimate."""
    waiting: bool = False
    """Whether a recording is not on our disk yet."""
    whole: Ticked | None = None
    """How far the checklist has come of a link that answers every question."""
    again: bool = False
    """Whether the issuer has an earlier attempt."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""
    too_long: TooLong | None = None
    """Where the worker pastes the text: that it has too many words for it."""
    ai: AiUse | None = None
    """What was said of AI tools, where it was."""
    marks: int = 0
    """Marks that count for the maximum and are no words, such as lone bullets."""
    openings: tuple[str, ...] = ()
    """The first words of each answer, in the order of `lines`; empty for one without words."""
    doubts: tuple[DoubtLine, ...] = ()
    """What does not read like evidence."""

    def render(self, say: Phrases) -> str:
        facts = ", ".join(_said_fact(say, *one) for one in self.facts)
        blocks = [say.phrase("review-again" if self.again else "review"), say.phrase("review-facts", values=facts)]
        if self.lines:
            listed = "\n".join(self._with_opening(say, place) for place in range(len(self.lines)))
            if self.whole:
                listed = f"{question_list.linked_whole(say, self.whole)}\n{listed}"
            blocks.append(say.phrase("review-answers") + "\n" + listed + self._total(say))
        if self.ai:
            blocks.append(_ai(say, self.ai))
        if self.held:
            blocks.append(tally_sentence(say, self.held))
        if self.loose:
            blocks.append(say.phrase("review-loose", count=self.loose))
        if self.unchecked:
            blocks.append(say.phrase("review-words", count=self.unchecked))
        missing = self._lacks(say)
        doubts = [_said_doubt(say, one) for one in self.doubts]
        if missing:
            blocks.append("\n".join([say.phrase("review-missing"), *missing]))
        elif not doubts:
            blocks.append(say.phrase("review-ready"))
        if doubts:
            blocks.append("\n".join([say.phrase("review-doubts"), *doubts]))
        if self.ready and self.lines:
            blocks.append(say.phrase("review-read-first"))
        if self.too_long:
            blocks.append(say.phrase("paste-too-long", words=self.too_long.words, limit=self.too_long.limit))
        if self.lines:
            blocks.append(say.phrase("review-change"))
        return "\n\n".join(blocks)

    def _unticked(self, say: Phrases) -> list[str]:
        """Whose checklist has boxes left."""
        said = [say.phrase("review-missing-link-whole")] if self.whole and not self.whole.all else []
        own = [linked_line.number for linked_line in self.lines if linked_line.link and not linked_line.link.all]
        return said + [say.phrase("review-missing-link", number=number) for number in own]

    def _with_opening(self, say: Phrases, place: int) -> str:
        line = question_list.said_lines(say, self.lines[place : place + 1])
        begins = self.openings[place] if place < len(self.openings) else ""
        return f"{line}\n{say.phrase('review-opening', text=begins)}" if begins else line

    def _total(self, say: Phrases) -> str:
        limits = self.badge.words
        if limits is None:
            return ""
        key, total = ("review-total-about", rounded(self.total)) if self.about else ("review-total", self.total)
        said = say.phrase(key, total=total, minimum=limits.minimum, maximum=limits.maximum)
        return f"\n{said}{marks(say, self.marks, limits.maximum)}{question_list.uncounted(say, self.whole, self.lines)}"

    def _lacks(self, say: Phrases) -> list[str]:
        said = [say.phrase("review-missing-fact", label=label) for label in self.facts_missing]
        if self.held and self.held.missing:
            said.append(say.phrase("review-missing-badges", missing=self.held.missing))
        said += self._unticked(say)
        for line in self.lines:
            if line.link or line.whole or line.wanted:
                continue
            if not line.done and line.about:
                short = max(5, rounded(enough(line.minimum) - line.count))
                said.append(say.phrase("review-missing-spoken", number=line.number, missing=short))
            elif not line.done and line.count < line.minimum:
                short = line.minimum - line.count
                said.append(say.phrase("review-missing-question", number=line.number, missing=short))
            elif not line.done:
                said.append(say.phrase("review-missing-answer", number=line.number))
        if self.over and self.badge.words:
            said.append(_over(say, self.over, self.badge.words.maximum, about=self.about))
        if self.characters_over:
            said.append(characters_over(say, self.characters_over))
        if self.waiting:
            said.append(say.phrase("review-waiting"))
        said += [say.phrase("review-missing-change", number=line.number) for line in self.lines if line.wanted]
        if self.total_missing and not said:
            said.append(needed_in_all(say, self.total_missing, about=self.about))
        return said


def _said_fact(say: Phrases, fact: Fact, stated: Stated | None) -> str:
    """A detail, and what it is called where it is not settled."""
    given = stated_value(say, fact, stated)
    settled = stated is not None and stated.values and stated.sure
    return given if settled else say.plain("review-fact", label=fact.label, value=given)


def _said_doubt(say: Phrases, doubt: DoubtLine) -> str:
    key = f"doubt-{doubt.kind.value}" + ("-elsewhere" if doubt.other else "")
    return say.phrase(key, number=doubt.number, words=doubt.words, other=doubt.other)


def _ai(say: Phrases, use: AiUse) -> str:
    """What was said of AI tools."""
    if not use.used:
        return say.phrase("review-ai-none")
    if not use.tool or use.unsure or not (use.link or use.no_link):
        return say.phrase("review-ai-open")
    return say.phrase("review-ai", tool=use.tool, link=use.link or say.plain("review-ai-no-link"))


def _over(say: Phrases, over: int, maximum: int, *, about: bool) -> str:
    return left(say, -over, maximum, about=True) if about else say.phrase("review-over", over=over, maximum=maximum)


def review(work: DraftContext) -> Review:
    """Check your answers. The way on is there only when the stage table would let it be taken."""
    ready = can_be_checked(work)
    loose = question_list.loose_words(work)
    by_hand = work.carrier == "worker"
    first = work.press(Action.accept, name=work.carrier) if ready else work.press(Action.next)
    something = work.draft.answers or work.draft.whole or work.draft.held
    read = (work.press(Action.read_all),) if something else ()
    which = (work.press(Action.award_which),) if held_rules.doubtful(work.badge, work.draft) else ()
    held = (work.press(Action.held), *which) if work.badge.prerequisites else ()
    facts = () if progress.facts_are_locked(work.draft) else (work.press(Action.facts),)
    tools = (work.press(Action.ai_change),) if work.badge.ai.rule == "declare" and work.draft.ai else ()
    more = (*facts, *((work.press(Action.loose),) if loose else ()))
    link = (work.press(Action.links, OfQuestion(link_rules.WHOLE)),) if work.draft.whole else ()
    unchecked = len(readiness.unchecked(work.badge, work.draft))
    words = (work.press(Action.words_next),) if unchecked else ()
    return Review(
        badge=work.badge,
        facts=facts_as_stated(work),
        lines=question_list.question_lines(work),
        total=progress.total(work.badge, work.draft),
        over=progress.over(work.badge, work.draft),
        characters_over=progress.characters_over(work.badge, work.draft),
        total_missing=progress.missing_in_all(work.badge, work.draft),
        facts_missing=tuple(
            fact.label
            for fact, stated in facts_as_stated(work)
            if stated is None or not stated.values or not stated.sure
        ),
        loose=loose,
        ready=ready,
        unchecked=unchecked,
        about=progress.is_about_in_all(work.badge, work.draft),
        waiting=not readiness.all_recordings_kept(work.draft),
        whole=link_rules.ticked(work.badge, work.draft, link_rules.WHOLE),
        again=work.draft.returned is not None,
        held=question_list.tally(work),
        too_long=too_long_to_paste(work.badge, work.draft) if by_hand else None,
        ai=work.draft.ai if work.badge.ai.rule == "declare" else None,
        marks=progress.marks_in_all(work.badge, work.draft),
        openings=tuple(glimpse(answers.text(answers.answer(work.draft, q.id))) for q in work.badge.questions),
        doubts=_doubts(work),
        place=work.place(PromptKind.review),
        offers=filled(
            read,
            question_list.cut_words(work),
            (first,),
            *rows(question_list.open_questions(work), 3),
            held,
            words,
            link,
            more,
            tools,
            (work.press(Action.later),),
        ),
    )


def _doubts(work: DraftContext) -> tuple[DoubtLine, ...]:
    return tuple(
        DoubtLine(
            one.kind,
            progress.number(work.badge, one.question),
            shown(one.words),
            progress.number(work.badge, one.other),
        )
        for one in doubts(work)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeText(Screen):
    """The evidence as the assessor will read it."""

    text: str
    sent: bool = False
    """Whether it is what was sent, and not what will be."""

    def render(self, say: Phrases) -> str:
        key = "sent-as-it-was-end" if self.sent else "whole-text-end"
        return say.phrase(key if self.text else "whole-text-empty")

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        return (*pasteable(self.text), Message(self.render(say)))


@dataclass(frozen=True, slots=True)
class Sighting:
    """A likely personal detail: in which answer, of what kind, in the worker's words."""

    number: int
    kind: Kind
    words: str
    why: Why = Why.shape


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDetails(Screen):
    """Likely personal details about others, to be changed or kept."""

    sightings: tuple[Sighting, ...]
    """All that are still to be decided about, in the order of the answers. The buttons are about the first."""

    def render(self, say: Phrases) -> str:
        found = "\n".join(
            say.phrase(
                "details-line",
                position=position,
                number=s.number,
                words=s.words,
                kind=say.plain(f"kind-{s.kind.value}"),
                why=say.plain(f"why-{s.why.value}"),
            )
            for position, s in enumerate(self.sightings, 1)
        )
        first = self.sightings[0]
        asked = say.phrase("details-ask", words=first.words, number=first.number)
        return "\n\n".join([say.phrase("details"), found, asked])


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNobody(Screen):
    """Could anyone be known from the recordings? Sound cannot be screened."""

    count: int
    picture: bool = False
    """Whether the picture of any goes to the issuer."""

    def render(self, say: Phrases) -> str:
        asked = say.phrase("nobody", count=self.count)
        return f"{asked} {say.phrase('nobody-picture')}" if self.picture else asked
