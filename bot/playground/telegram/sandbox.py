"""The sandbox as a whole: one object to start, with people to play and a server for the bot to talk to."""

import asyncio
import itertools
from types import TracebackType
from typing import Self

from bot.playground.telegram.bot_api.calls import CallLog
from bot.playground.telegram.bot_api.endpoint import BotApi
from bot.playground.telegram.faults import Faults
from bot.playground.telegram.loopback_server import Neighbour, Server
from bot.playground.telegram.page.chat_page import ChatPage
from bot.playground.telegram.people.person import ChatPerson
from bot.playground.telegram.state.chats import Chat, User
from bot.playground.telegram.state.updates import UpdateQueue
from bot.playground.telegram.state.world import World
from bot.playground.telegram.wire import Wire

TOKEN = "4242:sandbox"  # noqa: S105 - opens nothing but the sandbox on this machine
FIRST_PERSON = 1001
FIRST_ID = 1_783_000_000
"""Of updates and messages: as long as the ids of a real bot, which has more digits than a counter from 1."""


class Sandbox:
    """A Telegram of one's own on loopback. `async with Sandbox() as sandbox:` serves until the block ends.

    `port` 0 takes any free port. `seed` makes faults repeatable. `keep_calls` bounds the log of calls
    (None keeps all, 0 none).
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        port: int = 0,
        seed: int = 0,
        first_update_id: int = FIRST_ID,
        first_message_id: int = FIRST_ID,
        keep_calls: int | None = None,
        bot_username: str = "teabreak_sandbox_bot",
    ) -> None:
        self.token = token
        self.faults = Faults(seed)
        self.log = CallLog(keep_calls)
        number = int(token.partition(":")[0])
        bot = User(number, "Teabreak", is_bot=True, username=bot_username)
        self.world = World(bot, self.faults, first_update_id=first_update_id, first_message_id=first_message_id)
        self.people: dict[int, ChatPerson] = {}
        self._person_ids = itertools.count(FIRST_PERSON)
        self._group_ids = itertools.count(-2001, -1)
        self._api = BotApi(self.world, self.faults, self.log, token=token)
        self._page = ChatPage(self.world, self.person)
        self._server = Server(self._api, self._page, port)

    def place_beside(self, inbox: Neighbour) -> None:
        """Serve an issuer's inbox at the same address; the chat page leads there."""
        self._page.has_inbox = True
        self._server.neighbour = inbox

    async def __aenter__(self) -> Self:
        await self._server.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop serving; held polls and open pages go home."""
        self.world.updates.close()
        self._page.close()
        await self._api.webhook.close()
        await self._server.stop()

    @property
    def api_url(self) -> str:
        """The root of the server, such as `http://127.0.0.1:40001`, without a slash."""
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def page_url(self) -> str:
        """The address of the chat page; `?person=2` behind it opens another person's phone."""
        return f"{self.api_url}/"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls `base_url`."""
        return f"{self.api_url}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot calls `base_file_url`."""
        return f"{self.api_url}/file/bot"

    @property
    def updates(self) -> UpdateQueue:
        """The queue of updates: `unconfirmed`, `next_id`, `push_raw`, `repeat`."""
        return self.world.updates

    def user(
        self,
        first_name: str = "Morag",
        *,
        id: int | None = None,  # noqa: A002 - the word that Telegram uses
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
    ) -> ChatPerson:
        """A new person who has not yet written to the bot."""
        number = next(self._person_ids) if id is None else id
        user = User(number, first_name, False, last_name, username, language_code)
        person = ChatPerson(self.world, user, self.world.open_chat(number, [user]))
        self.people[number] = person
        return person

    def person(self, number: int) -> ChatPerson:
        """The person with this id, new where there was none."""
        return self.people.get(number) or self.user("You", id=number)

    def group(self, title: str, *members: ChatPerson) -> Chat:
        """A group that these people and the bot are in."""
        chat = self.world.open_chat(next(self._group_ids), [member.user for member in members], title)
        chat.started = True
        return chat

    def inject(self, update: Wire) -> int:
        """Queue a raw update, well formed or not; gives its id, which may be one of its own."""
        return self.updates.push_raw(update)

    def raise_update_id(self, to: int) -> None:
        """Number the next update like this, as Telegram does after a quiet week."""
        self.updates.next_id = to

    def pass_time(self, seconds: float) -> None:
        """Move the clock: taps expire after 150 seconds, other updates after 24 hours, deletion after 48."""
        self.world.clock.advance(seconds)

    async def all_confirmed(self, *, within: float = 5.0) -> None:
        """Wait until the bot has confirmed every update. TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            while self.updates.unconfirmed:
                await self.updates.bell.heard()

    async def polled(self, *, within: float = 5.0) -> None:
        """Wait until a bot is held in a long poll. TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            while not self.updates.is_held:
                await self.updates.bell.heard()

    async def called(self, method: str, *, times: int = 1, within: float = 5.0) -> None:
        """Wait until a method has been called this many times since the start."""
        async with asyncio.timeout(within):
            while self.log.counts[method] < times:
                await self.log.bell.heard()
