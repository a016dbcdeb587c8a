"""Where in the talk a message was shown: what an answer that follows belongs to.

Every reply that asks for something carries its place. The place that the phone showed last before a message was
sent comes back with that message, so an answer is filed under the question that it was sent under, whatever has
happened since.
"""

from dataclasses import dataclass
from enum import Enum


class PromptKind(Enum):
    """What a place asks for."""

    consent = "consent"
    badge = "badge"
    right_badge = "right"
    prior_facts = "prior"
    fact = "fact"
    question = "q"
    reword = "reword"
    """New words for one message of an answer; `about` is the question and two marks: the message, the detail."""
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

OVER = frozenset({PromptKind.remind, PromptKind.nudge, PromptKind.sent_back, PromptKind.take_back})
"""Others that come up over any place at all: they are about the whole place beneath."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What was asked, of which draft, and about which question, fact or declaration."""

    ask: PromptKind
    draft: str = ""
    about: str = ""

    @property
    def question(self) -> str:
        """The id of the question whose answer it belongs to what comes; empty where it is of none."""
        return self.about.partition(":")[0] if self.ask in OF_A_QUESTION else ""

    @property
    def beneath(self) -> "Prompt":
        """Itself; for a passing place, about `<message>:<question>`, the question that stood there before."""
        if self.ask in OVER:
            return Prompt.parse(self.about) or Prompt(PromptKind.list, self.draft)
        if self.ask not in PASSING:
            return self
        question = self.about.partition(":")[2]
        return Prompt(PromptKind.question if question else PromptKind.list, self.draft, question)

    def __str__(self) -> str:
        return f"{self.ask.value}/{self.draft}/{self.about}"

    @classmethod
    def parse(cls, text: str) -> "Prompt | None":
        """Reads what `str` wrote; None for anything else."""
        ask, _, rest = text.partition("/")
        draft, _, about = rest.partition("/")
        try:
            return cls(PromptKind(ask), draft, about)
        except ValueError:
            return None


def overlay(ask: PromptKind, draft: str = "") -> Prompt:
    """A prompt over the one that the phone shows; the router adds that one at the end of the turn."""
    return Prompt(ask, draft)


def over(ask: PromptKind, beneath: Prompt | None, draft: str = "") -> Prompt:
    """A prompt that covers another: what is no answer to it belongs to the one beneath."""
    whole = beneath.beneath if beneath else Prompt(PromptKind.badge)
    return Prompt(ask, draft or whole.draft, str(whole))
