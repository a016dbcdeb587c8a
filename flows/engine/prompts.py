"""Where in the talk a message was shown: what an answer that follows belongs to.

Every screen that asks for something carries its place. The place that the phone showed last before a message was
sent comes back with that message, so an answer is filed under the question that it was sent under, whatever has
happened since.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Self

from pydantic_core import CoreSchema, core_schema

from flows.engine.payloads import (
    NOTHING,
    CutPage,
    HeldPart,
    Loose,
    MessageOf,
    Nothing,
    OfAward,
    OfDeclaration,
    OfDetail,
    OfFact,
    OfIssuer,
    OfQuestion,
    PartOf,
    PassageTo,
    Paste,
    Payload,
    Spoken,
)


class PromptKind(Enum):
    """What a place asks for."""

    consent = "consent"
    badge = "badge"
    right_badge = "right"
    prior_facts = "prior"
    fact = "fact"
    question = "q"
    reword = "reword"
    """New words for one message of an answer."""
    cutting = "cut"
    list = "list"
    again = "again"
    deleting = "deleting"
    emptying = "emptying"
    paste = "paste"
    paste_moves = "pmoves"
    paste_to = "pto"
    paste_step = "pstep"
    loose = "loose"
    review = "review"
    screening = "screen"
    nobody = "nobody"
    too_heavy = "heavy"
    recordings = "sounds"
    weblink = "weblink"
    ticks = "ticks"
    holding = "held"
    none_held = "none"
    award = "award"
    awards = "awards"
    transcript = "words"
    mending = "mend"
    listening = "listen"
    ai_use = "ai"
    ai_tool = "tool"
    ai_link = "link"
    declaration = "decl"
    final = "final"
    version = "version"
    unchanged = "same"
    handover = "handover"
    status = "status"
    outcome = "outcome"
    sent_back = "sentback"
    take_back = "takeback"
    their_words = "theirs"
    which = "which"
    sure = "sure"
    remind = "remind"
    nudge = "nudge"
    reminders = "reminders"
    break_time = "break"
    days = "days"
    zone = "zone"
    month = "month"
    privacy = "privacy"
    erasing = "erase"
    erasing_sure = "erase2"
    unagreeing = "unagree"
    expiring = "expiring"
    pin = "pin"
    pin_again = "pin2"
    lock_set = "lockset"
    locked = "locked"
    pin_lost = "pinlost"


OF_A_QUESTION = frozenset(
    {
        PromptKind.question,
        PromptKind.reword,
        PromptKind.recordings,
        PromptKind.listening,
        PromptKind.weblink,
        PromptKind.ticks,
    }
)
"""Places where what comes belongs to the answer of the question that they are about."""
PASSING = frozenset({PromptKind.transcript, PromptKind.mending})
"""Places that come up by themselves: what is no answer to them belongs to the place beneath."""

OF_PRIVACY = frozenset({PromptKind.privacy, PromptKind.erasing, PromptKind.erasing_sure, PromptKind.unagreeing})
"""Places that are about everything that is kept of a person, and about no draft."""
OF_LOCK = frozenset({PromptKind.pin, PromptKind.pin_again, PromptKind.lock_set, PromptKind.locked, PromptKind.pin_lost})
"""Places that are about the lock."""
OVER = OF_PRIVACY | OF_LOCK | {
    PromptKind.remind, PromptKind.nudge, PromptKind.expiring, PromptKind.sent_back, PromptKind.take_back
}  # fmt: skip
"""Others that come up over any place at all: they are about the whole place beneath."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What was asked, of which draft, and about which question, fact or declaration."""

    ask: PromptKind
    draft: str = ""
    about: Payload = NOTHING

    @property
    def question(self) -> str:
        """The id of the question whose answer it belongs to what comes; empty where it is of none."""
        return OfQuestion.at(self.about).question if self.ask in OF_A_QUESTION else ""

    @property
    def fact(self) -> str:
        """The id of the detail that is asked for; empty where none is."""
        return OfFact.at(self.about).fact

    @property
    def beneath(self) -> "Prompt":
        """Itself; for a passing place and one that lies over another, the place that stood there before."""
        if isinstance(self.about, Beneath):
            return self.about.prompt
        if self.ask in OVER:
            return Prompt(PromptKind.list, self.draft)
        if self.ask not in PASSING:
            return self
        under = OfQuestion.at(self.about)
        return Prompt(PromptKind.question, self.draft, under) if under.question else Prompt(PromptKind.list, self.draft)

    def __str__(self) -> str:
        return f"{self.ask.value}/{self.draft}/{self.about.wire}"

    @classmethod
    def parse(cls, text: str) -> "Prompt | None":
        """Reads what `str` wrote; None for anything else."""
        value, _, rest = text.partition("/")
        draft, _, about = rest.partition("/")
        try:
            ask = PromptKind(value)
        except ValueError:
            return None
        read = (Beneath if ask in OVER else _ABOUT.get(ask, Nothing)).read(about)
        # Of one that lies over another it is enough to know that it does.
        return cls(ask, draft, read or NOTHING) if read is not None or ask in OVER else None

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        """How a message keeps its prompt while it waits to be sent: three texts, as ever."""
        texts = core_schema.dict_schema(core_schema.str_schema(), core_schema.str_schema())
        write = core_schema.plain_serializer_function_ser_schema(cls._texts)
        return core_schema.no_info_after_validator_function(cls._of_texts, texts, serialization=write)

    def _texts(self) -> dict[str, str]:
        return {"ask": self.ask.value, "draft": self.draft, "about": self.about.wire}

    @classmethod
    def _of_texts(cls, texts: Mapping[str, str]) -> "Prompt":
        prompt = cls.parse("/".join(texts.get(name, "") for name in ("ask", "draft", "about")))
        if prompt is None:
            raise ValueError("no such prompt")
        return prompt


