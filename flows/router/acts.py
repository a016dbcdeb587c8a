"""What is done about a message that is not evidence, at any prompt: answers to questions, wishes, small talk."""

import re
from collections.abc import Mapping
from dataclasses import replace

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import OfFact, OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Rows, Screen, Show
from flows.engine.typed_words import spoken
from flows.features import screen_index as screens
from flows.features.answers import asides
from flows.features.answers import handlers as answer_handlers
from flows.features.answers.progress_screen import Progress
from flows.features.answers.screens import Resting
from flows.features.answers.talk_screens import AnswerSoFar, Lead, TalkReply
from flows.features.decisions import returned as returned_work
from flows.features.facts import fact_words
from flows.features.facts import handlers as fact_handlers
from flows.features.help.screens import Aside, Help, Note
from flows.features.own_words.glimpses import glimpse
from flows.features.reminders import handlers as reminder_handlers
from flows.features.start import handlers as start_handlers
from flows.model.draft import PutAside, TextPart
from flows.model.stages import OPEN_STAGES, WRITING_STAGES
from flows.router.current_screen import here, place_under
from flows.router.prompt_words import PROMPTS
from flows.rules import answers, progress
from flows.rules import links as link_rules
from flows.understanding import Act, Confidence, PromptRole, Reading, Target, TargetKind, Utterance, prompt_of, read

_MOST_WORDS = 30
"""Words of a wish or a question to the bot away from the questions. What is longer is for the prompt, or is kept."""
_FEW_WORDS = 12
"""The same where a statement is being sent in pieces: a piece of it is no wish."""
PASTED = frozenset({PromptKind.paste, PromptKind.loose})

SIDE_ACTS = frozenset(
    {Act.where, Act.help, Act.about, Act.human, Act.count, Act.repeat, Act.stop_reminders, Act.erase, Act.pause}
)
"""What is done at every prompt: it changes nothing that was asked for there."""
_LONGEST = 400
"""Characters. A longer message is no wish, save at a question, where a part of it may be."""


def reading_of(context: TurnContext, text: str, place: Prompt) -> Reading:
    """What a text means at a prompt, as the draft in hand stands."""
    return read(utterance_of(context, text, place))


def utterance_of(context: TurnContext, text: str, place: Prompt) -> Utterance:
    """A text with the prompt it was sent at, the message before, and what stands in the answer."""
    draft = context.desk.drafts.get(place.draft)
    if draft is None:
        return Utterance(text, prompt_of(place.ask.value))
    badge = context.badge_of(draft)
    fact = badge.fact(place.fact)
    question = badge.question(place.question)
    if draft.stage not in OPEN_STAGES:
        return Utterance(text, PromptRole.sent)
    if question is None:
        if fact is not None:
            return fact_words.utterance(context.with_draft(draft), fact, text)
        return Utterance(text, prompt_of(place.ask.value))
    given = answers.answer(draft, question.id)
    said = answers.text(given)
    every = [(part.at, part.key, part.text) for part in given.parts if isinstance(part, TextPart)]
    every += [(one.at, one.key, one.text) for one in asides.at(draft, question.id)]
    before = max(every, default=None)
    return Utterance(
        text,
        prompt_of(place.ask.value, enough=progress.is_done(question, draft)),
        before=before[2] if before else "",
        answer_end=" ".join(said.split()[-12:]),
        answer_words=answers.words(given),
    )


def act_on(context: TurnContext, reading: Reading) -> TurnResult | None:
    """Does what was understood, where it is something that is done at every prompt; else None.

    The prompt stays as it is: what comes after the answer says in one line what is still asked for.
    """
    event = context.event
    if not isinstance(event, TextSent) or reading.act not in {*SIDE_ACTS, Act.go_back} or reading.asks:
        return None
    place = place_under(context, event.under)
    beneath = place.beneath if place else None
    draft = context.desk.drafts.get(beneath.draft) if beneath else context.desk.in_hand
    if reading.act is Act.go_back:
        return _elsewhere_to(context.with_draft(draft), reading.target, beneath) if draft else None
    if draft is None or context.desk.person.consent is None:
        return _without_draft(context, reading, event.text, beneath)
    work = context.with_draft(draft)
    question = work.badge.question(beneath.question) if beneath and draft.stage in WRITING_STAGES else None
    return _side_act(work, reading, event.text, question, beneath)


