"""Orders about words that are in an answer: a whole message is moved, and other words that are meant are shown.

It takes out, changes or moves no words that it cannot be sure of: it shows where they stand, with the buttons for that.
"""

from dataclasses import replace

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.changes import added, changed, with_part
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import CutPage, OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen
from flows.engine.typed_words import pressed
from flows.features.answers import asides
from flows.features.answers.talk_screens import Lead, TalkReply
from flows.features.own_words.answer_screen import own_answer
from flows.features.own_words.cut_screen import PAGE, cut_list, start_mark
from flows.features.questions.handlers import stays_as_sent
from flows.model.draft import PutAside, TextPart
from flows.model.stages import WRITING_STAGES
from flows.router.presses import do
from flows.router.typed.prompt_readings import reading_of
from flows.router.typed.still_asked import with_still
from flows.rules import progress
from flows.rules.evidence import answers, passages
from flows.rules.evidence.passages import LONG, Passage
from flows.text.glimpses import glimpse
from flows.understanding import Act
from flows.understanding.own_edit import LAST, EditKind, EditOrder, edit_order, share_of

_AT = frozenset({PromptKind.question, PromptKind.list, PromptKind.loose, PromptKind.review, PromptKind.cutting})
"""The prompts at which such an order is looked for."""

_FEW = 12
"""Words of a message that "the bit about" may name as a whole. Of a longer one, the rest is not to go unasked."""
_LEAST_SHARE = 0.5
"""How much of what "the bit about" names a paragraph holds, to be meant by it."""


def is_order(event: TextSent, place: Prompt) -> bool:
    """Whether a message away from the questions may be such an order, so that nothing else is made of it."""
    return not event.forwarded and place.beneath.ask in _AT and edit_order(event.text) is not None


