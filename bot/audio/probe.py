"""Runs the child processes that decode and measure a recording, with limits on time and size."""

import asyncio
import hashlib
import json
import re
import signal
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.audio.figures import Sound
from bot.system import child_process
from flows.model.attachments.audio import AudioProblem

CHILD = Path(__file__).with_name("decode_child.py")
SPEECH = Path(__file__).with_name("syllables_child.py")
BYTES_A_SECOND = 16_000 * 2
CPU = 20
"""Seconds of a processor: fifteen minutes of sound decode in two."""
LINE = 200
"""A program's line of figures is shorter than this."""
NAME = re.compile(r"[a-z0-9_]{1,20}")


@dataclass(frozen=True, slots=True)
class Probed:
    """A recording's figures, and its samples: 16 kHz, mono, 16 bits; empty if none were played."""

    sound: Sound
    pcm: bytes = field(repr=False)


class Prober:
    """Listens to files in processes of their own, `slots` at a time.

    A file may be `max_bytes` large, and `max_seconds` of it are heard. Each of the two steps ends after `wall` seconds,
    which pass also while others have the processor; decoding ends after `CPU` seconds of work.
    """

    def __init__(
        self, slots: int = 2, max_seconds: float = 900, wall: float = 60.0, max_bytes: int = 20 * 1024 * 1024
    ) -> None:
        self._slots = asyncio.Semaphore(slots)
        self._seconds = max_seconds
        self._wall = wall
        self._bytes = max_bytes

    async def probe(self, data: bytes) -> Probed:
        """Analyses a file. A bad file gives an `AudioProblem` in the result; OSError if no process can be started."""
        digest = await asyncio.to_thread(lambda: hashlib.sha256(data).hexdigest())
        unheard = Sound(0.0, 0.0, 0, "", "", None, partial=False, sha256=digest, size=len(data))
        if len(data) > self._bytes:
            return Probed(replace(unheard, trouble=AudioProblem.too_big), b"")
        async with self._slots:
            decoded = await self._decode(data, unheard)
            return await self._measure(decoded) if decoded.pcm else decoded

    async def samples(self, data: child_process.Input) -> bytes:
        """The samples alone of a file that was probed before; none if it cannot be played. `OSError` as above.

        Pieces go to the process as they come, and what they raise is raised.
        """
        async with self._slots:
            nothing = Sound(0.0, 0.0, 0, "", "", None, partial=False, sha256="", size=0)
            return (await self._decode(data, nothing)).pcm

    async def _decode(self, data: child_process.Input, unheard: Sound) -> Probed:
        most = int(self._seconds * BYTES_A_SECOND)
        limits = (str(self._seconds), str(self._bytes), str(CPU))
        ended = await child_process.run(CHILD, *limits, data=data, wall=self._wall, most=most, lane=child_process.SOUND)
        sound, pcm = _told(ended.line, unheard), ended.output
        if sound is None or len(pcm) % 2:
            return Probed(replace(unheard, trouble=_ending(ended.status)), b"")
        if not pcm:
            return Probed(replace(sound, trouble=sound.trouble or AudioProblem.no_sound), b"")
        return Probed(replace(sound, seconds=len(pcm) / BYTES_A_SECOND), pcm)

    async def _measure(self, decoded: Probed) -> Probed:
        """Adds how much was said. The samples are ours, but counting them is work, so it is not done here."""
        ended = await child_process.run(SPEECH, data=decoded.pcm, wall=self._wall, most=0, lane=child_process.SOUND)
        figures = re.fullmatch(rb"(\d+\.\d+) (\d+) ([01])\n", ended.line)
        sound = decoded.sound
        if figures is None:
            return replace(decoded, sound=replace(sound, trouble=sound.trouble or _ending(ended.status)))
        words = int(figures[2])
        trouble = sound.trouble or (None if words else AudioProblem.no_speech)
        told = replace(sound, speech_seconds=float(figures[1]), words_about=words, trouble=trouble)
        told = replace(told, unsure=figures[3] == b"1")
        return replace(decoded, sound=told)


def _ending(status: int | None) -> AudioProblem:
    return AudioProblem.timed_out if status in (None, -signal.SIGXCPU) else AudioProblem.crashed


def _told(line: bytes, sound: Sound) -> Sound | None:
    """The child's line, read as if the file itself had written it: it may have."""
    if len(line) > LINE:
        return None
    try:
        told = json.loads(line)
        trouble = None if told["trouble"] is None else AudioProblem(told["trouble"])
        container, codec = (str(told.get(key, "")) for key in ("container", "codec"))
        partial, place, picture = (bool(told.get(key, False)) for key in ("partial", "place", "picture"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not all(not name or NAME.fullmatch(name) for name in (container, codec)):
        return None
    known = replace(sound, trouble=trouble, partial=partial, place=place, picture=picture)
    return replace(known, container=container, codec=codec)
