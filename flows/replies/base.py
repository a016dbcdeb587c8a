"""What every reply has."""

from dataclasses import dataclass

from flows.buttons import Press
from flows.places import Place

Rows = tuple[tuple[Press, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What every reply may have: a place, if it asks for something, and buttons in rows."""

    place: Place | None = None
    offers: Rows = ()
    replaces: int | None = None
    """The message to change in place."""
