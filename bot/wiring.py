"""The composition root: builds every object, starts all loops, and stops them in order."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from urllib.parse import urlsplit

import structlog

from bot.audio.mp3 import Listening
from bot.audio.probe import Prober
from bot.audio.recording_intake import AudioIntake
from bot.audio.transcription.choose import scribe
from bot.audio.transcription.transcriber import Transcriber
from bot.awards.award_intake import AwardIntake
from bot.awards.checker import AwardChecker
from bot.awards.web.fetcher import Fetcher
from bot.channels.channel import Channel
from bot.channels.channel_files import ChannelFiles
from bot.channels.outbox import Outbox
from bot.channels.outboxes import Outboxes
from bot.channels.telegram.bot_api.account import Account
from bot.channels.telegram.bot_api.connection import Api
from bot.channels.telegram.bot_api.download import MB
from bot.channels.telegram.bot_api.transport import Transport
from bot.channels.telegram.intake.polling import Poller
from bot.channels.telegram.intake.webhook_intake import WebhookIntake
from bot.channels.telegram.menu import Menu, set_menu
from bot.channels.telegram.telegram_channel import TelegramChannel
from bot.channels.timing import SendTiming
from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.documents.issuer_copies import evidence
from bot.documents.renderer import Renderer
from bot.documents.words import NamedFile
from bot.documents.worker_copies import copy_of, recording_of
from bot.http.decisions import Endpoint
from bot.http.health import HealthPages
from bot.http.ready_checks import ReadyLimits, Signs
from bot.http.server import Post, listening
from bot.http.telegram_updates import UpdatesEndpoint
from bot.issuers.decision_intake import Decisions
from bot.issuers.decision_keys import heard
from bot.issuers.folder.erasing import InboxCopies
from bot.issuers.polled import Polled
from bot.issuers.registry import route
from bot.issuers.route import Route
from bot.issuers.route_context import RouteContext, RouteNotReady
from bot.jobs.attachments.check_award import CheckAwardJob
from bot.jobs.attachments.check_own_award import CheckOwnAwardJob
from bot.jobs.attachments.keep_recording import KeepRecordingJob
from bot.jobs.attachments.read_statement import ReadStatementJob
from bot.jobs.attachments.transcribe import TranscribeJob
from bot.jobs.operator_requests import OperatorRequestsJob
from bot.jobs.person_requests import PersonRequestsJob
from bot.jobs.remind import RemindJob
from bot.jobs.runner import JobRunner
from bot.jobs.submissions.decision_overdue import DecisionOverdueJob
from bot.jobs.submissions.deliver import DeliverJob
from bot.jobs.submissions.poll_decisions import PollDecisionsJob
from bot.jobs.submissions.withdraw import WithdrawJob
from bot.jobs.upkeep.erase_people import CopiesElsewhere, ErasePeopleJob
from bot.jobs.upkeep.housekeeping import Housekeeping
from bot.jobs.upkeep.index_people import IndexPeopleJob
from bot.jobs.upkeep.overwrite_deleted import OverwriteDeletedJob
from bot.jobs.upkeep.retain import RetainJob
from bot.lifecycle import Lifecycle
from bot.media.disk_space import DiskSpace
from bot.media.store import MediaStore
from bot.media.unreferenced_files import remove_unnamed
from bot.monitoring.causes import why
from bot.monitoring.issuer_answers import IssuerAnswers
from bot.settings.process_environment import notify_socket
from bot.settings.settings import Settings
from bot.statement_files.statement_reader import StatementReader
from bot.storage.backups import last_counts
from bot.storage.beside import person_records, status_file
from bot.storage.engine.instances import POLLING, UPKEEP
from bot.storage.engine.service_time import LONG, ServiceTime
from bot.storage.errors import StorageError
from bot.storage.kept_files.media_locations import media_folder
from bot.storage.store import Store
from bot.storage.stored.records import LATE, SendReceipt
from bot.system.watchdog import Watchdog
from criteria.library import Library
from flows.engine.capabilities import Capabilities
from flows.engine.effects import Effect
from flows.engine.events import OutageEnded
from flows.engine.message import AnyAttachment, AwardCopy, Copy, OwnCopy, PersonCopy
from flows.router.commands import COMMANDS
from flows.router.render import Wording
from flows.text import Catalogue, Operator, languages

PRESSES_LIVE_MS = 150_000
"""Telegram forgets a button press after 150 seconds."""
RECENT_MS = 30 * 60_000
"""Whoever was active within half an hour before an outage may have pressed a button during it."""
LAST_WORDS_SECONDS = 2.0
"""How long a stop waits for messages that are being sent. The rest is sent at the next start."""
LAST_CALL_SECONDS = 10.0
"""Where other instances send the rest: for how long it then waits for calls that are under way."""

_Loop = (
    ErasePeopleJob | PollDecisionsJob | OperatorRequestsJob | RemindJob | RetainJob | PersonRequestsJob | IndexPeopleJob
)
_log = structlog.get_logger(__name__)


def ready_limits(settings: Settings) -> ReadyLimits:
    """The limits of `/health/ready` as they are set."""
    return ReadyLimits(
        settings.ready_database_seconds,
        settings.ready_intake_seconds,
        settings.ready_outbox_minutes,
        settings.ready_delivery_hours,
        settings.ready_parked,
        settings.ready_backup_hours if settings.token is not None else 0,
        settings.ready_issuer_minutes,
    )


class Served:
    """All objects of one running bot."""

    def __init__(  # noqa: PLR0913 - the composition root is handed each part by name
        self,
        settings: Settings,
        media: MediaStore,
        store: Store,
        library: Library,
        account: Account,
        api: Api,
        writes: Transcriber | None,
        *,
        elsewhere: Sequence[CopiesElsewhere] = (),
    ) -> None:
        self._settings = settings
        self._media = media
        self._store = store
        self._library = library
        self._account = account
        self._instances = store.instances
        # Machines whose clocks differ agree on the time of the database.
        self._clock = (
            Clock.ahead(settings.zone, settings.ahead) if store.alone else Clock(settings.zone, self._instances.unix_ms)
        )
        self._started_ms = self._clock.unix_ms()
        self._renderer = Renderer()
        self._phrases = Catalogue(operator=self._operator())
        limit = settings.file_limit_mb * MB
        telegram = TelegramChannel(account, settings.zone, self._clock.fresh, limit)
        channels: dict[str, Channel] = {telegram.name: telegram}
        space = DiskSpace(settings.data, settings.low_space_mb * MB, media_folder(settings.data))
        self._answers = IssuerAnswers(self._clock.unix_ms)
        self._watchdog = Watchdog(notify_socket(), ("polling", "heartbeat"))
        self._health = HealthPages(store, self._clock, self._signs(space), ready_limits(settings))
        timing = SendTiming(unix_ms=self._clock.unix_ms)
        self._outbox = Outboxes(
            {
                name: Outbox(
                    channel,
                    self._copy,
                    self._mark,
                    timing,
                    may_send=self._instances.sure,
                    on_pause=self._pause_others,
                )
                for name, channel in channels.items()
            }
        )
        self._conversation = Conversation(
            store,
            library,
            {language: Wording(Catalogue(language, operator=self._operator())) for language in languages()},
            self._clock,
            channels,
            self._outbox,
            self._wake,
            capabilities=Capabilities(scribe(settings), settings.fetch_awards, settings.retention),
        )
        prober = Prober(max_bytes=limit)
        files = ChannelFiles(channels)
        recordings = AudioIntake(files, self._media, prober, Listening(), space)
        # Workers' links are opened only where the operator has said so.
        self._fetcher = Fetcher() if settings.fetch_awards else None
        awards = AwardIntake(files, self._media, AwardChecker(self._fetcher), library, self._clock.now, space)
        self._decision_polling = PollDecisionsJob(
            store, self._conversation, self._polled(), self._clock, answers=self._answers
        )
        self._decisions = Decisions(store, self._conversation, self._clock, self._media)
        self._jobs = JobRunner(
            store,
            self._clock,
            (
                DeliverJob(store, self._conversation, self._route, self._clock, answers=self._answers),
                KeepRecordingJob(store, self._conversation, recordings, self._clock),
                TranscribeJob(store, self._conversation, self._media, prober, writes, self._clock),
                CheckAwardJob(store, self._conversation, awards, self._clock),
                CheckOwnAwardJob(store, self._conversation, awards, self._clock),
                ReadStatementJob(store, self._conversation, files, StatementReader(), self._clock),
                DecisionOverdueJob(store, self._conversation, self._clock),
                OverwriteDeletedJob(store, self._conversation, self._clock),
                WithdrawJob(store, self._conversation, self._route, self._clock),
            ),
        )
        self._requests = OperatorRequestsJob(store, self._conversation, self._decisions, self._jobs, self._clock)
        self._erasures = ErasePeopleJob(
            store,
            self._conversation,
            settings.data,
            media,
            self._clock,
            self._stop_work,
            (InboxCopies(settings.data / "inbox"), *elsewhere),
        )
        self._housekeeping = Housekeeping(
            store,
            self._clock,
            self._beaten,
            space,
            partial(remove_unnamed, settings.data, media),
            settings.retention,
            partial(self._instances.duty, UPKEEP),
        )
        self._person_requests = PersonRequestsJob(store, self._conversation, self._clock)
        self._index = IndexPeopleJob(store)
        self._retention = RetainJob(store, self._conversation, self._clock)
        self._reminders = RemindJob(
            store,
            self._conversation,
            library,
            self._clock,
            lambda: self._outbox.reminders_waiting,
            paused=settings.nudges == "paused",
        )
        self._intake: Poller | WebhookIntake | None = None
        self._stopping = False
        self._pauses: set[asyncio.Task[None]] = set()
        # A transport of its own: the poller may rebuild it, which must not break a message that is being sent.
        self._polling = Transport()
        self._api = api

    def _signs(self, space: DiskSpace) -> Signs:
        return Signs(
            space=space,
            silence=self._silence,
            issuers=lambda: self._answers,
            last_backup=partial(last_counts.made_ms, self._settings.data),
            loops_silent=lambda: self._watchdog.silence,
            stopping=lambda: self._stopping,
        )

    def _silence(self) -> float | None:
        if self._intake is None:
            return None
        # Another instance polls, and says in its own pages how that goes.
        return self._intake.silence if self._takes_updates else 0.0

    @property
    def _takes_updates(self) -> bool:
        return isinstance(self._intake, WebhookIntake) or self._instances.holds(POLLING)

    def _pause_others(self, seconds: float) -> None:
        async def pause() -> None:
            with contextlib.suppress(StorageError):
                await self._instances.pause(seconds)

        task = asyncio.create_task(pause())
        self._pauses.add(task)
        task.add_done_callback(self._pauses.discard)

    async def _stop_work(self, person: str) -> None:
        """Ends what is being done for a person, here and by other instances."""
        await self._jobs.stop_work(person)
        await self._instances.all_looked()

    async def _with_others(self) -> None:
        """Does what comes of other instances, until it is cancelled."""
        while True:
            look = await self._instances.look()
            if not self._takes_updates:
                self._watchdog.turned("polling")
            self._outbox.share_limits(look.live)
            if look.pause_seconds:
                self._outbox.be_silent(look.pause_seconds)
            for person in look.erased:
                await self._jobs.stop_work(person)
            if look.erased and self._instances.holds(UPKEEP):
                self._erasures.wake()
            try:
                if look.to_hand:
                    await self._conversation.hand_over(reminds=not self._reminders.paused)
                if look.taken_over:
                    await self._conversation.catch_up()
                    self._jobs.wake()
            except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
                _log.error("not_taken_over", **why(error))

    async def _as_one(self, loop: _Loop) -> None:
        """Runs what one instance does at a time."""
        await self._instances.duty(UPKEEP)
        await loop.run()

    async def _take_updates(self, intake: Poller | WebhookIntake) -> None:
        if not isinstance(intake, WebhookIntake):
            await self._instances.duty(POLLING)
        await intake.run()

    async def _beaten(self) -> None:
        """After each heartbeat: says for the commands beside the bot how it is."""
        self._watchdog.turned("heartbeat")
        told = await self._health.status() | {
            "version": version("teabreak"),
            "pid": os.getpid(),
            "started_ms": self._started_ms,
            "at_ms": self._clock.unix_ms(),
        }
        await asyncio.to_thread(status_file.write, self._settings.data, told)

    def _mark(self, mark: SendReceipt) -> None:
        self._conversation.mark(mark)

    def _wake(self, kinds: Collection[type[Effect]]) -> None:
        self._jobs.wake(kinds)
        self._erasures.wake()

    def _operator(self) -> Operator:
        name = self._settings.operator_name or "Whoever started this program on this machine"
        contact = self._settings.operator_contact or "whoever started this program"
        return Operator(name, contact, f"https://t.me/{self._account.username}")

    def _route(self, issuer: str) -> Route:
        return route(
            self._library.named(issuer),
            RouteContext(self._settings, self._media.kept, partial(evidence, renderer=self._renderer)),
        )

    def _polled(self) -> dict[str, Polled]:
        """The routes whose outcome is polled, by issuer id."""
        found: dict[str, Polled] = {}
        for issuer in self._library.issuers:
            # Missing settings of routes in use were reported at the start.
            with contextlib.suppress(RouteNotReady):
                way = self._route(issuer.id)
                found |= {issuer.id: way} if isinstance(way, Polled) else {}
        return found

    async def _copy(self, attachment: AnyAttachment) -> NamedFile:
        if isinstance(attachment, AwardCopy):
            kind = "application/json" if attachment.name.endswith(".json") else "application/vc+jwt"
            return NamedFile(attachment.name, kind, await self._media.read(attachment.sha256))
        if isinstance(attachment, OwnCopy):
            return NamedFile("recording.mp3", "audio/mpeg", await self._media.read(attachment.sha256))
        if isinstance(attachment, PersonCopy):
            return await asyncio.to_thread(self._everything_of, attachment.person)
        pack = await self._store.pack(attachment.reference, attachment.attempt)
        if pack is None:
            raise LookupError("a copy was promised of a pack that is not there")
        if attachment.copy in (Copy.recording, Copy.award):
            return await asyncio.to_thread(recording_of, pack, attachment.name, self._media.kept)
        return await copy_of(pack, attachment.copy, self._renderer)

    def _everything_of(self, person: str) -> NamedFile:
        records = person_records.read(self._settings.data, person)
        if records is None:
            raise LookupError("a copy was promised of a person who is gone")
        contact = self._operator().contact
        # Its page needs a library of templates, 3 MB that most processes never use.
        from bot.own_copy import copy_archive  # noqa: PLC0415

        made = copy_archive.in_memory(records, self._library, self._settings.data, self._clock.now(), contact)
        return NamedFile("your-data.zip", "application/zip", made)

    async def run(self, lifecycle: Lifecycle) -> None:
        """Serves until `lifecycle.stop` is set, then shuts down in order."""
        menu = asyncio.create_task(set_menu(self._account, self._menu()))
        if not self._instances.others_serve:
            await self._media.tidy()
        used_before = await self._store.last_heartbeat() is not None
        service = ServiceTime.of(self._settings.data, self._api.token, used_before=used_before)
        if self._settings.on_server:
            # Whoever serves the database is the one that polls, however new its folder is.
            service.seconds = max(service.seconds, LONG)
        await self._pick_up()
        self._intake = intake = self._made_intake(service)
        working = [asyncio.create_task(one.run()) for one in (self._jobs, self._housekeeping)]
        working += [asyncio.create_task(self._as_one(one)) for one in self._loops()]
        working.append(asyncio.create_task(self._with_others()))
        working.append(asyncio.create_task(self._store.over()))
        stop = asyncio.create_task(lifecycle.stop.wait())
        try:
            # Started after the outbox and stopped before it: decisions cause messages.
            async with self._listening(intake) as web:
                # Once it listens, so that a webhook is heard from the first update on.
                working.append(asyncio.create_task(self._take_updates(intake)))
                lifecycle.started(web)
                self._watchdog.ready()
                _log.info("serving", badges=len(self._library.offered()))
                await asyncio.wait({*working, stop}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._stopping = True
            self._watchdog.stopping()
            await self._stop(intake, menu, *working, stop)
            service.save()
        for task in reversed(working):
            if task.done() and not task.cancelled():
                task.result()

    def _made_intake(self, service: ServiceTime) -> Poller | WebhookIntake:
        token, url, handle = self._api.token, self._api.url, partial(self._conversation.handle, TelegramChannel.name)
        turned, webhook = partial(self._watchdog.turned, "polling"), self._settings.webhook_url
        if webhook is None:
            return Poller(self._polling, token, url, handle, service=service, turned=turned)
        last = None if self._store.alone else self._instances.is_last
        return WebhookIntake(self._polling, token, url, webhook, handle, service=service, turned=turned, is_last=last)

    def _loops(self) -> tuple[_Loop, ...]:
        loops = (self._decision_polling, self._requests)
        return (*loops, self._reminders, self._retention, self._person_requests, self._index, self._erasures)

    @contextlib.asynccontextmanager
    async def _listening(self, intake: Poller | WebhookIntake) -> AsyncIterator[str | None]:
        """Runs the HTTP server while the block runs, if a port is set; its address."""
        port = self._settings.web_port
        if port is None:
            yield None
            return
        keys = heard(self._library, self._settings)
        endpoint = Endpoint(self._decisions, keys, window=self._settings.webhook_window_seconds)
        more: dict[str, Post] = {}
        if isinstance(intake, WebhookIntake) and self._settings.webhook_url is not None:
            more[urlsplit(self._settings.webhook_url).path] = UpdatesEndpoint(intake).answer
        async with listening(self._settings.web_host, port, endpoint, self._health, more) as address:
            yield address

    async def _pick_up(self) -> None:
        """Sends what the last run left, and shows people their screen again if presses may have been lost."""
        # This may include a message that was sent just before a crash, so it is marked as possibly sent.
        now_ms, last = self._clock.unix_ms(), await self._store.last_heartbeat()
        if not self._store.alone:
            await self._conversation.hand_over(reminds=not self._reminders.paused)
        waiting = [replace(said, again=True) for said in await self._store.waiting() if self._store.alone]
        held = [one for one in waiting if one.message.is_reminder and self._reminders.paused]
        self._outbox.say([one for one in waiting if one not in held])
        for one in held:
            self._conversation.mark(SendReceipt(one.id, None, LATE, now_ms, reminded=one.chat))
        await self._store.heartbeat(now_ms)
        await self._conversation.catch_up()
        if last is None or now_ms - last < PRESSES_LIVE_MS or not self._instances.holds(UPKEEP):
            return
        for person in await self._store.active_since(last - RECENT_MS):
            ended = OutageEnded(at=self._clock.now(), fresh=self._clock.fresh())
            try:
                await self._conversation.tell([News(person, ended)])
            except Exception as error:  # noqa: BLE001 - what one person's draft breaks must not keep others out
                _log.error("outage_not_told", **why(error))

    async def _stop(self, intake: Poller | WebhookIntake, *tasks: asyncio.Task[object]) -> None:
        await intake.stop()
        await self._conversation.rest()
        await self._outbox.drain(LAST_WORDS_SECONDS)
        if not self._store.alone:
            await self._outbox.leave(LAST_CALL_SECONDS)
        await self._outbox.stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        try:
            await self._conversation.settle()
            await self._store.heartbeat(self._clock.unix_ms())
        except Exception as error:  # noqa: BLE001 - what is not noted is said again at the next start
            _log.error("last_notes_not_kept", **why(error))
        await self._polling.shutdown()
        await self._renderer.close()
        if self._fetcher is not None:
            self._fetcher.close()

    def _menu(self) -> Menu:
        return Menu(
            commands=tuple((name, self._phrases.plain(f"menu-{name}")) for name in COMMANDS),
            description=self._phrases.plain("about"),
            short_description=self._phrases.plain("about-short"),
        )
