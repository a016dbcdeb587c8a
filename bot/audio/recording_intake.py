"""Downloads a recording, analyses it, and stores what can be played by digest."""

from collections.abc import AsyncIterator
from contextlib import aclosing, suppress

from bot.audio.mp3 import Listening, NotCopiedError
from bot.audio.probe import Probed, Prober
from bot.channels.channel import FileGone, FileNotReady
from bot.channels.channel_files import Files
from bot.media.disk_space import NO_MARK, DiskSpace
from bot.media.store import MediaStore, StoredMedia
from bot.storage.errors import FileTooLong, StorageError
from flows.model.attachments.audio import AudioAnalysis, AudioProblem

CUT = 1024 * 1024
"""A copy is handed to the disk in pieces of this many bytes."""


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

    async def keep(self, person: str, source: str, room: int) -> AudioAnalysis:
        """What is known of a recording, once it is on our disk with its copy. Raises FileNotReady or FileGone.

        Nothing is kept of what cannot be played, of more than `room` bytes, or while the space on the disk is low.
        """
        problem: Exception
        try:
            return await self._keep(person, source, room)
        except FileTooLong:
            problem = FileGone(AudioProblem.too_big)
        except (OSError, StorageError) as error:
            # Of the disk, or of starting a process: both may be better later.
            problem = FileNotReady(type(error).__name__)
        # Raised outside the handler: its traceback holds no path.
        raise problem

    async def _keep(self, person: str, source: str, room: int) -> AudioAnalysis:
        if await self._space.measure():
            raise FileGone(AudioProblem.no_room)
        data = await self._fetched(person, source, room)
        probed = await self._prober.probe(data)
        copy = await self._copy(probed)
        if len(data) + len(copy) > room:
            raise FileGone(AudioProblem.quota)
        original = await self._media.put(_pieces(data), person)
        return _heard(original, probed, await self._media.put(_pieces(copy), person))

    async def _fetched(self, person: str, source: str, room: int) -> bytes:
        """The bytes of a recording, in memory: it is not known yet whether they are worth keeping."""
        data = bytearray()
        async with aclosing(self._files.fetch(person, source)) as pieces:
            async for piece in pieces:
                data += piece
                if len(data) > self._media.most:
                    raise FileGone(AudioProblem.too_big)
                if len(data) > room:
                    raise FileGone(AudioProblem.quota)
        return bytes(data)

    async def _copy(self, probed: Probed) -> bytes:
        """The listening copy. Raises FileGone where there is nothing to listen to: then nobody could play it either."""
        if probed.pcm:
            with suppress(NotCopiedError):
                return await self._listening.copy(probed.pcm)
        raise FileGone(probed.sound.trouble or AudioProblem.crashed)


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
        unsure=sound.unsure,
        copy_sha256=copy.sha256,
        copy_size=copy.size,
    )
