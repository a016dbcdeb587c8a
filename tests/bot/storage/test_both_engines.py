"""Both engines have the same statements, and PostgreSQL understands each of its own."""

from dataclasses import fields

import pytest
from support.postgres_server import PostgresProcess

from bot.storage.engine.statement_groups import BlockingStatements, Statements
from bot.storage.postgres import postgres_statements
from bot.storage.postgres.blocking_connection import connection
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.sqlite.statements import BLOCKING, WAITING

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


_READ_WHOLE = {
    "heartbeat",
    "last_batch",
    "operator_request",
    "person_request",
    "next_master",
    "sealing",
    "person_lookup_key",
    "instance",
}
"""Tables of one row or a few, and of what was asked for in the last seconds."""
_ON_PURPOSE = {
    "versions", "tallies", "reminder_tallies", "reminder_outcome_tallies", "waiting_people", "parked", "look_at_all",
    "empty", "unused_keys", "last_pass", "erasures", "naming_bodies", "everybody",
}  # fmt: skip
"""Counts for a page, and what is done now and then: as on SQLite."""


@pytest.mark.slow
def test_no_statement_of_a_turn_reads_a_whole_table_on_a_server(shared_database: str) -> None:
    """Every row is found by an index, so a turn costs the same with 170,000 drafts as with one."""
    with connection(PostgresAddress(shared_database)) as opened:

        def ask(text: str) -> list[str]:
            return [str(row[0]) for row in opened.wait(lambda driver: driver.fetch(text))]

        ask("SET plan_cache_mode = force_generic_plan")
        ask("SET enable_seqscan = off")
        whole = {}
        for group in ("turn", "keys", "outside", "retention", "lookup", "health", "erase"):
            statements = postgres_statements.OF_BOT[group]
            for name in sorted(_names(statements) - _ON_PURPOSE):
                sql = getattr(statements, name).sql
                takes = len(opened.wait(lambda driver, text=sql: driver.prepare(text)).get_parameters())
                ask(f"PREPARE one AS {sql}")
                plan = ask(f"EXPLAIN EXECUTE one{'(' + ', '.join(['NULL'] * takes) + ')' if takes else ''}")
                ask("DEALLOCATE one")
                scanned = {line.partition("Seq Scan on ")[2].split()[0] for line in plan if "Seq Scan on " in line}
                if scanned - _READ_WHOLE:
                    whole[name] = scanned
    assert whole == {}
