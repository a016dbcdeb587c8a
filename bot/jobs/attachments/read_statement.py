"""The job that reads the text of statement files."""

from contextlib import aclosing

import structlog

from bot.channels.channel import FileGone, FileNotReady
from bot.channels.channel_files import Files
from bot.clock import Clock
from bot.conversation.service import Conversation
from bot.jobs.job import Job
from bot.statement_files.outcome import Outcome, ReadText, Refused
from bot.statement_files.statement_reader import StatementReader
from bot.statement_files.stopped import MOST_BYTES
from bot.storage.store import Store
from bot.storage.stored.records import DueEffect
from flows.engine.effects import ReadStatement
from flows.engine.events import StatementRead, StatementUnread
from flows.model.attachments.audio import AudioProblem
from flows.model.attachments.file_refusal import FileRefusal

MOST_TRIES = 12
"""With delays that double, these take about an hour: somebody waits for it."""

_log = structlog.get_logger(__name__)


class ReadStatementJob(Job[ReadStatement]):
    """Fetches a file, reads its text in a confined process, and keeps nothing of it."""

    name = "statement"
    kind = ReadStatement
    at_once = 2
    """Reading one takes a processor."""

    def __init__(
        self, store: Store, conversation: Conversation, files: Files, reader: StatementReader, clock: Clock
    ) -> None:
        super().__init__(store, conversation, clock)
        self._files = files
        self._reader = reader

    async def attempt(self, due: DueEffect, effect: ReadStatement) -> None:
        """Reads the file, and tells its text or why there is none."""
        try:
            outcome = await self._outcome(due.person, effect)
        except FileNotReady as error:
            await self._later(due, effect, error.reason)
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw must not be met every five seconds
            await self._later(due, effect, type(error).__name__)
        else:
            await self._tell(due, effect, outcome)

    async def _outcome(self, person: str, effect: ReadStatement) -> Outcome:
        """What is in the file. Raises FileNotReady, or OSError where no process can be started."""
        data = bytearray()
        try:
            async with aclosing(self._files.fetch(person, effect.source)) as pieces:
                async for piece in pieces:
                    data += piece
                    if len(data) > MOST_BYTES:
                        return Refused(FileRefusal.too_big)
        except FileGone as error:
            return Refused(FileRefusal.too_big if error.trouble is AudioProblem.too_big else FileRefusal.gone)
        return await self._reader.read(bytes(data))

    async def _later(self, due: DueEffect, effect: ReadStatement, reason: str) -> None:
        if due.tries + 1 >= MOST_TRIES:
            _log.warning("statement_lost", tries=due.tries)
            await self._tell(due, effect, Refused(FileRefusal.gone))
            return
        await self.put_off(due, reason)

    async def _tell(self, due: DueEffect, effect: ReadStatement, outcome: Outcome) -> None:
        if isinstance(outcome, ReadText):
            read = self.event(
                StatementRead,
                draft=effect.draft,
                key=effect.key,
                text=outcome.text,
                left_out=outcome.left_out,
                sent_under=effect.under,
            )
            await self.done(due, read)
        else:
            await self.done(due, self.event(StatementUnread, draft=effect.draft, key=effect.key, why=outcome.why))
