"""Applications as they come to an issuer, and the issuer's inbox that takes them."""

import hashlib
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
from support.fake_issuers import OLD_SECRET, SECRET

from bot.inbox.agreement import Agreement
from bot.inbox.inbox import Inbox
from bot.issuers.manifests import manifest_json
from bot.issuers.webhook.route import WebhookDelivery
from bot.playground.telegram import Sandbox
from bot.signing.keys import checkers, signers
from bot.signing.standard_webhooks import signed
from flows.pack.pack import Pack, PackAi, PackAnswer, PackBadge, PackDeclaration, PackFact, PackIssuer
from flows.pack.recordings import FileUse, PackFile

NOW = datetime(2035, 1, 10, 10, 30, tzinfo=UTC)
SOUNDS = Path(__file__).parents[1] / "sounds"

TOPIC = (
    "I chose feedback, given and taken, as a shift lead. I went to a half-day workshop at work and read the booklet on "
    "supervision that came with it. Afterwards I shadowed our senior for one shift, and wrote down how she ran the "
    "handover and what the team did with her comments."
)
RELEVANCE = (
    "I lead two shifts a week, and feedback was the part that I dodged. This filled that gap, and it helps people here "
    "because small problems get named early."
)
LEARNING = (
    "First, feedback works best close to the event. For the people I support, a small change today makes the next "
    "visit calmer.\n\nSecond, asking before telling lets a colleague find the answer."
)
PRACTICE = "At each handover I will ask one question about what went well and one about what we would change."
CONFIDENCE = "I feel readier to speak up, and I have already spoken to two colleagues. Both said that it helped."


def _answer(id_: str, heading: str, text: str, minimum: int) -> PackAnswer:
    return PackAnswer(id_, heading, text, len(text.split()), minimum)


ANSWERS = (
    _answer("topic", "What was the topic of your learning?", TOPIC, 50),
    _answer("relevance", "Why is this learning relevant to your role?", RELEVANCE, 25),
    _answer("learning", "What did you learn?", LEARNING, 30),
    _answer("practice", "How will it change your practice?", PRACTICE, 15),
    _answer("confidence", "How has it affected your confidence?", CONFIDENCE, 15),
)
QUESTION = (
    "What did you learn? For each thing, say why it matters (a) to you, and (b) to the people who use your service."
)
TIPS = ("Give one example of each.", "Say what you did not know before.")
ANSWERS = tuple(
    replace(one, question=QUESTION, tips=TIPS) if one.criterion_id == "learning" else one for one in ANSWERS
)
DECLARED = (
    "This is my own work.",
    "I have not named or described anyone in a way that others could recognise.",
    "I understand that anyone who is shown the badge can read this evidence.",
)


def application(**more: object) -> Pack:
    """A first attempt, typed."""
    pack = Pack(
        draft="d1",
        reference="TB-KF6-GK9-KD6",
        attempt=1,
        timestamp=NOW - timedelta(minutes=2),
        badge=PackBadge("cpl-2025-leadership", "OB-1249", "CPL 2025 Leadership and quality assurance", "2025-1"),
        issuer=PackIssuer("sssc", "Scottish Social Services Council", "https://example.org/badge"),
        facts=(
            PackFact("name", "Name", ("Morag Bell",), many=False, in_evidence=False),
            PackFact("email", "Email address", ("morag.bell@example.org",), many=False, in_evidence=False),
            PackFact("registration_number", "SSSC registration number", ("3123456",), many=False, in_evidence=False),
            PackFact("register_parts", "Register part", ("Social care workforce",), many=True, in_evidence=True),
            PackFact("employer", "Employer", ("Glen Care",), many=False, in_evidence=True),
        ),
        answers=ANSWERS,
        total_words=sum(answer.words for answer in ANSWERS),
        ai=PackAi("declare", used=False),
        declarations=tuple(
            PackDeclaration(f"d{number}", text, NOW - timedelta(minutes=4 - number))
            for number, text in enumerate(DECLARED, 1)
        ),
        evidence_text="Employer: Glen Care",
    )
    return replace(pack, **more)  # type: ignore[arg-type] # what is given is a field of the pack


