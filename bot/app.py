"""Starts a bot: checks settings and data, opens the store, and serves until a stop signal."""

import asyncio
import contextlib
import platform
import signal
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

import structlog

from bot.audio.mp3 import MOST as LONGEST_COPY
from bot.audio.transcription.choose import transcriber
from bot.audio.transcription.transcriber import Transcriber
from bot.channels.telegram.bot_api.connection import Api, account_of, introduce
from bot.channels.telegram.bot_api.download import MB
from bot.issuers.decision_keys import heard
from bot.issuers.email.preflight import settled
from bot.issuers.registry import check
from bot.issuers.route_context import RouteContext
from bot.jobs.upkeep.erase_people import CopiesElsewhere
from bot.lifecycle import Lifecycle
from bot.media.store import MediaStore
from bot.monitoring.causes import why
from bot.settings.process_environment import notify_socket, system_user
from bot.settings.settings import Settings, told
from bot.storage.beside import operator_acts
from bot.storage.beside.operator_acts import OperatorAct
from bot.storage.engine.locations import location, name_database
from bot.storage.kept_files.media_locations import media_place, name_media, not_elsewhere
from bot.storage.sealing import master_key
from bot.storage.sealing.file_keys import FileKeys
from bot.storage.sealing.held_keys import hold
from bot.storage.sealing.keyring import Keyring
from bot.storage.store import Store
from bot.system import child_process, confinement
from bot.system.counted_log import CountedLog
from bot.system.watchdog import Watchdog
from bot.wiring import Served
from criteria.library import Library
from criteria.reader import HERE, read

_log = structlog.get_logger(__name__)
_counted_log = CountedLog()


class MissingVersionError(Exception):
    """A draft was begun on a badge version whose file is gone."""


async def serve(
    settings: Settings,
    api: Api,
    lifecycle: Lifecycle,
    library: Library | None = None,
    elsewhere: Sequence[CopiesElsewhere] = (),
) -> None:
    """Serves one bot until it is told to stop, with the badges and issuers that are set, or those of `library`.

    `elsewhere` are copies on this machine of what people sent, from which an erased person goes too.

    Raises BadTokenError, AnotherInstanceError, WedgedError, StorageError, LibraryError, RouteNotReady,
    NothingPublishedError, MissingVersionError or PortUnusable.
    """
    began, release = time.monotonic(), version("teabreak")
    _log.info("starting", version=release, python=platform.python_version(), settings=settings.plain())
    try:
        await _serve(settings, api, lifecycle, library, elsewhere)
    except Exception as error:
        _log.error("stopped", version=release, seconds=round(time.monotonic() - began), **why(error))
        raise
    _log.info("stopped", version=release, seconds=round(time.monotonic() - began), cause="told to stop")


async def _serve(
    settings: Settings,
    api: Api,
    lifecycle: Lifecycle,
    library: Library | None,
    elsewhere: Sequence[CopiesElsewhere],
) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_log_kind)
    await _tell_confinement()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, lifecycle.stop.set)
    if library is None:
        library = published(await asyncio.to_thread(read, settings.criteria))
    key = master_key.given(settings.key_path, settings.data)
    keyring = Keyring(key) if key else None
    hold(settings.data, keyring)
    name_database(settings.data, settings.database_at, settings.takeover_seconds if settings.together else None)
    name_media(settings.data, settings.media)
    keys = FileKeys(settings.data, keyring) if keyring else None
    media = MediaStore(media_place(settings.data), max(settings.file_limit_mb * MB, LONGEST_COPY), keys)
    check(library, RouteContext(settings, media.kept))
    library = await settled(library, settings)
    heard(library, settings)
    if settings.standby:
        watchdog = Watchdog(notify_socket(), ("standby",))
        watchdog.ready()
        _log.info("standing_by")
        if not await _unless(lifecycle.stop, location(settings.data).vacant(partial(watchdog.turned, "standby"))):
            return
        _log.info("taking_over")
    async with Store.open(settings.data, keyring) as store:
        await asyncio.to_thread(not_elsewhere, settings.data)
        if keyring is None:
            _log.info("data_in_the_clear")
        else:
            _log.info("data_sealed", key=keyring.given.id)
        await _note_start(settings)
        await _check_versions(store, library, settings.criteria or HERE)
        async with _transcriber(settings, lifecycle) as writes, account_of(api) as account:
            if await _unless(lifecycle.stop, introduce(account)):
                served = Served(settings, media, store, library, account, api, writes, elsewhere=elsewhere)
                await served.run(lifecycle)


class NothingPublishedError(Exception):
    """No version of any badge is published, so there is nothing to offer to anybody."""


def published(library: Library) -> Library:
    """The library with published badge versions only, for Telegram. Raises NothingPublishedError.

    A version that is not published may still change, so only the local chat offers it.
    """
    served = library.published_only()
    if not served.offered():
        raise NothingPublishedError(
            "No badge version is published, so there is nothing to offer. Look them over with `teabreak check`, "
            "then publish them with `teabreak publish`."
        )
    if served.withheld:
        _log.warning("unpublished_left_out", versions=" ".join(sorted(served.withheld)))
    return served


async def _tell_confinement() -> None:
    """Has a program confine itself as those do that open what strangers send, and logs what is in force in it."""
    line = b""
    with contextlib.suppress(OSError):
        line = (await child_process.run(Path(confinement.__file__), data=b"", wall=30, most=0)).line
    landlock, _, filtered = line.decode("ascii", "replace").strip().partition(" ")
    if landlock.isdigit() and int(landlock) and filtered == "1":
        _log.info("children_confined", landlock=int(landlock), seccomp=True)
    else:
        _log.warning("children_less_confined", landlock=landlock or "unknown", seccomp=filtered or "unknown")


def _log_kind(_: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """Logs the kind of an error that nobody waited for; its text could hold a worker's words."""
    error = context.get("exception")
    _counted_log.count("error_unnoticed", **why(error if isinstance(error, BaseException) else "nothing"))


async def _note_start(settings: Settings) -> None:
    """Adds the start and what is set to the record of what operators did, and logs where that record ends."""
    act = OperatorAct(settings.by or system_user(), "start", told(settings))
    kept = await asyncio.to_thread(operator_acts.record, settings.data, act)
    if kept is not None:
        _log.info("operator_acts", number=kept.number, digest=kept.digest)


async def _check_versions(store: Store, library: Library, folder: Path) -> None:
    gone = [f"{badge}@{version}" for badge, version in await store.versions() if not library.at(badge, version)]
    if gone:
        raise MissingVersionError(
            f"Drafts were begun on {', '.join(sorted(gone))}, and no such file is in {folder / 'badges'}. Put it back."
        )


@contextlib.asynccontextmanager
async def _transcriber(settings: Settings, lifecycle: Lifecycle) -> AsyncIterator[Transcriber | None]:
    """The transcriber that is set up, if any, closed at the end."""
    made = transcriber(settings)
    if made is None:
        yield None
        return
    try:
        await _unless(lifecycle.stop, made.start())
        yield made
    finally:
        await made.close()


async def _unless(stop: asyncio.Event, work: Coroutine[None, None, None]) -> bool:
    """Does the work, or cancels it when `stop` is set; returns whether it was done."""
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
