"""Transcriber that calls a server with OpenAI's transcription API."""

import io
import json
import math
import wave
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp

from bot.audio.transcription.transcriber import BYTES_A_SECOND, RATE, Never, NotNow, Transcribed, cleaned

MOST_SENT = 25 * 1024 * 1024
"""Bytes of a file that such servers take: a little over thirteen minutes."""
MOST_READ = 4 * 1024 * 1024
"""Bytes of an answer, with the times of every word in it."""
TRIES = 10
"""With delays that double from a second, these take a quarter of an hour."""
_LARGEST = 1e12
"""No probability and no logarithm of one is anywhere near it."""
_OTHER_FORM = frozenset({400, 415, 422})
"""A server that knows no `verbose_json` says so with one of these."""
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


class EndpointTranscriber:
    """Sends a WAV of our own samples to `<url>/audio/transcriptions`. What comes back is read as if it were hostile."""

    def __init__(
        self,
        url: str,
        model: str,
        key: str = "",
        language: str = "en",
        *,
        connecting: float = 30.0,
        least: float = 60.0,
        slowest: float = 3.0,
    ) -> None:
        """`url` is the server's base, such as `https://speech.example.org/v1`; the key goes to it and nowhere else.

        A connection may take `connecting` seconds. An answer may take `least` seconds and `slowest` times the length
        of the recording: a server in the office is no faster than a model on this machine.
        """
        self._url = f"{url}/audio/transcriptions"
        self._headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._language = language
        self._connecting = connecting
        self._least = least
        self._slowest = slowest
        self._session: aiohttp.ClientSession | None = None
        self.engine = urlsplit(url).hostname or "a server"
        self.model = model

    async def start(self) -> None:
        """Nothing is asked of the server: it may be down now and up when it is needed."""
        self._opened()

    async def transcribe(self, pcm: bytes) -> Transcribed:
        """What is said in samples. Raises NotNow or Never, which repeat nothing of the answer."""
        if len(pcm) + HEAD > MOST_SENT:
            raise Never("too_long")
        for form in ("verbose_json", "json"):
            status, body = await self._posted(pcm, form)
            if status == HTTPStatus.OK:
                return _read(body)
            if status not in _OTHER_FORM:
                break
        if status in _PASSING:
            raise NotNow(f"status_{status}", TRIES)
        raise Never(f"status_{status}")

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(auto_decompress=False)
        return self._session

    async def _posted(self, pcm: bytes, form: str) -> tuple[int, bytes]:
        fields = aiohttp.FormData({"model": self.model, "response_format": form, "language": self._language})
        if form == "verbose_json":
            # OpenAI's own server gives words no probability, and leaves segments out unless they are asked for.
            fields.add_field("timestamp_granularities[]", "word")
            fields.add_field("timestamp_granularities[]", "segment")
        fields.add_field("file", io.BytesIO(wav(pcm)), filename="recording.wav", content_type="audio/wav")
        longest = self._least + self._slowest * len(pcm) / BYTES_A_SECOND
        timeout = aiohttp.ClientTimeout(total=longest, sock_connect=self._connecting)
        try:
            async with self._opened().post(
                self._url, data=fields, headers=self._headers, allow_redirects=False, timeout=timeout
            ) as response:
                return response.status, await _bounded(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            kind = type(error).__name__
        # Raised out here: the error of a library may hold the address, or what was sent.
        raise NotNow(kind, TRIES)


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    """The body, if it is no longer than an answer can be."""
    pieces: list[bytes] = []
    left = MOST_READ
    async for piece in response.content.iter_chunked(64 * 1024):
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise Never("too_long_an_answer")
    return b"".join(pieces)


def _read(body: bytes) -> Transcribed:
    """The text of an answer, in whichever of its forms."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Never("unreadable")
    return cleaned(told.get("text"), _sure(told))


def _sure(told: Mapping[str, object]) -> float | None:
    """The mean probability of the words; else what the segments say of themselves; None if nothing does."""
    words = list(_numbers(told.get("words"), "probability"))
    segments = [math.exp(min(0.0, value)) for value in _numbers(told.get("segments"), "avg_logprob")]
    found = words or segments
    return sum(found) / len(found) if found else None


def _numbers(listed: object, name: str) -> Iterator[float]:
    for item in listed if isinstance(listed, list) else ():
        value = item.get(name) if isinstance(item, dict) else None
        # JSON has whole numbers that are too large for any other kind.
        if isinstance(value, float | int) and -_LARGEST < value < _LARGEST:
            yield float(value)


HEAD = 44
"""Bytes before the first sample."""


def wav(pcm: bytes) -> bytes:
    """The samples (16 kHz, mono, signed 16 bits) as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(pcm)
    return file.getvalue()
