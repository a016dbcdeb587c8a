"""The bot as it is served, in this process or in a child of it, and everything that it logs."""

import asyncio
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from support import warm_start
from support.server_folders import address_of, chosen, read

from bot.app import serve
from bot.channels.telegram.bot_api.connection import Api
from bot.lifecycle import Lifecycle
from bot.playground.telegram import Sandbox
from bot.settings.settings import Settings

ROOT = Path(__file__).parents[2]
OPERATOR = {"operator_name": "Glen Care Learning", "operator_contact": "badges@example.org"}


@dataclass
class LogLines:
    """All that was logged while one listened, in any form."""

    entries: list[structlog.typing.EventDict] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def events(self, name: str) -> list[structlog.typing.EventDict]:
        """The entries of one event."""
        return [entry for entry in self.entries if entry["event"] == name]

    def text(self) -> str:
        """Everything in one string."""
        return "\n".join([*map(repr, self.entries), *self.lines])


class _Ears(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


@contextmanager
def listening(level: int = logging.DEBUG) -> Iterator[LogLines]:
    """Hears everything that is logged, as a rule down to what libraries say when they are debugged."""
    root = logging.getLogger()
    before = root.level
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as entries:
        heard = LogLines(entries)
        ears = _Ears(heard.lines)
        root.addHandler(ears)
        root.setLevel(level)
        try:
            yield heard
        finally:
            root.setLevel(before)
            root.removeHandler(ears)


def assert_private(log: str, secrets: Iterable[str], token: str) -> None:
    """No word, name or number of anybody's, and no token, is in a log."""
    found = [secret for secret in (*secrets, token, token.partition(":")[2]) if secret in log]
    assert not found, f"{len(found)} secrets are in the log, such as {found[:3]}"


@asynccontextmanager
async def served(
    sandbox: Sandbox, data: Path, route: str | None = "folder", **more: object
) -> AsyncIterator[Lifecycle]:
    """The real bot in this process, until the block ends. What ends it before is raised."""
    signs = Lifecycle.new()
    settings = Settings.model_validate({"data": data, "route": route, **OPERATOR, **more})
    running = asyncio.create_task(serve(settings, Api(sandbox.token, sandbox.api_url), signs))
    ready = asyncio.create_task(signs.ready.wait())
    await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    try:
        yield signs
    finally:
        signs.stop.set()
        async with asyncio.timeout(10):
            await running


@dataclass
class BotProcess:
    """`python -m bot run` in a process of its own."""

    process: asyncio.subprocess.Process | warm_start.Forked
    log: Path

    async def ended(self, within: float = 10.0) -> int:
        """The exit status."""
        async with asyncio.timeout(within):
            return await self.process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Sends it a signal, if it still runs."""
        if self.process.returncode is None:
            self.process.send_signal(number)

    async def kill(self) -> None:
        """Ends it without warning."""
        self.signal(signal.SIGKILL)
        await self.process.wait()

    def heard(self) -> str:
        """All that it and those before it wrote to the terminal."""
        return self.log.read_text(encoding="utf-8")


async def child(
    sandbox: Sandbox,
    data: Path,
    module: str = "bot",
    authorities: Path | None = None,
    preload: Path | None = None,
    **settings: str,
) -> BotProcess:
    """Starts `python -m bot run`, or another module's, against a sandbox. An empty setting is as good as none.

    `authorities` are the certificates that it trusts, if not those of this machine; `preload` is a library that stands
    before the system's own. A setting that is named `test_…`
    is for the module of the test, and gets no prefix: the bot refuses names that it does not read.
    """
    wanted = {"token": sandbox.token, "api_url": sandbox.api_url, "data": str(data), "route": "folder", **OPERATOR}
    ours = {name.upper(): value for name, value in settings.items() if name.startswith("test_")}
    wanted |= {"database": address_of(data)} if chosen() else {}
    told = {name: value for name, value in (wanted | settings).items() if name.upper() not in ours}
    given = ours | {f"TEABREAK_{name.upper()}": value for name, value in told.items()}
    if authorities:
        given["SSL_CERT_FILE"] = str(authorities)
    if preload:
        given["LD_PRELOAD"] = str(preload)
    log = data.parent / f"{data.name}.log"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", **given}
    if not (authorities or preload):
        return BotProcess(await warm_start.start(module, ["run"], environment, data.parent, log), log)
    with log.open("ab") as terminal:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, "run"),
            env=environment,
            cwd=data.parent,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=terminal,
            stderr=terminal,
        )
    return BotProcess(process, log)


@asynccontextmanager
async def child_running(
    sandbox: Sandbox, data: Path, module: str = "bot", **settings: str
) -> AsyncIterator[BotProcess]:
    """A child that is polling, and is killed at the end if it still runs."""
    started = await child(sandbox, data, module, **settings)
    try:
        await sandbox.polled(within=20)
        yield started
    finally:
        await started.kill()


def problems(data: Path) -> list[str]:
    """What is wrong with a database as a whole; nothing, if all is well."""
    if address_of(data):
        # The server looks after that.
        return []
    with closing(sqlite3.connect(data / "teabreak.db")) as database:
        found = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return found + [f"a broken reference in {row[0]}" for row in database.execute("PRAGMA foreign_key_check")]


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    """What a database holds, read from outside."""
    if address_of(data):
        return read(address_of(data), query)
    with closing(sqlite3.connect(data / "teabreak.db")) as database:
        return database.execute(query).fetchall()
