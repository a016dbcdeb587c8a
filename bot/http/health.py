"""The pages `/health` and `/metrics`. They hold counts, and nothing of any person."""

import asyncio
from collections import Counter

from aiohttp import web

from bot.clock import Clock
from bot.media.disk_space import NO_MARK, DiskSpace
from bot.storage.store import Store

STALE_MS = 60_000
"""The heartbeat is written every 15 seconds; after four missing ones the bot counts as down."""


class HealthPages:
    """The pages `/health` and `/metrics`."""

    def __init__(self, store: Store, clock: Clock, space: DiskSpace = NO_MARK) -> None:
        self._store = store
        self._clock = clock
        self._space = space
        self.answers: Counter[str] = Counter()
        """What issuers' systems were answered since the start, by status."""

    async def health(self, _: web.Request) -> web.Response:
        """200 while the heartbeat is written to the database, else 503. Little space alone is no reason to restart."""
        last = await self._store.last_heartbeat()
        # A sign from the future was left by a clock that was wrong.
        well = last is not None and abs(self._clock.unix_ms() - last) < STALE_MS
        space = "low" if self._space.is_low else "enough"
        told = {"status": "well" if well else "stuck", "space": space}
        return web.json_response(told, status=200 if well else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        """Counts in the text form of Prometheus, version 0.0.4."""
        lines = [_line("waiting", count, kind=kind) for kind, count in await self._store.tallies()]
        lines += [
            _line("decision_answers_total", count, status=status) for status, count in sorted(self.answers.items())
        ]
        people, done = (
            await self._store.reminder_tallies(self._clock.unix_ms()),
            await self._store.reminder_outcome_tallies(),
        )
        lines += [_line("nudge_people", count, state=state, kind=kind) for state, kind, count in people]
        lines += [_line("nudges", count, kind=kind, became=became) for kind, became, count in done]
        lines += [
            _line("retention", count, kind=kind, became=became)
            for kind, became, count in await self._store.retention_tallies()
        ]
        last = await self._store.last_heartbeat()
        lines.append(_line("last_beat_seconds", (last or 0) // 1000))
        lines.append(_line("tasks", len(asyncio.all_tasks())))
        lines.append(_line("space_low", int(self._space.is_low)))
        if self._space.free is not None:
            lines.append(_line("space_free_bytes", self._space.free))
        return web.Response(text="\n".join(lines) + "\n", headers={"X-Content-Type-Options": "nosniff"})


def _line(name: str, value: int, **labels: str) -> str:
    inside = ",".join(f'{label}="{text}"' for label, text in labels.items())
    return f"teabreak_{name}{{{inside}}} {value}" if inside else f"teabreak_{name} {value}"
