"""The composition root: each object is built once here and passed in."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass, replace

import structlog
from telegram.error import TelegramError

from bot.awards.checking import Checker
from bot.awards.fetching import Fetcher
from bot.clock import Clock
from bot.conversation import Conversation, News
from bot.decisions import Decisions
from bot.documents.copies import copy_of, recording_of
from bot.documents.phrases import NamedFile
from bot.fetches import Fetches
from bot.issuers.means import Means, RouteNotReady
from bot.issuers.polled import Polled
from bot.issuers.route import Route
from bot.issuers.routes import check, route
from bot.issuers.settling import settled
from bot.jobs import Jobs
from bot.looking import Looking
from bot.looks import Looks
from bot.nudges import Nudges
from bot.outcomes import Outcomes
from bot.overdue import Overdue
from bot.recordings import Recordings
from bot.requests import Requests
from bot.settings import Settings
from bot.storage.folder import MEDIA
from bot.storage.media import MediaStore
from bot.storage.records import Mark
from bot.storage.store import Store
from bot.telegram.account import Account, open_account
from bot.telegram.files import MB, TelegramFiles
from bot.telegram.inbound import Inbound
from bot.telegram.menu import Menu, set_menu
from bot.telegram.outbound import Speaker
from bot.telegram.polling import Poller
from bot.telegram.transport import Transport
from bot.telegram.waits import Waits
from bot.transcriptions import Transcriptions
from bot.voice.listening import MOST as LONGEST_COPY
from bot.voice.listening import Listening
from bot.voice.probing import Prober
from bot.voice.transcribing.chosen import scribe, transcriber
from bot.voice.transcribing.transcriber import Transcriber
from bot.web.decisions import Endpoint
from bot.web.gauges import Gauges
from bot.web.keys import heard
from bot.web.server import listening
from criteria.library import Library, read
from flows.commands import COMMANDS
from flows.events import OutageEnded
from flows.messages import Attachment, AwardCopy, Copy, OwnCopy
from flows.wording import Operator, Phrases, Wording

PRESSES_LIVE_MS = 150_000
"""Telegram forgets a button press after 150 seconds."""
RECENT_MS = 30 * 60_000
"""Who did something within half an hour before an outage may have pressed a button in it."""
LAST_WORDS_SECONDS = 2.0
"""How long a stop waits for what is being spoken. What is left is spoken at the next start."""

_log = structlog.get_logger(__name__)


class MissingVersionError(Exception):
    """A draft was begun on a badge version whose file is gone."""


@dataclass(frozen=True, slots=True)
class Api:
    """Which Bot API server to talk to, as which bot."""

    token: str
    url: str


@dataclass(slots=True)
class Signs:
    """How a served bot and whoever started it understand each other."""

    ready: asyncio.Event
    """Set by the bot once it listens."""
    stop: asyncio.Event
    """Set by the starter, or by a stop signal."""
    web: str | None = None
    """Set by the bot before it is ready: the address at which it hears issuers' systems, if it does."""

    @classmethod
    def new(cls) -> "Signs":
        """Signs of which none is given yet."""
        return cls(asyncio.Event(), asyncio.Event())


async def serve(settings: Settings, api: Api, signs: Signs, library: Library | None = None) -> None:
    """Serves one bot until it is told to stop. The badges and issuers are those in `criteria/`, or `library`.

    Raises BadTokenError, AnotherInstanceError, WedgedError, StorageError, LibraryError, RouteNotReady,
    MissingVersionError or PortUnusable.
    """
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_log_kind)
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, signs.stop.set)
    if library is None:
        library = await asyncio.to_thread(read)
    media = MediaStore(settings.data / MEDIA, max(settings.file_limit_mb * MB, LONGEST_COPY))
    check(library, Means(settings, media.path))
    library = await settled(library, settings)
    heard(library, settings)
    async with Store.open(settings.data) as store:
        await _check_versions(store, library)
        async with _transcriber(settings, signs) as writes, _account(api) as account:
            if await _unless(signs.stop, _introduce(account)):
                bot = _Bot(settings, media, store, library, account, api, writes)
                await bot.run(signs)


