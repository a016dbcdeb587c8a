"""The input of a reading: a typed message, the prompt it was typed under, and what stands in the answer so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class PromptKind(Enum):
    """What kind of thing the phone showed last, as far as it matters to what a message means."""

    question = "question"
    question_done = "question_done"
    """A question whose answer is long enough already."""
    consent = "consent"
    name = "name"
    email = "email"
    number = "number"
    register_part = "register_part"
    employer = "employer"
    ai = "ai"
    """Did you use AI: yes or no."""
    ai_tool = "ai_tool"
    ai_link = "ai_link"
    statement = "statement"
    check = "check"
    last_look = "last_look"
    sent = "sent"
    reminder = "reminder"
    yes_no = "yes_no"
    """Any other question that is answered by yes or no."""
    choice = "choice"
    """A list or a menu, where a number, a label or a wish is expected."""


EVIDENCE_PROMPTS = frozenset({PromptKind.question, PromptKind.question_done})
YES_NO_PROMPTS = frozenset(
    {PromptKind.consent, PromptKind.ai, PromptKind.statement, PromptKind.check, PromptKind.last_look, PromptKind.yes_no}
)
DETAIL_PROMPTS = frozenset(
    {
        PromptKind.name,
        PromptKind.email,
        PromptKind.number,
        PromptKind.register_part,
        PromptKind.employer,
        PromptKind.ai_tool,
        PromptKind.ai_link,
    }
)

_OF_ASK: Mapping[str, PromptKind] = {
    "consent": PromptKind.consent,
    "q": PromptKind.question,
    "recordings": PromptKind.question,
    "sounds": PromptKind.question,
    "listen": PromptKind.question,
    "weblink": PromptKind.question,
    "ticks": PromptKind.question,
    "loose": PromptKind.question,
    "right": PromptKind.yes_no,
    "prior": PromptKind.check,
    "again": PromptKind.yes_no,
    "paste": PromptKind.yes_no,
    "none": PromptKind.yes_no,
    "version": PromptKind.yes_no,
    "takeback": PromptKind.yes_no,
    "sure": PromptKind.yes_no,
    "remind": PromptKind.yes_no,
    "nobody": PromptKind.yes_no,
    "review": PromptKind.check,
    "ai": PromptKind.ai,
    "tool": PromptKind.ai_tool,
    "link": PromptKind.ai_link,
    "decl": PromptKind.statement,
    "final": PromptKind.last_look,
    "status": PromptKind.sent,
    "outcome": PromptKind.sent,
    "handover": PromptKind.sent,
    "sentback": PromptKind.sent,
    "nudge": PromptKind.reminder,
}
_OF_FACT: Mapping[str, PromptKind] = {
    "name": PromptKind.name,
    "email": PromptKind.email,
    "number": PromptKind.number,
    "choices": PromptKind.register_part,
    "text": PromptKind.employer,
}


def prompt_of(ask: str, fact_kind: str = "", *, enough: bool = False) -> PromptKind:
    """The kind of the prompt that `flows.engine.prompts.Ask` calls by this value.

    `fact_kind` is the value of the `FactKind` where a fact is asked for; `enough` says that the answer is long enough.
    What is not named here is a list or a menu.
    """
    if ask == "fact":
        return _OF_FACT.get(fact_kind, PromptKind.employer)
    kind = _OF_ASK.get(ask, PromptKind.choice)
    return PromptKind.question_done if kind is PromptKind.question and enough else kind


@dataclass(frozen=True, slots=True)
class Utterance:
    """A typed message with all that its meaning may depend on."""

    text: str
    prompt: PromptKind
    before: str = ""
    """The worker's own message just before this one, at the same prompt; empty where there was none."""
    answer_end: str = ""
    """The last words that stand in the answer of the question; empty where nothing stands there."""
    answer_words: int = 0
    """How many words stand in that answer."""
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Where one of several is to be chosen: the id of each and what it is called."""
