"""What a database engine does for the store and for commands: all in which SQLite and PostgreSQL differ."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from pathlib import Path
from typing import Protocol

from bot.storage.engine.instances import EffectClaims, Instances, SharedWork
from bot.storage.engine.statement_groups import BlockingStatements, Statements

SERVER_SCHEMES = ("postgresql://", "postgres://")
"""How addresses of PostgreSQL begin; anything else is the path of a file."""
MARK = "database_on_postgresql"
"""A file of a data folder whose database is on a server."""


class Engine(Protocol):
    """The open database of a running bot."""

    @property
    def reader(self) -> Statements:
        """Reads of what is committed."""

    @property
    def instances(self) -> Instances:
        """The instances that serve the database."""

    @property
    def claims(self) -> EffectClaims | None:
        """What claims effects; None where this instance serves alone."""

    @property
    def beside(self) -> SharedWork | None:
        """What the transaction that is open does because of other instances; None where this one serves alone."""

    def writing(self, *, alone: bool = False) -> AbstractAsyncContextManager[Statements]:
        """A transaction: on disk once the block ends, undone after an exception. One at a time.

        Other instances write meanwhile, unless it is to be `alone`.
        """

    async def outbox_ids(self, many: int) -> Sequence[int]:
        """Numbers for rows of the outbox, within a transaction, each higher than every one before."""

    async def empty_journal(self, *, keys_went: bool) -> bool:
        """Leaves nothing of rows as they were before where it can; False where that is to be tried again.

        `keys_went`: data keys of people are among what was removed.
        """

    async def over(self) -> None:
        """Raises, once this process may serve the database no more; else it waits."""

    async def close(self) -> None:
        """Closes the connections, and lets another bot take the database."""


class Location(Protocol):
    """Where the database of a data folder is. Its text says so to an operator, once it was looked at and is well."""

    async def vacant(self, looked: Callable[[], None]) -> None:
        """Returns once nobody serves the database; `looked` is called at each look.

        Raises StorageError that waiting does not cure.
        """

    async def start(self) -> Engine:
        """Takes the data for this process, brings the database up to date, and opens it.

        Raises DataInUse, DataTooNew, MigrationFailed, and what `explained` explains.
        """

    async def explained(self, error: Exception) -> Exception:
        """What an error of the driver means for an operator; the error itself where nothing better is known."""

    def is_there(self) -> bool:
        """Whether there is a database yet. Raises StorageError where that cannot be seen."""

    def is_damaged(self) -> bool:
        """Whether a check finds the database unsound."""

    def copy_into(self, file: Path) -> None:
        """Writes all rows, as they are at one moment, into a new SQLite file. A bot may run. Raises StorageError."""

    def holds_nothing(self) -> bool:
        """Whether there is nothing yet that rows could be mixed with."""

    def fill_from(self, file: Path) -> None:
        """Takes all rows of a SQLite file of this release or an earlier one; whole, or not at all.

        The data folder is this process's. Raises NotEmpty, DatabaseInUse, CopyFailed, and OSError of the disk.
        """

    def connected(self, *, read_only: bool = False) -> AbstractContextManager[BlockingStatements]:
        """A connection for blocking use, whatever the version of the database."""

    def opened(self) -> AbstractContextManager[BlockingStatements]:
        """A connection beside a running bot. Raises StorageError, also for a database of another release."""

    def claimed(self) -> AbstractContextManager[BlockingStatements]:
        """A connection to a database brought up to date, which no bot may use meanwhile. Raises as `start`."""