def aside_at(context: TurnContext, text: str, place: Prompt | None) -> TurnResult | None:
    """The same for a text at a prompt that is no question: it is read, and done where it plainly is such a wish."""
    pasting = place is not None and place.beneath.ask in PASTED
    if len(text) > _LONGEST or len(text.split()) > (_FEW_WORDS if pasting else _MOST_WORDS):
        return None
    where = place.beneath if place else Prompt(PromptKind.badge)
    if context.desk.person.consent is None:
        where = Prompt(PromptKind.consent)
    reading = reading_of(context, text, where)
    # These prompts know their own way back: to the detail before, or to the one that is named.
    own = reading.act is Act.go_back and where.ask in PROMPTS
    return None if own else act_on(context, reading)


# What is done at every prompt


def _without_draft(context: TurnContext, reading: Reading, text: str, place: Prompt | None) -> TurnResult:
    """What is done before consent, or where no badge is open."""
    agreed = context.desk.person.consent is not None
    act = reading.act
    if act is Act.stop_reminders and agreed:
        return reminder_handlers.off(context)
    if act is Act.where or (act in {Act.repeat, Act.count} and not agreed):
        return start_handlers.resume(context)
    if act is Act.help and not reading.topic:
        still = _still(context, place)
        return context.say(Help(carrier=context.carrier), *((still,) if still else ()))
    leads = _leads(reading, text, sent=False) or (Lead(key="talk-no-badge" if agreed else "talk-paused"),)
    line = asides.at_large(context, act.value, *leads)
    return context.say(_with_still(context, line, place))


_WRITES = re.compile(
    r"\b(can|could|will|would|please|gonnae|just) (you |ye |u )?(please |just )?"
    r"(write|reword|rewrite|rephrase|fix|correct|improve|polish|finish|tidy|spellcheck|proofread|check|make|do) "
    r"(up )?(it|this|that|my|the (answer|words|spelling|grammar))\b"
)


def _leads(reading: Reading, text: str, *, sent: bool) -> tuple[Lead, ...]:
    """The sentences that answer a question or a wish."""
    match reading.act:
        case Act.human:
            return (Lead(key="talk-human"),)
        case Act.erase:
            return (Lead(key="talk-erase"), *((Lead(key="talk-erase-sent"),) if sent else ()))
        case Act.help | Act.ack if _WRITES.search(spoken(text)):
            return (Lead(key="writes-for-you"),)
        case Act.about | Act.help if reading.topic:
            prefix = "about" if reading.act is Act.about else "term"
            return (Lead(key=f"{prefix}-{reading.topic}"),)
        case Act.about:
            return (Lead(key="about-unknown"),)
        case _:
            return ()


def _side_act(
    work: DraftContext, reading: Reading, text: str, question: Question | None, place: Prompt | None
) -> TurnResult | None:
    act = reading.act
    if act is Act.stop_reminders:
        off = reminder_handlers.off(work)
        more = _after(work, question, place, act)
        return replace(off, replies=(*off.replies, *more))
    leads = _leads(reading, text, sent=work.draft.sending is not None)
    if not leads and act is Act.help and question is None and spoken(text) != "help":
        leads = _of_the_prompt(work, place)
    if leads:
        return work.say(_answered(work, question, place, act, leads, second=_is_second_miss(work, reading, question)))
    if act is Act.help and (question is not None or spoken(text) == "help"):
        return _help(work, text, question, place)
    return _at_its_question(work, act, text, question) if question else _elsewhere(work, act, text)


