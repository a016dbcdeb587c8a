"""Several instances send at once: each takes its share, all are silent together, and one that stops begins no call."""

import asyncio

from bot.channels.flood_limits import FloodLimits
from bot.channels.outbox import Outbox
from bot.channels.rate import APART, MOST, RateLimits
from bot.storage.stored.records import OutboxMessage, SendReceipt
from flows.engine.capabilities import ChannelCapabilities
from flows.engine.message import Message


def test_each_takes_its_share_of_the_limit() -> None:
    """Of two, each sends half as many reminders, and none beside half as many messages."""
    rate = RateLimits()
    rate.share(2)
    for _ in range(3):
        rate.reminded(100.0)
    assert rate.wait(100.0) > APART
    for _ in range(MOST // 2 - 1):
        rate.spoke(200.0)
    assert rate.wait(200.0) == 0
    rate.spoke(200.0)
    assert rate.wait(200.0) == 1
    rate.share(1)
    assert rate.wait(200.0) == 0


def test_what_one_is_told_the_others_keep_to() -> None:
    """Silence that another has met holds here, and none shortens a longer one."""
    floods = FloodLimits()
    floods.be_silent(30, 100.0)
    floods.be_silent(5, 100.0)
    assert floods.silence(110.0) == 20


class Slow:
    """A channel whose calls end when they are let go."""

    name = "telegram"
    capabilities = ChannelCapabilities()

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.first = asyncio.Event()
        self.go = asyncio.Event()

    async def send(self, chat: str, message: Message, file: object) -> int:
        """Begins, and waits."""
        del chat, file
        self.begun.append(message.text)
        self.first.set()
        await self.go.wait()
        return 1


async def test_one_that_leaves_says_what_it_is_saying_and_no_more() -> None:
    """The call that is under way comes to its end, and has its receipt; what is behind it is another's to send."""
    channel, marks = Slow(), list[SendReceipt]()
    outbox = Outbox(channel, None, marks.append)  # type: ignore[arg-type]
    outbox.say([OutboxMessage(row, "telegram:7", Message(f"{row}"), 0) for row in (1, 2)])
    await channel.first.wait()
    leaving = asyncio.create_task(outbox.leave(30))
    await asyncio.sleep(0)
    assert not leaving.done()
    channel.go.set()
    await leaving
    await asyncio.sleep(0)
    await outbox.stop()
    assert channel.begun == ["1"]
    assert [mark.row for mark in marks] == [1]


async def test_nothing_is_sent_until_it_is_certain_whose_it_is() -> None:
    """An instance that cannot tell whether others have taken over from it waits with every call."""
    channel, certain = Slow(), asyncio.Event()
    channel.go.set()
    outbox = Outbox(channel, None, lambda _: None, may_send=certain.wait)  # type: ignore[arg-type]
    outbox.say([OutboxMessage(1, "telegram:7", Message("One"), 0)])
    for _ in range(5):
        await asyncio.sleep(0)
    assert channel.begun == []
    certain.set()
    assert await outbox.drain(30)
    assert channel.begun == ["One"]
