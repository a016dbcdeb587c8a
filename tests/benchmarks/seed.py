"""Fills a data folder with drafts, as if a country's workers had begun them over the last year."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from bot.storage.sqlite.database import DATABASE
from bot.storage.store import Store
from bot.storage.stored.codec import DRAFTS, PEOPLE
from flows.features.start.notice import VERSION
from flows.model.draft import Answer, Consent, Draft, Person, Stated, TextPart
from flows.model.stages import Stage

BADGE, EDITION = "cpl-2025-leadership", "2025-1"
QUESTIONS = {"topic": 55, "relevance": 30, "learning": 160}
_WORDS = ("We", "looked", "again", "at", "how", "we", "plan", "support", "because", "people", "told", "us", "so")
_YEAR = timedelta(days=365)
_DAY_MS = 86_400_000


async def fill(data: Path, drafts: int) -> None:
    """Stores so many drafts, each half written, with what was asked and noted about it.

    Everybody is in the index of people, and is to be looked at for what runs out within the next two weeks: so it is
    where a bot has run for long, and it has nothing to catch up with.
    """
    async with Store.open(data) as store, store.transaction() as work:
        await work.index.complete()
    now = datetime.now(UTC)
    bodies = {
        "person": PEOPLE.write(Person("PERSON", Consent(VERSION, now - _YEAR), in_hand="DRAFT")),
        "draft": DRAFTS.write(half_written("DRAFT", now - _YEAR)),
    }
    times = {"now_ms": int(now.timestamp() * 1000), "year_ms": 365 * _DAY_MS, "fortnight_ms": 14 * _DAY_MS}
    with closing(sqlite3.connect(data / DATABASE, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")
        for statement in _FILL.split(";"):
            database.execute(statement, {"drafts": drafts, "badge": BADGE, "edition": EDITION, **bodies, **times})
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_FILL = """
BEGIN;
CREATE TEMP TABLE many AS
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :drafts)
    SELECT i, 'telegram:' || i AS person, printf('seed%x', i) AS draft,
        :now_ms - CAST(:year_ms * (1 - i * 1.0 / :drafts) AS INTEGER) AS at_ms FROM n;
INSERT INTO person (id, body, touched_ms, consented)
    SELECT person, replace(replace(:person, 'PERSON', person), 'DRAFT', draft), at_ms, 1 FROM many;
UPDATE retention_look SET look_ms = :now_ms + :fortnight_ms * CAST(substr(person, 10) AS INTEGER) / :drafts;
INSERT INTO draft (id, person, badge, version, stage, revision, body, touched_ms)
    SELECT draft, person, :badge, :edition, 'answering', 1, replace(:draft, 'DRAFT', draft), at_ms FROM many;
INSERT INTO outbox (id, chat, place, message_id, created_ms, spoken_ms)
    SELECT i, person, 'question/' || draft || '/practice', i, at_ms, at_ms FROM many;
INSERT INTO audit (at_ms, person, draft, event, stage_before, stage_after)
    SELECT at_ms, person, draft, 'TextSent', 'answering', 'answering'
    FROM many, (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5);
INSERT INTO processed_update SELECT person, at_ms FROM many WHERE at_ms > :now_ms - :fortnight_ms;
INSERT INTO person_lookup (person, digest) SELECT person, lower(hex(randomblob(32))) FROM many;
DROP TABLE many;
COMMIT
"""


def half_written(name: str, at: datetime) -> Draft:
    """A draft of somebody who has answered three of five questions."""
    return Draft(
        name,
        BADGE,
        EDITION,
        Stage.answering,
        began_at=at,
        touched_at=at,
        right_badge_at=at,
        facts={"name": Stated(("Morag Bell",)), "email": Stated(("morag@example.org",))},
        answers={
            question: Answer((TextPart(number, " ".join(islice(cycle(_WORDS), words)), at),))
            for number, (question, words) in enumerate(QUESTIONS.items(), 1)
        },
    )
