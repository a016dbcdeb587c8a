"""The input of a reading: a typed message, the prompt it was typed under, and what stands in the answer so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class PromptRole(Enum):
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


EVIDENCE_PROMPTS = frozenset({PromptRole.question, PromptRole.question_done})
YES_NO_PROMPTS = frozenset(
    {PromptRole.consent, PromptRole.ai, PromptRole.statement, PromptRole.check, PromptRole.last_look, PromptRole.yes_no}
)
DETAIL_PROMPTS = frozenset(
    {
        PromptRole.name,
        PromptRole.email,
        PromptRole.number,
        PromptRole.register_part,
        PromptRole.employer,
        PromptRole.ai_tool,
        PromptRole.ai_link,
    }
)

_OF_ASK: Mapping[str, PromptRole] = {
    "consent": PromptRole.consent,
    "q": PromptRole.question,
    "reword": PromptRole.question,
    "recordings": PromptRole.question,
    "sounds": PromptRole.question,
    "listen": PromptRole.question,
    "weblink": PromptRole.question,
    "ticks": PromptRole.question,
    "loose": PromptRole.question,
    "right": PromptRole.yes_no,
    "prior": PromptRole.check,
    "again": PromptRole.yes_no,
    "deleting": PromptRole.yes_no,
    "emptying": PromptRole.yes_no,
    "paste": PromptRole.yes_no,
    "none": PromptRole.yes_no,
    "version": PromptRole.yes_no,
    "takeback": PromptRole.yes_no,
    "erase": PromptRole.yes_no,
    "erase2": PromptRole.yes_no,
    "unagree": PromptRole.yes_no,
    "sure": PromptRole.yes_no,
    "remind": PromptRole.yes_no,
    "nobody": PromptRole.yes_no,
    "review": PromptRole.check,
    "ai": PromptRole.ai,
    "tool": PromptRole.ai_tool,
    "link": PromptRole.ai_link,
    "decl": PromptRole.statement,
    "final": PromptRole.last_look,
    "status": PromptRole.sent,
    "outcome": PromptRole.sent,
    "handover": PromptRole.sent,
    "sentback": PromptRole.sent,
    "nudge": PromptRole.reminder,
    "expiring": PromptRole.reminder,
}
_OF_FACT: Mapping[str, PromptRole] = {
    "name": PromptRole.name,
    "email": PromptRole.email,
    "number": PromptRole.number,
    "choices": PromptRole.register_part,
    "text": PromptRole.employer,
}


def prompt_of(ask: str, fact_kind: str = "", *, enough: bool = False) -> PromptRole:
    """The kind of the prompt that `flows.engine.prompts.Ask` calls by this value.

    `fact_kind` is the value of the `FactKind` where a fact is asked for; `enough` says that the answer is long enough.
    What is not named here is a list or a menu.
    """
    if ask == "fact":
        return _OF_FACT.get(fact_kind, PromptRole.employer)
    kind = _OF_ASK.get(ask, PromptRole.choice)
    return PromptRole.question_done if kind is PromptRole.question and enough else kind


@dataclass(frozen=True, slots=True)
class Utterance:
    """A typed message with all that its meaning may depend on."""

    text: str
    prompt: PromptRole
    before: str = ""
    """The worker's own message just before this one, at the same prompt; empty where there was none."""
    answer_end: str = ""
    """The last words that stand in the answer of the question; empty where nothing stands there."""
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Where one of several is to be chosen: the id of each and what it is called."""
    jobs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The same with words that point to an option and are not its name, such as a job of a Register part."""
