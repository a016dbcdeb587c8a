"""Messages in the database: new ones, which this instance sends, their receipts, and the prompts that they hold."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

import structlog

from bot.monitoring.causes import why
from bot.storage.errors import StorageError
from bot.storage.sealing.body_place import of_message
from bot.storage.sealing.sealer import Sealer
from bot.storage.stored import rows
from bot.storage.stored.codec import MESSAGES
from bot.storage.stored.records import OutboxMessage, PromptShown, SendReceipt, TurnRecord
from bot.storage.transaction.open_transaction import Transaction, TransactionPart, many
from bot.storage.transaction.reminder_rows import ReminderRows
from flows.engine.prompts import Prompt

NEWEST = 8
"""How many of a chat's newest prompts are read: more than a phone shows at once."""
Misplaced = tuple[str, int, Prompt]
"""A person, a message of theirs, and the prompt that their phone really showed when it was sent."""
_log = structlog.get_logger(__name__)


def readable(sealer: Sealer, every: Iterable[tuple[int, str, str, int, bool]]) -> Iterator[OutboxMessage]:
    """The messages of rows: number, chat, body, time, and whether it was sent before.

    A row that cannot be read is left where it is, for the operator, and named in the log.
    """
    for id_, chat, stored, created_ms, again in every:
        try:
            body = sealer.open(of_message(chat, id_), stored)
            yield OutboxMessage(id_, chat, MESSAGES.read(body), created_ms, again)
        except StorageError as error:
            _log.error("outbox_row_set_aside", row=id_, **why(error))


class OutboxRows(TransactionPart):
    """What is said to people, and what their phones show."""

    def __init__(self, transaction: Transaction, reminders: ReminderRows) -> None:
        super().__init__(transaction)
        self._reminders = reminders

    async def numbered(self, changes: Sequence[TurnRecord]) -> tuple[OutboxMessage, ...]:
        """The messages of turns, in order, each with its number."""
        every = [(chat, message, change.now_ms) for change in changes for chat, message in change.messages]
        ids = await self._in.outbox_ids(len(every)) if every else ()
        return tuple(OutboxMessage(id_, *one) for id_, one in zip(ids, every, strict=True))

    async def keep(self, said: Sequence[OutboxMessage]) -> tuple[OutboxMessage, ...]:
        """Stores messages, and returns those that this instance's outbox is to have now.

        Of a chat for which messages wait, whoever sends those sends these too, so that they stay in order.
        """
        beside = self._in.beside
        if beside is None or not said:
            await many(self._db.turn.keep_messages, [rows.outbox(self._in.sealer, one) for one in said])
            return tuple(said)
        senders = await beside.senders({one.chat for one in said})
        own, each, others = [], [], set()
        for one in said:
            sender = senders.get(one.chat)
            owner = beside.own if sender is None else sender.owner
            handed = sender is None or (owner == beside.own and sender.has_all)
            each.append(rows.outbox(self._in.sealer, one, owner, handed=handed))
            own += [one] if handed else []
            others |= set() if handed else {owner}
        await many(self._db.turn.keep_messages, each)
        for owner in others:
            await beside.tell(owner)
        return tuple(own)

    async def hand_over(self) -> tuple[OutboxMessage, ...]:
        """The messages that this instance is to send and its outbox does not have, in order."""
        if self._in.beside is None:
            return ()
        every = await self._in.beside.hand_over()
        await self._in.sealer.know(self._db, {chat for _, chat, *_ in every})
        return tuple(readable(self._in.sealer, every))

    async def keep_guesses(self, guesses: Iterable[tuple[int, Misplaced]]) -> bool:
        """Notes what was filed under a message that may prove to be later; False where that is for the caller to do."""
        if self._in.beside is None:
            return False
        await self._in.beside.keep_guesses(
            [
                {"message": row, "person": person, "key": key, "otherwise": str(place)}
                for row, (person, key, place) in guesses
            ]
        )
        return True

    async def keep_receipts(self, marks: Sequence[SendReceipt]) -> tuple[Misplaced, ...]:
        """Writes receipts, and clears the bodies of those messages.

        Returns what was noted by `keep_guesses` and is thereby known to be misplaced.
        """
        misplaced = await self._misplaced(marks) if self._in.beside is not None and marks else ()
        await self._reminders.arrived([mark for mark in marks if mark.reminded is not None])
        marked = [rows.mark(mark) for mark in marks]
        await many(self._db.turn.drop_spoken, marked)
        await many(self._db.turn.mark_spoken, marked)
        return misplaced

    async def _misplaced(self, marks: Sequence[SendReceipt]) -> tuple[Misplaced, ...]:
        # Of a message that was sent more than once nothing is proved: the person may have seen the first copy.
        numbers = {one.row: one.message_id for one in marks if one.message_id is not None and not one.again}
        found = await self._in.beside.take_guesses([one.row for one in marks]) if self._in.beside is not None else ()
        parsed = [(person, key, numbers.get(row), Prompt.parse(place)) for row, person, key, place in found]
        return tuple((who, key, to) for who, key, number, to in parsed if to and number is not None and key < number)

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
