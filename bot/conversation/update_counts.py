"""Counts the updates of a batch for the metrics, by what they held and what became of them."""

from collections.abc import Mapping, Sequence

from bot.conversation.arrival import Arrival, Parked, Read, StrayPress
from bot.monitoring import metrics
from bot.storage.stored.records import TurnRecord
from flows.engine.events import (
    AttachmentSent,
    AudioSent,
    ButtonPressed,
    CommandSent,
    FileSent,
    GroupMessage,
    TextEdited,
    TextSent,
)

_KINDS: Mapping[type, str] = {
    TextSent: "text",
    TextEdited: "edit",
    ButtonPressed: "button",
    CommandSent: "command",
    AttachmentSent: "attachment",
    AudioSent: "recording",
    FileSent: "file",
    GroupMessage: "group",
}


def count(reads: Sequence[Read], changes: Sequence[TurnRecord]) -> None:
    """Counts them once they are on the disk. Those without a record were seen before."""
    became = {change.update: change for change in changes}
    for read in reads:
        # A second one with this id in the same batch was seen before too.
        change = became.pop(read.update, None)
        metrics.updates.labels(_kind(read), "seen" if change is None else _outcome(read, change)).inc()


def _kind(read: Read) -> str:
    match read:
        case Arrival(event=event):
            return _KINDS.get(type(event), "other")
        case StrayPress():
            return "button"
        case Parked():
            return "unreadable"
    return "blocked"


def _outcome(read: Read, change: TurnRecord) -> str:
    if change.parked is not None:
        return "parked"
    if change.waits is not None:
        return "waits"
    if change.after is not None or change.blocked is not None or not isinstance(read, Arrival):
        return "taken"
    if not change.messages:
        return "ignored"
    return "taken" if read.person is None else "refused"
