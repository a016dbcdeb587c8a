"""Start the bot's processes by forking one that has imported all of it: a start by `exec` costs a second or two of CPU.

One such parent serves a whole test process. What it forks gets its own environment, working folder and log, and then
runs a module as `python -m` does.
"""

import asyncio
import atexit
import gc
import json
import os
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from bot.inbox import page_sentences
from flows.text import Catalogue

ROOT = Path(__file__).parents[2]
IMPORTED = "bot.commands.run_bot"
"""What is imported before the first fork: nothing of the tests, whose modules change the bot when they are imported."""


class Forked:
    """A process that the parent forked; the part of `asyncio.subprocess.Process` that tests use."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._writer = writer
        self._ending = asyncio.create_task(self._ended(reader))

    async def _ended(self, reader: asyncio.StreamReader) -> int:
        line = await reader.readline()
        self._writer.close()
        # Without a line, the parent itself has ended, and all that it forked with it.
        self.returncode = int(line) if line else -signal.SIGKILL
        return self.returncode

    async def wait(self) -> int:
        """Waits until it ends; gives its exit status, or the negative number of the signal that ended it."""
        return await asyncio.shield(self._ending)

    def send_signal(self, number: int) -> None:
        """Sends it a signal, if it still runs."""
        if self.returncode is None:
            # It may have ended, and the line that says so not have come yet.
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)


_listening: Path | None = None


async def start(
    module: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path
) -> Forked:
    """Runs a module in a process of its own, which appends to the log what it prints."""
    asked = {
        "module": module,
        "arguments": list(arguments),
        "environment": dict(environment),
        "folder": str(folder),
        "log": str(log),
    }
    reader, writer = await asyncio.open_unix_connection(_parent())
    writer.write(json.dumps(asked).encode() + b"\n")
    await writer.drain()
    return Forked(int(await reader.readline()), reader, writer)


def _parent() -> Path:
    """Where the parent listens; it is started at first use, and ends with this process."""
    global _listening  # noqa: PLW0603
    if _listening is None:
        _listening = Path(tempfile.mkdtemp()) / "socket"
        paths = f"{ROOT}:{ROOT / 'tests'}"
        started = subprocess.Popen(
            [sys.executable, "-m", "support.warm_start", _listening],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        atexit.register(started.kill)
        assert started.stdout
        assert started.stdout.readline() == b"ready\n"
    return _listening


def _serve(path: str) -> None:
    import_module(IMPORTED)
    Catalogue()  # It keeps the sentences that it has read, as pages do.
    page_sentences.keys()
    gc.freeze()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    woken, wakes = socket.socketpair()
    woken.setblocking(False)
    wakes.setblocking(False)
    signal.set_wakeup_fd(wakes.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    told: dict[int, socket.socket] = {}
    with selectors.DefaultSelector() as selector:
        # The end of standard input is the end of the process that tests.
        for source in (listener, woken, sys.stdin):
            selector.register(source, selectors.EVENT_READ)
        while ready := {key.fileobj for key, _ in selector.select()}:
            if sys.stdin in ready:
                break
            if woken in ready:
                woken.recv(4096)
                _tell_who_ended(told)
            if listener in ready:
                connection, _ = listener.accept()
                with connection.makefile() as lines:
                    asked = json.loads(lines.readline())
                pid = os.fork()
                if not pid:
                    for one in (listener, woken, wakes, connection, *told.values()):
                        one.close()
                    selector.close()
                    _become(asked)
                told[pid] = connection
                connection.sendall(f"{pid}\n".encode())
    for pid in told:
        os.kill(pid, signal.SIGKILL)


def _tell_who_ended(told: dict[int, socket.socket]) -> None:
    for pid in list(told):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            with told.pop(pid) as connection:
                connection.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(asked: Mapping[str, object]) -> None:
    """Run what was asked for, and end."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    status = 1
    try:
        log = os.open(str(asked["log"]), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(source, target)
        os.closerange(3, 256)
        os.chdir(str(asked["folder"]))
        os.environ.clear()
        environment, arguments = asked["environment"], asked["arguments"]
        assert isinstance(environment, dict)
        assert isinstance(arguments, list)
        os.environ.update(environment)
        sys.argv = ["teabreak", *arguments]
        runpy.run_module(str(asked["module"]), run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter does: it prints what ended it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve(sys.argv[1])
