"""Links as evidence: what each answers, what the worker says of the page behind it, and taking it out."""

from dataclasses import dataclass, replace

from criteria.model import Question
from flows import answers, screens, ticking, vouching
from flows.buttons import Press
from flows.changing import added, changed
from flows.draft import Answer, Draft, LinkPart, Part, TextPart, Tick
from flows.here import here
from flows.places import Ask
from flows.replies.answering import Kept
from flows.replies.asides import Aside, Note
from flows.replies.base import Reply
from flows.replies.sharing import LeftOut
from flows.scene import Turn, Work
from flows.weblinks import read


@dataclass(frozen=True, slots=True)
class _Found:
    """A link, as evidence or as words, and where the draft holds it: a question's id, `WHOLE`, or nowhere."""

    part: LinkPart | TextPart
    holder: str
    question: Question
    """The question that "this question" means."""
    rest: Draft
    """The draft without it."""

    @property
    def url(self) -> str:
        """The link, whichever way it is held."""
        return self.part.url if isinstance(self.part, LinkPart) else self.part.text


def _found(work: Work, press: Press) -> _Found | None:
    """The link that a button is about. It may have been moved, or decided upon, since the button was shown."""
    name, _, key = press.about.rpartition(":")
    held = [(name, part) for part in answers.answer(work.draft, name).parts]
    held += [(other, part) for other, given in work.draft.answers.items() if other != name for part in given.parts]
    held += [(vouching.WHOLE, work.draft.whole)] if work.draft.whole else []
    held += [("", part) for part in work.draft.unplaced]
    for holder, part in held:
        link = isinstance(part, LinkPart) or vouching.is_undecided(work.badge, part)
        if link and str(part.key) == key and isinstance(part, LinkPart | TextPart):
            question = work.badge.question(holder) or work.badge.question(name) or work.badge.questions[0]
            return _Found(part, holder, question, _without(work.draft, holder, part))
    return None


def _without(draft: Draft, holder: str, part: Part) -> Draft:
    if holder == vouching.WHOLE:
        return replace(draft, whole=None)
    if not holder:
        return replace(draft, unplaced=tuple(p for p in draft.unplaced if p is not part))
    given = draft.answers[holder]
    rest = replace(given, parts=tuple(p for p in given.parts if p is not part))
    return replace(draft, answers={**draft.answers, holder: rest})


def _gone(work: Work) -> Turn:
    return work.say(Aside(note=Note.old_button), here(work))


def _as_link(part: LinkPart | TextPart) -> LinkPart | None:
    """The part as evidence; None for a link that is not fit to be."""
    if isinstance(part, LinkPart):
        return part
    link = read(part.text)
    return LinkPart(part.key, link.url, part.at) if link and not link.fault else None


def here_alone(work: Work, press: Press) -> Turn:
    """The link answers one question. A link that did so before is put away."""
    found = _found(work, press)
    link = _as_link(found.part) if found else None
    if found is None or link is None:
        return _gone(work)
    question = found.question.id
    given = answers.answer(found.rest, question)
    before = vouching.link_of(given)
    rest = tuple(part for part in given.parts if part is not before)
    struck = (*given.struck, before) if before else given.struck
    linked = added(replace(given, parts=rest, struck=struck), link)
    after = changed(work, replace(found.rest, answers={**found.rest.answers, question: linked}))
    return after.say(*_replaced(before), ticking.checklist(after, question))


def _replaced(before: LinkPart | None) -> tuple[Reply, ...]:
    return (Aside(note=Note.link_replaced),) if before else ()


def every(work: Work, press: Press) -> Turn:
    """The link answers every question. One that did so before becomes words in no answer."""
    found = _found(work, press)
    link = _as_link(found.part) if found else None
    if found is None or link is None:
        return _gone(work)
    before = found.rest.whole
    unplaced = (*found.rest.unplaced, vouching.as_words(before)) if before else found.rest.unplaced
    after = changed(work, replace(found.rest, whole=link, unplaced=unplaced))
    return after.say(*_replaced(before), ticking.checklist(after, vouching.WHOLE))


