"""Both engines have the same statements, and PostgreSQL understands each of its own."""

from dataclasses import fields

import pytest
from support.postgres_server import PostgresProcess

from bot.storage.postgres import postgres_statements
from bot.storage.postgres.blocking_connection import connection
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.sqlite.statements import BLOCKING, WAITING
from bot.storage.statement_groups import BlockingStatements, Statements

_NOT_PREPARED = ("BEGIN", "COMMIT", "VACUUM")


def _names(found: object) -> set[str]:
    return {name for name in found.available_queries if not name.endswith("_cursor")}  # type: ignore[attr-defined]


def test_both_have_the_same_statements() -> None:
    """None is missing on either side, and none is left that nothing calls."""
    for field in fields(Statements):
        assert _names(WAITING[field.name]) == _names(postgres_statements.OF_BOT[field.name])
    for field in fields(BlockingStatements):
        if field.name != "rollback":
            assert _names(BLOCKING[field.name]) == _names(postgres_statements.OF_COMMANDS[field.name])


@pytest.mark.slow
def test_every_statement_is_understood(postgres: PostgresProcess, shared_database: str) -> None:
    """The server prepares each: tables, columns and types are right, also where no other test comes by."""
    del postgres
    with connection(PostgresAddress(shared_database)) as opened:
        for group in (*postgres_statements.OF_COMMANDS.values(), *postgres_statements.OF_BOT.values()):
            for name in sorted(_names(group)):
                sql = getattr(group, name).sql
                if not sql.startswith(_NOT_PREPARED):
                    opened.wait(lambda driver, text=sql: driver.prepare(text))
