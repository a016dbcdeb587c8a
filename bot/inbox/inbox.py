"""The inbox: answers HTTP requests for submissions, pages and forms, and posts decisions to the bot."""

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web

from bot.inbox.agreement import Agreement
from bot.inbox.decision_form import DecisionForm, FormProblem, message, problems, questions, wish
from bot.inbox.decision_sender import DecisionSender
from bot.inbox.pages.reading import NOTHING, SubmissionPage
from bot.inbox.pages.templates import list_page, message_page, submission_page
from bot.inbox.refusal import RequestRefused
from bot.inbox.responses import HEADERS, form, said, shown, sound
from bot.inbox.submission_receiver import Receiver
from bot.inbox.submission_records import DecisionRecord
from bot.inbox.submission_state import newest_first, seen
from bot.inbox.submission_store import ID, StoredSubmission, SubmissionStore

SENT_SOON = 2.0
"""Seconds for which a page waits, so that it can show what became of a decision."""
_FILES = {"inbox.css": "text/css", "inbox.js": "text/javascript"}

_log = structlog.get_logger(__name__)


class Inbox:
    """Answers every request whose path is `/inbox` or begins with `/inbox/`.

    Serve it on loopback only: whoever reaches it may decide.
    """

    def __init__(
        self,
        folder: Path,
        agreements: Mapping[str, Agreement],
        zone: ZoneInfo,
        now: Callable[[], float] = time.time,
        chat: bool = False,
    ) -> None:
        """`agreements` by issuer. `now` is Unix time. `chat`: there is a chat page beside it, at `/`."""
        self._store = SubmissionStore(folder)
        self._counter = Receiver(self._store, agreements, now)
        self._sender = DecisionSender(self._store, agreements, now)
        self._zone = zone
        self._now = now
        self._chat = chat
        self._run = secrets.token_hex(4)
        self._sending: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Make ready, and begin to post what is left from before."""
        await asyncio.to_thread(self._store.open)
        self._sending = asyncio.create_task(self._sender.run())

    async def close(self) -> None:
        """Stop posting. What waits is posted after the next start."""
        if self._sending is not None:
            self._sending.cancel()
            with suppress(asyncio.CancelledError):
                await self._sending
        self._store.close()

    def owns(self, path: str) -> bool:
        """Whether a request is for the inbox."""
        return path == "/inbox" or path.startswith("/inbox/")

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        parts = request.path.split("/")[2:]
        try:
            if request.method == "POST":
                return await self._posted(request, parts)
            if request.method in ("GET", "HEAD"):
                return await self._got(request, parts)
        except ConnectionError:
            # The connection broke: there is nobody to answer.
            raise
        except OSError as problem:
            _log.warning("inbox_not_kept", kind=type(problem).__name__)
            return said(503, "The disk does not take it. Try again.")
        return said(405, "This is read or posted to.")

    async def _posted(self, request: web.BaseRequest, parts: list[str]) -> web.StreamResponse:
        match parts:
            case ["submissions", issuer]:
                return await self._take(request, issuer)
            case [id_, "decisions"]:
                return await self._decide(request, id_)
        return said(404, "Nothing is taken here.")

    async def _take(self, request: web.BaseRequest, issuer: str) -> web.Response:
        try:
            taken = await self._counter.take(issuer, request)
        except RequestRefused as refused:
            _log.info("inbox_refused", status=refused.status, why=refused.why)
            later = {"Retry-After": "1"} if refused.status == 409 else {}
            return web.json_response({"error": refused.why}, status=refused.status, headers=later)
        return web.json_response({"reference": taken.reference}, status=201 if taken.new else 200)

    async def _got(self, request: web.BaseRequest, parts: list[str]) -> web.StreamResponse:
        match parts:
            case [] | [""]:
                every = await asyncio.to_thread(self._store.all)
                return shown(list_page(newest_first(every), self._zone, self._mark, self._chat))
            case ["mark"]:
                return said(200, self._mark)
            case [name] if name in _FILES:
                content = (Path(__file__).parent / "pages" / name).read_text(encoding="utf-8")
                return said(200, content, _FILES[name])
            case [id_]:
                return await self._show(id_)
            case [id_, "files", name]:
                return await self._file(id_, name)
        return self._nothing()

    @property
    def _mark(self) -> str:
        return f"{self._run}-{self._store.changes}"

    async def _reading(self, id_: str) -> SubmissionPage | None:
        every = await asyncio.to_thread(self._store.all)
        kept = next((one for one in every if one.id == id_), None) if ID.fullmatch(id_) else None
        return SubmissionPage(seen(kept, every), self._zone) if kept else None

    async def _show(
        self, id_: str, wished: DecisionForm = NOTHING, wrong: tuple[FormProblem, ...] = (), asks: bool = False
    ) -> web.Response:
        reading = await self._reading(id_)
        if reading is None:
            return self._nothing()
        filled = SubmissionPage(reading.seen, self._zone, wished, wrong, asks)
        return shown(submission_page(filled, self._mark, self._chat), 422 if wrong else 200)

    def _nothing(self) -> web.Response:
        return shown(message_page("missing", self._mark), 404)

    async def _file(self, id_: str, name: str) -> web.StreamResponse:
        kept = await asyncio.to_thread(self._store.get, id_)
        file = next((one for one in kept.manifest.data.files if one.name == name), None) if kept else None
        if kept is None or file is None:
            return self._nothing()
        return sound(kept.place / "files" / file.name, file.media_type)

    async def _decide(self, request: web.BaseRequest, id_: str) -> web.Response:
        # Only a page of this very server: another site's form has another origin, and a program has none.
        if request.headers.get("Origin") != f"http://{request.headers.get('Host')}":
            return said(403, "Only this inbox's own page decides.")
        reading = await self._reading(id_)
        if reading is None:
            return self._nothing()
        filled = wish(await form(request), reading.kept.manifest)
        today = datetime.fromtimestamp(self._now(), self._zone).date()
        wrong = problems(filled, reading.kept.manifest, today)
        if wrong:
            return await self._show(id_, filled, wrong)
        if filled.act not in reading.seen.acts:
            return shown(message_page("stale", self._mark), 409)
        if asked := questions(filled, reading.kept.manifest):
            return await self._show(id_, filled, asked, asks=True)
        return await self._send(reading.kept, filled)

    async def _send(self, kept: StoredSubmission, filled: DecisionForm) -> web.Response:
        self._note(kept, filled)
        await self._sender.tried(SENT_SOON)
        if filled.act == "received" and filled.has_more:
            # The decision is still to come, and what was written for it stays on the page.
            return await self._show(kept.id, filled)
        return web.Response(status=303, headers={"Location": f"/inbox/{kept.id}", **HEADERS})

    def _note(self, kept: StoredSubmission, filled: DecisionForm) -> None:
        at = datetime.fromtimestamp(self._now(), UTC)
        body = message(filled, kept.manifest, kept.received.reference, at)
        type_ = "badge.revoked" if filled.act == "revoked" else f"submission.{filled.act}"
        self._store.note(
            kept.place, DecisionRecord(id=f"dec_{secrets.token_hex(12)}", type=type_, made_at=at, body=body)
        )
        self._sender.wake()
