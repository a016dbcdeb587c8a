"""Which route an issuer's submissions take."""

from collections.abc import Callable, Mapping
from pathlib import Path

from bot.issuers.folder import InboxFolder
from bot.issuers.handover import ByHand
from bot.issuers.route import Route

_ROUTES: Mapping[str, Callable[[Path], Route]] = {
    "folder": lambda data: InboxFolder(data / "inbox"),
    "handover": lambda _data: ByHand(),
}

NAMES = frozenset(_ROUTES)


def route(name: str, data: Path) -> Route:
    """The route of this name, for a bot that keeps its data in the folder `data`. Raises ValueError."""
    if name not in _ROUTES:
        raise ValueError(f"no route is called {name!r}: use one of {', '.join(sorted(_ROUTES))}")
    return _ROUTES[name](data)
