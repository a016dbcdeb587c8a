"""The parts of a running desk, and how they are opened and closed."""

import asyncio
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import structlog

from bot.desk.badges.awarding import Awarding
from bot.desk.desk_retention import tidy
from bot.desk.desk_settings import DeskSettings
from bot.desk.tables.assessing import Assessing
from bot.desk.tables.award_table import AwardTable
from bot.desk.tables.desk_database import Database
from bot.desk.tables.indexed_store import IndexedStore
from bot.desk.tables.people import People
from bot.desk.tables.shingles import Shingles
from bot.desk.tables.submissions import Submissions
from bot.documents.renderer import Renderer
from bot.inbox.agreement import Agreement
from bot.inbox.decision_sender import DecisionSender
from bot.inbox.submission_receiver import Receiver
from bot.inbox.submission_records import DecisionRecord
from bot.inbox.submission_state import act
from bot.signing.keys import checkers, signers

TIDY_SECONDS = 3600.0
PRESENT_SECONDS = 20.0
"""For so long after a page last asked, its reader counts as there."""
_log = structlog.get_logger(__name__)


class AnotherDesk(Exception):
    """Another process serves the same data folder."""


class Desk:
    """One issuer's desk. `now` is Unix time."""

    def __init__(self, settings: DeskSettings, now: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self.now = now
        self.database = Database(settings.data / "desk.sqlite")
        self.index = Submissions(self.database, settings.soon_days)
        self.people = People(self.database)
        self.assessing = Assessing(self.database)
        self.shingles = Shingles(self.database)
        self.awards = AwardTable(self.database)
        self.store = IndexedStore(
            settings.data / "submissions", self.database, self.index, self.shingles, settings.days
        )
        bot = settings.bot_secrets.get_secret_value() if settings.bot_secrets else ""
        own = settings.decision_secrets.get_secret_value() if settings.decision_secrets else ""
        agreement = Agreement(
            checkers(bot) if bot else (), signers(own) if own else (), lambda: settings.decisions_url if own else None
        )
        self.receiver = Receiver(self.store, {settings.issuer: agreement}, now)
        self.sender = DecisionSender(self.store, {settings.issuer: agreement}, now, self._goes_out)
        self.awarding = Awarding(settings, self.awards, now)
        self.renderer = Renderer()
        """Makes PDFs, in a confined process that starts with the first."""
        self.started = secrets.token_hex(4)
        self._present: dict[str, dict[int, float]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def seconds(self) -> int:
        """Now, in whole Unix seconds."""
        return int(self.now())

    def today(self) -> datetime:
        """Now, in the zone of the desk."""
        return datetime.fromtimestamp(self.now(), UTC).astimezone(self.settings.zone)

    def day_start(self) -> int:
        """When today began in the zone of the desk, in Unix seconds. What was due before is overdue."""
        return int(self.today().replace(hour=0, minute=0, second=0, microsecond=0).timestamp())

    def days_left(self, due_at: int) -> int:
        """Days of the calendar until a moment: 0 on the day itself, under 0 once that is over."""
        return (datetime.fromtimestamp(due_at, self.settings.zone).date() - self.today().date()).days

    def cookie(self, name: str) -> str:
        """The full name of a cookie. With TLS, browsers refuse one of these names from any other host."""
        return f"__Host-{name}" if self.settings.is_secure else name

    def prepare(self) -> None:
        """Make the data folder and open the database, the key and the store. Raises AnotherDesk."""
        self.open_database()
        self.awarding.open()
        self.hold()

    def open_database(self) -> None:
        """What a command beside a running desk needs."""
        self.settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.database.open()

    def hold(self) -> None:
        """Open the store, as the only process that does. Raises AnotherDesk."""
        self.store.open()
        if not self.store.is_held:
            raise AnotherDesk(f"DESK_DATA: another desk is running with {self.settings.data}; stop that one first")

    def release(self) -> None:
        """Let go of the store and the database."""
        self.store.close()
        self.database.close()

    async def open(self) -> None:
        """Prepare, and begin to post what is left from before."""
        await asyncio.to_thread(self.prepare)
        self._tasks = [asyncio.create_task(self.sender.run()), asyncio.create_task(self._tidy())]

    async def close(self) -> None:
        """Stop. What waits is posted after the next start."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.renderer.close()
        self.release()

    def _goes_out(self, place: Path, decided: DecisionRecord) -> None:
        if act(decided) == "awarded":
            self.awards.go_live(decided.id)
        elif act(decided) == "revoked":
            self.awards.revoke(place.name, self.seconds())

    async def _tidy(self) -> None:
        while True:
            work = asyncio.ensure_future(asyncio.to_thread(tidy, self))
            try:
                await asyncio.shield(work)
            except OSError as problem:
                _log.warning("desk_not_tidied", kind=type(problem).__name__)
            finally:
                # Its thread goes on where this is cancelled, and `close` ends the connection that it uses.
                await asyncio.wait([work])
            await asyncio.sleep(TIDY_SECONDS)

    def is_here(self, submission: str, person: int) -> list[int]:
        """Note that somebody has a submission open; who else has."""
        there = self._present.setdefault(submission, {})
        there[person] = self.now()
        since = self.now() - PRESENT_SECONDS
        for one in [one for one, at in there.items() if at < since]:
            del there[one]
        if len(self._present) > 1000:
            self._present = {id_: who for id_, who in self._present.items() if any(at >= since for at in who.values())}
        return [one for one in there if one != person]
