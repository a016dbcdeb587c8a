"""An issuer's system that tells the bot what it thinks of a submission, as the contract says."""

import io
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp

from bot.signing.keys import signers
from bot.signing.standard_webhooks import signed

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


@dataclass(frozen=True)
class DecisionReply:
    """What the bot answered."""

    status: int
    kind: str
    text: str
    headers: Mapping[str, str] = field(repr=False)

    @property
    def wrong(self) -> list[str]:
        """The fields that have to be put right."""
        return [error["field"] for error in json.loads(self.text).get("errors", [])]


def said(kind: str, submission: str, **data: object) -> dict[str, object]:
    """A message, as it is before it is signed."""
    return {"type": kind, "timestamp": "2026-07-08T10:00:00Z", "data": {"submission_id": submission, **data}}


async def tell(
    web: str,
    message: object,
    *,
    message_id: str = "msg_1",
    issuer: str = "sssc",
    keys: str = SECRET,
    at: float | None = None,
) -> DecisionReply:
    """Signs a message, or bytes as they are, and posts it."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    headers = signed(signers(keys), message_id, int(time.time() if at is None else at), body)
    return await post(web, body, headers, issuer)


async def post(web: str, body: bytes, headers: Mapping[str, str], issuer: str = "sssc") -> DecisionReply:
    """Posts what may be signed or not."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{web}/issuer/{issuer}/decisions", data=io.BytesIO(body), headers=headers) as response,
    ):
        return DecisionReply(response.status, response.content_type, await response.text(), response.headers)
