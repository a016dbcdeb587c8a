"""Signals between a running bot and its starter: ready, stop, and its web address."""

import asyncio
from dataclasses import dataclass


@dataclass(slots=True)
class Lifecycle:
    """How a served bot and whoever started it understand each other."""

    ready: asyncio.Event
    """Set by the bot once it listens."""
    stop: asyncio.Event
    """Set by the starter, or by a stop signal."""
    web: str | None = None
    """Set by the bot before it is ready: the address at which it hears issuers' systems, if it does."""

    @classmethod
    def new(cls) -> "Lifecycle":
        """Signs of which none is given yet."""
        return cls(asyncio.Event(), asyncio.Event())