def _elsewhere(work: DraftContext, act: Act, text: str) -> TurnResult | None:
    """The same at a prompt that is no question; None where that prompt says best itself what it asks for."""
    writing = work.draft.stage in WRITING_STAGES
    if act is Act.pause and work.draft.is_open:
        return answer_handlers.rest(work)
    if act is Act.repeat and writing and _means_what_was_written(text):
        return work.say(screens.review(work))
    if act is Act.help and work.draft.is_open:
        return None
    if act is Act.count and writing and work.badge.questions:
        return work.say(screens.question_list(work))
    return work.say(Show.CURRENT)


def _of_the_prompt(work: DraftContext, place: Prompt | None) -> tuple[Lead, ...]:
    """What helps with a prompt that is no question: its word of the glossary, or what comes next."""
    if place is None:
        return ()
    fact = work.badge.fact(place.fact)
    key = _HELPS.get(prompt_of(place.ask.value, fact.kind.value if fact else ""))
    return (Lead(key=key),) if key else ()


_HELPS: Mapping[PromptRole, str] = {
    PromptRole.number: "term-registration-number",
    PromptRole.register_part: "term-register-part",
    PromptRole.employer: "term-employer",
    PromptRole.ai: "about-ai",
    PromptRole.ai_tool: "about-ai",
    PromptRole.ai_link: "about-ai",
    PromptRole.statement: "term-declaration",
    PromptRole.check: "about-what-next",
    PromptRole.last_look: "about-what-next",
}


def _at_its_question(work: DraftContext, act: Act, text: str, question: Question) -> TurnResult:
    if act is Act.pause:
        return answer_handlers.rest(work)
    if act is Act.repeat and _means_what_was_written(text):
        said = answers.text(answers.answer(work.draft, question.id))
        if not said.strip():
            return work.say(asides.reply(work, question, act.value, Lead(key="talk-nothing-written")))
        return work.say(
            AnswerSoFar(
                number=progress.number(work.badge, question.id),
                text=said,
                line=asides.question_line(work, question),
                place=work.place(PromptKind.question, OfQuestion(question.id)),
                offers=((work.press(Action.again, OfQuestion(question.id)),),),
            )
        )
    if act is Act.repeat:
        return work.say(*returned_work.question_again(work, question))
    ways = (work.press(Action.list), work.press(Action.next, OfQuestion(question.id)))
    offers: Rows = (ways,) if act is Act.where else ()
    return work.say(asides.reply(work, question, act.value, offers=offers, in_all=act is Act.count))


_WRITTEN = re.compile(
    r"\b(wrote|written|typed|put|said|say so far|got so far|have so far|my (answer|words|own)|read (it|that|this|mine)"
    r"( all)? back|back to me|what i ve|what have i|see what i|so far)\b"
)


def _means_what_was_written(text: str) -> bool:
    """Whether somebody who wants something again means their own words, and not the question."""
    plain = spoken(text)
    return bool(_WRITTEN.search(plain)) and "question" not in plain.split()


def _answered(
    work: DraftContext,
    question: Question | None,
    place: Prompt | None,
    act: Act,
    leads: tuple[Lead, ...],
    *,
    second: bool = False,
) -> Screen:
    if question is not None:
        if second:
            first = ((work.press(Action.tips, OfQuestion(question.id)),),) if question.tips else ()
            ways = (*first, (work.press(Action.list), work.press(Action.next, OfQuestion(question.id))))
            return asides.reply(work, question, act.value, *leads, Lead(key="talk-try"), offers=ways)
        return asides.reply(work, question, act.value, *leads)
    return _with_still(work, asides.reply(work, None, act.value, *leads), place)


def _is_second_miss(work: DraftContext, reading: Reading, question: Question | None) -> bool:
    """Whether the message before this one was not understood either."""
    if question is None or reading.topic or reading.act is not Act.about:
        return False
    given = answers.answer(work.draft, question.id)
    newest = max((part.at for part in given.parts), default=None)
    before = [one for one in asides.at(work.draft, question.id) if newest is None or one.at >= newest]
    return bool(before) and before[-1].act == _MISS


