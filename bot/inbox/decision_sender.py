"""Posts signed decisions to the bot, each under one id, and retries until the bot accepts or refuses it."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.inbox.agreement import Agreement
from bot.inbox.submission_records import DecisionRecord, Standing
from bot.inbox.submission_store import SubmissionStore
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

    def __init__(
        self,
        store: SubmissionStore,
        agreements: Mapping[str, Agreement],
        now: Callable[[], float],
        begun: Callable[[Path, DecisionRecord], None] = lambda *_: None,
    ) -> None:
        """`begun` is told of each decision that was held, before each try to post it."""
        self._store = store
        self._agreements = agreements
        self._now = now
        self._begun_with = begun
        self._work = asyncio.Event()
        self._idle = asyncio.Event()
        self._next: float | None = None
        """Unix time at which the next held decision goes out."""

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
            pauses = [wait] if left else []
            if self._next is not None:
                pauses.append(max(0.0, self._next - self._now()))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._work.wait(), min(pauses, default=None))
                wait = SHORTEST_WAIT

    def take_back(self, place: Path, decision_id: str) -> bool:
        """Stop a held decision. False where it is gone already, or may be. Call it on the thread of the loop."""
        decided = self._current(place, decision_id)
        if decided is None or not decided.is_held:
            return False
        self._store.note(place, decided.model_copy(update={"standing": "stopped"}))
        return True

    def release(self, place: Path, decision_id: str) -> bool:
        """Let a decision go that waited for a lead. False where it was taken back. Call it on the loop's thread."""
        decided = self._current(place, decision_id)
        if decided is None or not decided.is_held or not decided.awaits_lead:
            return False
        self._store.note(place, decided.model_copy(update={"awaits_lead": False}))
        self.wake()
        return True

    def _current(self, place: Path, decision_id: str) -> DecisionRecord | None:
        kept = self._store.get(place.name)
        return next((one for one in kept.decisions if one.id == decision_id), None) if kept else None

    async def _round(self) -> bool:
        """Try the oldest of each application, and the next where that one went; whether something is left."""
        held: set[str] = set()
        self._next = None
        for errand in self._waiting():
            if errand.application in held or not (released := self._begun(errand)):
                continue
            if await self._post(released) == "waiting":
                held.add(errand.application)
        return bool(held)

    def _begun(self, errand: _Errand) -> _Errand | None:
        """What is to be posted now. What was held is noted as begun first, so that no crash lets it be taken back."""
        until = errand.decided.held_until
        if until is None:
            return errand
        if errand.decided.released:
            # Told again after a crash: it may not have got there.
            self._begun_with(errand.place, errand.decided)
            return errand
        if until.timestamp() > self._now():
            self._next = min(filter(None, (self._next, until.timestamp())))
            return None
        decided = self._current(errand.place, errand.decided.id)
        # Another errand was posted meanwhile, and in that time this one may have been taken back.
        if decided is None or decided.standing != "waiting":
            return None
        released = decided.model_copy(update={"released": True})
        self._store.note(errand.place, released)
        self._begun_with(errand.place, released)
        return replace(errand, decided=released)

    def _waiting(self) -> list[_Errand]:
        found = [
            _Errand(kept.manifest.data.reference, kept.place, kept.received.issuer, decided)
            for kept in self._store.waiting()
            for decided in kept.decisions
            if decided.standing == "waiting" and not decided.awaits_lead
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
        self._store.note(errand.place, decided.model_copy(update={**came, "tried_at": at}))
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
