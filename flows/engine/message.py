"""A message as the worker will see it: what a screen is made into, and what the outbox holds until it is spoken."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from flows.engine.prompts import Prompt
from flows.model.attachments.audio import AudioKind


@dataclass(frozen=True, slots=True)
class MessageButton:
    """A button: what it says, and the data that comes back when it is pressed (64 bytes at most)."""

    label: str
    data: str


class Copy(Enum):
    """The form in which a worker is given a copy of what was sent."""

    pdf = "pdf"
    odt = "odt"
    txt = "txt"
    recording = "recording"
    award = "award"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A copy of a pack, made from the frozen pack at the moment of speaking."""

    reference: str
    attempt: int
    copy: Copy
    name: str = ""
    """Which file of the pack, where the copy is a recording or the award of a badge held."""


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A recording as it is on our disk, by the digest of its listening copy."""

    sha256: str


@dataclass(frozen=True, slots=True)
class AwardCopy:
    """The worker's own award as the issuer made it, by the digest of its bytes, and what it is called."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonCopy:
    """Everything that is kept of a person, as one .zip, made from the store at the moment of speaking."""

    person: str


AnyAttachment = Attachment | OwnCopy | AwardCopy | PersonCopy
"""A file that a message brings."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording that the channel still has, to be played back."""

    source: str
    kind: AudioKind
    copy_sha256: str | None = None
    """Our own copy, for where the channel does not play its file."""
    otherwise: str = ""
    """What is said then, with the copy or without."""


@dataclass(frozen=True, slots=True)
class ReminderTime:
    """When a reminder may be sent: after the replies to those who are talking, and not after `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a person, no longer than their channel allows."""

    text: str
    """HTML with the few tags that Telegram knows, or with `plain` the very characters."""
    plain: bool = False
    buttons: tuple[tuple[MessageButton, ...], ...] = ()
    place: Prompt | None = None
    """What it asks for, when what comes next belongs to it."""
    attachment: AnyAttachment | None = None
    """Then `text` is the caption, of at most 1,024 units."""
    recording: Recording | None = None
    """Then `text` is its caption; a round video has none."""
    deletes: tuple[int, ...] = ()
    """Messages of the chat, of either side, that are deleted before this one is sent."""
    undeleted: str = ""
    """What is said instead of `text` where one of them cannot be deleted."""
    replaces: int | None = None
    """The message to be changed in place; if that cannot be, a new one is sent."""
    reminder: ReminderTime | None = None
    """Set of reminders alone."""
    topic: int | None = None
    """The topic of the chat that it answers in, by the channel's number; None where the chat has none."""
    state_of: str = ""
    """What it tells the state of, such as one answer; a newer one of the same takes its place while it is unsent."""

    @property
    def is_reminder(self) -> bool:
        """Whether it waits for replies to those who are talking."""
        return self.reminder is not None
