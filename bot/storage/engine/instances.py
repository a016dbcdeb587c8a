"""The instances of the bot that serve one database: what one of them knows of the others, and what it has claimed.

A bot on SQLite, or alone on PostgreSQL, is the only one: everything is its own.
"""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.storage.engine.statement_groups import DueRow, Row
from bot.storage.errors import DatabaseInUse, StorageError

POLLING, UPKEEP = "polling", "upkeep"
"""What one instance does at a time: asking Telegram for updates; reminders, retention, and what operators ask for."""


class ClaimsLost(DatabaseInUse):
    """This instance was not heard of for so long that another has taken over what it had."""

    def __init__(self) -> None:
        StorageError.__init__(
            self,
            "another instance has taken over from this one, which had not reached the database for a while. It ends, "
            "and may be started again",
        )


@dataclass(frozen=True, slots=True)
class InstancesLook:
    """What an instance sees of the others at a look."""

    live: int = 1
    """How many serve."""
    to_hand: bool = False
    """Whether messages wait that its outbox does not have: others wrote them, or had them."""
    pause_seconds: float = 0.0
    """For how long Telegram wants silence of the whole bot."""
    erased: frozenset[str] = frozenset()
    """The people who are being erased, for whom no job is to do anything."""
    taken_over: bool = False
    """Whether an instance has ended since the last look, so that there may be more to do."""


@dataclass(frozen=True, slots=True)
class ChatSender:
    """Who sends the messages of a chat for which some wait. `has_all`: whether its outbox has them all."""

    owner: int | None
    has_all: bool


class SharedWork(Protocol):
    """What a transaction does because there are other instances."""

    @property
    def own(self) -> int:
        """The number of this instance."""

    async def lock(self, people: Iterable[str]) -> None:
        """Waits until no other instance takes a turn of any of these people, nor writes what was said to them."""

    async def senders(self, chats: Iterable[str]) -> Mapping[str, ChatSender]:
        """Of each chat for which messages wait, who sends them."""

    async def tell(self, owner: int | None) -> None:
        """Lets an instance know, at the commit, that messages wait for it."""

    async def hand_over(self) -> Sequence[tuple[int, str, str, int, bool]]:
        """The rows that wait for this instance's outbox: id, chat, body, time, whether one may be on the phone."""

    async def waiting_of(self, people: Iterable[str]) -> Mapping[str, tuple[int, int]]:
        """How many updates of each person wait for their turn, and how many characters."""

    async def keep_guesses(self, guesses: Sequence[Row]) -> None:
        """Notes what was filed under messages whose number is not known: `message`, `person`, `key`, `otherwise`."""

    async def take_guesses(self, messages: Iterable[int]) -> Sequence[tuple[int, str, int, str]]:
        """What was noted of these messages, once."""

    async def learned(self, master: str) -> None:
        """Notes that this instance has read a master key."""


class Instances(Protocol):
    """The instances, as one of them sees them."""

    @property
    def others_serve(self) -> bool:
        """Whether another instance served at the last look."""

    async def is_last(self) -> bool:
        """Whether no instance is left to take updates once this one stops, which it now begins to do."""

    def unix_ms(self) -> int:
        """The time that all instances have in common, in Unix milliseconds."""

    async def look(self) -> InstancesLook:
        """The next look: within a second or so, and at once where there is news."""

    def holds(self, name: str) -> bool:
        """Whether this instance alone does something now."""

    async def duty(self, name: str) -> None:
        """Returns once this instance alone does something, from then on for as long as it serves."""

    async def sure(self) -> None:
        """Returns once it is certain that what this instance has claimed is still its own."""

    async def pause(self, seconds: float) -> None:
        """Has all instances send nothing for so long."""

    async def all_looked(self) -> None:
        """Returns once every other instance has looked since the call began, or has ended."""


class EffectClaims(Protocol):
    """What an instance claims of the effects, where several serve."""

    async def claim_effects(self, now_ms: int, room: int, most: int, kind: str, *, in_turn: bool) -> Sequence[DueRow]:
        """Claims up to `room` effects that are due, and returns what it has of them now."""

    async def claim_effect(self, effect: int) -> bool:
        """Claims one; False where another instance has it."""

    async def next_due_ms(self, kind: str) -> int | None:
        """When the next effect is due that is its own or nobody's."""


class OnlyInstance:
    """The instances where one serves alone."""

    others_serve = False

    async def is_last(self) -> bool:
        """It is."""
        return True

    def unix_ms(self) -> int:
        """This machine's time."""
        return time.time_ns() // 1_000_000

    async def look(self) -> InstancesLook:
        """Nothing ever happens elsewhere."""
        await asyncio.Event().wait()
        return InstancesLook()

    def holds(self, name: str) -> bool:
        """All of it."""
        del name
        return True

    async def duty(self, name: str) -> None:
        """All of them are its own."""

    async def sure(self) -> None:
        """It is."""

    async def pause(self, seconds: float) -> None:
        """Nobody else sends anything."""

    async def all_looked(self) -> None:
        """There is nobody else."""
