"""Which place a phone showed when a message was sent: what an answer belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.storage.records import Shown
from flows.places import Place


@dataclass(frozen=True, slots=True)
class Under:
    """The place that a message was sent under, and what that rests on."""

    place: Place | None
    guess: int | None = None
    """The outbox row taken to have been seen, while Telegram has not yet told its message id."""
    otherwise: Place | None = None
    """The place if that row proves to have come after the message."""


def under(shown: Sequence[Shown], key: int, sent_ms: int, received_ms: int) -> Under:
    """Looks back for the newest place that was on the phone before a message was sent. `shown` is newest first.

    Message ids of a private chat only grow, so a row whose id is known and lower was certainly there before. A row
    without an id may have been seen: its call may be under way, or have failed after it took effect, or the program
    may have been killed before it could note the id. So may a row that was said again after such trouble, whose id
    is that of the last time. Both count as seen if they were committed before this message reached us, and not
    after the second in which the message was sent.
    """
    for position, row in enumerate(shown):
        if row.message_id is not None and row.message_id < key:
            return Under(row.place)
        if not (row.created_ms < received_ms and row.created_ms // 1000 <= sent_ms // 1000):
            continue
        if row.again:
            return Under(row.place)
        if row.message_id is None:
            rest = under(shown[position + 1 :], key, sent_ms, received_ms)
            return Under(row.place, row.row, rest.place)
    return Under(None)
