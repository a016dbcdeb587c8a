"""What routes need of the bot, and how they say what they lack."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class RouteContext:
    """What routes need of the bot."""

    settings: Settings
    recording: Callable[[str], Path]
    """Where the bytes of a SHA-256 are kept."""


class RouteNotReady(Exception):
    """What has to be set before a route can be used: a line for each thing, with what to do. Shows no secret."""

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        super().__init__("\n".join(self.missing))
