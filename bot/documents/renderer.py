"""Makes documents in a confined process, which is started once for many documents and then replaced.

A request goes to the process as a length and a pickle, an answer comes back as a head and bytes; what comes back is
never unpickled. Documents are made one at a time, in the order in which they are asked for.
"""

import asyncio
import contextlib
import os
import pickle
import signal
from asyncio.subprocess import Process
from collections import OrderedDict
from dataclasses import replace
from datetime import timedelta, timezone
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from bot.documents import frames
from bot.documents.document import Document
from bot.system import child_process

WALL = 25.0
"""Seconds for one document. One of a thousand words takes a fiftieth of a second."""
MOST = 64 * 1024 * 1024
"""Bytes of a document."""
RENEWED_AFTER = 500
"""Documents that one process makes."""
GROWN_KB = 112 * 1024
"""A process that uses so much memory is renewed before the next document. Twenty ordinary ones bring it to 72 MB."""
IDLE_SECONDS = 600.0
"""How long a process with nothing to do is kept."""
KEPT = 4
KEPT_BYTES = 1024 * 1024
"""Of how many documents the bytes are remembered, and of what size at most: for the second reader of an equal one."""

Form = Literal["pdf", "odt"]

_PROGRAM = Path(__file__).with_name("typst_child.py")
_ROOT = Path(__file__).parents[2]


class Renderer:
    """A process that makes documents, started when it is first needed. Close it before the event loop ends."""

    def __init__(
        self, *, wall: float = WALL, renewed_after: int = RENEWED_AFTER, idle_seconds: float = IDLE_SECONDS
    ) -> None:
        """`wall` is how many seconds one document may take; the others are explained beside their defaults."""
        self._wall = wall
        self._renewed_after = renewed_after
        self._idle_seconds = idle_seconds
        self._turn = asyncio.Lock()
        self._warm: _Warm | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self.started = 0
        """How many processes were started."""

    async def make(
        self, form: Form, document: Document, folders: tuple[str, ...] = (), standard: str = ""
    ) -> bytes | None:
        """The bytes of a document; None where none could be made, and then the process is a new one next time.

        `folders` are where the machine keeps fonts, `standard` is a PDF standard to be met. Equal requests are made
        once. Raises OSError where no process can be started, which says nothing about the document.
        """
        # A stored time has a zone of pydantic's own, which the confined process could not import.
        plain = replace(document, at=document.at.astimezone(timezone(document.at.utcoffset() or timedelta())))
        request = pickle.dumps((form, plain, folders, standard))
        key = sha256(request).digest()
        async with self._turn:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            made = await self._made(request)
            if made and len(made) <= KEPT_BYTES:
                self._kept[key] = made
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return made

    async def close(self) -> None:
        """Ends the process. The next document starts another."""
        async with self._turn:
            await self._end()
        if self._ending:
            await asyncio.wait(self._ending)

    async def _made(self, request: bytes) -> bytes | None:
        if self._idle is not None:
            self._idle.cancel()
        warm = self._warm or await self._start()
        answer: frames.DocumentReply | None = None
        try:
            async with asyncio.timeout(self._wall):
                answer = await warm.answer(request)
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            pass
        finally:
            warm.documents += 1
            # Also when this is cancelled: what is half read could be taken for the answer to another request.
            if answer is None or not answer.made or self._is_worn(warm, answer):
                await asyncio.shield(self._end())
        if self._warm is not None:
            self._idle = asyncio.get_running_loop().call_later(self._idle_seconds, self._rest)
        return answer.content if answer and answer.made else None

    def _is_worn(self, warm: "_Warm", answer: frames.DocumentReply) -> bool:
        return warm.documents >= self._renewed_after or answer.memory_kb >= GROWN_KB

    async def _start(self) -> "_Warm":
        folder = TemporaryDirectory(prefix="teabreak-")
        try:
            process = await child_process.start(_PROGRAM, str(_ROOT), folder.name)
        except BaseException:
            folder.cleanup()
            raise
        self._warm = _Warm(process, folder)
        self.started += 1
        return self._warm

    def _rest(self) -> None:
        """Ends a process that has been idle for long."""
        if not self._turn.locked():
            task = asyncio.ensure_future(self._end())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    async def _end(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        warm, self._warm = self._warm, None
        if warm is not None:
            await warm.end()


class _Warm:
    """A running process and the folder of its fonts."""

    def __init__(self, process: Process, folder: "TemporaryDirectory[str]") -> None:
        self._process = process
        self._folder = folder
        self.documents = 0

    async def answer(self, request: bytes) -> frames.DocumentReply:
        """Asks, and waits for the answer. Raises IncompleteReadError or OSError where the process ends before."""
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("no pipes")
        self._process.stdin.write(frames.REQUEST.pack(len(request)) + request)
        await self._process.stdin.drain()
        made, memory_kb, length = frames.ANSWER.unpack(await self._process.stdout.readexactly(frames.ANSWER.size))
        if length > MOST:
            raise OSError("too large a document")
        return frames.DocumentReply(made, memory_kb, await self._process.stdout.readexactly(length))

    async def end(self) -> None:
        """Leaves no process, no pipe and no folder behind."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.communicate()
        await asyncio.to_thread(self._folder.cleanup)
