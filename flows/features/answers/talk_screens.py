"""The screens of what is said to the bot: an answer or one line, then the question again in one line."""

from dataclasses import dataclass, field, replace

from criteria.routes import Carrier
from flows.engine.message import Message
from flows.engine.screen import Phrases, Screen, named
from flows.text.paging import pasteable


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """Where a worker is, in one line."""

    number: int
    of: int
    heading: str
    count: int
    minimum: int
    about: bool = False
    """Whether the count is an estimate, because some of it was spoken."""
    link: bool = False
    """Whether a link answers it."""
    left: int | None = None
    """Words left in all answers, where that was asked for; below zero when there are too many."""
    maximum: int = 0

    def render(self, say: Phrases) -> str:
        """The line."""
        heading = self.heading[:1].lower() + self.heading[1:]
        line = say.phrase(f"talk-line{self._kind()}", **named(replace(self, heading=heading)))
        if self.left is None or not self.maximum:
            return line
        if self.left < 0:
            return f"{line} {say.phrase('talk-over', over=-self.left, maximum=self.maximum)}"
        return f"{line} {say.phrase('talk-left', left=self.left, maximum=self.maximum)}"

    def _kind(self) -> str:
        if self.link:
            return "-link"
        if self.about and self.minimum:
            return "-about"
        return "-enough" if self.minimum and self.count >= self.minimum else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """One sentence of an answer: a phrase, and the opening of the words that it is about."""

    key: str
    begins: str = ""
    label: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkReply(Screen):
    """What is said to a message that is not evidence, or not all of it."""

    act: str
    """The value of the `Act` that the message was read as."""
    leads: tuple[Lead, ...] = ()
    line: QuestionLine | None = None
    asks: bool = False
    """Whether it was unsure where the words belong, and the button is a question."""
    issuer: str = ""
    days: int = 0
    carrier: Carrier = "bot"

    def render(self, say: Phrases) -> str:
        mine = named(self)
        said = " ".join(
            say.phrase(lead.key, begins=lead.begins, label=lead.label, number=lead.number, **mine)
            for lead in self.leads
        )
        line = self.line.render(say) if self.line else ""
        return "\n\n".join(block for block in (said, line) if block)

    @property
    def state_of(self) -> str:
        """The answer, where small talk was kept out of it and nothing was asked: the next count says as much."""
        plain = not self.asks and all(lead.key == "talk-aside" for lead in self.leads)
        return f"{self.place.draft}:{self.line.number}" if plain and self.line and self.place else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSoFar(Screen):
    """What stands in an answer, as it was written, and the question in one line."""

    number: int
    text: str
    line: QuestionLine

    def render(self, say: Phrases) -> str:
        return self.line.render(say)

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        return (
            Message(say.phrase("talk-written", number=self.number)),
            *pasteable(self.text),
            Message(self.render(say)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideList(Screen):
    """The words that are kept out of the answers: the opening of each, the newest last."""

    begins: tuple[tuple[int, str], ...] = field(default=())

    def render(self, say: Phrases) -> str:
        if not self.begins:
            return say.phrase("talk-asides-none")
        lines = [say.phrase("talk-asides-line", number=number, begins=begins) for number, begins in self.begins]
        return "\n".join([say.phrase("talk-asides"), *lines])
