"""A channel of text messages, for tests: short messages, no buttons but numbered words, ids that are no numbers.

It keeps to `bot/channels/channel.py` and to nothing of Telegram. Its own message ids are made of letters, in no order,
so it counts messages itself; a reply to a message is found again by the count.
"""

import html
import json
import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.channel import FileGone, RecipientBlocked, SendableFile
from bot.conversation.arrival import Arrival, Parked, Read
from flows.engine.capabilities import ChannelCapabilities
from flows.engine.events import ButtonPressed, CommandSent, TextSent
from flows.engine.message import Message
from flows.model.attachments.audio import AudioProblem
from flows.model.channel_ids import channel_id, own_id
from flows.router.commands import is_command
from flows.text.paging import pages

LONGEST = 1530
"""Units of a text message of ten parts."""


@dataclass
class FakeSmsChannel:
    """What a gateway would do: texts come in by `text` and `choose`, and what was sent stands in `received`."""

    received: dict[str, list[str]] = field(default_factory=dict)
    """By phone number, in order."""
    acknowledged: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    """Numbers that take no messages any more."""
    name: str = "sms"
    capabilities: ChannelCapabilities = field(default_factory=lambda: ChannelCapabilities(LONGEST, 64))
    _keys: dict[str, int] = field(default_factory=dict)
    """The key of each message, by its own id: the count of messages before it."""
    _choices: dict[str, list[str]] = field(default_factory=dict)
    """The data of the buttons that a number was shown last."""

    def text(self, number: str, words: str, id_: str) -> Mapping[str, object]:
        """A raw update: somebody sends a text."""
        return {"id": id_, "from": number, "body": words}

    def read(self, raw: Mapping[str, object], now: datetime, received_ms: int) -> Read | None:
        """A number alone chooses one of what was offered; anything else is text."""
        update, number, body = channel_id(self.name, str(raw["id"])), str(raw.get("from", "")), raw.get("body")
        if not number or not isinstance(body, str):
            return Parked(update, json.dumps(raw), "KeyError")
        chat, fresh, choices = channel_id(self.name, number), "0" * 32, self._choices.get(number, [])
        key = self._key(str(raw["id"]))
        if body.isdecimal() and 0 < int(body) <= len(choices):
            press = ButtonPressed(at=now, fresh=fresh, data=choices[int(body) - 1], message=key)
            return Arrival(update, chat, chat, press, received_ms, press=update)
        name, _, argument = body.removeprefix("/").partition(" ")
        if body.startswith("/") and is_command(name, argument):
            return Arrival(
                update, chat, chat, CommandSent(at=now, fresh=fresh, name=name, argument=argument), received_ms
            )
        return Arrival(update, chat, chat, TextSent(at=now, fresh=fresh, key=key, text=body), received_ms)

    async def send(self, chat: str, message: Message, file: SendableFile | None) -> int:
        """Without markup; buttons as numbered lines. A file is named."""
        number = own_id(chat)
        if number in self.gone:
            raise RecipientBlocked("Gone")
        said = message.undeleted or message.text
        text = said if message.plain else html.unescape(re.sub(r"</?[a-z]+[^>]*>", "", said))
        buttons = [button for row in message.buttons for button in row]
        if buttons:
            self._choices[number] = [button.data for button in buttons]
        lines = [text, *(f"{place}: {button.label}" for place, button in enumerate(buttons, 1))]
        lines += [f"({file.name})"] if file else []
        self.received.setdefault(number, []).extend(pages("\n".join(lines), LONGEST))
        return self._key(f"out-{len(self._keys):x}")

    async def acknowledge(self, press: str) -> None:
        """Noted: a text message shows no spinner."""
        self.acknowledged.append(own_id(press))

    async def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """There are no files in text messages."""
        raise FileGone(AudioProblem.gone)
        yield b""

    def _key(self, id_: str) -> int:
        return self._keys.setdefault(id_, len(self._keys) + 1)
