"""Writes samples as a WAV file, without any metadata of the original."""

import io
import wave

from bot.audio.transcription.transcriber import RATE

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
