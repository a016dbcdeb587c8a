"""What is done at every prompt: answers to questions, help, counts, a pause."""

import re
from collections.abc import Mapping
from dataclasses import replace

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.context import DraftContext, TurnResult
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Rows, Screen, Show
from flows.engine.typed_words import spoken
from flows.features.answers import asides
from flows.features.answers import handlers as answer_handlers
from flows.features.answers.talk_screens import AnswerSoFar, Lead
from flows.features.help.screens import Help
from flows.features.questions.question_list import question_list
from flows.features.questions.screens import question_again
from flows.features.reminders import handlers as reminder_handlers
from flows.features.review import handlers as review_handlers
from flows.features.review.screens import review
from flows.model.stages import WRITING_STAGES
from flows.router.typed.still_asked import still_asked, with_still
from flows.rules import progress
from flows.rules.evidence import answers
from flows.understanding import Act, PromptRole, Reading, is_question, prompt_of

SIDE_ACTS = frozenset(
    {Act.where, Act.help, Act.about, Act.human, Act.count, Act.repeat, Act.stop_reminders, Act.erase, Act.pause}
)
"""What is done at every prompt: it changes nothing that was asked for there."""
ASKS_TO_WRITE = re.compile(
    r"\b(can|could|will|would|please|gonnae|just) (you |ye |u )?(please |just )?"
    r"(write|reword|rewrite|rephrase|fix|correct|improve|polish|finish|tidy|spellcheck|proofread|check|make|do) "
    r"(up )?(it|this|that|my|the (answer|words|spelling|grammar))\b"
)


_NUMBERED = re.compile(r"\b(?:q|question|answer|number|for|in) ?([1-9])(?: again| back| please| now)*$")
SENDS = re.compile(
    r"^(?:(?:\w+ ){0,3}(?:send|submit|hand)(?: (?:it|this|that|everything|all|my application|my answers))\b.*"
    r"|(?:send|submit)(?: now| off| please)?)$"
)
"""The wish to send the application, as it is spoken."""


def leads_of(reading: Reading, text: str, *, sent: bool) -> tuple[Lead, ...]:
    """The sentences that answer a question or a wish."""
    match reading.act:
        case Act.human:
            return (Lead(key="talk-human"),)
        case Act.erase:
            return (Lead(key="talk-erase"), *((Lead(key="talk-erase-sent"),) if sent else ()))
        case Act.help | Act.ack if ASKS_TO_WRITE.search(spoken(text)):
            return (Lead(key="writes-for-you"),)
        case Act.about | Act.help if reading.topic:
            prefix = "about" if reading.act is Act.about else "term"
            return (Lead(key=f"{prefix}-{reading.topic}"),)
        case Act.about:
            return (Lead(key="about-unknown"),)
        case _:
            return ()


def side_act(
    work: DraftContext, reading: Reading, text: str, question: Question | None, place: Prompt | None
) -> TurnResult | None:
    """Does what is done at every prompt; None where the message is no such wish."""
    act = reading.act
    named = _NUMBERED.search(spoken(text)) if act is Act.repeat and work.draft.stage in WRITING_STAGES else None
    if named and int(named[1]) <= len(work.badge.questions):
        return answer_handlers.go_to(work, OfQuestion(number=int(named[1])))
    if act is Act.stop_reminders:
        off = reminder_handlers.off(work)
        more = _after(work, question, place, act)
        return replace(off, replies=(*off.replies, *more))
    leads = leads_of(reading, text, sent=work.draft.sending is not None)
    if question is None and ((not leads and act is Act.help and spoken(text) != "help") or reading.topic == "names"):
        # Where a name is asked for, what is asked of names is asked of that one.
        leads = _of_the_prompt(work, place) or leads
    elif question is None and act is Act.about and not reading.topic and (helps := _of_the_prompt(work, place)):
        leads = (*helps, Lead(key="about-more"))
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
    if act is Act.repeat and writing and _MEANS_ALL.search(spoken(text)):
        return review_handlers.read_all(work)
    if act is Act.repeat and writing and _means_what_was_written(text):
        return work.say(review(work))
    if act is Act.help and work.draft.is_open:
        return None
    if act is Act.count and writing and work.badge.questions:
        return work.say(question_list(work))
    return work.say(Show.CURRENT)


_MEANS_ALL = re.compile(r"\b(all|everything|whole|lot|my answers)\b")


def _of_the_prompt(work: DraftContext, place: Prompt | None) -> tuple[Lead, ...]:
    """What helps with a prompt that is no question: its word of the glossary, or what comes next."""
    if place is None:
        return ()
    fact = work.badge.fact(place.fact)
    key = _HELPS.get(prompt_of(place.ask.value, fact.kind.value if fact else ""))
    return (Lead(key=key),) if key else ()


_HELPS: Mapping[PromptRole, str] = {
    PromptRole.name: "asked-name",
    PromptRole.email: "asked-email",
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
        return work.say(*question_again(work, question))
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
    return with_still(work, asides.reply(work, None, act.value, *leads), place)


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
        return answer_handlers.tips(work, OfQuestion(question.id), asked=is_question(text))
    return work.say(Help(carrier=work.carrier), *_after(work, question, place, Act.help))


def _after(work: DraftContext, question: Question | None, place: Prompt | None, act: Act) -> tuple[Screen, ...]:
    """The prompt again in one line, after a reply of its own."""
    if question is not None:
        return (asides.reply(work, question, act.value),)
    still = still_asked(work, place)
    return (still,) if still else ()
