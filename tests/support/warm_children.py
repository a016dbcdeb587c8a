"""Start the bot's child programs by forking: to import what they need costs a third of a second of CPU at each start.

Each program has a parent of its own, which lives as long as this process. What it forks is a process as any other: it
has its own pipes and its own limits, and confines itself. `tests/bot/system/test_confinement.py` and its like start
programs as the bot does.
"""

import array
import asyncio
import atexit
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from functools import cache
from pathlib import Path
from types import CodeType

from bot.system import child_process

ROOT = Path(__file__).parents[2]

Start = Callable[..., Awaitable[asyncio.subprocess.Process]]


class Forked:
    """A process that a parent forked; the part of `asyncio.subprocess.Process` that the bot uses."""

    def __init__(self, pid: int, stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader) -> None:
        self.pid = pid
        self.stdin = stdin
        self.stdout = stdout
        self.returncode: int | None = None

    def watch(self, told: asyncio.StreamReader, end: Callable[[], None]) -> None:
        """Takes note of its end, of which the parent tells."""
        self._ending = asyncio.create_task(self._ended(told, end))

    async def _ended(self, told: asyncio.StreamReader, end: Callable[[], None]) -> int:
        line = await told.readline()
        end()
        self.returncode = int(line) if line else -signal.SIGKILL
        return self.returncode

    async def wait(self) -> int:
        """Waits until it ends; gives its exit status, or the negative number of the signal that ended it."""
        return await asyncio.shield(self._ending)

    async def communicate(self) -> None:
        """Reads what is left of its output, and waits until it ends."""
        await self.stdout.read()
        await self.wait()

    def send_signal(self, number: int) -> None:
        """Sends it a signal, if it still runs."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """Ends it without warning."""
        self.send_signal(signal.SIGKILL)


def starting(really: Start) -> Start:
    """Starts the bot's own programs warm, and any other as `really` does."""

    async def start(program: Path, *arguments: str) -> object:
        if not program.is_relative_to(ROOT / "bot"):
            return await really(program, *arguments)
        process = await _forked(_parent(program), arguments)
        with suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, process.pid, child_process.NICE)
        return process

    return start


async def _forked(parent: Path, arguments: Sequence[str]) -> Forked:
    """A process with these arguments; its pipes are closed where this is cancelled, so that it ends."""
    loop = asyncio.get_running_loop()
    (its_input, ours), (our_output, its) = os.pipe(), os.pipe()
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(parent))
    fds = array.array("i", [its_input, its])
    connection.sendmsg([json.dumps(arguments).encode() + b"\n"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])
    os.close(its_input)
    os.close(its)
    stdout = asyncio.StreamReader()
    async with AsyncExitStack() as stack:
        told, telling = await asyncio.open_unix_connection(sock=stack.enter_context(connection))
        stack.callback(telling.close)
        reading, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(stdout), stack.enter_context(os.fdopen(our_output, "rb", 0))
        )
        stack.callback(reading.close)
        writing, protocol = await loop.connect_write_pipe(
            asyncio.streams.FlowControlMixin, stack.enter_context(os.fdopen(ours, "wb", 0))
        )
        stack.callback(writing.close)
        process = Forked(int(await told.readline()), asyncio.StreamWriter(writing, protocol, None, loop), stdout)
        stack.pop_all()

    def end() -> None:
        telling.close()
        if not writing.is_closing():
            writing.abort()

    process.watch(told, end)
    return process


@cache
def _parent(program: Path) -> Path:
    """Where the parent of a program's processes listens; it is started at first use, and ends with this process."""
    listening = Path(tempfile.mkdtemp()) / "socket"
    started = subprocess.Popen(
        [sys.executable, "-m", "support.warm_children", listening],
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    atexit.register(started.kill)
    assert started.stdin
    assert started.stdout
    # It does not stand among the arguments: tests count the processes that have a program there.
    started.stdin.write(f"{program}\n".encode())
    started.stdin.flush()
    assert started.stdout.readline() == b"ready\n"
    return listening


def _serve(path: str) -> None:
    program = os.read(0, 4096).decode().strip()
    runpy.run_path(program)
    code = compile(Path(program).read_bytes(), program, "exec")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    os.write(1, b"ready\n")
    telling: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([listener, woken, 0], [], [])
        # The end of standard input is the end of the process that tests.
        if 0 in ready:
            break
        if woken in ready:
            os.read(woken, 4096)
            for pid in list(telling):
                ended, status = os.waitpid(pid, os.WNOHANG)
                if ended:
                    with telling.pop(pid) as connection, suppress(OSError):
                        connection.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
        if listener in ready:
            connection, _ = listener.accept()
            message, fds, _, _ = socket.recv_fds(connection, 4096, 2)
            if not message:
                continue
            pid = os.fork()
            if not pid:
                _become(code, program, json.loads(message), connection, fds)
            telling[pid] = connection
            for fd in fds:
                os.close(fd)
    for pid in telling:
        os.kill(pid, signal.SIGKILL)


def _become(code: CodeType, program: str, arguments: list[str], connection: socket.socket, fds: list[int]) -> None:
    """Run the program, and end."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        connection.sendall(f"{os.getpid()}\n".encode())
        os.dup2(fds[0], 0)
        os.dup2(fds[1], 1)
        os.closerange(3, 256)
        os.environ.clear()
        sys.argv = [program, *arguments]
        exec(code, {"__name__": "__main__", "__file__": program})
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter does; what ended it is not printed
        status = 1
    finally:
        with suppress(OSError):
            sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve(sys.argv[1])
