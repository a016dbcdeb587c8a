"""The bots as processes of their own, and what the system says of them."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.api import TOKEN
from benchmarks.dialogue import FORM, TEABREAK, BotWording
from support import postgres_server

from bot.storage.sealing.master_key import MasterKey

ROOT = Path(__file__).parents[2]
MEMORY_SECONDS = 1.0
"""Between two looks at a bot's memory."""
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Rival:
    """One of the bots that are compared."""

    name: str
    wording: BotWording
    command: tuple[str, ...]
    """With {url}, {token} and {data} to be filled in."""
    sealed: bool = False
    """Whether what it stores is sealed."""
    on_server: bool = False
    """Whether its database is on a PostgreSQL server, which is started for it and may use any core."""
    sends: bool = False
    """Whether people also send what they wrote: then Teabreak delivers it, and makes each a copy as a document."""


PTB = Rival("python-telegram-bot", FORM, ("-m", "benchmarks.rival_ptb", "{url}", "{token}", "{data}"))
AIOGRAM = Rival("aiogram", FORM, ("-m", "benchmarks.rival_aiogram", "{url}", "{token}"))
BREAK = Rival("Teabreak", TEABREAK, ("-m", "bot", "run"))
SEALED = Rival("Teabreak, sealed", TEABREAK, ("-m", "bot", "run"), sealed=True)
POSTGRES = Rival("Teabreak, PostgreSQL", TEABREAK, ("-m", "bot", "run"), on_server=True)
SENDING = Rival("Teabreak, delivering too", TEABREAK, ("-m", "bot", "run"), sends=True)
CROWDED = Rival("Teabreak among drafts", TEABREAK, ("-m", "bot", "run"))


class Process:
    """A running bot."""

    def __init__(self, started: "subprocess.Popen[bytes]") -> None:
        self._proc = Path(f"/proc/{started.pid}")
        self._started = started

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far, in the program and in the kernel for it, all threads and children together.

        Children that ended are counted by the system once their parent has waited for them.
        """
        return sum(sum(map(int, _fields(proc)[11:15])) for proc in self._family()) / _TICK

    @property
    def rss(self) -> float:
        """Resident memory now, in MB, its children's with it. What two of them have of one file is counted once."""
        private, files = 0, dict[str, int]()
        for proc in self._family():
            for mapping, resident, own in _mappings(proc):
                private += own
                files[mapping] = max(files.get(mapping, 0), resident - own)
        return (private + sum(files.values())) / 1024

    @property
    def peak(self) -> float:
        """The most resident memory that the bot's own process ever had, in MB."""
        return _status(self._proc, "VmHWM")

    def _family(self) -> list[Path]:
        """The process and everything below it, as far as it still runs."""
        parents = {int(proc.name): int(_fields(proc)[1]) for proc in Path("/proc").iterdir() if proc.name.isdigit()}
        found = [int(self._proc.name)]
        for process in found:
            found += [child for child, parent in parents.items() if parent == process]
        return [Path("/proc") / str(process) for process in found]

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._started.poll() is None


class MemoryWatch:
    """Looks at a bot's memory now and then while a block runs."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.most = process.rss
        """The most that was seen, in MB, children included."""

    async def __aenter__(self) -> "MemoryWatch":
        self._watching = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._watching.cancel()
        await asyncio.wait([self._watching])

    async def _watch(self) -> None:
        while True:
            self.most = max(self.most, self._process.rss)
            await asyncio.sleep(MEMORY_SECONDS)


def _fields(proc: Path) -> list[str]:
    """What the system says of a process behind its name; zeros for one that has just ended."""
    try:
        return (proc / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 20


def _mappings(proc: Path) -> Iterator[tuple[str, int, int]]:
    """Each mapping of a process as its file and place there, what is resident and what belongs to no file, in KB."""
    try:
        lines = (proc / "smaps").read_text().splitlines()
    except OSError:
        return
    mapping, resident = "", 0
    for line in lines:
        name, _, rest = line.partition(" ")
        if not name.endswith(":"):
            mapping = rest
        elif name == "Rss:":
            resident = int(rest.split()[0])
        elif name == "Anonymous:":
            yield mapping, resident, int(rest.split()[0])


def _status(proc: Path, key: str) -> float:
    """A size in MB; 0 for a process that has just ended."""
    try:
        lines = (proc / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key)), 0.0)


@asynccontextmanager
async def running(rival: Rival, url: str, data: Path, core: int | None) -> AsyncIterator[Process]:
    """The bot's process, pinned to one core, until the end of the block."""
    filled = [part.format(url=url, token=TOKEN, data=data) for part in rival.command]
    # Outside the data, as it has to be; the same in every round.
    key = data.with_name(f"{data.name}.key")
    if rival.sealed:
        key.write_bytes(MasterKey(bytes(32)).line)
    more = {"TEABREAK_KEY_FILE": str(key)} if rival.sealed else {}
    with ExitStack() as stack:
        if rival.on_server:
            pinned = os.sched_getaffinity(0)
            os.sched_setaffinity(0, range(os.cpu_count() or 1))
            server = stack.enter_context(postgres_server.running())
            os.sched_setaffinity(0, pinned)
            more["TEABREAK_DATABASE"] = server.address(server.named_anew())
        async with _running(filled, url, data, core, more) as process:
            yield process
    key.unlink(missing_ok=True)


@asynccontextmanager
async def _running(
    command: Sequence[str], url: str, data: Path, core: int | None, more: Mapping[str, str]
) -> AsyncIterator[Process]:
    started = _start(command, url, data, more)
    try:
        if core is not None:
            os.sched_setaffinity(started.pid, {core})
        yield Process(started)
    finally:
        started.terminate()
        if await asyncio.to_thread(_lives_on, started):
            started.kill()
            started.wait()


def _start(command: Sequence[str], url: str, data: Path, more: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    with (data / "stderr.txt").open("ab") as errors:
        environment = {**_environment(url, data), **more}
        return subprocess.Popen([sys.executable, *command], cwd=data, env=environment, stderr=errors)


def _lives_on(started: "subprocess.Popen[bytes]") -> bool:
    try:
        started.wait(20)
    except subprocess.TimeoutExpired:
        return True
    return False


def _environment(url: str, data: Path) -> Mapping[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("TEABREAK_")},
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
        "TEABREAK_TOKEN": TOKEN,
        "TEABREAK_API_URL": url,
        "TEABREAK_DATA": str(data),
        "TEABREAK_ROUTE": "folder",
        "TEABREAK_OPERATOR_NAME": "Glen Care Learning",
        "TEABREAK_OPERATOR_CONTACT": "badges@glencare.example",
    }


async def settled(process: Process) -> None:
    """Waits until a bot has nothing left to do."""
    before = -1.0
    while process.cpu > before:
        before = process.cpu
        await asyncio.sleep(0.25)
