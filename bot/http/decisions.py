"""Endpoint for decisions of issuers' systems: checks the signature, stores each once, then answers."""

import asyncio
import hashlib
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.http import decision_body
from bot.http.problem import HttpProblem, Wrong
from bot.issuers.contract.decision_schema import Said, credential, decision
from bot.issuers.decision_intake import Decisions, NoSuchSubmission, NotTaken, UnknownQuestions
from bot.monitoring.causes import why
from bot.signing.keys import SharedSecret, Verifier
from bot.signing.standard_webhooks import WINDOW_SECONDS, NotBelieved, SignatureProblem, believed
from bot.system.counted_log import CountedLog

PATH = "/issuer/{issuer}/decisions"
MOST_BYTES = 1024 * 1024
"""Of a message: the largest badge fits, or the longest comments that are taken, several times over."""
READ_SECONDS = 10.0
"""How long a message may take to arrive."""
AT_ONCE = 32
"""Requests handled at one time. Further ones are asked to come again."""
ARRIVING = 48
"""Requests whose bodies arrive at one time. For one more, the one that has taken longest is dropped."""
AGAIN_SECONDS = 5

_log = structlog.get_logger(__name__)


class Endpoint:
    """The address for decisions."""

    def __init__(
        self,
        decisions: Decisions,
        keys: Mapping[str, Sequence[Verifier]],
        now: Callable[[], float] = time.time,
        read_seconds: float = READ_SECONDS,
        window: int = WINDOW_SECONDS,
    ) -> None:
        """`keys` by the issuers' ids; `now` is Unix time; `window` is how far a message's time may lie from it."""
        self._window = window
        self._decisions = decisions
        self._keys = keys
        self._now = now
        self._read_seconds = read_seconds
        # An unknown issuer is checked against a random key, so that the timing does not tell which issuers exist.
        self._nobody: Sequence[Verifier] = (SharedSecret(secrets.token_bytes(32)),)
        self._in_hand = 0
        # In the order in which they began to arrive.
        self._arriving: dict[asyncio.Task[bytes], None] = {}
        self._log = CountedLog()

    async def answer(self, request: web.Request) -> web.Response:
        """Takes a message. Raises HttpProblem."""
        issuer, body = request.match_info["issuer"], await self._arrived(request)
        if self._in_hand >= AT_ONCE:
            raise _later()
        self._in_hand += 1
        try:
            message_id = self._believed(issuer, request, body)
            await self._take(issuer, message_id, decision_body.said(body))
        finally:
            self._in_hand -= 1
        return web.Response(status=HTTPStatus.NO_CONTENT)

    async def _arrived(self, request: web.Request) -> bytes:
        """The bytes of a message. Whoever sends them slowly keeps nobody out."""
        if len(self._arriving) >= ARRIVING:
            oldest = next(iter(self._arriving))
            del self._arriving[oldest]
            oldest.cancel()
            self._log.count("message_dropped", reason="slow")
        reading = asyncio.ensure_future(self._body(request))
        self._arriving[reading] = None
        try:
            await asyncio.wait({reading})
        finally:
            self._arriving.pop(reading, None)
            reading.cancel()
        if reading.cancelled():
            raise _later()
        return reading.result()

    async def _body(self, request: web.Request) -> bytes:
        too_large = HttpProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a message has at most {MOST_BYTES} bytes")
        if (request.content_length or 0) > MOST_BYTES:
            raise too_large
        try:
            async with asyncio.timeout(self._read_seconds):
                return await request.read()
        except TimeoutError:
            problem = HttpProblem(HTTPStatus.REQUEST_TIMEOUT, f"a message arrives within {READ_SECONDS:.0f} seconds")
        except web.HTTPRequestEntityTooLarge:
            problem = too_large
        raise problem

    def _believed(self, issuer: str, request: web.Request, body: bytes) -> str:
        try:
            return believed(self._keys.get(issuer, self._nobody), request.headers, body, self._now(), self._window)
        except NotBelieved as error:
            doubt = error.doubt
        self._log.count("decision_not_believed", doubt=doubt.value)
        # Only a sender with a valid key is told that the clock is the reason.
        late = f"signed more than {self._window} seconds ago or hence; sign each try anew, and look at the clock"
        raise HttpProblem(
            HTTPStatus.UNAUTHORIZED, late if doubt is SignatureProblem.untimely else "not signed by who may tell this"
        )

    async def _take(self, issuer: str, message_id: str, said: Said) -> None:
        digest = hashlib.sha256(said.model_dump_json(exclude={"timestamp"}).encode()).hexdigest()
        try:
            await self._decisions.told(
                issuer, said.data.submission_id, decision(said), message_id, digest, credential(said)
            )
        except NotTaken as error:
            problem = _not_taken(error)
        except Exception as error:  # noqa: BLE001 - whatever broke, nothing is kept, and the sender tries again
            _log.error("decision_not_kept", **why(error))
            problem = _later()
        else:
            return
        raise problem


def _later() -> HttpProblem:
    return HttpProblem(HTTPStatus.SERVICE_UNAVAILABLE, "not now; try again", retry_after=AGAIN_SECONDS)


def _not_taken(error: NotTaken) -> HttpProblem:
    match error:
        case NoSuchSubmission():
            return HttpProblem(HTTPStatus.NOT_FOUND, str(error))
        case UnknownQuestions(places=places):
            wrong = [Wrong(f"data.items[{place}].criterion_id", str(error)) for place in places]
            return HttpProblem(HTTPStatus.UNPROCESSABLE_ENTITY, "nothing was done; put these fields right", wrong)
    return HttpProblem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
