"""Records that the store takes and returns. Times are Unix milliseconds."""

from dataclasses import dataclass

from bot.conversation.arrival import Parked
from bot.storage.stored.requested import OperatorRequest
from flows.engine.effects import Effect
from flows.engine.message import Message
from flows.engine.prompts import Prompt
from flows.model.draft import Session
from flows.model.reminders import ReminderKind, ReminderOutcome
from flows.model.stages import Stage
from flows.pack.pack import Pack

BLOCKED = "blocked"
"""The failure of a message to somebody who has stopped the bot."""
CONVERSATION_MS = 3_600_000
"""Whoever did something within the last hour is not reminded of anything."""
LATE = ReminderOutcome.unsaid.value
"""The failure of a reminder that did not go out in its time, or was held back. It stays due."""

OVERTAKEN = "overtaken"
"""What became of a message that a newer one of the same state took the place of before it was sent."""


@dataclass(frozen=True, slots=True)
class PromptShown:
    """A message that asked for something. `message_id` is None until its channel has told it.

    It is a number that grows with each message of a chat, whoever sent it.
    """

    row: int
    place: Prompt
    message_id: int | None
    created_ms: int
    again: bool = False
    """Whether it may have been on the phone before, as an earlier message than this one."""


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message to be sent: its row in the outbox gives the order."""

    id: int
    chat: str
    message: Message
    created_ms: int
    again: bool = False
    """Whether a try before the last start of the program may have reached the phone."""


@dataclass(frozen=True, slots=True)
class SendReceipt:
    """What became of a message: the number that the channel gave it, or the kind of failure."""

    row: int
    message_id: int | None
    failure: str | None
    at_ms: int
    again: bool = False
    """Whether an earlier try may have reached the phone too, as a message whose id nobody knows."""
    reminded: str | None = None
    """The person whom it reminds; None for any other message."""
    chat: str = ""
    """To which chat it went, where that is known."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Whose draft moved from which stage to which, and at what event. Never any content."""

    person: str
    draft: str | None
    event: str
    before: Stage | None = None
    after: Stage | None = None


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """When to look at somebody's reminders next; None where nothing is to come.

    Whoever was active within the hour before is not reminded until the hour is over.
    """

    person: str
    due_ms: int | None
    kind: ReminderKind | None = None
    """What for, as things stand: of several, the first."""


@dataclass(frozen=True, slots=True)
class RetentionPass:
    """The last look at what runs out."""

    at_ms: int
    held_ms: int | None
    """Since when nothing is removed, because the clock may be wrong; None where it is not held."""
    schedule: str
    """A digest of the periods with which everybody's next look was worked out."""


@dataclass(frozen=True, slots=True)
class RetentionLook:
    """Somebody whose data are to be looked at."""

    person: str
    active_ms: int
    """When they last sent anything."""
    blocked_ms: int | None
    """When they blocked the bot; None where they did not, or wrote since."""
    unsent: int
    """How many messages to them are still to be sent."""


@dataclass(frozen=True, slots=True)
class ReminderSent:
    """A reminder of some kind, and what became of it."""

    person: str
    kind: ReminderKind
    became: ReminderOutcome


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """An update that is kept, and whose turn is taken later."""

    person: str
    raw: str
    """The update as JSON."""
    place: str | None
    """What the phone showed when it came."""
    received_ms: int
    id: int = 0
    """Its row; 0 before it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRecord:
    """The result of one turn, or one parked update, to be stored."""

    now_ms: int
    update: str | None = None
    """The update that is handled by this; None for what did not come from a channel."""
    parked: Parked | None = None
    before: Session | None = None
    """The session as this transaction read it or stored it last."""
    after: Session | None = None
    messages: tuple[tuple[str, Message], ...] = ()
    """Messages, each with its chat."""
    effects: tuple[Effect, ...] = ()
    audit: tuple[Audit, ...] = ()
    plan: ReminderRow | None = None
    reminders: tuple[ReminderSent, ...] = ()
    """The reminders that are thereby done with."""
    blocked: str | None = None
    """The person who has stopped the bot."""
    waits: WaitingUpdate | None = None
    """The update, where its turn is taken later."""
    waited: int | None = None
    """The row of an update that waited, and whose turn this was."""

    @property
    def is_of_worker(self) -> bool:
        """Whether it is a turn on something that somebody sent."""
        return self.update is not None or self.waited is not None


@dataclass(frozen=True, slots=True)
class Undecided:
    """A submission that its issuer has, and of which no decision has come."""

    person: str
    draft: str
    reference: str
    attempt: int
    issuer: str
    receipt: str | None
    delivered_ms: int

    @property
    def key(self) -> tuple[str, int]:
        """Which attempt of which submission."""
        return self.reference, self.attempt


@dataclass(frozen=True, slots=True)
class DueEffect:
    """An effect whose time has come, and whose it is. `tries` counts those that failed."""

    id: int
    person: str
    draft: str
    effect: Effect | None
    """None where what is stored of it cannot be read."""
    tries: int
    since_ms: int
    """When it was asked for."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """An effect to be tried again at `due_ms`. `problem` is the kind of failure, never content."""

    effect: int
    due_ms: int
    problem: str


@dataclass(frozen=True, slots=True)
class ProcessedWebhook:
    """A message of an issuer's system, by its id: a second one with this id does nothing."""

    issuer: str
    id: str
    digest: str
    """Digest of the message, so that another message under the same id is noticed."""
    at_ms: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the operator asks for, by its row; None where that cannot be read."""

    id: int
    request: OperatorRequest | None


@dataclass(frozen=True, slots=True)
class Submitted:
    """An attempt as it was frozen, and whose it is."""

    person: str
    pack: Pack


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """The issuer's receipt of a submission, with its own reference if it gave one."""

    reference: str
    attempt: int
    at_ms: int
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class WaitingSince:
    """What the health page asks of the database. None where nothing waits, or nobody has ever written."""

    message_ms: int | None
    delivery_ms: int | None
    first_touched_ms: int | None
    """The data are at least as old as this."""
    parked: int
    parked_lately: int
