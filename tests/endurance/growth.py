"""`make growth`: which statements read more of a PostgreSQL database among many people than among few.

The real bot serves two workers, who apply, and an operator's commands, in a database with few people and in one with
many. `pg_stat_statements` counts the blocks that each statement reads. Telegram and the issuer are on loopback.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.seed import half_written
from support.postgres_server import PostgresProcess, running
from support.scripted_worker import Manner, Worker
from support.served_bot import served
from typer.testing import CliRunner

from bot.cli import command_line
from bot.playground.telegram import Sandbox
from bot.storage.engine.locations import name_database
from bot.storage.store import Store
from bot.storage.stored.codec import DRAFTS, PEOPLE
from flows.features.start.notice import VERSION
from flows.model.draft import Consent, Person

FEW, MANY = 500, 50_000
GROWTH = 3.0
"""So many times the blocks are growth: an index becomes a step deeper, and a step more is no growth."""
LEAST = 12.0
"""Blocks a call: below that it is noise."""

_FILL = """
CREATE TEMP TABLE many AS SELECT i, 'telegram:' || (1000000 + i) AS person, 'x' || i AS draft,
    CAST(extract(epoch FROM now()) * 1000 AS bigint) - (i % 300) * 86400000::bigint AS at_ms
    FROM generate_series(1, {people}) AS i;
INSERT INTO person (id, body, touched_ms, consented)
    SELECT person, replace('{person}', 'PERSON', person), at_ms, true FROM many;
UPDATE retention_look SET look_ms = CAST(extract(epoch FROM now()) * 1000 AS bigint) + 86400000;
INSERT INTO draft (id, person, badge, version, stage, revision, body, touched_ms)
    SELECT draft, person, 'cpl-2025-leadership', '2025-1', CASE WHEN i % 4 = 0 THEN 'with_issuer' ELSE 'answering' END,
        1, replace('{draft}', 'DRAFT', draft), at_ms FROM many;
INSERT INTO outbox (id, chat, place, message_id, created_ms, spoken_ms)
    SELECT nextval('outbox_ids'), person, 'q/x/y', n * 10, at_ms, at_ms FROM many, generate_series(1, 5) AS n;
INSERT INTO submission (reference, attempt, draft, pack, at_ms, delivered_ms, issuer)
    SELECT 'TB-X' || i, 1, draft, repeat('pack ', 200), at_ms, at_ms, 'sssc' FROM many WHERE i % 4 = 0;
INSERT INTO effect (kind, body, draft, due_ms, created_ms)
    SELECT 'await_decision', '["' || draft || '"]', draft, at_ms + 400 * 86400000::bigint, at_ms
    FROM many WHERE i % 4 = 0;
INSERT INTO processed_update SELECT 'telegram:' || (9000000 + i), at_ms FROM many;
INSERT INTO audit (at_ms, person, draft, event, stage_before, stage_after)
    SELECT at_ms, person, draft, 'TextSent', 'answering', 'answering' FROM many, generate_series(1, 3);
INSERT INTO reminder (person, due_ms, kind)
    SELECT person, at_ms + 400 * 86400000::bigint, 'come_back' FROM many WHERE i % 2 = 0;
INSERT INTO reminder_outcome (person, kind, became, at_ms, message)
    SELECT person, 'come_back', 'said', at_ms, i FROM many WHERE i % 2 = 0;
