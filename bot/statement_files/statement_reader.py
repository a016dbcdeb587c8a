"""Runs the child process that reads a statement file."""

import asyncio
import json
import signal
from pathlib import Path

from bot.statement_files.outcome import FileKind, Outcome, ReadText, Refusal, Refused
from bot.statement_files.stopped import MOST_BYTES, MOST_TEXT
from bot.system import child_process

CHILD = Path(__file__).with_name("child.py")
CPU = 15
"""Seconds of a processor: a hundred pages of PDF take two."""


class StatementReader:
    """Reads files, `slots` at a time, each for at most `wall` seconds, and at most `max_bytes` of it."""

    def __init__(self, slots: int = 1, wall: float = 60.0, max_bytes: int = MOST_BYTES) -> None:
        self._slots = asyncio.Semaphore(slots)
        self._wall = wall
        self._bytes = max_bytes

    async def read(self, data: bytes) -> Outcome:
        """The text of a file, or why there is none. `OSError` if no process can be started: no fault of the file."""
        if len(data) > self._bytes:
            return Refused(Refusal.too_big)
        async with self._slots:
            ended = await child_process.run(
                *(CHILD, str(self._bytes), str(CPU)),
                data=data,
                wall=self._wall,
                most=MOST_TEXT * 4 + 4,
                lane=child_process.STATEMENTS,
            )
        if ended.status is None or ended.status in (-signal.SIGXCPU, -signal.SIGKILL):
            return Refused(Refusal.too_complex)
        if ended.status != 0:
            return Refused(Refusal.damaged)
        return _outcome(ended.line, ended.output)


def _outcome(line: bytes, output: bytes) -> Outcome:
    """The child's answer. It has read an untrusted file, so its answer is checked too."""
    try:
        said = json.loads(line)
        if "refused" in said:
            return Refused(Refusal(said["refused"]))
        return ReadText(FileKind(said["kind"]), output.decode(), left_out=said["left_out"] is True)
    except (ValueError, KeyError, TypeError):
        return Refused(Refusal.damaged)
