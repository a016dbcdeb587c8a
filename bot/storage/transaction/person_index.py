"""The index by which an operator finds a person, in step with what they gave."""

from collections.abc import Iterable, Mapping

from bot.storage.engine.statement_groups import Row
from bot.storage.lookup_key import handles
from bot.storage.stored import rows
from bot.storage.transaction.open_transaction import TransactionPart, many
from flows.model.draft import Session


class PersonIndex(TransactionPart):
    """Digests of what people gave, each with whose it is."""

    async def keep_up(self, before: Mapping[str, Session], after: Mapping[str, Session]) -> None:
        """Keeps the digests by which people are found in step with what they gave."""
        new: list[Row] = []
        old: list[Row] = []
        for person, session in after.items():
            if not _may_be_found_otherwise(before[person], session):
                continue
            was, now = handles(before[person]), handles(session)
            new += [{"person": person, "digest": self._in.lookup.digest(one)} for one in now - was]
            old += [{"person": person, "digest": self._in.lookup.digest(one)} for one in was - now]
        await many(self._db.lookup.put_in, new)
        await many(self._db.lookup.take_out, old)

    async def put_in(self, sessions: Mapping[str, Session]) -> None:
        """Puts people in by whose digests they are found, with their sessions as they are."""
        each: list[Row] = [
            {"person": person, "digest": self._in.lookup.digest(one)}
            for person, session in sessions.items()
            for one in handles(session)
        ]
        await many(self._db.lookup.put_in, each)

    async def empty(self) -> None:
        """Empties the index: from now on everybody whose session changes is put in with the present key."""
        await self._db.lookup.empty()

    async def complete(self) -> None:
        """Notes that everybody is in the index."""
        await self._db.lookup.keep_key(digest=self._in.lookup.mark)

    async def answered(self, requests: Iterable[int]) -> None:
        """Removes what the operator asked of people and is done."""
        await self._db.lookup.answered(ids=rows.array(requests))


def _may_be_found_otherwise(before: Session, after: Session) -> bool:
    """Whether anything changed by which somebody is found: most turns change nothing of it."""
    if before.person is not after.person and (
        before.person.remembered != after.person.remembered or before.person.consent != after.person.consent
    ):
        return True
    if before.drafts.keys() != after.drafts.keys():
        return True
    return any(
        (old := before.drafts[id_]) is not draft and (old.facts != draft.facts or old.sending != draft.sending)
        for id_, draft in after.drafts.items()
    )
