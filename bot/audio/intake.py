"""Downloads a recording, stores its bytes by digest, and analyses it."""

from collections.abc import AsyncIterator
from contextlib import aclosing

from bot.audio.mp3 import Listening, NotCopiedError
from bot.audio.probe import Probed, Prober
from bot.channels.channel import FileGone, FileNotReady
from bot.channels.channel_files import Files
from bot.media.store import MediaStore, StoredMedia
from bot.storage.errors import FileTooLong, StorageError
from flows.model.audio import AudioAnalysis, AudioProblem

CUT = 1024 * 1024
"""A copy is handed to the disk in pieces of this many bytes."""


class AudioIntake:
    """Fetches recordings, keeps them as they came, and listens to them.

    A crash at any instant is repeated safely: the same bytes have the same digest, and are kept once.
    """

    def __init__(self, files: Files, media: MediaStore, prober: Prober, listening: Listening) -> None:
        self._files = files
        self._media = media
        self._prober = prober
        self._listening = listening

    async def keep(self, person: str, source: str) -> AudioAnalysis:
        """What is known of a recording, once it is on our disk with its copy. Raises FileNotReady or FileGone."""
        problem: Exception
        try:
            return await self._keep(person, source)
        except FileTooLong:
            problem = FileGone(AudioProblem.too_big)
        except (OSError, StorageError) as error:
            # Of the disk, or of starting a process: both may be better later.
            problem = FileNotReady(type(error).__name__)
        # Raised outside the handler: its traceback holds no path.
        raise problem

    async def _keep(self, person: str, source: str) -> AudioAnalysis:
        async with aclosing(self._files.fetch(person, source)) as pieces:
            original = await self._media.put(pieces)
        probed = await self._prober.probe(await self._media.read(original.sha256))
        return _heard(original, probed, await self._copy(probed.pcm))

    async def _copy(self, pcm: bytes) -> StoredMedia | None:
        """The listening copy; None where there is nothing to listen to, or none can be made."""
        if not pcm:
            return None
        try:
            made = await self._listening.copy(pcm)
        except NotCopiedError:
            return None
        return await self._media.put(_pieces(made))


async def _pieces(data: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(data), CUT):
        yield data[start : start + CUT]


def _heard(original: StoredMedia, probed: Probed, copy: StoredMedia | None) -> AudioAnalysis:
    sound = probed.sound
    trouble = sound.trouble
    if copy is None and trouble is None:
        # Without a copy there is nothing that an assessor could play, so it cannot count.
        trouble = AudioProblem.crashed
    return AudioAnalysis(
        sha256=original.sha256,
        size=original.size,
        container=sound.container,
        seconds=sound.seconds,
        speech_seconds=sound.speech_seconds,
        words=0 if copy is None else sound.words_about,
        trouble=trouble,
        partial=sound.partial,
        place=sound.place,
        picture=sound.picture,
        copy_sha256=copy.sha256 if copy else None,
        copy_size=copy.size if copy else 0,
    )
