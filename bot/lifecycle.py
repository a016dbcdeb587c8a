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
    _web: str | None = None

    @property
    def web(self) -> str | None:
        """The base address of the bot's HTTP server, if it has one; known once it is ready."""
        return self._web

    def started(self, web: str | None) -> None:
        """The bot is ready, and listens at this address, if at any."""
        self._web = web
        self.ready.set()

    @classmethod
    def new(cls) -> "Lifecycle":
        """New signals, none of them set."""
        return cls(asyncio.Event(), asyncio.Event())