def ordered(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """Does what an order about words of an answer can have done; None where the message is no such order."""
    if event.forwarded or place.ask not in _AT or work.draft.stage not in WRITING_STAGES:
        return None
    order = edit_order(event.text)
    at = work.badge.question(place.question)
    number = order.question if order else 0
    number = len(work.badge.questions) if number == LAST else number
    named = work.badge.questions[number - 1] if 0 < number <= len(work.badge.questions) else None
    match order:
        case None:
            return None
        case EditOrder(kind=EditKind.add):
            return _add(work, event, at, named, order.text)
        case EditOrder(kind=EditKind.move):
            return _move(work, event, place, at, named)
        case _:
            return _show(work, event, place, order, named)


def _show(
    work: DraftContext, event: TextSent, place: Prompt, order: EditOrder, named: Question | None
) -> TurnResult | None:
    """Shows the words that an order is about, or says how to change them; None where it proves to be none."""
    at = work.badge.question(place.question)
    found = _holding(work, order, named or at) if order.about else ()
    if not found and order.about and not _is_order_anyway(work, event, place, order, named):
        return None
    if order.kind is EditKind.cut and len(found) == 1 and _is_newest(work, at, found[0]):
        # "Take out the bit about the bus" right after it was sent: an undo does just that.
        return None
    kept = _kept(work, event, at)
    there = work.badge.question(found[0].question) if found else named or at
    if order.kind is EditKind.longest:
        said = _talk(kept, event, at, Lead(key="talk-aside-all"), shown=True)
        return kept.say(said, replace(cut_list(kept), replaces=None))
    if order.kind is EditKind.cut:
        return kept.say(_talk(kept, event, at, Lead(key="edit-cut"), shown=True), *_to_cut(kept, found, at, named))
    if order.only_if_found and at is not None:
        # It may be a plan for work after all: a yes puts it in.
        kept = asides.spoken_of(kept, at.id, event.key, asked=True)
    begins = glimpse(found[0].part.text) if found else ""
    key = "edit-shift" if order.kind is EditKind.shift else "edit-this" if found else "edit-change"
    said = replace(_talk(kept, event, at, Lead(key=key, begins=begins)), asks=order.only_if_found)
    back = ((kept.press(Action.read_back, OfQuestion(there.id)),),) if there else ()
    said = with_still(kept, said, place) if at is None else said
    return kept.say(replace(said, offers=(*back, *said.offers), place=said.place or place))


def _is_order_anyway(
    work: DraftContext, event: TextSent, place: Prompt, order: EditOrder, named: Question | None
) -> bool:
    """Whether words that no answer holds are meant all the same, and not told of work."""
    return not order.only_if_found and (named is not None or reading_of(work, event.text, place).act is Act.undo)


def _holding(work: DraftContext, order: EditOrder, first: Question | None) -> tuple[Passage, ...]:
    """The paragraphs that hold most words of an order: those of the question that is looked at, else of any."""
    shares = [(share_of(order, p.text), p) for p in passages.in_answers(work.badge, work.draft)]
    least = max((share for share, _ in shares), default=0.0)
    every = [p for share, p in shares if share == least >= (1.0 if order.only_if_found else _LEAST_SHARE)]
    here = [p for p in every if first is not None and p.question == first.id]
    return tuple(here or every)


def _is_newest(work: DraftContext, at: Question | None, found: Passage) -> bool:
    """Whether a passage is the whole of the newest message at the question, and hardly more than what was named."""
    if at is None or found.question != at.id or found.words > _FEW:
        return False
    given = answers.answer(work.draft, at.id)
    newest = max(given.parts, key=lambda part: (part.at, part.key))
    return newest == found.part and found.text == found.part.text.strip() and not passages.parts_of(given, found)


def _kept(work: DraftContext, event: TextSent, at: Question | None) -> DraftContext:
    aside = PutAside(event.key, event.text, event.at, at.id if at else "", act=Act.undo.value)
    return asides.put_aside(work, aside)


def _talk(work: DraftContext, event: TextSent, at: Question | None, lead: Lead, *, shown: bool = False) -> TalkReply:
    """What is said of the order; where words are shown below it, those have the way on."""
    aside = asides.of_key(work.draft, event.key)
    offers = asides.add_button(work, aside) if aside else ()
    said = asides.reply(work, at, Act.undo.value, lead, offers=offers)
    return replace(said, line=None, place=None) if shown else said


def _to_cut(
    work: DraftContext, found: tuple[Passage, ...], at: Question | None, named: Question | None
) -> tuple[Screen, ...]:
    """The words that an order to take out may mean: parts of a long paragraph, the messages of an answer, or all.

    What stands in another answer is shown in the list of all, so that the worker stays where they were.
    """
    if len(found) == 1 and found[0].words > LONG:
        given = answers.answer(work.draft, found[0].question)
        if passages.parts_of(given, found[0]):
            return (replace(cut_list(work, CutPage(inside=start_mark(found[0]))), replaces=None),)
    there = named or at
    if there is not None and all(one.question == there.id for one in found):
        return own_answer(work, there)
    every = passages.in_answers(work.badge, work.draft)
    page = every.index(found[0]) // PAGE if found else 0
    return (replace(cut_list(work, CutPage(page)), replaces=None),)


def _move(
    work: DraftContext, event: TextSent, place: Prompt, at: Question | None, to: Question | None
) -> TurnResult | None:
    """Moves the newest message at a question to another, or puts loose words into the one that is named."""
    if place.ask is PromptKind.loose and to is not None:
        return do(work, pressed(Action.place, place, progress.number(work.badge, to.id)))
    if at is None or to is None:
        return None
    if progress.is_locked(work.draft, to.id) or progress.is_locked(work.draft, at.id):
        return stays_as_sent(work)
    moved = _moved(work, at, to)
    kept = _kept(moved[0] if moved else work, event, at)
    if moved is None:
        return kept.say(_talk(kept, event, at, Lead(key="edit-shift")))
    lead = Lead(key="edit-moved", begins=glimpse(moved[1]), number=progress.number(work.badge, to.id))
    there = ((kept.press(Action.read_back, OfQuestion(to.id)),),)
    return kept.say(asides.reply(kept, at, Act.undo.value, lead, offers=there))


def _add(work: DraftContext, event: TextSent, at: Question | None, to: Question | None, text: str) -> TurnResult | None:
    """Files what follows "add to 4:" in that answer; the worker stays where they are."""
    if to is None or progress.is_locked(work.draft, to.id):
        return stays_as_sent(work) if to else None
    filed = with_part(work, to.id, TextPart(event.key, text, event.at))
    aside = PutAside(event.key, event.text, event.at, to.id, act=Act.undo.value, filed=text)
    kept = asides.put_aside(filed, aside)
    lead = Lead(key="edit-moved", begins=glimpse(text), number=progress.number(work.badge, to.id))
    there = ((kept.press(Action.read_back, OfQuestion(to.id)),),)
    return kept.say(asides.reply(kept, at or to, Act.undo.value, lead, offers=there))


def _moved(work: DraftContext, at: Question, to: Question) -> tuple[DraftContext, str] | None:
    """The draft with the newest message at a question in another answer, and its words; None where that is not sure."""
    given = answers.answer(work.draft, at.id)
    newest = max(given.parts, key=lambda part: (part.at, part.key), default=None)
    last = work.draft.last_aside
    spoken_of = last.key if last and last.question == at.id and (newest is None or newest.at <= last.at) else None
    aside = asides.of_key(work.draft, spoken_of) if spoken_of is not None else None
    if aside is not None and aside.act == Act.undo.value:
        # An order before this one is nothing to move.
        aside = None
    out = next((one for one in given.struck if one.key == spoken_of), None)
    part = out or newest
    if aside is not None and not aside.filed:
        draft = replace(work.draft, asides=tuple(one for one in work.draft.asides if one is not aside))
        part = TextPart(aside.key, aside.text, aside.at)
    elif isinstance(part, TextPart) and not part.whole:
        kept = tuple(one for one in given.parts if one is not part)
        rest = replace(given, parts=kept, struck=tuple(one for one in given.struck if one is not part))
        elsewhere = (replace(one, question=to.id) if one.key == part.key else one for one in work.draft.asides)
        draft = replace(work.draft.with_answer(at.id, rest), asides=tuple(elsewhere))
    else:
        return None
    return changed(work, draft.with_answer(to.id, added(answers.answer(draft, to.id), part))), part.text
