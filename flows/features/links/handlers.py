"""Links as evidence: what each answers, what the worker says of the page behind it, and taking it out."""

from dataclasses import dataclass, replace

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.changes import added, changed
from flows.engine.context import DraftContext, TurnResult
from flows.engine.payloads import BoxOf, OfQuestion, PartOf
from flows.engine.prompts import PromptKind
from flows.engine.screen import Screen, Show
from flows.features.help.screens import Aside, Note
from flows.features.links import screens as link_screens
from flows.features.questions.loose_parts import LeftOut
from flows.features.questions.progress_screen import Kept, progress_of
from flows.features.questions.question_list import question_list
from flows.features.questions.screens import ask_question
from flows.model.draft import Draft, LinkPart, Part, TextPart, Tick
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.put_away import take_out
from flows.rules.evidence.web_address import read


@dataclass(frozen=True, slots=True)
class _Found:
    """A link, as evidence or as words, and where the draft holds it: a question's id, `WHOLE`, or nowhere."""

    part: LinkPart | TextPart
    holder: str
    question: Question
    """The question that "this question" means."""
    rest: Draft
    """The draft without it."""


def _found(work: DraftContext, target: PartOf) -> _Found | None:
    """The link that a button is about. It may have been moved, or decided upon, since the button was shown."""
    name = target.question
    held = [(name, part) for part in answers.answer(work.draft, name).parts]
    held += [(other, part) for other, given in work.draft.answers.items() if other != name for part in given.parts]
    held += [(link_rules.WHOLE, work.draft.whole)] if work.draft.whole else []
    held += [("", part) for part in work.draft.unplaced]
    for holder, part in held:
        link = isinstance(part, LinkPart) or link_rules.is_undecided(work.badge, part)
        if link and part.key == target.key and isinstance(part, LinkPart | TextPart):
            question = work.badge.question(holder) or work.badge.question(name) or work.badge.questions[0]
            return _Found(part, holder, question, _without(work.draft, holder, part))
    return None


def _without(draft: Draft, holder: str, part: Part) -> Draft:
    if holder == link_rules.WHOLE:
        return replace(draft, whole=None)
    if not holder:
        return replace(draft, unplaced=tuple(p for p in draft.unplaced if p is not part))
    given = draft.answers[holder]
    rest = replace(given, parts=tuple(p for p in given.parts if p is not part))
    return draft.with_answer(holder, rest)


def _gone(work: DraftContext) -> TurnResult:
    return work.say(Aside(note=Note.old_button), Show.CURRENT)


def _as_link(part: LinkPart | TextPart) -> LinkPart | None:
    """The part as evidence; None for a link that is not fit to be."""
    if isinstance(part, LinkPart):
        return part
    link = read(part.text)
    return LinkPart(part.key, link.url, part.at) if link and not link.fault else None


def here_alone(work: DraftContext, target: PartOf) -> TurnResult:
    """The link answers one question. A link that did so before is put away."""
    found = _found(work, target)
    link = _as_link(found.part) if found else None
    if found is None or link is None:
        return _gone(work)
    question = found.question.id
    given = answers.answer(found.rest, question)
    before = link_rules.link_of(given)
    linked = added(take_out(given, before) if before else given, link)
    after = changed(work, found.rest.with_answer(question, linked))
    return after.say(*_replaced(before), link_screens.checklist(after, question))


def _replaced(before: LinkPart | None) -> tuple[Screen, ...]:
    return (Aside(note=Note.link_replaced),) if before else ()


def every(work: DraftContext, target: PartOf) -> TurnResult:
    """The link answers every question. One that did so before becomes words in no answer."""
    found = _found(work, target)
    link = _as_link(found.part) if found else None
    if found is None or link is None:
        return _gone(work)
    before = found.rest.whole
    unplaced = (*found.rest.unplaced, link_rules.as_words(before)) if before else found.rest.unplaced
    after = changed(work, replace(found.rest, whole=link, unplaced=unplaced))
    return after.say(*_replaced(before), link_screens.checklist(after, link_rules.WHOLE))


