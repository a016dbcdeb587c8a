"""Posts signed decisions to the bot, each under one id, and retries until the bot accepts or refuses it."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.inbox.agreement import Agreement
from bot.inbox.records import DecisionRecord, Standing
from bot.inbox.shelf import SubmissionStore
from bot.signing.standard_webhooks import signed

LATER = frozenset({408, 409, 425, 429})
"""Statuses of 4xx after which a retry may succeed."""
SHORTEST_WAIT = 1.0
LONGEST_WAIT = 60.0
_TIMEOUT = aiohttp.ClientTimeout(total=30)


@dataclass(frozen=True, slots=True)
class _Errand:
    application: str
    place: Path
    issuer: str
    decided: DecisionRecord


class DecisionSender:
    """Posts the waiting decisions. Those on one application go in the order in which they were made."""

    def __init__(self, shelf: SubmissionStore, agreements: Mapping[str, Agreement], now: Callable[[], float]) -> None:
        self._shelf = shelf
        self._agreements = agreements
        self._now = now
        self._work = asyncio.Event()
        self._idle = asyncio.Event()

    def wake(self) -> None:
        """Say that there is something new to post."""
        self._idle.clear()
        self._work.set()

    async def tried(self, within: float) -> None:
        """Wait until everything that waits was tried once, or for so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), within)

    async def run(self) -> None:
        """Post what there is, and what comes, until cancelled."""
        wait = SHORTEST_WAIT
        while True:
            self._work.clear()
            left = await self._round()
            if not self._work.is_set():
                self._idle.set()
            wait = min(wait * 2, LONGEST_WAIT) if left else SHORTEST_WAIT
            with suppress(TimeoutError):
                await asyncio.wait_for(self._work.wait(), wait if left else None)
                wait = SHORTEST_WAIT

    async def _round(self) -> bool:
        """Try the oldest of each application, and the next where that one went; whether something is left."""
        held: set[str] = set()
        for errand in self._waiting():
            if errand.application not in held and await self._post(errand) == "waiting":
                held.add(errand.application)
        return bool(held)

    def _waiting(self) -> list[_Errand]:
        found = [
            _Errand(kept.manifest.data.reference, kept.place, kept.received.issuer, decided)
            for kept in self._shelf.all()
            for decided in kept.decisions
            if decided.standing == "waiting"
        ]
        return sorted(found, key=lambda errand: errand.decided.made_at)

    async def _post(self, errand: _Errand) -> Standing:
        decided, agreement = errand.decided, self._agreements.get(errand.issuer)
        answer = "no such issuer any more"
        standing: Standing = "refused"
        if agreement is not None:
            status = await _status(agreement, decided, int(self._now()))
            standing, answer = _meaning(status), str(status or "nobody answered")
        came = {"standing": standing, "answer": answer, "tries": decided.tries + 1}
        at = datetime.fromtimestamp(self._now(), UTC)
        self._shelf.note(errand.place, decided.model_copy(update={**came, "tried_at": at}))
        return standing


def _meaning(status: int | None) -> Standing:
    if status is None or status in LATER or status >= 500 or status // 100 == 3:
        return "waiting"
    return "delivered" if status // 100 == 2 else "refused"


async def _status(agreement: Agreement, decided: DecisionRecord, seconds: int) -> int | None:
    """Posts once; gives the status, or None without an answer. Each try has a new signature and the same id."""
    address = agreement.decisions()
    if address is None:
        return None
    body = decided.body.encode()
    headers = {**signed(agreement.signers, decided.id, seconds, body), "Content-Type": "application/json"}
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=False) as session,
            session.post(address, data=body, headers=headers, allow_redirects=False) as response,
        ):
            return response.status
    except (aiohttp.ClientError, TimeoutError, OSError):
        return None
