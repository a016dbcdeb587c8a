"""Signals between a running bot and its starter: ready, stop, and its web address."""

import asyncio
from dataclasses import dataclass


@dataclass(slots=True)
class Lifecycle:
    """The signals between a running bot and the code that started it."""

    ready: asyncio.Event
    """Set by the bot once it listens."""
    stop: asyncio.Event
    """Set by the starter, or by a stop signal."""
    web: str | None = None
    """Set by the bot before it is ready: the base address of its HTTP server, if it has one."""

    @classmethod
    def new(cls) -> "Lifecycle":
        """New signals, none of them set."""
        return cls(asyncio.Event(), asyncio.Event())
