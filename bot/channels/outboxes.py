"""The outboxes of all channels: each message goes out by the channel of its chat."""

import asyncio
from collections.abc import Collection, Iterable, Mapping

import structlog

from bot.channels.outbox import Outbox
from bot.storage.stored.records import OutboxMessage
from flows.model.channel_ids import channel_of

_log = structlog.get_logger(__name__)


class Outboxes:
    """An outbox for each channel. What is for a channel that is not served now stays on disk."""

    def __init__(self, outboxes: Mapping[str, Outbox]) -> None:
        """`outboxes` by the names of their channels."""
        self._outboxes = outboxes

    @property
    def reminders_waiting(self) -> int:
        """How many reminders wait until there is room for them beside the replies."""
        return sum(outbox.reminders_waiting for outbox in self._outboxes.values())

    def say(self, rows: Iterable[OutboxMessage], more: Collection[str] = ()) -> None:
        """Queue messages, each behind the earlier ones of its chat. `more` is as for `Outbox.say`. Returns at once."""
        of_channel: dict[str, list[OutboxMessage]] = {}
        for row in rows:
            of_channel.setdefault(channel_of(row.chat), []).append(row)
        for channel, messages in of_channel.items():
            if channel in self._outboxes:
                self._outboxes[channel].say(messages, more)
            else:
                _log.error("channel_not_served", channel=channel, messages=len(messages))

    def be_silent(self, seconds: float) -> None:
        """Has nothing sent for so long."""
        for outbox in self._outboxes.values():
            outbox.be_silent(seconds)

    def share_limits(self, senders: int) -> None:
        """So many instances send, each of which gets the same share of what a channel takes."""
        for outbox in self._outboxes.values():
            outbox.share_limits(senders)

    def acknowledge(self, press: str) -> None:
        """Acknowledge a button press, which stops its spinner. Returns at once; nothing depends on its success."""
        self._outboxes[channel_of(press)].acknowledge(press)

    async def drain(self, seconds: float) -> bool:
        """Wait until all is sent, for at most `seconds`; returns whether it is."""
        return all(await asyncio.gather(*(outbox.drain(seconds) for outbox in self._outboxes.values())))

    async def leave(self, seconds: float) -> None:
        """Begin no more calls, and wait for those that are under way, for at most `seconds`."""
        await asyncio.gather(*(outbox.leave(seconds) for outbox in self._outboxes.values()))

    async def stop(self) -> None:
        """Send no more. A call that is under way is cancelled, and its message stays in the outbox."""
        await asyncio.gather(*(outbox.stop() for outbox in self._outboxes.values()))
