"""Makes the MP3 copy of a recording that an assessor listens to: normalised loudness, no metadata.

It is made in a process of its own. The samples can be trusted, but the work holds Python's lock for seconds, and what
an encoder has allocated goes back to the system only with its process.
"""

import asyncio
from pathlib import Path

from bot.system import child_process

COPYING = Path(__file__).with_name("mp3_child.py")
MOST = 16 * 1024 * 1024
"""Forty-five minutes at 48 kilobits a second."""


class NotCopiedError(Exception):
    """No listening copy could be made: no samples, too many, or no time. The original is as good as before."""


class Listening:
    """Makes listening copies, `slots` at a time; each has `wall` seconds, enough for an hour of sound."""

    def __init__(self, slots: int = 1, wall: float = 120.0) -> None:
        self._slots = asyncio.Semaphore(slots)
        self._wall = wall

    async def copy(self, pcm: bytes) -> bytes:
        """An MP3 of samples as `Prober` gives them. The same samples give the same bytes. `NotCopiedError` if not."""
        if not pcm:
            raise NotCopiedError("there are no samples")
        async with self._slots:
            ended = await child_process.run(COPYING, data=pcm, wall=self._wall, most=MOST, lane=child_process.SOUND)
        if ended.status != 0:
            raise NotCopiedError(
                "its time was up" if ended.status is None else f"the encoder ended with {ended.status}"
            )
        return ended.output