_MISS = "about"


def _help(work: DraftContext, text: str, question: Question | None, place: Prompt | None) -> TurnResult:
    """Help with what is asked here: tips at a question; how to use the bot, where that one word is all."""
    if question is not None and question.tips and spoken(text) != "help":
        return work.say(*answer_handlers.tips(work, OfQuestion(question.id)).replies)
    return work.say(Help(carrier=work.carrier), *_after(work, question, place, Act.help))


def _after(work: DraftContext, question: Question | None, place: Prompt | None, act: Act) -> tuple[Screen, ...]:
    """The prompt again in one line, after a reply of its own."""
    if question is not None:
        return (asides.reply(work, question, act.value),)
    still = _still(work, place)
    return (still,) if still else ()


# The prompt again in one line, where it is no question


def _with_still(context: TurnContext, said: TalkReply, place: Prompt | None) -> TalkReply:
    """An answer, and in one line what is still asked for, with its buttons."""
    still = _still(context, place)
    if still is None:
        return said
    return replace(said, leads=(*said.leads, *still.leads), place=still.place, offers=still.offers)


def _still(context: TurnContext, place: Prompt | None) -> TalkReply | None:
    """What is still asked for, in one line, with the buttons of the screen that asked for it."""
    if context.desk.person.consent is None:
        welcome = start_handlers.welcome(context)
        lead = Lead(key="talk-still-consent")
        return asides.at_large(context, Act.repeat.value, lead, place=welcome.place, offers=welcome.offers)
    draft = context.desk.drafts.get(place.draft) if place else None
    if draft is None or place is None:
        return None
    work = context.with_draft(draft)
    fact = work.badge.fact(place.fact)
    key = "talk-still-fact" if fact else _STILL.get(place.ask)
    if key is None:
        return None
    lead = Lead(key=key, label=fact.label if fact else "")
    shown = screens.ask_fact(work, fact) if fact else here(work)
    same = shown.place is not None and shown.place.ask is place.ask
    said = asides.reply(work, None, Act.repeat.value, lead)
    return replace(said, place=place, offers=shown.offers if same else ())


_STILL: Mapping[PromptKind, str] = {
    PromptKind.right_badge: "talk-still-right",
    PromptKind.ai_use: "talk-still-ai",
    PromptKind.ai_tool: "talk-still-tool",
    PromptKind.ai_link: "talk-still-link",
    PromptKind.declaration: "talk-still-decl",
}


# At a question


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


def _understood(work: DraftContext, event: TextSent, question: Question, reading: Reading) -> TurnResult | None:
    if _was_left_out(work, event.text, question):
        kept = _kept(work, event, question, Reading(Act.ack), settled=True)
        return kept.say(_kept_out(kept, event, question, Act.ack, "talk-aside"))
    if reading.act is Act.evidence:
        return _filed_and_asked(work, event, question) if reading.asks else None
    if reading.act is Act.mixed and reading.evidence.strip():
        return _both(work, event, question, reading)
    kept = _kept(work, event, question, reading)
    if reading.asks:
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
    filed = replace(work, desk=turn.desk, draft=turn.desk.drafts[work.draft.id])
    after = asides.spoken_of(filed, question.id, event.key)
    lead = Lead(key="talk-asked-in", begins=glimpse(event.text))
    offers = (*asides.out_button(after, question, event.key), (screens.onward(after, question),))
    asked = asides.reply(after, question, Act.evidence.value, lead, offers=offers, asks=True)
    said = tuple(asked if isinstance(one, Progress) else one for one in turn.replies)
    return replace(turn, desk=after.desk, replies=said)


