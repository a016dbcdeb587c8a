"""Who writes into a store in these tests, and who looks at it from elsewhere."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

from support.server_folders import address_of

from bot.storage.postgres.blocking_connection import connection
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.store import Store
from bot.storage.stored.records import Audit, OutboxMessage, TurnRecord
from bot.storage.transaction.unit_of_work import UnitOfWork
from flows.engine.effects import DeliverPack, KeepMedia
from flows.engine.message import Message
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.model.draft import Answer, Draft, Session, Stated, TextPart
from flows.model.stages import Stage
from flows.pack.pack import Pack, PackAi, PackAnswer, PackBadge, PackFact, PackIssuer

AT = datetime(2026, 7, 5, 9, 30, 15, 250_000, tzinfo=timezone(timedelta(hours=1)))


def rows_below(data: Path) -> bytes:
    """Every row of the PostgreSQL database of a folder, as text; nothing where it has a file."""
    url = address_of(data)
    if not url:
        return b""
    with connection(PostgresAddress(url)) as opened:
        tables = opened.wait(lambda driver: driver.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        found = [
            opened.wait(lambda driver, name=name: driver.fetch(f"SELECT CAST(every AS text) FROM {name} AS every"))
            for (name,) in tables
        ]
    return "\n".join(str(tuple(row)) for each in found for row in each).encode()


class Scribe:
    """Makes drafts, messages and packs, and takes a turn for a person as a conversation does."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._updates = count(1)

    def start_at(self, update: int) -> None:
        """Sets the id of the next update."""
        self._updates = count(update)

    @staticmethod
    def draft(name: str, words: str = "I chose audits.", began: datetime = AT) -> Draft:
        """A draft with one answer."""
        answer = Answer((TextPart(5, words, began),))
        return Draft(
            name,
            "ob-1249",
            "2025-1",
            Stage.answering,
            began,
            began,
            facts={"name": Stated(("Isla Example",), 3)},
            answers={"topic": answer},
        )

    @staticmethod
    def asking(about: str, text: str = "What did you choose?") -> Message:
        """A message that asks a question of draft d1."""
        return Message(text, place=Prompt(PromptKind.question, "d1", OfQuestion(about)))

    @staticmethod
    def pack(draft: str = "d1", attempt: int = 1, text: str = "I chose audits.") -> Pack:
        """A small submission."""
        return Pack(
            draft=draft,
            reference="TB-7KQ4-M2XP",
            attempt=attempt,
            timestamp=AT,
            badge=PackBadge("ob-1249", "OB-1249", "Leadership", "2025-1"),
            issuer=PackIssuer("sssc", "Scottish Social Services Council", "https://example.org/badge"),
            facts=(PackFact("name", "Name", ("Isla Example",), many=False, in_evidence=True),),
            answers=(PackAnswer("topic", "The topic", text, 3, 1),),
            total_words=3,
            ai=PackAi("declare", used=False),
            declarations=(),
            evidence_text=text,
        )

    async def turn(
        self,
        person: str,
        *drafts: Draft,
        messages: tuple[Message, ...] = (),
        packs: tuple[Pack, ...] = (),
        media: tuple[KeepMedia, ...] = (),
        now_ms: int = 1_000,
    ) -> tuple[OutboxMessage, ...]:
        """One update of a person, who then holds these drafts besides those they had."""
        async with self.store.transaction([person]) as work:
            before = (await work.sessions([person]))[person]
            after = replace(before, drafts={**before.drafts, **{draft.id: draft for draft in drafts}})
            change = TurnRecord(
                now_ms=now_ms,
                update=f"telegram:{next(self._updates)}",
                before=before,
                after=after,
                messages=tuple((person, message) for message in messages),
                effects=(*map(DeliverPack, packs), *media),
                audit=(Audit(person, None, "TextSent"),),
            )
            return await work.keep([change])

    async def desk(self, person: str) -> Session:
        """What is stored of a person."""
        async with self.store.transaction() as work:
            return (await work.sessions([person]))[person]


class Elsewhere:
    """An operator with a database tool, who looks at rows and changes one."""

    def __init__(self, data: Path) -> None:
        self._path = data / "teabreak.db"
        url = address_of(data)
        self._address = PostgresAddress(url) if url else None

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """All rows of a table, in the order in which they came, with the columns that both engines have."""
        if self._address is not None:
            with connection(self._address) as opened:
                found = opened.wait(lambda driver: driver.fetch(f"SELECT * FROM {table} ORDER BY ctid"))
            own = {"person": 1, "parked": 1, "outbox": 2, "effect": 1}.get(table, 0)
            return [tuple(row)[: len(row) - own] for row in found]
        with closing(sqlite3.connect(self._path)) as database:
            return database.execute(f"SELECT * FROM {table}").fetchall()

    def change(self, statement: str, *values: str) -> None:
        """Changes rows behind everybody's back, by statements with `;` between them. A value stands as `?`."""
        if self._address is not None:
            for number in range(1, len(values) + 1):
                statement = statement.replace("?", f"${number}", 1)
            with connection(self._address) as opened:
                opened.wait(lambda driver: driver.execute(statement, *values))
            return
        with closing(sqlite3.connect(self._path)) as database:
            for one in statement.split(";"):
                database.execute(one, values)
            database.commit()

    @staticmethod
    async def bump(work: UnitOfWork, draft: str) -> None:
        """Counts up a draft's revision behind the back of a transaction."""
        await work._db.turn._connection.execute(f"UPDATE draft SET revision = revision + 1 WHERE id = '{draft}'")

    @staticmethod
    async def settings(store: Store) -> dict[str, object]:
        """How the connection that writes is set up."""
        found: dict[str, object] = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            async with store._engine._writer.execute(f"PRAGMA {name}") as cursor:
                ((found[name],),) = await cursor.fetchall()
        return found
