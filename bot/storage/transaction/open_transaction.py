"""What the parts of one transaction work with."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.storage.engine.instances import SharedWork
from bot.storage.engine.statement_groups import Many, Row, Statements
from bot.storage.lookup_key import LookupKey
from bot.storage.sealing.sealer import PLAIN, Sealer

OutboxIds = Callable[[int], Awaitable[Sequence[int]]]
"""Gives numbers for new rows of the outbox, in a transaction, each higher than every one before."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction that is open."""

    statements: Statements
    outbox_ids: OutboxIds
    lookup: LookupKey
    sealer: Sealer = PLAIN
    beside: SharedWork | None = None
    """What it does because of other instances; None where this one serves alone."""


class TransactionPart:
    """What one transaction reads and writes about one thing."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction
        self._db = transaction.statements


async def many(statement: Many, each: Sequence[Row]) -> int:
    """Carries a statement out for each of these rows; how many rows it changed."""
    return await statement(each) if each else 0
