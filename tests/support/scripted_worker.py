"""A worker with a phone, from /start to "is sent": acts only on what the phone shows, and says nothing twice.

Each word that is sent names its chat, its question and its number, so a word that is lost, doubled or filed under
another question shows itself in the submission.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from bot.playground.telegram import ChatMessage, ChatPerson
from criteria.model import Badge
from criteria.reader import read
from flows.engine.buttons import Action, Button

Wanted = str | Callable[[ChatMessage], bool]

BADGE: Badge = next(badge for badge in read().badges if badge.open)
CODE = BADGE.code or BADGE.id


class Manner(Enum):
    """How a worker goes about it."""

    plain = "presses buttons, and gives each answer in one message"
    typist = "types the words that buttons stand for"
    piecemeal = "gives each answer in several messages"
    editor = "corrects a message after sending it"
    wanderer = "presses an old button on the way"
    replier = "adds to the first answer with the phone's own reply"


def marked(number: int) -> str:
    """A family name of letters that only the person of this number has."""
    return "Mark" + "".join("abcdefghij"[int(digit)] for digit in str(number)) + "son"


@dataclass
class Worker:
    """One worker's whole submission. `within` is how many seconds to wait for any one thing to be seen."""

    person: ChatPerson
    manner: Manner = Manner.plain
    within: float = 30.0
    voice: bytes = b""
    """A voice note that goes into the first answer, beside its words."""
    said: dict[str, list[str]] = field(default_factory=dict)
    """What each answer must hold in the end: the words, in order."""
    seen: str = ""
    """What was seen last, for the account of a worker who is stuck."""
    handed_over: bool = False

    @property
    def facts(self) -> Mapping[str, object]:
        """What must be said of the applicant."""
        number = self.person.id
        return {
            "name": f"Morag {marked(number)}",
            "email": f"morag{number}@glen{number}.example.org",
            "registration_number": f"{1_000_000 + number}",
            "register_parts": ["Social care workforce"],
            "employer": f"Glen Markcare{number}",
        }

    @property
    def secrets(self) -> set[str]:
        """Every word of this worker's that no log may hold."""
        stated = " ".join(value for value in self.facts.values() if isinstance(value, str)).split()
        own = {word for word in stated if str(self.person.id) in word} | {marked(self.person.id)}
        return own | {word for words in self.said.values() for word in words}

    async def apply(self) -> None:
        """The whole of it. TimeoutError where the phone does not show what has to come."""
        await self.begin()
        for question in BADGE.questions:
            await self.answer(question.id)
        await self.finish()

    async def begin(self) -> None:
        """From Start to the first question."""
        self.person.start(CODE)
        await self.sees("computer program")
        await self.does(Action.agree, "yes", "right badge for you")
        await self.does(Action.right, "yes", "full name")
        await self._states("name", "email address?")
        await self.says(str(self.facts["email"]), "registration number?")
        await self.says(str(self.facts["registration_number"]), "part of the SSSC Register")
        await self._chooses(3, "Chosen: Social care workforce")
        await self.does(Action.chosen, "done", "employer's name?")
        await self._states("employer", f"Question 1 of {len(BADGE.questions)}")

    async def _states(self, fact: str, wanted: str) -> None:
        """Gives a detail with a number in it, and says that it is right where the bot asks."""
        await self.says(str(self.facts[fact]), lambda m: wanted in text(m) or "Keep it" in text(m))
        if wanted not in self.seen:
            await self.does(Action.keep_fact, "yes", wanted)

    async def answer(self, question: str) -> None:
        """One question, from seeing it to seeing the next, or the check."""
        number = 1 + [known.id for known in BADGE.questions].index(question)
        minimum = BADGE.questions[number - 1].minimum
        if self.manner is Manner.piecemeal:
            for _ in range(3):
                await self.writes(question, -(-minimum // 3))
        elif self.manner is Manner.editor:
            await self._writes_and_corrects(question, minimum)
        elif self.manner is Manner.replier and number == 2:
            await self._replies_to_the_first(question, minimum)
        else:
            await self.writes(question, minimum)
        if self.manner is Manner.wanderer and number == 3:
            await self._presses_an_old_button(number)
        if self.voice and number == 1:
            self.person.send_voice(self.voice)
            await self.sees("Kept: spoken")
        if number < len(BADGE.questions):
            await self.does(Action.next, "next", f"Question {number + 1} of {len(BADGE.questions)}")
        else:
            await self.does(Action.review, "check", "All the rules are met")

    async def writes(self, question: str, count: int, *, reply_to: int | None = None) -> ChatMessage:
        """Sends so many words for a question and sees them counted, to the word; the message that was sent."""
        held = self.said.setdefault(question, [])
        new = self._words(question, len(held), count)
        held += new
        (sent,) = self.person.say(" ".join(new), reply_to=reply_to)
        await self._sees_counted(question)
        return sent

    async def finish(self) -> None:
        """From the check to the issuer's receipt, or to having sent it by hand."""
        if self.voice:
            await self.does(Action.accept, "yes", "Could anyone be known")
            await self.does(Action.nobody, "nobody", "AI tool")
        else:
            await self.does(Action.accept, "yes", "AI tool")
        await self.declares()
        await self.sends()

    async def declares(self) -> None:
        """From the question about AI tools to the last look."""
        statements = len(BADGE.declarations)
        await self.does(Action.ai_no, "no", "Statement 1")
        for number in range(2, statements + 1):
            await self.does(Action.agree_to, "yes", f"Statement {number}")
        await self.does(Action.agree_to, "yes", "Last look")

    async def sends(self) -> None:
        """Presses send, and does what is asked for then."""
        await self.does(Action.send, "send", lambda m: "is sent" in text(m) or "I have sent it" in text(m))
        if "I have sent it" in self.seen:
            self.handed_over = True
            await self.does(Action.sent_it, "sent", "you sent it")
        else:
            await self.person.sees(lambda m: m.attachment is not None, within=self.within)

    async def does(self, action: Action, twin: str, wanted: Wanted) -> None:
        """Presses the newest button with this action, or types its twin, and waits for what has to come."""
        if self.manner is Manner.typist:
            self.person.say(twin)
        else:
            self.presses(action)
        await self.sees(wanted)

    def presses(self, action: Action, option: str = "", *, oldest: bool = False) -> None:
        """Presses the newest button on the screen that does this (with this option), or the oldest."""
        shown = self.person.bot_messages if oldest else tuple(reversed(self.person.bot_messages))
        for message in shown:
            for button in message.buttons:
                press = Button.parse(button.data or "")
                if press is not None and press.action is action and press.about.wire.endswith(option):
                    self.person.tap(press.data, message)
                    return
        raise LookupError(f"no button for {action.value}; last seen: {self.seen}")

    async def _chooses(self, number: int, wanted: Wanted) -> None:
        if self.manner is Manner.typist:
            self.person.say(str(number))
        else:
            self.presses(Action.choose, str(number))
        await self.sees(wanted)

    async def says(self, words: str, wanted: Wanted) -> None:
        """Sends words, and waits for what has to come."""
        self.person.say(words)
        await self.sees(wanted)

    async def sees(self, wanted: Wanted) -> None:
        """Waits for something new on the screen."""
        self.seen = text(await self.person.sees(wanted, within=self.within))

    def counted(self, question: str) -> str:
        """What the bot says once it has all words of an answer."""
        number = 1 + [known.id for known in BADGE.questions].index(question)
        minimum, held = BADGE.questions[number - 1].minimum, len(self.said[question])
        return f"Question {number}: {held} words." if held >= minimum else f"Question {number}: {held} of {minimum} "

    async def _sees_counted(self, question: str) -> None:
        number = 1 + [known.id for known in BADGE.questions].index(question)
        minimum, held = BADGE.questions[number - 1].minimum, len(self.said[question])
        # A message of a word or two is kept with the question whether it was meant for the bot.
        beside = f"you have {held} words" if held >= minimum else f"you have {held} of {minimum} words"
        counted = self.counted(question)
        await self.sees(
            lambda m: counted in text(m) or (f"Question {number} of " in text(m) and f": {beside}" in text(m))
        )

    def _words(self, question: str, first: int, count: int) -> list[str]:
        return [f"c{self.person.id}{question}w{number}" for number in range(first, first + count)]

    async def _writes_and_corrects(self, question: str, minimum: int) -> None:
        first = await self.writes(question, minimum - 1)
        right = [f"{word}edited" for word in self.said[question]]
        self.said[question] = [*right, f"c{self.person.id}{question}more"]
        self.person.edit(first.id, " ".join(self.said[question]))
        await self._sees_counted(question)

    async def _replies_to_the_first(self, question: str, minimum: int) -> None:
        opening = BADGE.questions[0].id
        asked = next(m for m in self.person.bot_messages if "Question 1 of" in text(m))
        await self.writes(opening, 7, reply_to=asked.id)
        asked = next(m for m in reversed(self.person.bot_messages) if "Question 2 of" in text(m))
        await self.writes(question, minimum, reply_to=asked.id)
        # The phone's last screen is now about question 2 again, so "next" is meant of it.

    async def _presses_an_old_button(self, number: int) -> None:
        self.presses(Action.agree, oldest=True)
        await self.sees(lambda m: "Question " in text(m) and " of 5" in text(m))
        # It shows what is open now, which is the next question; this one is gone back to through the list.
        self.presses(Action.list)
        await self.sees(f"{number}. ")
        self.presses(Action.earlier)
        await self.sees(f"Question {number} of")


def text(message: ChatMessage) -> str:
    """The words of a message."""
    return message.text or ""


def submissions(data: Path) -> list[Mapping[str, object]]:
    """What lies in the issuer's inbox: the data of every manifest."""
    found = sorted((data / "inbox").glob("*/manifest.json"))
    return [json.loads(path.read_text(encoding="utf-8"))["data"] for path in found]


_RECORDING = re.compile(r"\[A recording stands here[^\]]*\]")


def evidence(submission: Mapping[str, object]) -> dict[str, list[str]]:
    """The typed words of each answer in a submission."""
    answers = submission["answers"]
    assert isinstance(answers, list)
    return {answer["criterion_id"]: _RECORDING.sub("", answer["text"]).split() for answer in answers}


def assert_all_arrived(workers: list[Worker], data: Path) -> None:
    """Each worker's submission is in the inbox once, with exactly their words under each question."""
    arrived = submissions(data)
    by_email = {_email(submission): submission for submission in arrived}
    assert len(by_email) == len(arrived) == len(workers)
    for worker in workers:
        submission = by_email[str(worker.facts["email"])]
        assert submission["applicant"] == worker.facts
        assert evidence(submission) == worker.said


def _email(submission: Mapping[str, object]) -> str:
    applicant = submission["applicant"]
    assert isinstance(applicant, dict)
    return str(applicant["email"])


def heard_by(worker: Worker, words: str) -> int:
    """How many messages on the phone hold these words."""
    return sum(words in (message.text or "") for message in worker.person.bot_messages)
