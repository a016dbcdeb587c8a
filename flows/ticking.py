"""The screens of a link: what it answers, what is the matter with it, and the checklist that stands in for counts."""

from dataclasses import replace

from criteria.model import Question
from flows import answers, holdings, progress, screens, vouching
from flows.buttons import Action
from flows.draft import TextPart
from flows.places import Ask
from flows.replies.base import Reply, rows
from flows.replies.linking import AskLink, Box, Checklist, LinkFault, LinkRules
from flows.scene import Work
from flows.screens import holding as holding_screens
from flows.weblinks import Fault, read


def ask(work: Work, question: Question, part: TextPart) -> AskLink | LinkFault:
    """Asks what a link answers that is words so far; or says why it cannot be evidence."""
    number = progress.number(work.badge, question.id)
    about = f"{question.id}:{part.key}"
    place = work.place(Ask.weblink, about)
    link = read(part.text)
    if vouching.gives_a_login(work.badge, part):
        # It is kept in no answer; what comes next is for this one.
        place = work.place(Ask.question, question.id)
        return LinkFault(url=part.text, fault=Fault.login, number=0, place=place)
    words, out = work.press(Action.link_words, about), work.press(Action.link_drop, about)
    if link is None or link.fault:
        url, fault = (link.url, link.fault) if link and link.fault else (part.text, Fault.incomplete)
        return LinkFault(url=url, fault=fault, number=number, place=place, offers=((words, out),))
    here, whole = work.press(Action.link_here, about), work.press(Action.link_whole, about)
    return AskLink(url=link.url, number=number, place=place, offers=((here, whole), (words, out)))


def rules(work: Work, question: Question) -> LinkRules:
    """How a link is given, and what counts of it."""
    return LinkRules(place=work.place(Ask.question, question.id))


def checklist(work: Work, scope: str) -> Checklist:
    """What the worker says of the page behind a link, box by box."""
    link = vouching.link_at(work.draft, scope)
    url = link.url if link else ""
    texts = vouching.asked(work.badge, scope)
    boxes = tuple(Box(text, vouching.tick_of(work.draft, scope, text) is not None) for text in texts)
    ticks = [
        replace(work.press(Action.tick, f"{scope}:{vouching.reference(scope, url, box.text)}", number), on=box.on)
        for number, box in enumerate(boxes, 1)
    ]
    question = work.badge.question(scope)
    onward = screens.onward(work, question) if question else work.press(Action.review)
    back = work.press(Action.question, scope) if question else work.press(Action.list)
    return Checklist(
        number=progress.number(work.badge, scope),
        url=url,
        boxes=boxes,
        place=work.place(Ask.ticks, scope),
        offers=(*rows(ticks, 2), (onward,), (work.press(Action.link_out, scope), back)),
    )


def of_question(work: Work, question: Question) -> Reply:
    """What there is to say of an answer's link: its checklist, what it answers, or how to give one."""
    if vouching.link_at(work.draft, question.id):
        return checklist(work, question.id)
    waiting = vouching.undecided(work.badge, answers.answer(work.draft, question.id))
    if waiting:
        return ask(work, question, waiting)
    return checklist(work, vouching.WHOLE) if work.draft.whole else rules(work, question)


def to_do(work: Work, question: Question | None) -> Reply:
    """The screen for what is to be done next: a question, a checklist with boxes left, or the check."""
    scope = vouching.next_scope(work.badge, work.draft)
    if question is None and not holdings.enough(work.badge, work.draft):
        return holding_screens.held_list(work)
    if question is None:
        return checklist(work, scope) if scope else screens.review(work)
    if vouching.link_at(work.draft, question.id):
        return checklist(work, question.id)
    return checklist(work, vouching.WHOLE) if work.draft.whole else screens.ask_question(work, question)
