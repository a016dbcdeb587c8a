"""The address of a PostgreSQL database: what may be told of it, and how it is connected to."""

import logging
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import asyncpg

from bot.storage.errors import DatabaseRefused
from bot.storage.postgres.postgres_errors import translated
from bot.storage.postgres.postgres_statements import POSTGRES

# What the driver logs of itself are tracebacks, and may hold texts of errors.
logging.getLogger("asyncpg").addHandler(logging.NullHandler())
logging.getLogger("asyncpg").propagate = False

OLDEST = 14
"""The oldest release of PostgreSQL whose statements are used."""
CONNECT_SECONDS = 10.0
STATEMENT_SECONDS = 30
_SESSION = {
    "application_name": "teabreak",
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "lock_timeout": "20s",
    "idle_in_transaction_session_timeout": "60s",
    # The server notices within eleven seconds that this machine is gone, and lets another serve.
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "10s",
}


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """An address as it is set. Its text holds neither user nor password."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        """What may stand in a log: the database and its host."""
        parts = urlsplit(self.url)
        socket = dict(parse_qsl(parts.query)).get("host", "")
        host = parts.netloc.rpartition("@")[2] or socket or "this machine"
        return f"PostgreSQL, {parts.path.strip('/') or 'no database'} on {host}"

    async def connect(self, *, patient: bool = False, idle_seconds: float = 60.0) -> asyncpg.Connection:
        """A new connection; a patient one lets its statements take as long as they take. Raises StorageError.

        The server ends it once a transaction is open and idle for so many seconds.
        """
        session = {**_SESSION, "idle_in_transaction_session_timeout": f"{round(1000 * idle_seconds)}ms"}
        if patient:
            session["statement_timeout"] = "0"
        with translated():
            made: asyncpg.Connection = await asyncpg.connect(
                self.url,
                timeout=CONNECT_SECONDS,
                # A little later than the server's own limit: for a server that says nothing any more.
                command_timeout=None if patient else STATEMENT_SECONDS + 10.0,
                statement_cache_size=400,
                server_settings=session,
            )
        if (found := made.get_server_version().major) < OLDEST:
            made.terminate()
            raise DatabaseRefused(f"the server is PostgreSQL {found}, and {OLDEST} or later is needed")
        await POSTGRES.commit_for_good(made)
        return made

    async def pool(self, most: int) -> asyncpg.Pool:
        """Connections for reads of one statement each. Raises StorageError."""
        with translated():
            made: asyncpg.Pool = await asyncpg.create_pool(
                self.url,
                min_size=0,
                max_size=most,
                timeout=CONNECT_SECONDS,
                command_timeout=STATEMENT_SECONDS + 10.0,
                statement_cache_size=400,
                server_settings={**_SESSION, "default_transaction_read_only": "on"},
                # Nothing is set in a session that the next statement should not find.
                reset=_nothing,
            )
        return made


async def _nothing(_: object) -> None:
    pass
