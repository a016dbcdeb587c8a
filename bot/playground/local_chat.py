"""Runs the local chat: the Bot API server, the chat page, the inbox, and the bot connected to them.

Without a route of the operator's own, an issuer is on this machine too: its inbox takes submissions by the published
contract and posts decisions, with keys that are made at each start and are nowhere but in this process.
"""

import asyncio
import base64
import secrets
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

from pydantic import SecretStr

from bot.app import serve
from bot.channels.telegram.bot_api.connection import Api
from bot.http.server import PortUnusable
from bot.inbox.agreement import Agreement
from bot.inbox.inbox import Inbox
from bot.issuers.registry import check_issuers
from bot.lifecycle import Lifecycle
from bot.playground.telegram import Sandbox
from bot.playground.telegram.history_folder import Keeping
from bot.settings.issuer_settings import IssuerSecrets, spelled
from bot.settings.settings import Settings
from bot.signing.keys import PrivateKey, checkers, signers
from bot.storage.sqlite.database import make as make_folder
from criteria.library import Library
from criteria.model import Issuer
from criteria.reader import read
from criteria.routes import WebhookRoute
from flows.text import Catalogue

CHAT = "chat"
"""The folder among the data in which the local chat keeps what phones show."""


class PortTakenError(PortUnusable):
    """Another program listens on the port of the local chat."""


async def chat(settings: Settings, tell: Callable[[str], object], signs: Lifecycle | None = None) -> None:
    """Serves the local chat until a stop signal. `tell` is given the lines that a person at the terminal reads."""
    signs = signs or Lifecycle.new()
    phrases = Catalogue()
    library = await asyncio.to_thread(read, settings.criteria)
    library = library.titled(lambda title: phrases.plain("title-draft", title=title))
    check_issuers(library, settings)
    # Before the chat's own folder is made in it: what is wrong with it is told as it is on Telegram.
    await asyncio.to_thread(make_folder, settings.data)
    async with AsyncExitStack() as stack:
        sandbox, keeping = await _sandbox(stack, settings)
        if settings.route is None:
            neighbours = _Neighbours.new(library)
            inbox = Inbox(settings.data / "inbox", neighbours.agreements(signs), settings.zone, chat=True)
            await inbox.open()
            stack.push_async_callback(inbox.close)
            sandbox.place_beside(inbox)
            settings, library = neighbours.settings(settings), neighbours.library(library, sandbox.api_url)
        announcing = asyncio.create_task(_announce(signs.ready, sandbox.api_url, settings, tell))
        stack.callback(announcing.cancel)
        await serve(settings, Api(sandbox.token, sandbox.api_url), signs, library, (keeping,))


@dataclass(frozen=True, slots=True)
class _Keys:
    """One side's keys: those that sign, and those with which the other side checks."""

    sign: str
    check: str

    @classmethod
    def new(cls) -> "_Keys":
        shared = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
        private = secrets.token_bytes(32)
        half = "whsk_" + base64.b64encode(private).decode()
        return cls(f"{shared} {half}", f"{shared} {PrivateKey(private).public}")


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """Every issuer, as though it had a system on this machine: what both sides are set to."""

    issuers: tuple[str, ...]
    bots: _Keys
    theirs: _Keys

    @classmethod
    def new(cls, library: Library) -> "_Neighbours":
        return cls(tuple(issuer.id for issuer in library.issuers), _Keys.new(), _Keys.new())

    def agreements(self, signs: Lifecycle) -> dict[str, Agreement]:
        """What the inbox is set to."""

        def one(issuer: str) -> Agreement:
            def address() -> str | None:
                return f"{signs.web}/issuer/{issuer}/decisions" if signs.web else None

            return Agreement(checkers(self.bots.check), signers(self.theirs.sign), address)

        return {issuer: one(issuer) for issuer in self.issuers}

    def settings(self, settings: Settings) -> Settings:
        """What the bot is set to."""
        kept = IssuerSecrets(webhook_secrets=SecretStr(self.bots.sign), decision_keys=SecretStr(self.theirs.check))
        heard = {"web_host": "127.0.0.1", "web_port": settings.web_port or 0}
        return settings.model_copy(update={**heard, "issuers": {spelled(one): kept for one in self.issuers}})

    def library(self, library: Library, url: str) -> Library:
        """The issuers, as their files would describe them."""

        def one(issuer: Issuer) -> Issuer:
            section = WebhookRoute.model_validate({"url": f"{url}/inbox/submissions/{issuer.id}"})
            return issuer.model_copy(update={"route": "webhook", "webhook": section})

        return replace(library, issuers=tuple(map(one, library.issuers)))


async def _sandbox(stack: AsyncExitStack, settings: Settings) -> tuple[Sandbox, Keeping]:
    # Telegram never gives an id twice. Should the history of the chat be lost beside data that are not, it still counts
    # on from the time of day: the bot would take the updates of a new chat for old ones, and its messages for edits.
    first = int(time.time() + settings.ahead.total_seconds())
    port = settings.chat_port
    # Like the keys, known to nobody else: a page of another site could otherwise call the Bot API by a mere link.
    token = f"4242:{secrets.token_hex(16)}"
    sandbox = Sandbox(token, port=port, keep_calls=0, first_update_id=first, first_message_id=first)
    sandbox.pass_time(settings.ahead.total_seconds())
    # Before anybody can look: a page that is still open looks twice a second.
    keeping = await stack.enter_async_context(Keeping(sandbox, settings.data / CHAT))
    try:
        return await stack.enter_async_context(sandbox), keeping
    except OSError as error:
        raise PortTakenError(
            f"Port {port} cannot be used. Set TEABREAK_CHAT_PORT to another, or to 0 for any free one."
        ) from error


async def _announce(ready: asyncio.Event, url: str, settings: Settings, tell: Callable[[str], object]) -> None:
    await ready.wait()
    tell(f"Teabreak's local chat: {url}")
    if settings.route is None:
        tell(f"The issuer's inbox, where you are the assessor: {url}/inbox")
    if settings.route in (None, "folder"):
        tell(f"Submissions land in: {(settings.data / 'inbox').resolve()}")
    tell("Stop it with Ctrl+C. The chat is kept, and goes on when you start again.")
