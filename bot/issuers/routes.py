"""Which route an issuer's submissions take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.issuers.folder import InboxFolder
from bot.issuers.handover import ByHand
from bot.issuers.route import Route
from bot.settings import Settings
from criteria.model import Issuer
from criteria.routes import RouteName


@dataclass(frozen=True, slots=True)
class Means:
    """What routes need of the bot."""

    settings: Settings
    recording: Callable[[str], Path]
    """Where the bytes of a SHA-256 are kept."""


_ROUTES: Mapping[str, Callable[[Issuer, Means], Route]] = {
    "folder": lambda _, means: InboxFolder(means.settings.data / "inbox", means.recording),
    "handover": lambda _issuer, _means: ByHand(),
}


def chosen(issuer: Issuer, settings: Settings) -> RouteName:
    """The name of the route that an issuer's submissions take here."""
    return settings.route or issuer.route


def route(issuer: Issuer, means: Means) -> Route:
    """The route that an issuer's submissions take here."""
    return _ROUTES[chosen(issuer, means.settings)](issuer, means)
