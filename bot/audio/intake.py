"""Downloads a recording, analyses it, and stores what can be played by digest."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from typing import Protocol

from bot.audio.mp3 import Listening, NotCopiedError
from bot.audio.probe import Probed, Prober
from bot.media.disk_space import NO_MARK, DiskSpace
from bot.media.store import MediaStore, StoredMedia
from bot.storage.errors import StorageError, TooLong
from flows.model.audio import AudioAnalysis, AudioProblem

CUT = 1024 * 1024
"""A copy is handed to the disk in pieces of this many bytes."""


class FileNotReady(Exception):
    """A recording cannot be had now. `reason` is a kind, and holds nothing of anybody's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Gone(Exception):
    """A recording can never be had, and why."""

    def __init__(self, trouble: AudioProblem) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class Files(Protocol):
    """Where recordings come from."""

    def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """The bytes of a file, piece by piece. Raises FileNotReady or Gone."""


class AudioIntake:
    """Fetches recordings, listens to them, and keeps those that can be played, as they came.

    A crash at any instant is repeated safely: the same bytes have the same digest, and are kept once.
    """

    def __init__(
        self, files: Files, media: MediaStore, prober: Prober, listening: Listening, space: DiskSpace = NO_MARK
    ) -> None:
        self._files = files
        self._media = media
        self._prober = prober
        self._listening = listening
        self._space = space

    async def keep(self, source: str, room: int) -> AudioAnalysis:
        """What is known of a recording, once it is on our disk with its listening copy. Raises FileNotReady or Gone.

        Nothing is kept of what cannot be played, of more than `room` bytes, or while the space on the disk is low.
        """
        problem: Exception
        try:
            return await self._keep(source, room)
        except TooLong:
            problem = Gone(AudioProblem.too_big)
        except (OSError, StorageError) as error:
            # Of the disk, or of starting a process: both may be better later.
            problem = FileNotReady(type(error).__name__)
        # Raised outside the handler: its traceback holds no path.
        raise problem

    async def _keep(self, source: str, room: int) -> AudioAnalysis:
        if await self._space.measure():
            raise Gone(AudioProblem.no_room)
        data = await self._fetched(source, room)
        probed = await self._prober.probe(data)
        copy = await self._copy(probed)
        if len(data) + len(copy) > room:
            raise Gone(AudioProblem.quota)
        original = await self._media.put(_pieces(data))
        return _heard(original, probed, await self._media.put(_pieces(copy)))

    async def _fetched(self, source: str, room: int) -> bytes:
        """The bytes of a recording, in memory: it is not known yet whether they are worth keeping."""
        data = bytearray()
        async with aclosing(self._files.fetch(source)) as pieces:
            async for piece in pieces:
                data += piece
                if len(data) > self._media.most:
                    raise Gone(AudioProblem.too_big)
                if len(data) > room:
                    raise Gone(AudioProblem.quota)
        return bytes(data)

    async def _copy(self, probed: Probed) -> bytes:
        """The listening copy. Raises Gone where there is nothing to listen to: then nobody could play it either."""
        if probed.pcm:
            with suppress(NotCopiedError):
                return await self._listening.copy(probed.pcm)
        raise Gone(probed.sound.trouble or AudioProblem.crashed)


async def _pieces(data: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(data), CUT):
        yield data[start : start + CUT]


def _heard(original: StoredMedia, probed: Probed, copy: StoredMedia) -> AudioAnalysis:
    sound = probed.sound
    return AudioAnalysis(
        sha256=original.sha256,
        size=original.size,
        container=sound.container,
        seconds=sound.seconds,
        speech_seconds=sound.speech_seconds,
        words=sound.words_about,
        trouble=sound.trouble,
        partial=sound.partial,
        place=sound.place,
        picture=sound.picture,
        copy_sha256=copy.sha256,
        copy_size=copy.size,
    )
