"""Replies to what is said to the bot: an answer or one line, then the question again in one line."""

from dataclasses import dataclass, field

from criteria.routes import Carrier
from flows.engine.screen import Phrases, Reply


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
        line = say.phrase(
            f"talk-line{self._kind()}",
            number=self.number,
            of=self.of,
            heading=self.heading[:1].lower() + self.heading[1:],
            count=self.count,
            minimum=self.minimum,
        )
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
class TalkReply(Reply):
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

    @property
    def state_of(self) -> str:
        """The answer, where small talk was kept out of it and nothing was asked: the next count says as much."""
        plain = not self.asks and all(lead.key == "talk-aside" for lead in self.leads)
        return f"{self.place.draft}:{self.line.number}" if plain and self.line and self.place else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSoFar(Reply):
    """What stands in an answer, as it was written, and the question in one line."""

    number: int
    text: str
    line: QuestionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideList(Reply):
    """The words that are kept out of the answers: the opening of each, the newest last."""

    begins: tuple[tuple[int, str], ...] = field(default=())

    def render(self, say: Phrases) -> str:
        """A line for each."""
        if not self.begins:
            return say.phrase("talk-asides-none")
        lines = [say.phrase("talk-asides-line", number=number, begins=begins) for number, begins in self.begins]
        return "\n".join([say.phrase("talk-asides"), *lines])
