"""However much is due at once, two decoders and one typesetter run at a time in the whole bot."""

import asyncio
from contextlib import suppress

import pytest

from bot.audio.mp3 import Listening, NotCopiedError
from bot.audio.probe import Prober
from bot.documents import pdf
from bot.system import child_process


class Count:
    """How many are at work now, and were at most."""

    def __init__(self) -> None:
        self.now = self.most = self.all = 0

    async def work(self) -> None:
        """Is at work for some turns of the loop."""
        self.now += 1
        self.all += 1
        self.most = max(self.most, self.now)
        for _ in range(5):
            await asyncio.sleep(0)
        self.now -= 1


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Count:
    """Counts in place of starting processes."""
    count = Count()

    async def run(*_: object, **__: object) -> child_process.Ended:
        await count.work()
        return child_process.Ended(1)

    monkeypatch.setattr(child_process, "_run", run)
    return count


async def test_a_hundred_recordings_and_copies_use_two_processes(running: Count) -> None:
    """Decoding, measuring and copying share them, whoever asks: each part of the bot has a listener of its own."""

    async def copy() -> None:
        with suppress(NotCopiedError):
            await Listening().copy(b"\0\0")

    await asyncio.gather(*(Prober().probe(b"OggS") for _ in range(100)), *(copy() for _ in range(100)))
    assert (running.all, running.most) == (200, 2)


async def test_a_hundred_documents_use_one_typesetter() -> None:
    """Without the bot's own process each would start one; they wait for each other."""
    count = Count()

    async def document() -> None:
        async with pdf.working(None):
            await count.work()

    await asyncio.gather(*(document() for _ in range(100)))
    assert (count.all, count.most) == (100, 1)