def again(pack: Pack, **texts: str) -> Pack:
    """The next attempt, with other words at some questions."""
    answers = tuple(
        replace(one, text=texts[one.criterion_id], words=len(texts[one.criterion_id].split()))
        if one.criterion_id in texts
        else one
        for one in pack.answers
    )
    return replace(
        pack,
        attempt=pack.attempt + 1,
        supersedes=pack.submission_id,
        answers=answers,
        total_words=sum(answer.words for answer in answers),
    )


def kept(sha256: str) -> Path:
    """Where the bytes of a recording are: it is one of the sounds of these tests."""
    return next(path for path in SOUNDS.iterdir() if hashlib.sha256(path.read_bytes()).hexdigest() == sha256)


def _file(name: str, sound: str, question: str, use: FileUse, media_type: str) -> PackFile:
    content = (SOUNDS / sound).read_bytes()
    return PackFile(name, question, 1, use, media_type, len(content), hashlib.sha256(content).hexdigest(), 8.4, 21)


def spoken(pack: Pack, question: str = "practice") -> Pack:
    """The same with a recording in one of its answers, as a listening copy and as it was sent."""
    answers = tuple(
        replace(
            one,
            text=one.text + "\n\n[Recording 1, 8 seconds, about 21 words: 4-practice-part1-8s.mp3]",
            words=one.words + 21,
            about=True,
        )
        if one.criterion_id == question
        else one
        for one in pack.answers
    )
    files = (
        _file("4-practice-part1-8s.mp3", "hearing.mp3", question, FileUse.listening, "audio/mpeg"),
        _file("4-practice-part1-8s-original.ogg", "kettle.ogg", question, FileUse.original, "audio/ogg"),
    )
    return replace(pack, answers=answers, files=files, total_words=pack.total_words + 21)


@dataclass
class ServedInbox:
    """An inbox that is served, and the way to it."""

    folder: Path
    url: str
    """Of the page."""

    @property
    def submissions(self) -> str:
        """Where the issuer `sssc` takes submissions."""
        return f"{self.url}/submissions/sssc"

    def route(self, keys: str = SECRET, at: float | None = None) -> WebhookDelivery:
        """The bot's own route to it."""
        return WebhookDelivery(self.submissions, signers(keys), kept, now=time.time if at is None else lambda: at)

    def ids(self) -> set[str]:
        """The names of all that lies in the folder, hidden or not, but for the lock."""
        return {path.name for path in self.folder.iterdir()} - {".lock"}

    async def post(self, pack: Pack, **headers: str | None) -> tuple[int, str]:
        """The submission as JSON, with some headers changed or left out; status and body of the answer."""
        return await self.send(manifest_json(pack), proper(pack), headers)

    async def send(
        self, body: bytes | aiohttp.MultipartWriter, proper: Mapping[str, str], changed: Mapping[str, str | None]
    ) -> tuple[int, str]:
        """Whatever is wanted, with these headers."""
        headers = {name: value for name, value in {**proper, **changed}.items() if value is not None}
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                self.submissions, data=BytesIO(body) if isinstance(body, bytes) else body, headers=headers
            ) as answer,
        ):
            return answer.status, await answer.text()


def proper(pack: Pack, at: float | None = None, manifest: bytes | None = None) -> dict[str, str]:
    """The headers with which a submission comes as JSON."""
    seconds = int(time.time() if at is None else at)
    body = manifest_json(pack) if manifest is None else manifest
    return {
        **signed(signers(SECRET), pack.submission_id, seconds, body),
        "Idempotency-Key": f'"{pack.submission_id}"',
        "Content-Type": "application/json",
    }


@asynccontextmanager
async def desk(
    folder: Path,
    bot: Callable[[], str | None] = lambda: None,
    keys: str = SECRET,
    now: Callable[[], float] = time.time,
) -> AsyncIterator[ServedInbox]:
    """An inbox beside a chat page, until the block ends. `bot` says where decisions are posted to."""
    agreement = Agreement(checkers(keys), signers(OLD_SECRET), bot)
    inbox = Inbox(folder, {"sssc": agreement}, ZoneInfo("Europe/London"), now, chat=True)
    await inbox.open()
    try:
        async with Sandbox() as sandbox:
            sandbox.place_beside(inbox)
            yield ServedInbox(folder, f"{sandbox.api_url}/inbox")
    finally:
        await inbox.close()
