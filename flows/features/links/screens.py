"""The screens of a link: what it answers, what is the matter with it, and the checklist that stands in for counts."""

from dataclasses import dataclass, replace

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.payloads import BoxOf, OfQuestion, PartOf
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, Phrases, Screen, rows
from flows.features.held_badges import screens as held_screens
from flows.features.questions.screens import ask_question, onward_button
from flows.features.review.screens import review
from flows.model.draft import TextPart
from flows.rules import held_badges as held_rules
from flows.rules import progress
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.web_address import LONGEST, AddressFault, read


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFault(Screen):
    """A link cannot be evidence: why, and what to do."""

    url: str
    fault: AddressFault
    number: int
    """The question in whose answer it is kept as words; 0 where it is kept in none."""

    def render(self, say: Phrases) -> str:
        what = say.phrase(f"link-fault-{self.fault.value}", url=self.url, longest=LONGEST)
        kept = say.phrase("link-fault-kept", number=self.number) if self.number else say.phrase("link-fault-aside")
        return f"{what}\n\n{kept}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLink(Notice):
    """A message is nothing but a link: what does it answer?"""

    url: str
    number: int

    KEY = "link-ask"


def ask(work: DraftContext, question: Question, part: TextPart) -> AskLink | LinkFault:
    """Asks what a link answers that is words so far; or says why it cannot be evidence."""
    number = progress.number(work.badge, question.id)
    about = PartOf(question.id, part.key)
    place = work.place(PromptKind.weblink, about)
    link = read(part.text)
    if link_rules.gives_a_login(work.badge, part):
        # It is kept in no answer; what comes next is for this one.
        place = work.place(PromptKind.question, OfQuestion(question.id))
        return LinkFault(url=part.text, fault=AddressFault.login, number=0, place=place)
    words, out = work.press(Action.link_words, about), work.press(Action.link_drop, about)
    if link is None or link.fault:
        url, fault = (link.url, link.fault) if link and link.fault else (part.text, AddressFault.incomplete)
        return LinkFault(url=url, fault=fault, number=number, place=place, offers=((words, out),))
    here, whole = work.press(Action.link_here, about), work.press(Action.link_whole, about)
    return AskLink(url=link.url, number=number, place=place, offers=((here, whole), (words, out)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRules(Notice):
    """How a link is given, and what counts of it."""

    KEY = "link-rules"


def rules(work: DraftContext, question: Question) -> LinkRules:
    """How a link is given, and what counts of it."""
    return LinkRules(place=work.place(PromptKind.question, OfQuestion(question.id)))


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One box of a checklist: what is said, and whether it is ticked."""

    text: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Screen):
    """What the worker says of the page behind a link."""

    number: int
    """The question; 0 for a link that answers every one."""
    url: str
    boxes: tuple[CheckItem, ...]

    def render(self, say: Phrases) -> str:
        head = say.phrase("checklist", number=self.number) if self.number else say.phrase("checklist-whole")
        boxes = "\n".join(_box(say, number, box) for number, box in enumerate(self.boxes, 1))
        left = sum(not box.on for box in self.boxes)
        end = say.phrase("checklist-left", left=left) if left else say.phrase("checklist-all")
        return "\n\n".join(
            [f"{head}\n{say.phrase('checklist-url', url=self.url)}", say.phrase("checklist-how"), boxes, end]
        )


def _box(say: Phrases, number: int, box: CheckItem) -> str:
    return say.phrase("checklist-box-on" if box.on else "checklist-box", number=number, text=box.text)


def checklist(work: DraftContext, scope: str) -> Checklist:
    """What the worker says of the page behind a link, box by box."""
    link = link_rules.link_at(work.draft, scope)
    url = link.url if link else ""
    texts = link_rules.asked(work.badge, scope)
    boxes = tuple(CheckItem(text, link_rules.tick_of(work.draft, scope, text) is not None) for text in texts)
    ticks = [
        replace(work.press(Action.tick, BoxOf(scope, link_rules.reference(scope, url, box.text)), number), on=box.on)
        for number, box in enumerate(boxes, 1)
    ]
    question = work.badge.question(scope)
    onward = onward_button(work, question) if question else work.press(Action.review)
    back = work.press(Action.question, OfQuestion(scope)) if question else work.press(Action.list)
    return Checklist(
        number=progress.number(work.badge, scope),
        url=url,
        boxes=boxes,
        place=work.place(PromptKind.ticks, OfQuestion(scope)),
        offers=(*rows(ticks, 2), (onward,), (work.press(Action.link_out, OfQuestion(scope)), back)),
    )


def of_question(work: DraftContext, question: Question) -> Screen:
    """What there is to say of an answer's link: its checklist, what it answers, or how to give one."""
    if link_rules.link_at(work.draft, question.id):
        return checklist(work, question.id)
    waiting = link_rules.undecided(work.badge, answers.answer(work.draft, question.id))
    if waiting:
        return ask(work, question, waiting)
    return checklist(work, link_rules.WHOLE) if work.draft.whole else rules(work, question)


def to_do(work: DraftContext, question: Question | None) -> Screen:
    """The screen for what is to be done next: a question, a checklist with boxes left, or the check."""
    scope = link_rules.next_scope(work.badge, work.draft)
    if question is None and not held_rules.enough(work.badge, work.draft):
        return held_screens.held_list(work)
    if question is None:
        return checklist(work, scope) if scope else review(work)
    if link_rules.link_at(work.draft, question.id):
        return checklist(work, question.id)
    return checklist(work, link_rules.WHOLE) if work.draft.whole else ask_question(work, question)
