"""The command `teabreak run`."""

import asyncio
import gc
import logging
import sys
import traceback

import structlog

from bot.app import MissingVersionError, NothingPublishedError, serve
from bot.audio.transcription.transcriber import TranscriberError
from bot.channels.telegram.bot_api.account import BadTokenError
from bot.channels.telegram.bot_api.connection import Api
from bot.channels.telegram.intake.polling import AnotherInstanceError
from bot.channels.telegram.intake.update_intake import WedgedError
from bot.commands.console import AGAIN, CONFIG, out, plain, read_settings, stop
from bot.http.server import PortUnusable
from bot.issuers.route_context import RouteNotReady
from bot.lifecycle import Lifecycle
from bot.monitoring.metrics import count_errors
from bot.settings.settings import Settings
from bot.storage.errors import StorageError, may_pass
from bot.storage.sqlite.database import make
from bot.system import confinement, heap
from criteria.file_problem import LibraryError


def run() -> None:
    """Serve Telegram; without TEABREAK_TOKEN, start the local chat."""
    confinement.hide()
    heap.use_one_heap()
    settings = read_settings()
    log_to_stderr()
    # A long text is divided on a thread. The loop and the thread of the database wait for the interpreter some twenty
    # times in a turn: a tenth of a millisecond each time, not five.
    sys.setswitchinterval(0.0001)
    try:
        make(settings.data)
        if settings.token is None:
            # A bot that serves Telegram does without it, and is 7 MB smaller.
            from bot.playground import local_chat  # noqa: PLC0415

            asyncio.run(local_chat.chat(settings, out.print))
        else:
            asyncio.run(_serve(settings, Api(settings.token.get_secret_value(), settings.api_url)))
    except StorageError as error:
        # Trouble of the disk passes, and the supervisor starts the program again after a moment.
        stop(str(error), AGAIN if may_pass(error) else CONFIG)
    except (AnotherInstanceError, BadTokenError, LibraryError, MissingVersionError) as error:
        stop(str(error), CONFIG)
    except (NothingPublishedError, RouteNotReady, TranscriberError, PortUnusable) as error:
        stop(str(error), CONFIG)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        # Something in the data folder: not ours to write to, or not a folder.
        stop(plain(error), CONFIG)
    except (WedgedError, OSError) as error:
        stop(plain(error), AGAIN)
    except Exception as error:  # noqa: BLE001 - a traceback would print the text of the error, which may be a worker's
        places = "".join(traceback.format_tb(error.__traceback__))
        stop(f"Teabreak broke with {type(error).__name__}:\n{places}", AGAIN)


async def _serve(settings: Settings, api: Api) -> None:
    lifecycle = Lifecycle.new()
    sorting = asyncio.create_task(_leave_at_rest(lifecycle.ready))
    try:
        await serve(settings, api, lifecycle)
    finally:
        sorting.cancel()


async def _leave_at_rest(ready: asyncio.Event) -> None:
    """Freezes the objects of the start-up for the garbage collector, since they live until the end."""
    await ready.wait()
    gc.collect()
    gc.freeze()
    # A turn makes thousands of objects and leaves hardly any: fewer looks at them cost a third as much.
    gc.set_threshold(5_000, 10, 10)
    heap.give_back()


def log_to_stderr() -> None:
    """Log lines of kinds and counts, for the supervisor to keep."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    # Only kinds and counts are logged; a traceback could show what a worker wrote.
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            count_errors,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], bool_as_flag=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # Looked up at each line: whoever has put another stderr in its place is to get the lines.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