def words(work: DraftContext, target: PartOf) -> TurnResult:
    """The link is words like any others."""
    found = _found(work, target)
    if found is None:
        return _gone(work)
    after = work
    if isinstance(found.part, LinkPart) or not found.holder:
        given = added(answers.answer(found.rest, found.question.id), link_rules.as_words(found.part))
        after = changed(work, found.rest.with_answer(found.question.id, given))
    place = after.place(PromptKind.question, OfQuestion(found.question.id))
    return after.say(replace(progress_of(after, found.question, Kept.added), place=place))


def drop(work: DraftContext, target: PartOf) -> TurnResult:
    """Takes a link out of the answer in which it stands as words, or as evidence."""
    found = _found(work, target)
    if found is None:
        return _gone(work)
    if not found.holder:
        return work.say(LeftOut(offers=((work.press(Action.resume),), (work.press(Action.review),))))
    if found.holder == link_rules.WHOLE:
        return out(work, OfQuestion(link_rules.WHOLE))
    return _struck(work, found.question, found.part)


def out(work: DraftContext, target: OfQuestion) -> TurnResult:
    """Takes the link of a question, or of the whole evidence, out. It can be brought back, or placed anew."""
    link = link_rules.link_at(work.draft, target.question)
    if link is None:
        return _gone(work)
    question = work.badge.question(target.question)
    if question is not None:
        return _struck(work, question, link)
    draft = replace(work.draft, whole=None, unplaced=(*work.draft.unplaced, link_rules.as_words(link)))
    after = changed(work, draft)
    return after.say(Aside(note=Note.link_out), question_list(after))


def _struck(work: DraftContext, question: Question, part: Part) -> TurnResult:
    given = answers.answer(work.draft, question.id)
    without = take_out(given, part)
    after = changed(work, work.draft.with_answer(question.id, without))
    said = progress_of(after, question, Kept.link_out)
    return after.say(replace(said, place=after.place(PromptKind.question, OfQuestion(question.id))))


def show(work: DraftContext, target: OfQuestion) -> TurnResult:
    """What there is to say of a link, or how to give one."""
    if target.question in ("", link_rules.WHOLE) and work.draft.whole:
        return work.say(link_screens.checklist(work, link_rules.WHOLE))
    question = work.badge.question(target.question)
    if question is None:
        return work.say(Show.CURRENT)
    if work.badge.links == "no":
        return work.say(Aside(note=Note.no_links), ask_question(work, question))
    return work.say(link_screens.of_question(work, question))


def tick(work: DraftContext, box: BoxOf) -> TurnResult:
    """Ticks a box, or takes its tick back; the list changes in place."""
    scope = box.question
    link = link_rules.link_at(work.draft, scope)
    if link is None:
        return _gone(work)
    # Pressed, a button names what it showed; typed, the number is the one in the list.
    texts = enumerate(link_rules.asked(work.badge, scope), 1)
    found = (text for n, text in texts if n == box.number or link_rules.reference(scope, link.url, text) == box.box)
    chosen = next(found, None)
    after = _toggled(work, scope, link, chosen) if chosen is not None else work
    return after.say(replace(link_screens.checklist(after, scope), replaces=work.pressed))


def tick_each(work: DraftContext, scope: str, chosen: tuple[int, ...]) -> TurnResult:
    """Ticks several boxes that were typed together, such as "1, 2 and 3"."""
    link = link_rules.link_at(work.draft, scope)
    if link is None:
        return _gone(work)
    texts = link_rules.asked(work.badge, scope)
    after = work
    for number in dict.fromkeys(chosen):
        if 0 < number <= len(texts):
            after = _toggled(after, scope, link, texts[number - 1])
    return after.say(link_screens.checklist(after, scope))


def _toggled(work: DraftContext, scope: str, link: LinkPart, text: str) -> DraftContext:
    return changed(work, link_rules.toggled(work.draft, scope, text, Tick(scope, link.url, text, work.at)))
