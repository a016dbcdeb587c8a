"""Makes documents in a confined process, which is started once for many documents and then replaced.

Requests go to the process as a length and a pickle, each answer comes back as a head and bytes; what comes back is
never unpickled. Documents are made one at a time, in the order in which they are asked for.
"""

import asyncio
import contextlib
import os
import pickle
import signal
from asyncio.subprocess import Process
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.documents import frames
from bot.documents.document import Document
from bot.documents.frames import Form, Request
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
KEPT_BYTES = 1024 * 1024
"""How many bytes of documents are kept: those that were prepared, and for others who ask for an equal one."""

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
        self._kept: OrderedDict[Request, bytes] = OrderedDict()
        self._kept_bytes = 0
        self.started = 0
        """How many processes were started."""

    async def make(
        self, form: Form, document: Document, folders: tuple[str, ...] = (), standard: str = ""
    ) -> bytes | None:
        """The bytes of a document; None where none could be made, and then the process is a new one next time.

        `folders` are where the machine keeps fonts, `standard` is a PDF standard to be met. Equal requests are made
        once. Raises OSError where no process can be started, which says nothing about the document.
        """
        request = _plain(form, document, folders, standard)
        async with self._turn:
            if request not in self._kept:
                await self._make([request])
            made = self._kept.pop(request, b"")
            self._kept_bytes -= len(made)
            if made:
                # As the last of all. What failed is tried anew when it is asked for again.
                self._keep(request, made)
            return made or None

    async def prepare(self, *wanted: Request) -> None:
        """Makes documents that will be asked for soon, each given as to `make`, one right after the other.

        What is equal in them goes to the process once, and is laid out once. None is made behind one that fails. Raises
        as `make`.
        """
        requests = dict.fromkeys(_plain(*one) for one in wanted)
        async with self._turn:
            await self._make([request for request in requests if request not in self._kept])

    async def close(self) -> None:
        """Ends the process. The next document starts another."""
        async with self._turn:
            await self._end()
        if self._ending:
            await asyncio.wait(self._ending)

    async def _make(self, requests: Sequence[Request]) -> None:
        """Has documents made and keeps them, up to the first that fails: of that, it keeps no bytes."""
        if not requests:
            return
        if self._idle is not None:
            self._idle.cancel()
        warm = self._warm or await self._start()
        under_way: Request | None = None
        worn = True
        try:
            async with asyncio.timeout(self._wall) as limit:
                await warm.ask(requests)
                for under_way in requests:
                    limit.reschedule(asyncio.get_running_loop().time() + self._wall)
                    answer = await warm.answer()
                    if not answer.made:
                        break
                    self._keep(under_way, answer.content)
                else:
                    under_way, worn = None, self._is_worn(warm, answer)
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            under_way = under_way or requests[0]
        finally:
            # Also when this is cancelled: what is half read could be taken for the answer to another request.
            if worn:
                await asyncio.shield(self._end())
        if under_way is not None:
            self._kept[under_way] = b""
        if self._warm is not None:
            self._idle = asyncio.get_running_loop().call_later(self._idle_seconds, self._rest)

    def _keep(self, request: Request, made: bytes) -> None:
        self._kept[request] = made
        self._kept_bytes += len(made)
        while len(self._kept) > 1 and self._kept_bytes > KEPT_BYTES:
            self._kept_bytes -= len(self._kept.popitem(last=False)[1])

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


def _plain(form: Form, document: Document, folders: tuple[str, ...] = (), standard: str = "") -> Request:
    # A stored time has a zone of pydantic's own, which the confined process could not import.
    plain = replace(document, at=document.at.astimezone(timezone(document.at.utcoffset() or timedelta())))
    return form, plain, folders, standard


class _Warm:
    """A running process and the folder of its fonts."""

    def __init__(self, process: Process, folder: "TemporaryDirectory[str]") -> None:
        self._process = process
        self._folder = folder
        self.documents = 0

    async def ask(self, requests: Sequence[Request]) -> None:
        """Asks for documents. Raises OSError where the process has ended."""
        if self._process.stdin is None:
            raise OSError("no pipe")
        asked = pickle.dumps(tuple(requests))
        self._process.stdin.write(frames.REQUEST.pack(len(asked)) + asked)
        await self._process.stdin.drain()

    async def answer(self) -> frames.DocumentReply:
        """Waits for the next document. Raises IncompleteReadError or OSError where the process ends before."""
        if self._process.stdout is None:
            raise OSError("no pipe")
        self.documents += 1
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
