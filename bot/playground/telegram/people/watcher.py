"""Waits for what a person sees, without sleeping."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.playground.telegram.state.chats import Chat, ChatMessage, User
from bot.playground.telegram.state.world import ApiReply, Tap, World
from bot.playground.telegram.wire import Wire

Wanted = str | Callable[[ChatMessage], bool]
Found = TypeVar("Found")


class Watcher:
    """The screen of one person's phone."""

    def __init__(self, world: World, user: User, chat: Chat) -> None:
        self.user = user
        self.chat = chat
        self.world = world
        self.acted = 0

    @property
    def id(self) -> int:
        """The person's id, which is the id of the private chat too."""
        return self.user.id

    @property
    def messages(self) -> tuple[ChatMessage, ...]:
        """What the phone shows now, in order, own messages included."""
        return tuple(self.chat.messages.values())

    @property
    def bot_messages(self) -> tuple[ChatMessage, ...]:
        """What the phone shows of the bot's messages."""
        return tuple(message for message in self.messages if message.from_bot)

    def shown(self, number: int, chat: Chat | None = None) -> ChatMessage:
        """The message with this id; LookupError where the phone no longer shows it."""
        found = (chat or self.chat).messages.get(number)
        if found is None:
            raise LookupError(f"there is no message {number} on the screen")
        return found

    @property
    def menu(self) -> list[Wire]:
        """The commands that the phone offers."""
        return self.world.profile.menu(self.user)

    @property
    def moment(self) -> int:
        """A mark in the order of things, to give to `sees` as `since`."""
        return next(self.world.counter)

    async def sees(self, wanted: Wanted = "", *, within: float = 5.0, since: int | None = None) -> ChatMessage:
        """Wait for a message of the bot that contains this text, or satisfies this predicate.

        It must be new or edited since this person last acted (or since the mark `since`; 0 is always).
        TimeoutError after `within` seconds.
        """
        mark = self.acted if since is None else since

        def found() -> ChatMessage | None:
            fresh = (message for message in self.bot_messages if message.changed > mark)
            return next((message for message in fresh if _fits(message, wanted)), None)

        return await self._until(found, within, self.chat)

    async def sees_answer(self, tap: Tap, *, within: float = 5.0) -> ApiReply:
        """Wait until the bot answers a tap."""
        return await self._until(lambda: tap.answer, within, tap.message.chat)

    async def sees_change(self, condition: Callable[[], bool], *, within: float = 5.0) -> None:
        """Wait until a condition on the private chat holds; it is looked at after every change."""
        await self._until(lambda: condition() or None, within, self.chat)

    async def _until(self, look: Callable[[], Found | None], within: float, chat: Chat) -> Found:
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    await chat.bell.heard()
        except TimeoutError:
            shown = [message.text for message in self.bot_messages[-3:]]
            raise TimeoutError(f"not seen within {within} s; the bot's last messages: {shown}") from None
        return found


def _fits(message: ChatMessage, wanted: Wanted) -> bool:
    return wanted in (message.text or "") if isinstance(wanted, str) else wanted(message)
