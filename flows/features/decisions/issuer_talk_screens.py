"""The screens of what a worker asks about an application that the issuer has, or has decided on."""

from dataclasses import dataclass
from datetime import date

from flows.engine.screen import Notice, Phrases, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class AsSent(Screen):
    """The head of an application as it was sent: the text follows, or a file where answers may have changed since."""

    title: str
    reference: str
    on: date
    text_follows: bool
    answers_alone: bool = False
    """What was said of AI tools is asked anew once work has come back, so the text has the answers and no more."""

    def render(self, say: Phrases) -> str:
        if self.text_follows and self.answers_alone:
            return say.phrase("sent-answers-as-they-were", title=self.title, reference=self.reference, on=self.on)
        if self.text_follows:
            return say.phrase("sent-as-it-was", title=self.title, reference=self.reference, on=self.on)
        return say.phrase("sent-as-a-file", title=self.title, reference=self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAskedYet(Notice):
    """The issuer has asked for nothing so far."""

    issuer: str
    reference: str

    KEY = "not-asked-yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAlready(Screen):
    """The worker says that the answer has it already."""

    def render(self, say: Phrases) -> str:
        return f"{say.phrase('said-already')} {say.phrase('said-already-next')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhomToAsk(Notice):
    """Who decides, and how to ask why or for another look."""

    issuer: str
    contact: str
    reference: str

    KEY = "whom-to-ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereBadgeIs(Screen):
    """Where a badge that was awarded can be had."""

    title: str
    issuer: str
    contact: str
    link: str

    def render(self, say: Phrases) -> str:
        if self.link:
            return say.phrase("badge-where-link", title=self.title, link=self.link)
        return say.phrase("badge-where-none", title=self.title, issuer=self.issuer, contact=self.contact)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaysAsSent(Notice):
    """What the issuer has cannot be changed here; it can be taken back."""

    issuer: str
    reference: str

    KEY = "stays-as-sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTooLate(Notice):
    """The application is closed."""

    reference: str

    KEY = "back-too-late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanked(Notice):
    """The worker says thank you."""

    KEY = "thanks"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskUnchanged(Screen):
    """Before another attempt goes: what was asked for, and has not changed."""

    numbers: tuple[int, ...] = ()
    """The questions of which more was wanted, and whose answers are as they were."""
    badges: tuple[int, ...] = ()
    """The badges that the assessor wrote about, and of which there is no award."""
    all_same: bool = False
    """Nothing at all has changed."""
    comment: str = ""

    def render(self, say: Phrases) -> str:
        said = [say.phrase("unchanged")]
        if self.numbers:
            numbers = ", ".join(map(str, self.numbers))
            said.append(say.phrase("unchanged-answers", count=len(self.numbers), numbers=numbers))
        if self.badges:
            said.append(say.phrase("unchanged-badges", numbers=", ".join(map(str, self.badges))))
        if self.all_same:
            said.append(say.phrase("unchanged-all"))
        if self.comment:
            said.append(say.phrase("unchanged-words", comment=self.comment))
        return "\n\n".join([*said, say.phrase("unchanged-next")])