INSERT INTO person_lookup SELECT person, md5(person) FROM many;
DROP TABLE many;
ANALYZE;
"""

_BEGAN = datetime(2026, 10, 1, tzinfo=UTC)
_ON_PURPOSE = {
    r"SELECT DISTINCT badge, version FROM draft": "once at each start, from an index alone",
    r"SELECT \$\d AS place, person AS owner, id AS part, body FROM draft WHERE id NOT IN": (
        "files in the clear may be shared by two people; read on a thread, after a deletion and every hour"
    ),
    r"DELETE FROM processed_update WHERE at_ms": "housekeeping, every six hours; it reads the updates that it removes",
    r"DELETE FROM reminder_outcome WHERE id IN": "housekeeping, every six hours, in steps of a fixed length",
}
"""What may read more, by how it begins, and why."""


@dataclass(frozen=True, slots=True)
class Reads:
    """What a statement read: how often it was carried out, and blocks of 8 KB a time."""

    calls: int
    blocks: float


def possible(server: PostgresProcess) -> bool:
    """Whether the server can count what statements read."""
    return server.psql("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_stat_statements'") == "1"


async def measured(server: PostgresProcess, people: int, folder: Path) -> Mapping[str, Reads]:
    """Has workers and an operator at work among so many people; what each statement read."""
    address = server.new_database(with_tables=True)
    name = address.partition("?")[0].rpartition("/")[2]
    server.psql("CREATE EXTENSION IF NOT EXISTS pg_stat_statements", name)
    bodies = {
        "person": PEOPLE.write(Person("PERSON", Consent(VERSION, _BEGAN), in_hand=None)),
        "draft": DRAFTS.write(half_written("DRAFT", _BEGAN)),
    }
    name_database(folder, address)
    async with Store.open(folder) as store, store.transaction() as work:
        # Where a bot has run for long, everybody is in the index by which an operator finds them.
        await work.index.complete()
    server.psql(_FILL.format(people=people, **bodies), name)
    server.psql("VACUUM", name)
    server.psql("SELECT pg_stat_statements_reset()", name)
    async with Sandbox() as sandbox, served(sandbox, folder, database=address):
        for number, manner in enumerate((Manner.plain, Manner.editor)):
            worker = Worker(sandbox.user(f"Morag{number}"), manner, within=60)
            await worker.apply()
        await asyncio.to_thread(_commands, folder, address, f"telegram:{worker.person.id}")
    name_database(folder, None)
    found = server.psql(
        "SELECT calls, (shared_blks_hit + shared_blks_read)::float / calls, translate(query, E'\\n\\t|', '  /') "
        f"FROM pg_stat_statements JOIN pg_database ON dbid = oid WHERE datname = '{name}' AND calls > 0",
        name,
    )
    reads = {}
    for line in found.splitlines():
        calls, blocks, query = line.split("|", 2)
        reads[re.sub(r" +", " ", query)] = Reads(int(calls), float(blocks))
    return reads


def _commands(folder: Path, address: str, person: str) -> None:
    environment = {"TEABREAK_DATA": str(folder), "TEABREAK_DATABASE": address, "TEABREAK_BY": "morag"}
    for command in (("deliver",), ("status", "--once"), ("correct", person, "name", "Isla Bell"), ("forget", person)):
        done = CliRunner(env=environment).invoke(command_line(command[0]), list(command))
        assert done.exit_code == 0, done.output


def grown(few: Mapping[str, Reads], many: Mapping[str, Reads]) -> dict[str, tuple[Reads, Reads]]:
    """The statements that read so much more among many people."""
    return {
        query: (few[query], reads)
        for query, reads in many.items()
        if query in few and reads.blocks > max(LEAST, GROWTH * few[query].blocks)
    }


async def _both(few: int, many: int) -> int:
    with tempfile.TemporaryDirectory() as name, running(counting=True) as server:
        if not possible(server):
            sys.stdout.write("pg_stat_statements is missing: install postgresql-contrib\n")
            return 1
        among_few = await measured(server, few, Path(name, "few", "data"))
        among_many = await measured(server, many, Path(name, "many", "data"))
    found = grown(among_few, among_many)
    sys.stdout.write(f"{len(among_many)} statements among {few:,} and among {many:,} people; {len(found)} read more\n")
    for query, (before, after) in sorted(found.items(), key=lambda one: -one[1][1].blocks * one[1][1].calls):
        why = next((told for pattern, told in _ON_PURPOSE.items() if re.match(pattern, query)), "NOT ON PURPOSE")
        sys.stdout.write(
            f"{before.blocks:8.0f} {after.blocks:8.0f} blocks, {after.calls} times: {query[:100]} ({why})\n"
        )
    return int(any(not any(re.match(pattern, query) for pattern in _ON_PURPOSE) for query in found))


def main() -> None:
    """Prints what grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--few", type=int, default=FEW)
    parser.add_argument("--many", type=int, default=MANY)
    asked = parser.parse_args()
    raise SystemExit(asyncio.run(_both(asked.few, asked.many)))


if __name__ == "__main__":
    main()
