"""Fetches the files that people sent, each from the channel that its sender writes on."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Protocol

from bot.channels.channel import Channel, FileNotReady
from flows.model.channel_ids import channel_of


class Files(Protocol):
    """Where the files come from that people sent."""

    def fetch(self, person: str, source: str) -> AsyncGenerator[bytes, None]:
        """The bytes of a file that a person sent, piece by piece. Raises FileNotReady or FileGone."""


class ChannelFiles:
    """Fetches each file from the channel that its sender writes on."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        """`channels` by their names."""
        self._channels = channels

    async def fetch(self, person: str, source: str) -> AsyncGenerator[bytes, None]:
        """The bytes of a file that a person sent. Raises FileNotReady, also where their channel is not served now."""
        channel = self._channels.get(channel_of(person))
        if channel is None:
            raise FileNotReady("channel_not_served")
        async with aclosing(channel.fetch(source)) as pieces:
            async for piece in pieces:
                yield piece
