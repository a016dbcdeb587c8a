"""Reads a labelled message with the running bot: it is typed at the prompt that it is labelled with."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from support.labelled_messages import AT_QUESTIONS, LabelledMessage, MessageOutcome
from support.talk import Talk
from transcripts.starts import STARTS

from criteria.model import FactKind
from flows.engine.prompts import PromptKind
from flows.features.answers.talk_screens import TalkReply
from flows.features.help.short_prompt import ShortPrompt
from flows.model.draft import Draft, TextPart
from flows.model.reminders import ReminderPreferences
from flows.model.stages import Stage

_WRITTEN = (
    "I went on a one day course about leadership in social care. I chose it because I am a senior support worker now. "
    "The trainer told us how to lead a shift and how to support new staff. We talked about how to give feedback, and "
    "I made notes of what we could do better in our own service."
)
"""An answer to the first question that is long enough."""
_FACTS = ("Mary Ross", "mary@example.org", "1234567", "3", "done", "Glen Care Home")
_STEPS = {"name": 0, "email": 1, "number": 2, "register_part": 3, "employer": 5}


@cache
def _begun(at: str) -> Talk:
    """A talk in which the bot has just asked what is asked there."""
    starts = {
        "question": "answering", "question_done": "answering", "check": "reviewing", "ai": "declaring",
        "ai_tool": "declaring", "ai_link": "declaring", "statement": "declaring", "last_look": "final",
        "sent": "with_issuer", "consent": "new", "reminder": "answering", "choice": "answering", "yes_no": "chosen",
    }  # fmt: skip
    talk = STARTS[starts.get(at, "checking")](Talk().shelf)
    for said in _FACTS[: _STEPS.get(at, 0)]:
        talk.say(said)
    more: Mapping[str, tuple[str, ...]] = {
        "question_done": (_WRITTEN,), "ai_tool": ("yes",), "ai_link": ("yes", "ChatGPT"), "statement": ("no",),
        "consent": ("/start",), "choice": ("list",), "reminder": ("I began to write about my course in leadership.",),
    }  # fmt: skip
    for said in more.get(at, ()):
        talk.say(said)
    if at == "reminder":
        person = replace(talk.desk.person, reminders=ReminderPreferences(wanted=True, asked=("saved", "sent")))
        talk.desk = replace(talk.desk, person=person)
        talk.remind()
    return talk


def by_talk(line: LabelledMessage) -> MessageOutcome:
    """What the running bot makes of a message, by what stands in the draft and what it says."""
    begun = _begun(line.at)
    talk = replace(begun, shown=list(begun.shown), effects=list(begun.effects), looked=[])
    if line.before and line.at in AT_QUESTIONS:
        talk.say(line.before)
        place = talk.place()
        if place is None or place.ask is not PromptKind.question or place.question != "topic":
            # What was said before led elsewhere, and the worker came back.
            talk.say("/progress")
            talk.say("1")
    before = talk.desk
    talk.say(line.text)
    return _at_question(talk, line) if line.at in AT_QUESTIONS else _elsewhere(talk, line, before.in_hand)


def _key(talk: Talk) -> int:
    return next(shown.key for shown in reversed(talk.shown) if shown.message is None)


def _kept(draft: Draft | None, key: int) -> str:
    if draft is None:
        return ""
    every = (part for given in draft.answers.values() for part in given.parts)
    held = [
        part.text for part in (*every, *draft.pasted, *draft.unplaced) if isinstance(part, TextPart) and part.key == key
    ]
    return "\n".join(held)


def _at_question(talk: Talk, line: LabelledMessage) -> MessageOutcome:
    key, draft = _key(talk), talk.draft
    kept = _kept(draft, key)
    aside = next((one for one in draft.asides if one.key == key), None)
    kinds = tuple(type(reply).__name__ for reply in talk.replies)
    asks = any(isinstance(reply, TalkReply) and reply.asks for reply in talk.replies) or "LooseWords" in kinds
    if kept:
        return MessageOutcome("mixed" if aside else "evidence", kept, asks, because=kinds)
    done = aside.act if aside else _done(talk, line)
    return MessageOutcome(done, line.text if asks else "", asks, because=kinds)


_ACTS: Mapping[str, frozenset[str]] = {
    "Resting": frozenset({"pause"}),
    "AskQuestion": frozenset({"go_on", "skip", "go_back", "repeat", "where"}),
    "Tips": frozenset({"help"}),
    "Help": frozenset({"help"}),
    "QuestionList": frozenset({"go_back", "where", "count"}),
    "RemindersOff": frozenset({"stop_reminders"}),
    "Review": frozenset({"go_on", "repeat", "go_back"}),
    "Status": frozenset({"where", "about"}),
    "FactList": frozenset({"go_back"}),
    "AskFact": frozenset({"go_back", "repeat", "where"}),
    "FirstDetail": frozenset({"go_back"}),
    "AnswerSoFar": frozenset({"repeat"}),
    "StartAgainCheck": frozenset({"undo"}),
    "AskDeclaration": frozenset({"where", "repeat"}),
    "FinalCheck": frozenset({"where", "repeat"}),
    "AskTakeBack": frozenset({"go_back", "undo"}),
    "AsSent": frozenset({"repeat"}),
    "WholeText": frozenset({"repeat"}),
    "StaysAsSent": frozenset({"go_back", "undo"}),
    "DetailLater": frozenset({"skip"}),
    "Snoozed": frozenset({"skip", "pause"}),
    "Thanked": frozenset({"ack"}),
}


def _done(talk: Talk, line: LabelledMessage) -> str:
    """The act that the replies speak of: the one that was meant, where they may be of it."""
    said = {reply.act for reply in talk.replies if isinstance(reply, TalkReply)}
    for reply in talk.replies:
        said |= _ACTS.get(type(reply).__name__, frozenset())
        # The prompt alone answers small talk; where it says that it understood nothing, it answers nothing.
        said |= {"ack"} if isinstance(reply, ShortPrompt) and not (reply.unlike or reply.kept) else set()
    return line.act if line.act in said else min(said, default="nothing")


def _elsewhere(talk: Talk, line: LabelledMessage, before: Draft | None) -> MessageOutcome:
    kinds = tuple(type(reply).__name__ for reply in talk.replies)
    after = talk.desk.in_hand
    kept = _kept(after, _key(talk))
    if line.at == "consent" and talk.desk.person.consent:
        return MessageOutcome("answer", "", asks=False, agrees=True, because=kinds)
    if {"ConsentRefused", "DeclarationRefused", "NoAiLink"} & set(kinds):
        return MessageOutcome("answer", "", asks=False, agrees=False, because=kinds)
    if after is not None and before is not None:
        value, agrees = _answered(line.at, before, after)
        if value or agrees is not None:
            return MessageOutcome("answer", "", asks=False, value=value, agrees=agrees, because=kinds)
    if kept:
        return MessageOutcome("evidence", kept, "LooseWords" in kinds, because=kinds)
    return MessageOutcome(_done(talk, line), "", asks=False, because=kinds)


_KINDS = {
    "name": FactKind.name, "email": FactKind.email, "number": FactKind.number, "register_part": FactKind.choices,
    "employer": FactKind.text,
}  # fmt: skip


def _answered(at: str, before: Draft, after: Draft) -> tuple[str, bool | None]:
    """The detail that was stated, or the yes or no that was taken, since the message."""
    if at in _KINDS:
        changed = [fact for fact, stated in after.facts.items() if before.facts.get(fact) != stated]
        return ",".join(value for fact in changed for value in after.facts[fact].values), None
    if at == "ai_tool":
        used = after.ai is not None and after.ai.used
        return (after.ai.tool or "", None) if used and after.ai else ("", False if after.ai != before.ai else None)
    if at == "ai_link":
        return (after.ai.link or "") if after.ai else "", None
    if at == "ai":
        return "", after.ai.used if after.ai != before.ai and after.ai else None
    agreed = {
        "statement": len(after.declarations) > len(before.declarations),
        "check": before.stage is not Stage.declaring and after.stage is Stage.declaring,
        "last_look": after.stage is Stage.sending,
    }
    return "", True if agreed.get(at) else None
