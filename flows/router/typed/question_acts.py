"""What is done about a message at a question that is not evidence, or not all of it."""

import re
from dataclasses import replace

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import MessageOf, OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Rows
from flows.engine.typed_words import spoken
from flows.features.answers import asides
from flows.features.answers import handlers as answer_handlers
from flows.features.answers.talk_screens import Lead, TalkReply
from flows.features.help.screens import Aside, Note
from flows.features.own_words.answer_screen import listed
from flows.features.questions.progress_screen import Progress
from flows.features.questions.screens import Resting, onward_button
from flows.model.draft import PutAside, TextPart
from flows.router.presses import do
from flows.router.typed import own_edits
from flows.router.typed.named_targets import go, leads_elsewhere
from flows.router.typed.prompt_readings import reading_of
from flows.router.typed.side_acts import ASKS_TO_WRITE, SENDS, SIDE_ACTS, leads_of, side_act
from flows.rules import progress
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules
from flows.rules.statement import only_heading
from flows.text.glimpses import glimpse
from flows.understanding import Act, Confidence, Reading, Target, TargetKind
from flows.understanding.manner import is_of_manner


def at_question(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """Reads a message at a question and does what it means; None where all of it is evidence, as far as one can tell.

    What is sure is done at once. What is unsure is put where it most likely belongs, and asked about once.
    """
    question = work.badge.question(place.question)
    if question is None or event.forwarded:
        return None
    if not any(sign.isalnum() for sign in event.text):
        # A full stop or a thumb up is no word: nothing is filed.
        return work.say(asides.reply(work, question, Act.ack.value))
    if link_rules.is_undecided(work.badge, TextPart(event.key, event.text, event.at)):
        return None
    reading = reading_of(work, event.text, place)
    if progress.is_locked(work.draft, question.id):
        plain = reading.act not in {Act.evidence, Act.mixed, Act.undo} and not reading.asks
        return _do(_kept(work, event, question, reading), reading, event.text, question) if plain else None
    return _understood(work, event, question, reading)


def heading_alone(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """Goes to the question whose text, heading or number is a whole message: its answer follows. None for all else."""
    question = work.badge.question(place.question)
    if question is None or event.forwarded or work.draft.pasted or len(work.badge.questions) < 2:
        return None
    named = only_heading(work.badge.questions, event.text)
    if named < 0:
        return None
    kept = _kept(work, event, question, Reading(Act.go_back), settled=True)
    return go(kept, Target(TargetKind.number, number=named + 1), question)


def _understood(work: DraftContext, event: TextSent, question: Question, reading: Reading) -> TurnResult | None:
    if _was_left_out(work, event.text, question):
        kept = _kept(work, event, question, Reading(Act.ack), settled=True)
        return kept.say(_kept_out(kept, event, question, Act.ack, "talk-aside"))
    if reading.act is Act.evidence and is_of_manner(event.text):
        reading = Reading(Act.ack)
    if reading.act is Act.evidence:
        return _filed_and_asked(work, event, question) if reading.asks else None
    if reading.act is Act.mixed and reading.evidence.strip():
        return _both(work, event, question, reading)
    kept = _kept(work, event, question, reading)
    if reading.asks:
        kept = asides.spoken_of(kept, question.id, event.key, asked=True)
        said = _kept_out(kept, event, question, reading.act, "talk-asked-out")
        return kept.say(replace(said, asks=True))
    return _with_button(kept, event, _do(kept, reading, event.text, question))


def _kept(
    work: DraftContext, event: TextSent, question: Question, reading: Reading, *, settled: bool = False
) -> DraftContext:
    filed = reading.evidence if reading.act is Act.mixed else ""
    act = reading.other if reading.act is Act.mixed and reading.other else reading.act
    return asides.put_aside(
        work,
        PutAside(event.key, event.text, event.at, question.id, act=act.value, filed=filed, settled=settled),
    )


def _was_left_out(work: DraftContext, text: str, question: Question) -> bool:
    """Whether the worker said of the very same words that they are not part of this answer."""
    said = spoken(text)
    return any(one.settled and spoken(one.text) == said for one in asides.at(work.draft, question.id))


def _kept_out(work: DraftContext, event: TextSent, question: Question, act: Act, key: str) -> TalkReply:
    aside = asides.of_key(work.draft, event.key)
    offers = asides.add_button(work, aside) if aside else ()
    return asides.reply(work, question, act.value, Lead(key=key, begins=glimpse(event.text)), offers=offers)


def _filed_and_asked(work: DraftContext, event: TextSent, question: Question) -> TurnResult:
    """Evidence, most likely: it is in the answer, and one button takes it out."""
    turn = answer_handlers.take(work, event)
    filed = replace(work, session=turn.session, draft=turn.session.drafts[work.draft.id])
    after = asides.spoken_of(filed, question.id, event.key, asked=True)
    lead = Lead(key="talk-asked-in", begins=glimpse(event.text))
    offers = (*asides.out_button(after, question, event.key), (onward_button(after, question),))
    asked = asides.reply(after, question, Act.evidence.value, lead, offers=offers, asks=True)
    said = tuple(asked if isinstance(one, Progress) else one for one in turn.replies)
    return replace(turn, session=after.session, replies=said)


def _both(work: DraftContext, event: TextSent, question: Question, reading: Reading) -> TurnResult:
    """Evidence and something else in one message: the one is filed word for word, the other answered or done."""
    turn = answer_handlers.take(work, replace(event, text=reading.evidence))
    filed = replace(work, session=turn.session, draft=turn.session.drafts[work.draft.id])
    kept = _kept(filed, event, question, reading)
    aside = asides.of_key(kept.draft, event.key)
    button = (*(asides.add_button(kept, aside) if aside else ()), (onward_button(kept, question),))
    mixed = Lead(key="talk-mixed", begins=glimpse(reading.evidence))
    newest = max(answers.answer(work.draft, question.id).parts, key=lambda part: (part.at, part.key), default=None)
    if reading.other is Act.undo and isinstance(newest, TextPart):
        return _beside_the_old(kept, turn, question, mixed, newest)
    before = tuple(one for one in turn.replies if not isinstance(one, Progress))
    other = replace(reading, act=reading.other or Act.ack, evidence="", confidence=Confidence.sure)
    # What was just said is not taken out again by half a sentence of the same message.
    act = other.act if other.act not in {Act.undo, Act.skip, Act.go_on, Act.go_back} else Act.ack
    if act is Act.ack:
        said: TurnResult = kept.say(asides.reply(kept, question, other.act.value, mixed, offers=button))
    else:
        said = _do(kept, replace(other, act=act), event.text, question)
        said = _with_lead(kept, said, mixed, question, button)
    return replace(said, replies=(*before, *said.replies), effects=(*turn.effects, *said.effects))


def _beside_the_old(work: DraftContext, turn: TurnResult, question: Question, mixed: Lead, old: TextPart) -> TurnResult:
    """New words were filed in place of old ones: those are still there, with the button that takes them out."""
    still = Lead(key="talk-still-in", begins=glimpse(old.text))
    number = next((one.number for one, part in listed(work, question) if part == old), 0)
    out = work.press(Action.word_out, MessageOf(question.id, answers.part_mark(question.id, old)), number)
    offers = ((out,), (onward_button(work, question),))
    before = tuple(one for one in turn.replies if not isinstance(one, Progress))
    said = work.say(asides.reply(work, question, Act.undo.value, mixed, still, offers=offers))
    return replace(said, replies=(*before, *said.replies), effects=(*turn.effects, *said.effects))


def _with_lead(work: DraftContext, turn: TurnResult, lead: Lead, question: Question, button: Rows) -> TurnResult:
    """The same turn, which also says what was filed, and has one more button."""
    first, *rest = turn.replies
    if isinstance(first, TalkReply):
        return replace(
            turn, replies=(replace(first, leads=(lead, *first.leads), offers=(*button, *first.offers)), *rest)
        )
    said = replace(asides.reply(work, question, Act.mixed.value, lead, offers=button), line=None, place=None)
    if not any(one.place for one in turn.replies):
        said = replace(said, place=work.place(PromptKind.question, OfQuestion(question.id)))
    return replace(turn, replies=(said, *turn.replies))


def _with_button(work: DraftContext, event: TextSent, turn: TurnResult) -> TurnResult:
    """The same turn with the way into the answer for what was kept out of it, on the reply at the question."""
    aside = asides.of_key(turn.session.drafts[work.draft.id], event.key)
    button = asides.add_button(work, aside) if aside else ()
    if not button or any(button[0][0] in row for reply in turn.replies for row in reply.offers):
        return turn
    replies = list(turn.replies)
    for at, reply in reversed(tuple(enumerate(replies))):
        there = reply.place is not None and reply.place.ask in {PromptKind.question, PromptKind.list}
        if there or isinstance(reply, Resting):
            replies[at] = replace(reply, offers=(*reply.offers, *button))
            return replace(turn, replies=tuple(replies))
    return turn


def _do(work: DraftContext, reading: Reading, text: str, question: Question) -> TurnResult:
    """Does a wish, answers a question, or takes note of small talk, at a question."""
    match reading.act:
        case Act.go_on | Act.skip | Act.go_back:
            return _going(work, reading, text, question)
        case Act.undo if _MEANS_ALL.search(spoken(text)):
            return answer_handlers.start_again(work, OfQuestion(question.id))
        case Act.undo:
            return _undo(work, question)
        case act if act in SIDE_ACTS:
            place = work.place(PromptKind.question, OfQuestion(question.id))
            done = side_act(work, reading, text, question, place)
            return done or work.say(asides.reply(work, question, reading.act.value))
        case Act.ack if ASKS_TO_WRITE.search(spoken(text)):
            return work.say(asides.reply(work, question, Act.help.value, *leads_of(reading, text, sent=False)))
        case _:
            return work.say(asides.reply(work, question, reading.act.value, Lead(key="talk-aside")))


def _going(work: DraftContext, reading: Reading, text: str, question: Question) -> TurnResult:
    """Goes on, back, or to the check, which says what is missing, for who wants to send."""
    if reading.act is Act.go_on and SENDS.search(spoken(text)):
        return do(work, work.press(Action.review))
    if reading.act is Act.go_back or leads_elsewhere(work, reading, question):
        return go(work, reading.target, question)
    return answer_handlers.go_on(work, OfQuestion(question.id))


_MEANS_ALL = re.compile(r"\b(?:everything|it all|all of it|the lot|the whole (?:thing|answer))\b")
"""More than the newest message: it is asked about before it goes."""


def _undo(work: DraftContext, question: Question) -> TurnResult:
    """Takes out what was said last. Where that is in no answer already, it says so, and offers the one before."""
    newest = [one for one in asides.at(work.draft, question.id) if one.key != _key(work)]
    given = answers.answer(work.draft, question.id)
    last = max((part.at for part in given.parts), default=None)
    before = newest[-1] if newest else None
    if before is not None and not before.filed and before.act in _NO_WISH and (last is None or before.at > last):
        offers = ((work.press(Action.undo, OfQuestion(question.id)),),) if given.parts else ()
        lead = Lead(key="talk-not-in-answer" if given.parts else "talk-left-out", begins=glimpse(before.text))
        return work.say(asides.reply(work, question, Act.undo.value, lead, offers=offers))
    return asides.undo(work, OfQuestion(question.id))


_NO_WISH = frozenset({Act.ack.value, Act.evidence.value})


def _key(work: DraftContext) -> int:
    return work.event.key if isinstance(work.event, TextSent) else 0


def edited_aside(work: DraftContext, key: int, text: str) -> TurnResult | None:
    """Reads a message anew that was put aside, or only in part filed, and was edited; None where it was neither.

    What the worker left out stays out.
    """
    aside = asides.of_key(work.draft, key)
    if aside is None:
        return None
    if aside.settled or (aside.filed == "" and not work.badge.question(aside.question)):
        after = asides.put_aside(work, replace(aside, text=text))
        return after.say(Aside(note=Note.edit_noted))
    question = aside.question
    given = asides.without(answers.answer(work.draft, question), aside)
    rest = tuple(one for one in work.draft.asides if one is not aside)
    draft = replace(work.draft.with_answer(question, given), asides=rest)
    before = changed(work, draft) if aside.filed else work.put(draft)
    place = work.place(PromptKind.question, OfQuestion(question))
    event = TextSent(at=aside.at, fresh=work.event.fresh, key=key, text=text, under=place)
    ordered = own_edits.ordered(before, event, place)
    return ordered or at_question(before, event, place) or answer_handlers.take(before, event)
