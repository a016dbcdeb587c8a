"""Sessions in the database: read, compared with what was read, and kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.storage.errors import Changed, DataTooNew, OfLaterInstance
from bot.storage.sealing.body_place import of_draft, of_person
from bot.storage.stored import rows
from bot.storage.stored.codec import DRAFTS, PEOPLE
from bot.storage.stored.records import TurnRecord
from bot.storage.transaction.open_transaction import Transaction, TransactionPart, many
from flows.model.draft import Draft, Person, Session


class SessionRows(TransactionPart):
    """People and their drafts."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._sessions: dict[str, Session] = {}
        self._revisions: dict[str, int] = {}

    async def read(
        self, person_ids: Iterable[str], knows: Callable[[str, str], bool] = lambda _badge, _version: True
    ) -> dict[str, Session]:
        """Each person's session, drafts in order of beginning; an empty one for a person never met.

        `knows` says whether this release has a version of a badge. Raises Unreadable, NotOpened or DataTooNew for a
        body that this release cannot read; where other instances serve, OfLaterInstance for what one of them may.
        """
        try:
            found = await self._read(person_ids)
        except DataTooNew:
            if self._in.beside is None:
                raise
            raise OfLaterInstance from None
        every = (draft for session in found.values() for draft in session.drafts.values())
        if self._in.beside is not None and not all(knows(draft.badge, draft.version) for draft in every):
            raise OfLaterInstance
        return found

    async def _read(self, person_ids: Iterable[str]) -> dict[str, Session]:
        wanted = set(person_ids)
        people: dict[str, Person] = {}
        drafts: dict[str, dict[str, Draft]] = {}
        every = [row async for row in self._db.turn.sessions(ids=rows.array(wanted))]
        await self._in.sealer.take(
            self._db, [(key, id_, master or "", wrapped) for id_, master, key, wrapped, n in every if n < 0]
        )
        for person, draft, revision, stored, number in every:
            if number < 0:
                continue
            if draft is None:
                people[person] = PEOPLE.read(self._in.sealer.open(of_person(person), stored))
            else:
                drafts.setdefault(person, {})[draft] = DRAFTS.read(
                    self._in.sealer.open(of_draft(person, draft), stored)
                )
                self._revisions[draft] = revision
        found = {id_: Session(people.get(id_) or Person(id_), drafts.get(id_, {})) for id_ in wanted}
        self._sessions.update(found)
        return found

    def first_and_last(self, changes: Sequence[TurnRecord]) -> tuple[dict[str, Session], dict[str, Session]]:
        """Each person's session as it was read or kept last, and as it is to be kept. Raises Changed, see `keep`."""
        first: dict[str, Session] = {}
        last: dict[str, Session] = {}
        for change in changes:
            if change.before is None or change.after is None:
                continue
            person = change.before.person.id
            known = last.get(person) or self._sessions.get(person)
            if known is None or (change.before is not known and change.before != known):
                raise Changed("a session was to be kept that is not the one that was read")
            first.setdefault(person, known)
            last[person] = change.after
        return first, last

    async def keep(
        self, before: Mapping[str, Session], after: Mapping[str, Session], changes: Sequence[TurnRecord]
    ) -> None:
        """Keeps sessions that changed. Raises Changed where a draft is stored at another revision."""
        await self._keep_people(before, after, changes)
        await self._keep_drafts(before, after)
        self._sessions.update(after)

    async def _keep_people(
        self, before: Mapping[str, Session], after: Mapping[str, Session], changes: Sequence[TurnRecord]
    ) -> None:
        active = {c.after.person.id: c.now_ms for c in changes if c.after is not None and c.is_of_worker}
        changed = [
            rows.person(self._in.sealer, session.person, active.get(id_, 0))
            for id_, session in after.items()
            if id_ in active or session.person != before[id_].person
        ]
        await many(self._db.turn.keep_people, changed)
        await many(
            self._db.turn.hear_again,
            [{"person": id_} for id_ in active if after[id_].person.reminders.wanted],
        )

    async def _keep_drafts(self, before: Mapping[str, Session], after: Mapping[str, Session]) -> None:
        changed = [
            (person, draft)
            for person, session in after.items()
            for id_, draft in session.drafts.items()
            if (old := before[person].drafts.get(id_)) is not draft and old != draft
        ]
        bodies = [
            rows.draft(self._in.sealer, person, draft, self._revisions.get(draft.id, 0)) for person, draft in changed
        ]
        if await many(self._db.turn.keep_drafts, bodies) != len(bodies):
            raise Changed("a draft is stored at another revision than the one that was read")
        for _, draft in changed:
            self._revisions[draft.id] = self._revisions.get(draft.id, 0) + 1
