"""What the database notes of things that run out, and removes of those that did."""

from collections.abc import Mapping, Sequence

from bot.storage.engine.statement_groups import Row
from bot.storage.stored.records import RetentionPass, TurnRecord
from bot.storage.transaction.open_transaction import TransactionPart, many
from flows.model.draft import Person, Session


def is_nobody(session: Session) -> bool:
    """Whether nothing is kept of a person any more."""
    return not session.drafts and session.person == Person(session.person.id)


class RetentionRows(TransactionPart):
    """When to look at what runs out, and rows of what is gone."""

    async def look_at(self, looks: Mapping[str, int]) -> None:
        """Sets when to look next at what of each person runs out."""
        await many(self._db.retention.look_at, [{"person": person, "look_ms": ms} for person, ms in looks.items()])

    async def keep_pass(self, last: RetentionPass, *, anew: bool) -> None:
        """Writes down a look at what runs out; `anew` has everybody looked at again."""
        if anew:
            await self._db.retention.look_at_all()
        await self._db.retention.keep_pass(at_ms=last.at_ms, held_ms=last.held_ms, schedule=last.schedule)

    async def count(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Adds to how many things of each kind were warned of and removed."""
        each: list[Row] = [
            {"kind": kind, "became": became, "how_many": many} for (kind, became), many in counts.items()
        ]
        await many(self._db.retention.count, each)

    async def forget(
        self, before: Mapping[str, Session], after: Mapping[str, Session], changes: Sequence[TurnRecord]
    ) -> None:
        """Removes the rows of drafts that a session has no more, and of people of whom nothing is kept."""
        gone: list[Row] = [
            {"draft": id_} for person, session in after.items() for id_ in before[person].drafts.keys() - session.drafts
        ]
        for statement in (
            self._db.retention.forget_effects,
            self._db.retention.forget_requests,
            self._db.retention.forget_submissions,
            self._db.retention.forget_drafts,
        ):
            await many(statement, gone)
        at_ms = max((change.now_ms for change in changes), default=0)
        bare: list[Row] = [
            {"draft": id_, "at_ms": at_ms}
            for person, session in after.items()
            for id_, draft in session.drafts.items()
            if draft.retention.files_gone_at is not None
            and (old := before[person].drafts.get(id_)) is not None
            and old.retention.files_gone_at is None
        ]
        await many(self._db.retention.forget_files, bare)
        nobody: list[Row] = [
            {"person": person}
            for person, session in after.items()
            if is_nobody(session) and not is_nobody(before[person])
        ]
        for statement in (
            self._db.retention.forget_reminders,
            self._db.retention.forget_reminder_outcomes,
            self._db.retention.forget_prompts,
            self._db.retention.forget_people,
        ):
            await many(statement, nobody)
