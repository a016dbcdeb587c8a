"""The pages `/health…` and `/metrics`. They hold counts and ages, and nothing of any person."""

import asyncio
from collections.abc import Iterable
from importlib.metadata import version

from aiohttp import web
from prometheus_client import Gauge

from bot.clock import Clock
from bot.http.ready_checks import Check, Readiness, ReadyLimits, Signs
from bot.monitoring import metrics
from bot.storage.beside.operator import STALE_MS
from bot.storage.store import Store

HUNG_SECONDS = 180.0
"""As long as systemd's watchdog waits: a held poll takes 45 seconds."""
_NO_SIGNS = Signs()
_USUAL = ReadyLimits()


class HealthPages:
    """The pages `/health`, `/health/live`, `/health/ready` and `/metrics`."""

    def __init__(self, store: Store, clock: Clock, signs: Signs = _NO_SIGNS, limits: ReadyLimits = _USUAL) -> None:
        self._store = store
        self._clock = clock
        self._signs = signs
        self._readiness = Readiness(store, clock, signs, limits)

    async def health(self, _: web.Request) -> web.Response:
        """200 while the heartbeat is written to the database, else 503. Little space alone is no reason to restart."""
        last = await self._store.last_heartbeat()
        # A sign from the future was left by a clock that was wrong.
        well = last is not None and abs(self._clock.unix_ms() - last) < STALE_MS
        space = "low" if self._signs.space.is_low else "enough"
        told = {"status": "well" if well else "stuck", "space": space}
        return web.json_response(told, status=200 if well else 503)

    async def live(self, _: web.Request) -> web.Response:
        """200 while the loops of the bot come round, else 503: only then does a restart help."""
        hung = self._signs.loops_silent() >= HUNG_SECONDS
        return web.json_response({"status": "hung" if hung else "live"}, status=503 if hung else 200)

    async def ready(self, request: web.Request) -> web.Response:
        """200 while every check is within its limit, else 503; each check with its value, limit, and what to do.

        `?only=database`, or another name, leaves out the other checks, for a load balancer: an instance that stops is
        not ready whatever is asked for.
        """
        told = await self.status(request.query.get("only", ""))
        return web.json_response(told, status=200 if told["status"] == "ready" else 503)

    async def status(self, only: str = "") -> dict[str, object]:
        """What `/health/ready` tells, of every check or of one."""
        checks = [one for one in await self._readiness.checks() if only in ("", one.name)]
        ok = all(one.ok for one in checks) and not self._signs.stopping()
        return {"status": "ready" if ok else "not ready", "checks": [one.told() for one in checks]}

    async def metrics(self, _: web.Request) -> web.Response:
        """All metrics in the text form of Prometheus, version 0.0.4."""
        _set_checks(await self._readiness.checks())
        await self._set_database()
        metrics.build.labels(version("teabreak")).set(1)
        metrics.tasks.set(len(asyncio.all_tasks()))
        metrics.space_low.set(self._signs.space.is_low)
        if self._signs.space.free is not None:
            metrics.space_free_bytes.set(self._signs.space.free)
        headers = {"Content-Type": metrics.CONTENT_TYPE, "X-Content-Type-Options": "nosniff"}
        return web.Response(body=metrics.text(), headers=headers)

    async def _set_database(self) -> None:
        store, now_ms = self._store, self._clock.unix_ms()
        _set(metrics.waiting, ((count, (kind,)) for kind, count in await store.tallies()))
        _set(
            metrics.reminder_people,
            ((count, (state, kind)) for state, kind, count in await store.reminder_tallies(now_ms)),
        )
        _set(
            metrics.reminders,
            ((count, (kind, became)) for kind, became, count in await store.reminder_outcome_tallies()),
        )
        _set(
            metrics.retention,
            ((count, (kind, became)) for kind, became, count in await store.retention_tallies()),
        )
        since = await store.waiting_since(now_ms)
        ages = {"message": since.message_ms, "delivery": since.delivery_ms}
        for queue, since_ms in ages.items():
            metrics.oldest_seconds.labels(queue).set(0 if since_ms is None else max(0, now_ms - since_ms) / 1000)
        metrics.parked_updates.set(since.parked)
        metrics.last_beat_seconds.set((await store.last_heartbeat() or 0) // 1000)


def _set_checks(checks: Iterable[Check]) -> None:
    metrics.ready.clear()
    metrics.reading.clear()
    for one in checks:
        metrics.ready.labels(one.name).set(one.ok)
        if one.value is not None:
            metrics.reading.labels(one.name, one.unit).set(one.value)


def _set(gauge: Gauge, values: Iterable[tuple[int, tuple[str, ...]]]) -> None:
    """Sets a gauge with labels anew: what is not among the values is no longer exported."""
    gauge.clear()
    for value, labels in values:
        gauge.labels(*labels).set(value)
