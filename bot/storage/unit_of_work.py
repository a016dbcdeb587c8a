"""One transaction: reads and writes of a batch of turns, in few statements."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from itertools import takewhile

import structlog

from bot.monitoring.causes import why
from bot.storage import rows
from bot.storage.codec import DRAFTS, ERASURES, MESSAGES, PEOPLE
from bot.storage.erasing.erase_rows import erase_rows
from bot.storage.errors import Changed, DataTooNew, OfLaterInstance, StorageError
from bot.storage.instances import SharedWork
from bot.storage.lookup_key import LookupKey, handles
from bot.storage.records import (
    BLOCKED,
    OutboxMessage,
    ProcessedWebhook,
    PromptShown,
    PutOff,
    ReceiptRow,
    ReminderRow,
    RetentionPass,
    SendReceipt,
    TurnRecord,
    WaitingUpdate,
)
from bot.storage.sealing.body_place import NOBODY, of_draft, of_message, of_person, of_waiting
from bot.storage.sealing.sealer import PLAIN, Sealer
from bot.storage.statement_groups import Many, Row, Statements
from flows.engine.effects import DeliverPack, ErasePerson
from flows.engine.prompts import Prompt
from flows.model.draft import Draft, Person, Session

NEWEST = 8
"""How many of a chat's newest prompts are read: more than a phone shows at once."""


LONGEST_PUT_OFF_MS = 7 * 3_600_000
"""An issuer may ask to be left alone for six hours, and a tenth more spreads those who wait."""

Misplaced = tuple[str, int, Prompt]
"""A person, a message of theirs, and the prompt that their phone really showed when it was sent."""

_log = structlog.get_logger(__name__)
OutboxIds = Callable[[int], Awaitable[Sequence[int]]]
"""Gives numbers for new rows of the outbox, in a transaction, each higher than every one before."""


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


def is_nobody(session: Session) -> bool:
    """Whether nothing is kept of a person any more."""
    return not session.drafts and session.person == Person(session.person.id)


