"""The job that tells workers what of theirs runs out, and removes it when its time is over."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.jobs.periodic import look_every
from bot.monitoring.causes import why
from bot.storage.store import Store
from bot.storage.stored.records import RetentionLook, RetentionPass
from flows.engine.events import RetentionDue
from flows.rules.reminders.reminder_plan import night_until
from flows.rules.retention_terms import Contact, RetentionTerm, terms, to_remove, to_warn

LOOK_SECONDS = 3_600.0
AT_ONCE = 3
"""People between whose turns the loop gives way."""
BREATH_SECONDS = 0.02
"""Pause after each few people, so that replies are not delayed."""
DAY_MS = 86_400_000
LONGEST_MS = 14 * DAY_MS
"""Everybody is looked at again after two weeks: no change of a draft makes anything due sooner than that."""
AGAIN_MS = 3_600_000
"""How long what breaks is left alone, and what cannot be done yet."""
JUMP_MS = 2 * DAY_MS
"""A longer time since the last look may mean that the clock is wrong: then nothing is removed for a while."""
BACK_MS = 300_000
"""A clock that is put right by less than this has not jumped."""
HELD_MS = DAY_MS // 2
"""For how long nothing is removed after a jump of the clock."""

_log = structlog.get_logger(__name__)


class RetainJob:
    """Looks each hour at those of whom something may run out. Stopped at any moment, it goes on from there."""

    def __init__(self, store: Store, conversation: Conversation, clock: Clock) -> None:
        self._store = store
        self._conversation = conversation
        self._clock = clock

    async def run(self) -> None:
        """Works until it is cancelled."""
        await look_every(LOOK_SECONDS, self.look, "retention_not_looked_at")

    async def look(self) -> None:
        """Does all that is due now, a few people at a time."""
        now_ms = self._clock.unix_ms()
        held = await self._begin(now_ms)
        done: Counter[tuple[str, str]] = Counter()
        while people := await self._store.retention_looks(now_ms, AT_ONCE):
            for one in people:
                done += await self._try(one, now_ms, removes=not held)
            await asyncio.sleep(BREATH_SECONDS)
        if any(became == "gone" for _, became in done):
            await self._store.empty_journal(keys_went=True)
        if done:
            counts = {f"{kind}_{became}": many for (kind, became), many in sorted(done.items())}
            _log.info("retention", **counts)

    async def _begin(self, now_ms: int) -> bool:
        """Notes the look; whether nothing may be removed in it, because the clock may be wrong."""
        last = await self._store.retention_pass()
        digest = hashlib.sha256(repr(self._conversation.capabilities.retention).encode()).hexdigest()
        held_ms = held_since(last, now_ms)
        if held_ms is not None and last is not None and last.held_ms is None:
            _log.warning("retention_held", hours=HELD_MS // 3_600_000)
        # What was worked out by another schedule, or by a clock that was wrong, is worked out again.
        anew = last is not None and (last.schedule != digest or now_ms < last.at_ms - BACK_MS)
        async with self._store.transaction() as work:
            await work.retention.keep_pass(RetentionPass(now_ms, held_ms, digest), anew=anew)
        return held_ms is not None

    async def _try(self, one: RetentionLook, now_ms: int, *, removes: bool) -> Counter[tuple[str, str]]:
        try:
            return await self._person(one, now_ms, removes=removes)
        except Exception as error:  # noqa: BLE001 - what cannot be read of one person must not keep the others waiting
            _log.error("retention_broke", **why(error))
            async with self._store.transaction() as work:
                await work.retention.look_at({one.person: now_ms + AGAIN_MS})
            return Counter()

    async def _person(self, one: RetentionLook, now_ms: int, *, removes: bool) -> Counter[tuple[str, str]]:
        before = await self._store.session(one.person)
        now, contact = self._clock.now(), _contact(one)
        # What they were told may still be on its way: it goes only after that.
        removes = removes and not one.unsent
        # Nobody is woken by this.
        warns = night_until(before.person.reminders, now) is None
        found = terms(self._conversation.capabilities.retention, before, contact, now)
        if (warns and to_warn(found, now)) or (removes and to_remove(found, now)):
            due = RetentionDue(
                at=now,
                fresh=self._clock.fresh(),
                active_at=contact.active_at,
                blocked_at=contact.blocked_at,
                warns=warns,
                removes=removes,
            )
            await self._conversation.tell([News(one.person, due)])
        after = await self._store.session(one.person)
        left = terms(self._conversation.capabilities.retention, after, contact, now)
        counts = _counts(found, left)
        next_ms = min((int(term.next_at.timestamp() * 1000) for term in left), default=now_ms + LONGEST_MS)
        async with self._store.transaction() as work:
            await work.retention.look_at({one.person: max(now_ms + AGAIN_MS, min(next_ms, now_ms + LONGEST_MS))})
            await work.retention.count(counts)
        return counts


def held_since(last: RetentionPass | None, now_ms: int) -> int | None:
    """Since when nothing is removed, because the clock may be wrong; None where it may be."""
    if last is None or now_ms < last.at_ms - BACK_MS:
        return now_ms
    if last.held_ms is None:
        return now_ms if now_ms - last.at_ms > JUMP_MS else None
    return None if now_ms - last.held_ms >= HELD_MS else min(last.held_ms, now_ms)


def _contact(one: RetentionLook) -> Contact:
    return Contact(_utc(one.active_ms), None if one.blocked_ms is None else _utc(one.blocked_ms))


def _utc(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _counts(found: Sequence[RetentionTerm], left: Sequence[RetentionTerm]) -> Counter[tuple[str, str]]:
    """What became of things by kind: told of first, told of again, gone."""
    counts: Counter[tuple[str, str]] = Counter()
    now = {(term.kind, term.about): term for term in left}
    for term in found:
        still = now.get((term.kind, term.about))
        if still is None:
            counts[term.kind.value, "gone"] += 1
        elif len(still.warned) > len(term.warned):
            counts[term.kind.value, "first" if len(still.warned) == 1 else "last"] += 1
    return counts
