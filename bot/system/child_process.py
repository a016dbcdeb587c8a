"""Runs a child process once, with nothing of our environment, without blocking the event loop.

A program reads its input to the end, then writes one line, then bytes. Of each kind only so many run at once, however
many are asked for.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

CHUNK = 64 * 1024
NICE = 10
"""How far behind everything else these programs stand for a processor."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Programs that wait for each other, and how many of them run at once in the whole bot."""

    name: str
    most: int


SOUND = Lane("sound", 2)
"""Decoders, counters of syllables and makers of copies."""
STATEMENTS = Lane("statements", 1)
AWARDS = Lane("awards", 1)
OTHERS = Lane("others", 1)
TYPESETTING = Lane("typesetting", 1)
"""Typesetters that are started for one document."""

_PLACES: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[Lane, asyncio.Semaphore]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit status, negative for a signal, `None` if its time was up; and what it wrote.

    Without status 0 there is no line and no output.
    """

    status: int | None
    line: bytes = field(default=b"", repr=False)
    output: bytes = field(default=b"", repr=False)


Input = bytes | AsyncGenerator[bytes, None]
"""What a program reads: all of it, or pieces as they come, so that a long file never stands in memory."""


async def run(program: Path, *arguments: str, data: Input, wall: float, most: int, lane: Lane = OTHERS) -> Ended:
    """Gives a program its input and takes its output, at most `wall` seconds and `most` bytes of it.

    It starts once there is a place in its lane; `wall` counts from then. It sees no environment, no file of ours and no
    folder. It is gone when this returns, also when this is cancelled. `OSError` if no process can be started, which
    says nothing about the input. What the input itself raises ends the program, and is raised.
    """
    async with places(lane):
        return await _run(program, *arguments, data=data, wall=wall, most=most)


def places(lane: Lane) -> asyncio.Semaphore:
    """The places of a lane. Each event loop has its own: there is one while the bot runs."""
    lanes = _PLACES.setdefault(asyncio.get_running_loop(), {})
    return lanes.setdefault(lane, asyncio.Semaphore(lane.most))


async def start(program: Path, *arguments: str) -> asyncio.subprocess.Process:
    """Starts a program with pipes to its standard input and output, behind everything else for a processor.

    It sees nothing of our environment, no file of ours and no folder. `OSError` if no process can be started.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", str(program), *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    # Lets whoever types go first. From out here it holds from the start, and not only once the imports are over.
    with suppress(ProcessLookupError, PermissionError):
        os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
    return process


async def _run(program: Path, *arguments: str, data: Input, wall: float, most: int) -> Ended:
    process = await start(program, *arguments)
    feeding = asyncio.create_task(_feed(process, data))
    try:
        async with asyncio.timeout(wall):
            taken = await _take(process.stdout, most)
            if taken is None:
                _kill(process)
                await _drain(process.stdout)
            await feeding
            status = await process.wait()
            return Ended(status, *taken) if taken and status == 0 else Ended(status)
    except TimeoutError:
        return Ended(None)
    finally:
        await asyncio.shield(_end(process, feeding))


async def _feed(process: asyncio.subprocess.Process, data: Input) -> None:
    """Writes the input by pieces; a program that has ended does not want the rest."""
    pipe = process.stdin
    if pipe is None:
        return
    async with aclosing(_cut(data) if isinstance(data, bytes) else data) as pieces:
        try:
            async for piece in pieces:
                pipe.write(piece)
                await pipe.drain()
        except (BrokenPipeError, ConnectionResetError):
            pass
        except Exception:
            # It must not take what it has for all there is.
            _kill(process)
            raise
    pipe.close()


async def _cut(data: bytes) -> AsyncGenerator[bytes, None]:
    for start in range(0, len(data), CHUNK):
        yield data[start : start + CHUNK]


async def _take(pipe: asyncio.StreamReader | None, most: int) -> tuple[bytes, bytes] | None:
    """Reads the line, and the output by pieces; `None` if there is more of either than there may be."""
    if pipe is None:
        return None
    try:
        line = await pipe.readline()
    except ValueError:
        return None
    pieces: list[bytes] = []
    while piece := await pipe.read(CHUNK):
        pieces.append(piece)
        most -= len(piece)
        if most < 0:
            return None
    return line, b"".join(pieces)


async def _drain(pipe: asyncio.StreamReader | None) -> None:
    """Reads to the end what nobody wants: a pipe that is left full keeps `wait` from returning."""
    while pipe is not None and await pipe.read(CHUNK):
        pass


def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


async def _end(process: asyncio.subprocess.Process, feeding: asyncio.Task[None]) -> None:
    """Leaves no process, no pipe and no task behind."""
    _kill(process)
    feeding.cancel()
    await asyncio.wait([feeding])
    if process.stdin is not None:
        process.stdin.close()
    await process.communicate()