@dataclass(frozen=True, slots=True)
class Beneath(Payload):
    """The whole prompt that lies beneath."""

    prompt: Prompt

    @property
    def wire(self) -> str:
        """The prompt as it is stored."""
        return str(self.prompt)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Reads the prompt."""
        prompt = Prompt.parse(text)
        return cls(prompt) if prompt else None


_ABOUT: Mapping[PromptKind, type[Payload]] = {
    PromptKind.fact: OfFact,
    PromptKind.question: OfQuestion,
    PromptKind.reword: MessageOf,
    PromptKind.cutting: CutPage,
    PromptKind.again: OfQuestion,
    PromptKind.deleting: Nothing,
    PromptKind.emptying: Nothing,
    PromptKind.paste: Paste,
    PromptKind.paste_moves: Paste,
    PromptKind.paste_to: PassageTo,
    PromptKind.paste_step: Paste,
    PromptKind.loose: Loose,
    PromptKind.screening: OfDetail,
    PromptKind.recordings: OfQuestion,
    PromptKind.weblink: PartOf,
    PromptKind.ticks: OfQuestion,
    PromptKind.holding: HeldPart,
    PromptKind.award: OfAward,
    PromptKind.transcript: Spoken,
    PromptKind.mending: Spoken,
    PromptKind.listening: OfQuestion,
    PromptKind.declaration: OfDeclaration,
    PromptKind.month: OfIssuer,
}
"""What a prompt is about, where it is about more than a draft."""


def overlay(ask: PromptKind, draft: str = "") -> Prompt:
    """A prompt over the one that the phone shows; the router adds that one at the end of the turn."""
    return Prompt(ask, draft)


def over(ask: PromptKind, beneath: Prompt | None, draft: str = "") -> Prompt:
    """A prompt that covers another: what is no answer to it belongs to the one beneath."""
    whole = beneath.beneath if beneath else Prompt(PromptKind.badge)
    return Prompt(ask, draft or whole.draft, Beneath(whole))
