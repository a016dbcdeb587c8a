"""Which route an issuer's submissions take."""

from collections.abc import Callable, Mapping
from pathlib import Path

from bot.issuers.folder import InboxFolder
from bot.issuers.handover import ByHand
from bot.issuers.route import Route

_Recording = Callable[[str], Path]
"""Where the bytes of a SHA-256 are kept."""

_ROUTES: Mapping[str, Callable[[Path, _Recording], Route]] = {
    "folder": lambda data, recording: InboxFolder(data / "inbox", recording),
    "handover": lambda _data, _recording: ByHand(),
}

NAMES = frozenset(_ROUTES)


def route(name: str, data: Path, recording: _Recording) -> Route:
    """The route of this name, for a bot that keeps its data in the folder `data`. Raises ValueError.

    `recording` says where the bytes of a SHA-256 are kept.
    """
    if name not in _ROUTES:
        raise ValueError(f"no route is called {name!r}: use one of {', '.join(sorted(_ROUTES))}")
    return _ROUTES[name](data, recording)
