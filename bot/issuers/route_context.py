"""What a route is built with, and the error for what is missing."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from bot.documents.issuer_copies import evidence
from bot.documents.words import NamedFile
from bot.media.media_file import MediaFile
from bot.settings.settings import Settings
from flows.pack.pack import Pack

Documents = Callable[[Pack], Awaitable[tuple[NamedFile, ...]]]


@dataclass(frozen=True, slots=True)
class RouteContext:
    """What routes need of the bot."""

    settings: Settings
    recording: Callable[[str], MediaFile]
    """Where the bytes of a SHA-256 are kept."""
    documents: Documents = evidence
    """Makes the documents of a submission."""


class RouteNotReady(Exception):
    """What has to be set before a route can be used: a line for each thing, with what to do. Shows no secret."""

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        super().__init__("\n".join(self.missing))
