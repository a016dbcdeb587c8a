"""What a batch costs: few journeys to the database's thread, and no more work as data grow."""

from collections.abc import Mapping
from dataclasses import replace

import aiosqlite
import pytest

from bot.storage.sqlite.statements import WAITING
from bot.storage.store import Store
from bot.storage.stored.records import Audit, TurnRecord
from bot.storage.transaction.outbox_rows import NEWEST
from flows.model.draft import Session
from flows.model.stages import Stage
from tests.bot.storage.scribe import Scribe

ENGINES = ("sqlite",)

pytestmark = pytest.mark.slow

READ_WHOLE = {
    f"SCAN {table}"
    for table in (
        "heartbeat", "sealing", "person_lookup_key", "retention_pass", "next_master", "retention_count", "erasure",
        "operator_request", "person_request", "parked",
    )
}  # fmt: skip
"""Tables of a few rows at most, of what was asked for in the last seconds, and of what nobody could read."""


ON_PURPOSE = {"naming_bodies", "unused_keys", "tallies", "everybody"}
"""What is done now and then, and reads all there is."""


class AnyValue(dict[str, object]):
    """Parameters whose values do not matter: a plan depends on none."""

    def __missing__(self, key: str) -> None:
        return None


def _statements() -> Mapping[str, str]:
    return {
        name: getattr(found, name).sql
        for found in (WAITING[group] for group in ("turn", "outside", "keys", "retention", "lookup", "health", "erase"))
        for name in found.available_queries
        if not name.endswith("_cursor") and name not in ON_PURPOSE
    }


async def test_no_statement_of_a_turn_reads_a_whole_table(store: Store) -> None:
    """Every row is found by an index, so a turn costs the same with 170,000 drafts as with one.

    So are updates whose time is over, of which two weeks are kept.
    """
    statements = {**_statements(), "old_updates": WAITING["purge"].old_updates.sql}
    # What a subquery holds was found by steps of its own, which are looked at like any other.
    passed_on = ("VIRTUAL TABLE", "SCAN (subquery", "SCAN every")
    read_whole = {}
    for name, sql in statements.items():
        async with store._engine._writer.execute(f"EXPLAIN QUERY PLAN {sql}", AnyValue()) as cursor:
            plan = [row[3] async for row in cursor]
        scans = {step for step in plan if step.startswith("SCAN") and " USING " not in step}
        found = {step for step in scans if not any(kind in step for kind in passed_on)}
        if found := found - {*READ_WHOLE, "SCAN CONSTANT ROW"}:
            read_whole[name] = found
    assert read_whole == {}


def _people(count: int) -> list[str]:
    return [f"telegram:{number}" for number in range(1, count + 1)]


async def _batch(store: Store, people: list[str], first_update: int) -> None:
    """One turn of each of these people, as a conversation takes them."""
    updates = [f"telegram:{number}" for number in range(first_update, first_update + len(people))]
    async with store.transaction() as work:
        await work.processed(updates)
        desks = await work.sessions(people)
        await work.outbox.prompts_shown(people)
        changes = [_turn(desks[one], update) for one, update in zip(people, updates, strict=True)]
        await work.keep(changes)


def _turn(desk: Session, update: str) -> TurnRecord:
    person, name = desk.person.id, f"d{desk.person.id}"
    after = replace(desk, drafts={name: Scribe.draft(name, f"Words {update}.")})
    line = Audit(person, name, "TextSent", Stage.answering, Stage.answering)
    return TurnRecord(
        now_ms=1_000,
        update=update,
        before=desk,
        after=after,
        messages=((person, Scribe.asking("topic")),),
        audit=(line,),
    )


@pytest.mark.parametrize("people", [1, 100])
async def test_a_batch_takes_few_journeys(store: Store, monkeypatch: pytest.MonkeyPatch, people: int) -> None:
    """From BEGIN to COMMIT at most ten statements go to the database's thread, for one turn or a hundred."""
    journeys = 0
    travel = aiosqlite.Connection._execute

    async def counted(self: aiosqlite.Connection, *arguments: object) -> object:
        nonlocal journeys
        journeys += 1
        return await travel(self, *arguments)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    await _batch(store, _people(people), 1)
    assert 5 < journeys <= 11


async def _effort(store: Store, people: list[str], first_update: int) -> int:
    """How many instructions of SQLite's machine a batch and its replies to old messages take, in tens."""
    effort = 0

    def count() -> int:
        nonlocal effort
        effort += 1
        return 0

    await store._engine._writer.set_progress_handler(count, 10)
    await _batch(store, people, first_update)
    async with store.transaction() as work:
        await work.outbox.prompts_shown_at([(person, 50) for person in people])
    await store._engine._writer.set_progress_handler(None, 0)
    return effort


_CROWD = """
    BEGIN;
    CREATE TEMP TABLE many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 170000)
        SELECT i FROM n;
    INSERT INTO person (id, body, touched_ms) SELECT 'telegram:' || (1000000 + i), '{}', i FROM many;
    INSERT INTO draft (id, person, badge, version, stage, revision, body, touched_ms)
        SELECT 'x' || i, 'telegram:' || (1000000 + i), 'b', '1', 'answering', 1, '{}', i FROM many;
    INSERT INTO outbox (id, chat, place, message_id, created_ms, spoken_ms)
        SELECT 1000000 + i, 'telegram:' || (1000000 + i), 'q/x/y', i, i, i FROM many;
    INSERT INTO outbox (id, chat, place, message_id, created_ms, spoken_ms)
        SELECT i, 'telegram:' || (i % 20 + 1), 'q/x/y', i, i, i FROM many WHERE i > 10000 AND i <= 30000;
    INSERT INTO processed_update SELECT 'telegram:' || (1000000 + i), i FROM many;
    COMMIT;
"""


async def test_a_turn_costs_no_more_among_170_000_drafts(store: Store) -> None:
    """The work hardly changes with a country's workers in the database, and a thousand questions in every chat."""
    people = _people(20)
    for number in range(NEWEST + 1):
        await _batch(store, people, 1 + 100 * number)
    alone = await _effort(store, people, 1_001)
    await (await store._engine._writer.executescript(_CROWD)).close()
    crowded = await _effort(store, people, 1_101)
    assert 0 < crowded <= alone * 1.25