def _both(work: DraftContext, event: TextSent, question: Question, reading: Reading) -> TurnResult:
    """Evidence and something else in one message: the one is filed word for word, the other answered or done."""
    turn = answer_handlers.take(work, replace(event, text=reading.evidence))
    filed = replace(work, desk=turn.desk, draft=turn.desk.drafts[work.draft.id])
    kept = _kept(filed, event, question, reading)
    aside = asides.of_key(kept.draft, event.key)
    button = (*(asides.add_button(kept, aside) if aside else ()), (screens.onward(kept, question),))
    mixed = Lead(key="talk-mixed", begins=glimpse(reading.evidence))
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
    aside = asides.of_key(turn.desk.drafts[work.draft.id], event.key)
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
        case Act.go_on | Act.skip:
            return answer_handlers.go_on(work, OfQuestion(question.id))
        case Act.go_back:
            return _go(work, reading.target, question)
        case Act.undo:
            return _undo(work, question)
        case act if act in SIDE_ACTS:
            place = work.place(PromptKind.question, OfQuestion(question.id))
            done = _side_act(work, reading, text, question, place)
            return done or work.say(asides.reply(work, question, reading.act.value))
        case Act.ack if _WRITES.search(spoken(text)):
            return work.say(asides.reply(work, question, Act.help.value, *_leads(reading, text, sent=False)))
        case _:
            return work.say(asides.reply(work, question, reading.act.value, Lead(key="talk-aside")))


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


def _go(work: DraftContext, target: Target | None, question: Question) -> TurnResult:
    """Goes to what was named: a question or a detail; to the list where none is known."""
    found = _question_named(work, target)
    if found is not None:
        if progress.is_locked(work.draft, found.id):
            return returned_work.stays(work)
        return work.say(*returned_work.question_again(work, found))
    if target is not None and target.kind is TargetKind.fact:
        return _change_fact(work, target.name)
    if target is not None and target.kind is TargetKind.previous:
        return answer_handlers.go_back(work, OfQuestion(question.id))
    return work.say(screens.question_list(work))


def _elsewhere_to(work: DraftContext, target: Target | None, place: Prompt | None) -> TurnResult | None:
    """Goes from a prompt that is no question to what was named there; None where nothing was, and none is offered."""
    writing = work.draft.stage in WRITING_STAGES
    if target is not None and target.kind is TargetKind.fact and work.draft.is_open:
        return _change_fact(work, target.name)
    found = _question_named(work, target) if writing else None
    if found is not None and progress.is_locked(work.draft, found.id):
        return returned_work.stays(work)
    if found is not None:
        return work.say(*returned_work.question_again(work, found))
    listed = writing and place is not None and place.ask in {PromptKind.review, PromptKind.final}
    return work.say(screens.question_list(work)) if listed and work.badge.questions else None


def _question_named(work: DraftContext, target: Target | None) -> Question | None:
    asked = work.badge.questions
    if target is None:
        return None
    if target.kind is TargetKind.number and 0 < target.number <= len(asked):
        return asked[target.number - 1]
    if target.kind is TargetKind.last:
        return asked[-1]
    if target.kind is not TargetKind.name:
        return None
    exact = work.badge.question(target.name)
    named = [one for one in asked if target.name in spoken(one.heading).split()]
    return exact or (named[0] if len(named) == 1 else None)


def _change_fact(work: DraftContext, name: str) -> TurnResult:
    if progress.facts_are_locked(work.draft):
        return returned_work.stays(work)
    kinds = {"register_part": "choices", "employer": "text"}
    facts = work.badge.facts
    found = next((one for one in facts if one.id == name), None) or next(
        (one for one in facts if one.kind.value == kinds.get(name, name)), None
    )
    if found is None:
        return work.say(screens.fact_list(work))
    return fact_handlers.change(work, OfFact(found.id))


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
    draft = replace(work.draft, asides=rest, answers={**work.draft.answers, question: given})
    before = changed(work, draft) if aside.filed else work.put(draft)
    place = work.place(PromptKind.question, OfQuestion(question))
    event = TextSent(at=aside.at, fresh=work.event.fresh, key=key, text=text, under=place)
    return at_question(before, event, place) or answer_handlers.take(before, event)
