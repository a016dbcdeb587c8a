"""The transcriber protocol: samples in, text out; and its errors."""

from dataclasses import dataclass, field
from typing import Protocol

RATE = 16_000
BYTES_A_SECOND = RATE * 2
LONGEST = 60_000
"""Characters: three times what can be said in the longest recording. More is a program that has lost its way."""

# Signs that are no part of any word, and that no message can hold.
_UNSAID = {code: None for code in range(32) if chr(code) not in "\n\t"} | {0x7F: None}


class TranscriberError(Exception):
    """Nothing can be written down with these settings: one line, with what to do."""


class NotNow(Exception):
    """A recording cannot be written down now. `reason` is a kind, and holds nothing of anybody's.

    `tries` is how many failures make it certain that it never will be.
    """

    def __init__(self, reason: str, tries: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.tries = tries


class Never(Exception):
    """A recording can never be written down. `reason` is a kind, and holds nothing of anybody's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Transcribed:
    """What was written down; `sure` is the mean probability of its words, None where nothing says."""

    text: str = field(repr=False)
    sure: float | None = None


class Transcriber(Protocol):
    """Writes down recordings, one after another."""

    engine: str
    """What does it, as an assessor reads it, such as `faster-whisper 1.2.1`."""
    model: str

    async def start(self) -> None:
        """Makes ready. Raises TranscriberError for what an operator has to put right first."""

    async def transcribe(self, pcm: bytes) -> Transcribed:
        """What is said in samples: 16 kHz, mono, signed 16 bits. Raises NotNow or Never."""

    async def close(self) -> None:
        """Leaves nothing running and nothing open. Never takes long."""


def cleaned(text: object, sure: object) -> Transcribed:
    """What came from elsewhere as text, within bounds; its words are left as they are. Raises Never."""
    if not isinstance(text, str) or len(text) > LONGEST:
        raise Never("unreadable")
    said = text.translate(_UNSAID).strip()
    try:
        said.encode()
    except UnicodeEncodeError:
        # Half of a pair, which cannot be kept. Raised below, so that no traceback can show the words.
        said = ""
    if text.strip() and not said:
        raise Never("unreadable")
    probable = isinstance(sure, float | int) and not isinstance(sure, bool) and 0 <= sure <= 1
    return Transcribed(said, float(sure) if probable and isinstance(sure, float | int) else None)