class UnitOfWork:
    """Reads and writes of one transaction. Not usable after it."""

    def __init__(
        self,
        database: Statements,
        outbox_ids: OutboxIds,
        lookup: LookupKey,
        sealer: Sealer = PLAIN,
        beside: SharedWork | None = None,
    ) -> None:
        """`beside` is what it does because of other instances; None where this one serves alone."""
        self._db = database
        self._beside = beside
        self._sealer = sealer
        self._outbox_ids = outbox_ids
        self._lookup = lookup
        self._sessions: dict[str, Session] = {}
        self._revisions: dict[str, int] = {}

    async def lock(self, people: Iterable[str]) -> None:
        """Has no other instance take a turn of these people until this transaction is over. To be called first."""
        if self._beside is not None:
            await self._beside.lock(people)

    async def waits(self, people: Iterable[str]) -> Mapping[str, tuple[int, int]] | None:
        """How many updates of people wait, and how many characters; None where this instance knows by itself."""
        return None if self._beside is None else await self._beside.waiting_of(people)

    async def still_wait(self, person: str, waiting: Sequence[WaitingUpdate]) -> bool:
        """Whether these are a person's first waiting updates, as they were read before; else another took them."""
        if self._beside is None:
            return True
        found = [row[0] async for row in self._db.turn.next_waiting(person=person, most=len(waiting))]
        return found == [one.id for one in waiting]

    async def hand_over(self) -> tuple[OutboxMessage, ...]:
        """The messages that this instance is to send and its outbox does not have, in order."""
        if self._beside is None:
            return ()
        every, found = await self._beside.hand_over(), []
        await self._sealer.know(self._db, {chat for _, chat, *_ in every})
        for id_, chat, stored, created_ms, again in every:
            try:
                body = self._sealer.open(of_message(chat, id_), stored)
                found.append(OutboxMessage(id_, chat, MESSAGES.read(body), created_ms, again))
            except StorageError as error:
                _log.error("outbox_row_set_aside", row=id_, **why(error))
        return tuple(found)

    async def keep_guesses(self, guesses: Iterable[tuple[int, Misplaced]]) -> bool:
        """Notes what was filed under a message that may prove to be later; False where that is for the caller to do."""
        if self._beside is None:
            return False
        await self._beside.keep_guesses(
            [
                {"message": row, "person": person, "key": key, "otherwise": str(place)}
                for row, (person, key, place) in guesses
            ]
        )
        return True

    async def processed(self, update_ids: Iterable[str]) -> frozenset[str]:
        """Those of the updates that were handled before."""
        found = self._db.turn.processed(ids=rows.array(update_ids))
        return frozenset([update async for (update,) in found])

    async def sessions(
        self, person_ids: Iterable[str], knows: Callable[[str, str], bool] = lambda _badge, _version: True
    ) -> dict[str, Session]:
        """Each person's session, drafts in order of beginning; an empty one for a person never met.

        `knows` says whether this release has a version of a badge. Raises Unreadable, NotOpened or DataTooNew for a
        body that this release cannot read; where other instances serve, OfLaterInstance for what one of them may.
        """
        try:
            found = await self._read_sessions(person_ids)
        except DataTooNew:
            if self._beside is None:
                raise
            raise OfLaterInstance from None
        every = (draft for session in found.values() for draft in session.drafts.values())
        if self._beside is not None and not all(knows(draft.badge, draft.version) for draft in every):
            raise OfLaterInstance
        return found

    async def _read_sessions(self, person_ids: Iterable[str]) -> dict[str, Session]:
        wanted = set(person_ids)
        people: dict[str, Person] = {}
        drafts: dict[str, dict[str, Draft]] = {}
        every = [row async for row in self._db.turn.sessions(ids=rows.array(wanted))]
        await self._sealer.take(
            self._db, [(key, id_, master or "", wrapped) for id_, master, key, wrapped, n in every if n < 0]
        )
        for person, draft, revision, stored, number in every:
            if number < 0:
                continue
            if draft is None:
                people[person] = PEOPLE.read(self._sealer.open(of_person(person), stored))
            else:
                drafts.setdefault(person, {})[draft] = DRAFTS.read(self._sealer.open(of_draft(person, draft), stored))
                self._revisions[draft] = revision
        found = {id_: Session(people.get(id_) or Person(id_), drafts.get(id_, {})) for id_ in wanted}
        self._sessions.update(found)
        return found

    async def prompts_shown(self, chats: Iterable[str]) -> dict[str, tuple[PromptShown, ...]]:
        """For each chat the messages that asked for something last, newest first, at most NEWEST of them."""
        wanted = set(chats)
        found: dict[str, list[PromptShown]] = {chat: [] for chat in wanted}
        async for position in self._db.turn.prompts_shown(chats=rows.array(wanted), newest=NEWEST):
            found[position[0]].extend(rows.prompt_shown(position))
        return {chat: tuple(shown) for chat, shown in found.items()}

    async def prompts_shown_at(
        self, pairs: Iterable[tuple[str, int]]
    ) -> dict[tuple[str, int], tuple[PromptShown, ...]]:
        """What these messages (chat and message id) may have asked for last; none for those that asked for nothing.

        Of a row that was sent again, a message may be an earlier copy, whose number is not known. Messages of a chat
        are sent in order, so it is a copy of one of the rows that were sent again right after it.
        """
        found = await self._prompts_from(pairs, 1)
        exact = {pair: shown for pair, shown in found.items() if shown and shown[0].message_id == pair[1]}
        copies = [pair for pair, shown in found.items() if pair not in exact and shown and shown[0].again]
        after = await self._prompts_from(copies, NEWEST) if copies else {}
        return exact | {pair: tuple(takewhile(lambda row: row.again, shown)) for pair, shown in after.items()}

    async def _prompts_from(
        self, pairs: Iterable[tuple[str, int]], newest: int
    ) -> dict[tuple[str, int], tuple[PromptShown, ...]]:
        """The first rows from each message on, in order."""
        found: dict[tuple[str, int], tuple[PromptShown, ...]] = {}
        async for position in self._db.turn.prompts_shown_at(pairs=rows.array(pairs), newest=newest):
            pair, shown = (position[0], position[6]), tuple(rows.prompt_shown(position[:6]))
            found[pair] = (*found.get(pair, ()), *shown)
        return found

    async def keep(self, changes: Sequence[TurnRecord]) -> tuple[OutboxMessage, ...]:
        """Stores the records of turns, in order, and returns the messages to send, in order.

        Raises Changed if an update was handled before, or `before` is not the session as this transaction
        read it or kept it last.
        """
        before, after = self._first_and_last(changes)
        await self._sealer.know(self._db, _owners(after, changes), make=True)
        # What is still said to somebody who is erased must open once their key is gone.
        self._sealer.drop(one.person for c in changes for one in c.effects if isinstance(one, ErasePerson))
        await self._keep_people(before, after, changes)
        await self._keep_drafts(before, after)
        await self._keep_lookup(before, after)
        said = await self._said(changes)
        to_speak = await self._keep_messages(said)
        await self._keep_effects(changes)
        await self._keep_updates(changes)
        await self._keep_reminders(changes, said)
        await _many(self._db.turn.note, [rows.audit(line, c.now_ms) for c in changes for line in c.audit])
        # Before drafts that a session has no more are removed: those of the erased are read for their files.
        await self._erase(changes, said)
        await self._forget(before, after, changes)
        self._sessions.update(after)
        return to_speak

    async def _keep_messages(self, said: Sequence[OutboxMessage]) -> tuple[OutboxMessage, ...]:
        """Stores messages, and returns those that this instance's outbox is to have now.

        Of a chat for which messages wait, whoever sends those sends these too, so that they stay in order.
        """
        beside = self._beside
        if beside is None or not said:
            await _many(self._db.turn.keep_messages, [rows.outbox(self._sealer, one) for one in said])
            return tuple(said)
        senders = await beside.senders({one.chat for one in said})
        own, each, others = [], [], set()
        for one in said:
            sender = senders.get(one.chat)
            owner = beside.own if sender is None else sender.owner
            handed = sender is None or (owner == beside.own and sender.has_all)
            each.append(rows.outbox(self._sealer, one, owner, handed=handed))
            own += [one] if handed else []
            others |= set() if handed else {owner}
        await _many(self._db.turn.keep_messages, each)
        for owner in others:
            await beside.tell(owner)
        return tuple(own)

    async def _erase(self, changes: Sequence[TurnRecord], said: Sequence[OutboxMessage]) -> None:
        """Deletes the rows of those who asked for it. What is said to them from then on stays until it is sent."""
        first = 0
        for change in changes:
            for one in (effect for effect in change.effects if isinstance(effect, ErasePerson)):
                before = said[first].id if first < len(said) else (await self._outbox_ids(1))[0]
                await self.erase(one.person, before, change.now_ms)
            first += len(change.messages)

    async def erase(self, person: str, before: int, now_ms: int) -> None:
        """Deletes every row of a person but messages from `before` on, and notes which files are to follow."""
        await self._sealer.know(self._db, [person])
        erased = await erase_rows(self._db, self._sealer, person, before, now_ms)
        earlier = await self._db.erase.erasure(person=person)
        if earlier is not None:
            erased = erased.after(ERASURES.read(earlier))
        await self._db.erase.keep_erasure(person=person, body=ERASURES.write(erased), at_ms=now_ms)

    async def erased(self, people: Iterable[str]) -> None:
        """Removes the notes of erasures that are done."""
        for person in people:
            await self._db.erase.erasure_done(person=person)

    async def keep_receipts(self, marks: Sequence[SendReceipt]) -> tuple[Misplaced, ...]:
        """Writes receipts, and clears the bodies of those messages.

        Returns what was noted by `keep_guesses` and is thereby known to be misplaced.
        """
        misplaced = await self._misplaced(marks) if self._beside is not None and marks else ()
        await self._arrived([mark for mark in marks if mark.reminded is not None])
        marked = [rows.mark(mark) for mark in marks]
        await _many(self._db.turn.drop_spoken, marked)
        await _many(self._db.turn.mark_spoken, marked)
        return misplaced

    async def _misplaced(self, marks: Sequence[SendReceipt]) -> tuple[Misplaced, ...]:
        # Of a message that was sent more than once nothing is proved: the person may have seen the first copy.
        numbers = {one.row: one.message_id for one in marks if one.message_id is not None and not one.again}
        found = await self._beside.take_guesses([one.row for one in marks]) if self._beside is not None else ()
        parsed = [(person, key, numbers.get(row), Prompt.parse(place)) for row, person, key, place in found]
        return tuple((who, key, to) for who, key, number, to in parsed if to and number is not None and key < number)

    async def _arrived(self, marks: Sequence[SendReceipt]) -> None:
        """What became of reminders. Whoever has blocked the bot is left alone until they write again."""
        found = [rows.arrived(mark) for mark in marks]
        await _many(self._db.turn.arrived, found)
        await _many(self._db.turn.silence, [row for row in found if row["became"] == BLOCKED])

    async def plan(self, plans: Sequence[ReminderRow]) -> None:
        """Sets when to look at people's reminders."""
        await _many(self._db.turn.plan, [rows.plan(one) for one in plans])

    async def plan_with(self, digest: str) -> None:
        """Notes with which badges everything was planned."""
        await self._db.turn.plan_with(digest=digest)

    async def next_waiting(self, person: str, most: int) -> tuple[WaitingUpdate, ...]:
        """The first of a person's updates whose turn is yet to be taken, in order."""
        found = [row async for row in self._db.turn.next_waiting(person=person, most=most)]
        await self._sealer.know(self._db, [person] if found else ())
        return tuple(
            WaitingUpdate(person, self._sealer.open(of_waiting(person, at_ms), raw), place, at_ms, id_)
            for id_, raw, place, at_ms in found
        )

    async def keep_webhook(self, value: ProcessedWebhook) -> bool:
        """Stores the id of an issuer's message; returns whether it is new."""
        return await self._db.turn.keep_webhooks([rows.webhook(value)]) == 1

    async def answered(self, requests: Iterable[int]) -> None:
        """Removes what the operator asked for and is done."""
        await self._db.turn.answered(ids=rows.array(requests))

    async def due_now(self, reference: str, attempt: int, now_ms: int) -> None:
        """Has a delivery tried now, where it waits."""
        await self._db.turn.due_now(reference=reference, attempt=attempt, now_ms=now_ms)

    async def delivered(self, receipts: Sequence[ReceiptRow]) -> None:
        """Writes down that submissions have arrived. The first receipt stands."""
        await _many(self._db.turn.mark_delivered, [rows.receipt(r) for r in receipts])

    async def done(self, effects: Iterable[int]) -> None:
        """Removes effects that need no further try."""
        await self._db.turn.remove_effects(ids=rows.array(effects))

    async def put_off(self, effects: Sequence[PutOff]) -> None:
        """Sets the next try of effects that failed, and counts the failure."""
        await _many(self._db.turn.put_off, [rows.put_off(e) for e in effects])

    async def look_at(self, looks: Mapping[str, int]) -> None:
        """Sets when to look next at what of each person runs out."""
        await _many(self._db.retention.look_at, [{"person": person, "look_ms": ms} for person, ms in looks.items()])

    async def keep_pass(self, last: RetentionPass, *, anew: bool) -> None:
        """Writes down a look at what runs out; `anew` has everybody looked at again."""
        if anew:
            await self._db.retention.look_at_all()
        await self._db.retention.keep_pass(at_ms=last.at_ms, held_ms=last.held_ms, schedule=last.schedule)

    async def count_retention(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Adds to how many things of each kind were warned of and removed."""
        each: list[Row] = [
            {"kind": kind, "became": became, "how_many": many} for (kind, became), many in counts.items()
        ]
        await _many(self._db.retention.count, each)

    async def heartbeat(self, now_ms: int) -> None:
        """Writes the heartbeat."""
        await self._db.turn.heartbeat(now_ms=now_ms)

    async def keep_up_with_keys(self) -> None:
        """Takes a new master key, once it stands in its file, so that the one before it opens nothing any more."""
        for (id_,) in [row async for row in self._db.keys.read_masters()]:
            if await self._sealer.learn(self._db, id_):
                if self._beside is not None:
                    await self._beside.learned(id_)
                await self._db.keys.drop_next_master(id_=id_)

    async def bring_forward(self, now_ms: int) -> int:
        """Has nothing wait longer than anything is ever put off; how many effects were."""
        return await self._db.turn.bring_forward(now_ms=now_ms, longest_ms=LONGEST_PUT_OFF_MS)

    def _first_and_last(self, changes: Sequence[TurnRecord]) -> tuple[dict[str, Session], dict[str, Session]]:
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

    async def _keep_people(
        self, before: Mapping[str, Session], after: Mapping[str, Session], changes: Sequence[TurnRecord]
    ) -> None:
        active = {c.after.person.id: c.now_ms for c in changes if c.after is not None and c.is_of_worker}
        changed = [
            rows.person(self._sealer, session.person, active.get(id_, 0))
            for id_, session in after.items()
            if id_ in active or session.person != before[id_].person
        ]
        await _many(self._db.turn.keep_people, changed)
        await _many(self._db.turn.hear_again, [{"person": id_} for id_ in active if after[id_].person.reminders.wanted])

    async def _keep_drafts(self, before: Mapping[str, Session], after: Mapping[str, Session]) -> None:
        changed = [
            (person, draft)
            for person, session in after.items()
            for id_, draft in session.drafts.items()
            if (old := before[person].drafts.get(id_)) is not draft and old != draft
        ]
        bodies = [
            rows.draft(self._sealer, person, draft, self._revisions.get(draft.id, 0)) for person, draft in changed
        ]
        if await _many(self._db.turn.keep_drafts, bodies) != len(bodies):
            raise Changed("a draft is stored at another revision than the one that was read")
        for _, draft in changed:
            self._revisions[draft.id] = self._revisions.get(draft.id, 0) + 1

    async def _forget(
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
            await _many(statement, gone)
        at_ms = max((change.now_ms for change in changes), default=0)
        bare: list[Row] = [
            {"draft": id_, "at_ms": at_ms}
            for person, session in after.items()
            for id_, draft in session.drafts.items()
            if draft.retention.files_gone_at is not None
            and (old := before[person].drafts.get(id_)) is not None
            and old.retention.files_gone_at is None
        ]
        await _many(self._db.retention.forget_files, bare)
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
            await _many(statement, nobody)

    async def _keep_lookup(self, before: Mapping[str, Session], after: Mapping[str, Session]) -> None:
        """Keeps the digests by which people are found in step with what they gave."""
        new: list[Row] = []
        old: list[Row] = []
        for person, session in after.items():
            if not _may_be_found_otherwise(before[person], session):
                continue
            was, now = handles(before[person]), handles(session)
            new += [{"person": person, "digest": self._lookup.digest(one)} for one in now - was]
            old += [{"person": person, "digest": self._lookup.digest(one)} for one in was - now]
        await _many(self._db.lookup.put_in, new)
        await _many(self._db.lookup.take_out, old)

    async def index(self, people: Iterable[str]) -> None:
        """Puts people in by whose digests they are found, as their sessions are now."""
        found = await self.sessions(people)
        each: list[Row] = [
            {"person": person, "digest": self._lookup.digest(one)}
            for person, session in found.items()
            for one in handles(session)
        ]
        await _many(self._db.lookup.put_in, each)

    async def index_anew(self) -> None:
        """Empties the index: from now on everybody whose session changes is put in with the present key."""
        await self._db.lookup.empty()

    async def indexed(self) -> None:
        """Notes that everybody is in the index."""
        await self._db.lookup.keep_key(digest=self._lookup.mark)

    async def answered_of_people(self, requests: Iterable[int]) -> None:
        """Removes what the operator asked of people and is done."""
        await self._db.lookup.answered(ids=rows.array(requests))

    async def _said(self, changes: Sequence[TurnRecord]) -> tuple[OutboxMessage, ...]:
        every = [(chat, message, change.now_ms) for change in changes for chat, message in change.messages]
        ids = await self._outbox_ids(len(every)) if every else ()
        return tuple(OutboxMessage(id_, *one) for id_, one in zip(ids, every, strict=True))

    async def _keep_effects(self, changes: Sequence[TurnRecord]) -> None:
        every = [(effect, _owner(c), c.now_ms) for c in changes for effect in c.effects]
        frozen = [
            rows.submission(self._sealer, owner, effect.pack, at)
            for effect, owner, at in every
            if isinstance(effect, DeliverPack)
        ]
        if await _many(self._db.turn.keep_submissions, frozen) != len(frozen):
            raise Changed("a submission is frozen already, with another content")
        await _many(self._db.turn.add_deliveries, frozen)
        others = [
            rows.errand(self._sealer, owner, effect, at)
            for effect, owner, at in every
            if not isinstance(effect, DeliverPack | ErasePerson)
        ]
        await _many(self._db.turn.add_effects, others)

    async def _keep_reminders(self, changes: Sequence[TurnRecord], said: Sequence[OutboxMessage]) -> None:
        plans = {c.plan.person: c.plan for c in changes if c.plan is not None}
        await self.plan(list(plans.values()))
        rows_of = {one.chat: one.id for one in said if one.message.is_reminder}
        settled = [(one, c.now_ms) for c in changes for one in c.reminders]
        outcomes = [rows.reminder_outcome(one, rows_of.get(one.person), at) for one, at in settled]
        await _many(self._db.turn.keep_reminder_outcomes, outcomes)
        silenced: list[Row] = [{"person": c.blocked, "at_ms": c.now_ms} for c in changes if c.blocked is not None]
        await _many(self._db.turn.silence, silenced)

    async def _keep_updates(self, changes: Sequence[TurnRecord]) -> None:
        parked = [(c.parked, c.now_ms) for c in changes if c.parked is not None]
        handled = {c.update: c.now_ms for c in changes if c.update is not None}
        put_aside = {update.update: now_ms for update, now_ms in parked}
        updates = [rows.update(id_, now_ms) for id_, now_ms in {**handled, **put_aside}.items()]
        if await _many(self._db.turn.mark_processed, updates) != len(updates):
            raise Changed("an update was handled before")
        await _many(self._db.turn.wait, [rows.waiting(self._sealer, c.waits) for c in changes if c.waits])
        waited = [{"waited": c.waited} for c in changes if c.waited is not None]
        if await _many(self._db.turn.waited, waited) != len(waited):
            raise Changed("a waiting update was handled before")
        await _many(self._db.turn.park, [rows.parked(self._sealer, update, now_ms) for update, now_ms in parked])


async def _many(statement: Many, each: Sequence[Row]) -> int:
    return await statement(each) if each else 0


def _owners(after: Iterable[str], changes: Iterable[TurnRecord]) -> set[str]:
    """Everybody whose key seals something of these changes."""
    found = set(after)
    for change in changes:
        found.update(chat for chat, _ in change.messages)
        if change.waits is not None:
            found.add(change.waits.person)
        if change.parked is not None:
            found.add(change.parked.person or NOBODY)
    return found


def _owner(change: TurnRecord) -> str:
    """Whose effects they are."""
    if change.after is None:
        raise ValueError("only the turn of a person has effects")
    return change.after.person.id