def _log_kind(_: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """Logs the kind of an error that nobody waited for; its text could hold a worker's words."""
    _log.error("error_unnoticed", kind=type(context.get("exception")).__name__)


async def _check_versions(store: Store, library: Library) -> None:
    gone = [f"{badge}@{version}" for badge, version in await store.versions() if not library.at(badge, version)]
    if gone:
        raise MissingVersionError(
            f"Drafts were begun on {', '.join(sorted(gone))}, and no such file is in criteria/badges. Put it back."
        )


@contextlib.asynccontextmanager
async def _transcriber(settings: Settings, signs: Signs) -> AsyncIterator[Transcriber | None]:
    """What writes recordings down, if anything does; nothing of it is left running at the end."""
    made = transcriber(settings)
    if made is None:
        yield None
        return
    try:
        await _unless(signs.stop, made.start())
        yield made
    finally:
        await made.close()


@contextlib.asynccontextmanager
async def _account(api: Api) -> AsyncIterator[Account]:
    """The bot's account, whose connections are closed at the end."""
    account = open_account(api.token, api.url, Transport())
    try:
        yield account
    finally:
        await account.shutdown()


async def _introduce(account: Account) -> None:
    """Asks Telegram who the bot is, until it says."""
    waits, failures = Waits(), 0
    while True:
        try:
            await account.initialize()
        except TelegramError as error:
            failures += 1
            _log.warning("telegram_not_reached", kind=type(error).__name__, failures=failures)
            await asyncio.sleep(waits.backoff(failures, 1.0, 30.0))
        else:
            return


async def _unless(stop: asyncio.Event, work: Coroutine[None, None, None]) -> bool:
    """Does the work, and drops it at the stop sign; whether it was done."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            return False
        working.result()
        return True
    finally:
        working.cancel()
        stopping.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)


class _Bot:
    """Everything that works together while one bot is served."""

    def __init__(
        self,
        settings: Settings,
        media: MediaStore,
        store: Store,
        library: Library,
        account: Account,
        api: Api,
        writes: Transcriber | None,
    ) -> None:
        self._settings = settings
        self._media = media
        self._store = store
        self._library = library
        self._account = account
        self._clock = Clock.ahead(settings.zone, settings.ahead)
        self._phrases = Phrases()
        limit = settings.file_limit_mb * MB
        inbound = Inbound(account, settings.zone, self._clock.fresh, limit)
        self._gauges = Gauges(store, self._clock)
        self._speaker = Speaker(account, self._copy, self._mark, Waits(unix_ms=self._clock.unix_ms))
        self._conversation = Conversation(
            store,
            library,
            Wording(self._phrases, self._operator()),
            self._clock,
            inbound.read,
            self._speaker,
            self._wake,
        )
        self._conversation.scribe = scribe(settings)
        self._conversation.opens_pages = settings.fetch_awards
        self._jobs = Jobs(store, self._conversation, self._route, self._clock)
        prober = Prober(max_bytes=limit)
        recordings = Recordings(TelegramFiles(account, limit), self._media, prober, Listening())
        # Workers' links are opened only where the operator has said so.
        self._fetcher = Fetcher() if settings.fetch_awards else None
        looking = Looking(TelegramFiles(account, limit), self._media, Checker(self._fetcher), library, self._clock.now)
        self._outcomes = Outcomes(store, self._conversation, self._polled(), self._clock)
        self._decisions = Decisions(store, self._conversation, self._clock, self._media)
        self._requests = Requests(store, self._conversation, self._decisions, self._jobs, self._clock)
        self._errands = (
            Fetches(store, self._conversation, recordings, self._clock),
            Transcriptions(store, self._conversation, self._media, prober, writes, self._clock),
            Looks(store, self._conversation, looking, self._clock),
            Overdue(store, self._conversation, self._clock),
        )
        self._nudges = Nudges(
            store,
            self._conversation,
            library,
            self._clock,
            lambda: self._speaker.reminders_waiting,
            paused=settings.nudges == "paused",
        )
        # Of its own: the poller may throw its connections away, and must not tear a message that is being sent.
        self._polling = Transport()
        self._poller = Poller(self._polling, api.token, api.url, self._conversation.handle)

    def _mark(self, mark: Mark) -> None:
        self._conversation.mark(mark)

    def _wake(self) -> None:
        self._jobs.wake()
        for errand in self._errands:
            errand.wake()

    def _operator(self) -> Operator:
        name = self._settings.operator_name or "Whoever started this program on this machine"
        contact = self._settings.operator_contact or "whoever started this program"
        return Operator(name, contact, f"https://t.me/{self._account.username}")

    def _route(self, issuer: str) -> Route:
        return route(self._library.named(issuer), Means(self._settings, self._media.path))

    def _polled(self) -> dict[str, Polled]:
        """The routes that have to be asked what came of a submission, by their issuer."""
        found: dict[str, Polled] = {}
        for issuer in self._library.issuers:
            # What a route lacks was told at the start, where a badge needs that route.
            with contextlib.suppress(RouteNotReady):
                way = self._route(issuer.id)
                found |= {issuer.id: way} if isinstance(way, Polled) else {}
        return found

    async def _copy(self, attachment: Attachment | OwnCopy | AwardCopy) -> NamedFile:
        if isinstance(attachment, AwardCopy):
            kind = "application/json" if attachment.name.endswith(".json") else "application/vc+jwt"
            return NamedFile(attachment.name, kind, await self._media.read(attachment.sha256))
        if isinstance(attachment, OwnCopy):
            return NamedFile("recording.mp3", "audio/mpeg", await self._media.read(attachment.sha256))
        pack = await self._store.pack(attachment.reference, attachment.attempt)
        if pack is None:
            raise LookupError("a copy was promised of a pack that is not there")
        if attachment.copy in (Copy.recording, Copy.award):
            return await asyncio.to_thread(recording_of, pack, attachment.name, self._media.path)
        return await copy_of(pack, attachment.copy)

    async def run(self, signs: Signs) -> None:
        """Serves until the stop sign, then ends in good order."""
        menu = asyncio.create_task(set_menu(self._account, self._menu()))
        await self._media.tidy()
        await self._pick_up()
        working = [asyncio.create_task(one.run()) for one in self._loops()]
        polling = asyncio.create_task(self._poller.run())
        stop = asyncio.create_task(signs.stop.wait())
        try:
            # Within what is started and stopped: what issuers say is to be spoken, after what waited before.
            async with self._listening(signs):
                signs.ready.set()
                _log.info("serving", badges=len(self._library.offered()))
                await asyncio.wait({*working, polling, stop}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await self._stop(menu, *working, stop)
        for task in (polling, *working):
            if task.done() and not task.cancelled():
                task.result()

    def _loops(self) -> tuple[Jobs | Outcomes | Requests | Fetches | Transcriptions | Looks | Overdue | Nudges, ...]:
        return (self._jobs, self._outcomes, self._requests, *self._errands, self._nudges)

    @contextlib.asynccontextmanager
    async def _listening(self, signs: Signs) -> AsyncIterator[None]:
        """Hears issuers' systems, where that is set."""
        port = self._settings.web_port
        if port is None:
            yield
            return
        endpoint = Endpoint(self._decisions, heard(self._library, self._settings))
        async with listening(self._settings.web_host, port, endpoint, self._gauges) as address:
            signs.web = address
            yield

    async def _pick_up(self) -> None:
        """Speaks what was not spoken before, and shows people where they are if presses were lost meanwhile."""
        # A message that was sent an instant before a crash waits here too, and may be on the phone already.
        self._speaker.say([replace(said, again=True) for said in await self._store.waiting()])
        now_ms, last = self._clock.unix_ms(), await self._store.last_beat()
        await self._store.beat(now_ms)
        if last is None or now_ms - last < PRESSES_LIVE_MS:
            return
        for person in await self._store.active_since(last - RECENT_MS):
            ended = OutageEnded(at=self._clock.now(), fresh=self._clock.fresh())
            try:
                await self._conversation.tell([News(person, ended)])
            except Exception as error:  # noqa: BLE001 - what one person's draft breaks must not keep others out
                _log.error("outage_not_told", kind=type(error).__name__)

    async def _stop(self, *tasks: asyncio.Task[object]) -> None:
        await self._poller.stop()
        await self._speaker.drain(LAST_WORDS_SECONDS)
        await self._speaker.stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        try:
            await self._conversation.settle()
            await self._store.beat(self._clock.unix_ms())
        except Exception as error:  # noqa: BLE001 - what is not noted is said again at the next start
            _log.error("last_notes_not_kept", kind=type(error).__name__)
        await self._polling.shutdown()
        if self._fetcher is not None:
            self._fetcher.close()

    def _menu(self) -> Menu:
        return Menu(
            commands=tuple((name, self._phrases.plain(f"menu-{name}")) for name in COMMANDS),
            description=self._phrases.plain("about"),
            short_description=self._phrases.plain("about-short"),
        )