def words(work: Work, press: Press) -> Turn:
    """The link is words like any others."""
    found = _found(work, press)
    if found is None:
        return _gone(work)
    after = work
    if isinstance(found.part, LinkPart) or not found.holder:
        given = added(answers.answer(found.rest, found.question.id), vouching.as_words(found.part))
        after = changed(work, replace(found.rest, answers={**found.rest.answers, found.question.id: given}))
    place = after.place(Ask.question, found.question.id)
    return after.say(replace(screens.progress_of(after, found.question, Kept.added), place=place))


def drop(work: Work, press: Press) -> Turn:
    """Takes a link out of the answer in which it stands as words, or as evidence."""
    found = _found(work, press)
    if found is None:
        return _gone(work)
    if not found.holder:
        return work.say(LeftOut(offers=screens.left_out_offers(work)))
    if found.holder == vouching.WHOLE:
        return out(work, replace(press, about=vouching.WHOLE))
    return _struck(work, found.question, found.part)


def out(work: Work, press: Press) -> Turn:
    """Takes the link of a question, or of the whole evidence, out. It can be brought back, or placed anew."""
    link = vouching.link_at(work.draft, press.about)
    if link is None:
        return _gone(work)
    question = work.badge.question(press.about)
    if question is not None:
        return _struck(work, question, link)
    draft = replace(work.draft, whole=None, unplaced=(*work.draft.unplaced, vouching.as_words(link)))
    after = changed(work, draft)
    return after.say(Aside(note=Note.link_out), screens.question_list(after))


def _struck(work: Work, question: Question, part: Part) -> Turn:
    given = answers.answer(work.draft, question.id)
    rest = tuple(p for p in given.parts if p is not part)
    without: Answer = replace(given, parts=rest, struck=(*given.struck, part))
    after = changed(work, replace(work.draft, answers={**work.draft.answers, question.id: without}))
    said = screens.progress_of(after, question, Kept.link_out)
    return after.say(replace(said, place=after.place(Ask.question, question.id)))


def show(work: Work, press: Press) -> Turn:
    """What there is to say of a link, or how to give one."""
    if press.about == vouching.WHOLE and work.draft.whole:
        return work.say(ticking.checklist(work, vouching.WHOLE))
    question = work.badge.question(press.about)
    if question is None:
        return work.say(here(work))
    if work.badge.links == "no":
        return work.say(Aside(note=Note.no_links), screens.ask_question(work, question))
    return work.say(ticking.of_question(work, question))


def tick(work: Work, press: Press) -> Turn:
    """Ticks a box, or takes its tick back; the list changes in place."""
    scope, _, name = press.about.rpartition(":")
    link = vouching.link_at(work.draft, scope)
    if link is None:
        return _gone(work)
    # Pressed, a button names what it showed; typed, the number is the one in the list.
    texts = vouching.asked(work.badge, scope)
    known = {vouching.reference(scope, link.url, text): text for text in texts}
    known |= {f"#{number}": text for number, text in enumerate(texts, 1)}
    after = _toggled(work, scope, link, known[name]) if name in known else work
    return after.say(replace(ticking.checklist(after, scope), replaces=work.pressed))


def tick_each(work: Work, scope: str, chosen: tuple[int, ...]) -> Turn:
    """Ticks several boxes that were typed together, such as "1, 2 and 3"."""
    link = vouching.link_at(work.draft, scope)
    if link is None:
        return _gone(work)
    texts = vouching.asked(work.badge, scope)
    after = work
    for number in dict.fromkeys(chosen):
        if 0 < number <= len(texts):
            after = _toggled(after, scope, link, texts[number - 1])
    return after.say(ticking.checklist(after, scope))


def _toggled(work: Work, scope: str, link: LinkPart, text: str) -> Work:
    return changed(work, vouching.toggled(work.draft, scope, text, Tick(scope, link.url, text, work.at)))
