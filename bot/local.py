"""The local chat: a Bot API server and a phone on this machine, and the real bot talking to it over HTTP."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack

from bot.app import Api, Signs, serve
from bot.sandbox import TOKEN, Sandbox
from bot.settings import Settings


class PortTakenError(Exception):
    """Another program listens on the port of the local chat."""


async def chat(settings: Settings, tell: Callable[[str], object]) -> None:
    """Serves the local chat until a stop signal. `tell` is given the lines that a person at the terminal reads."""
    # Nobody else's submissions are made here, so they land where they can be looked at.
    local = settings.model_copy(update={"route": settings.route or "folder"})
    async with AsyncExitStack() as stack:
        sandbox = await _sandbox(stack, settings.chat_port)
        signs = Signs.new()
        announcing = asyncio.create_task(_announce(signs.ready, sandbox.api_url, local, tell))
        stack.callback(announcing.cancel)
        await serve(local, Api(TOKEN, sandbox.api_url), signs)


async def _sandbox(stack: AsyncExitStack, port: int) -> Sandbox:
    # The data outlives the chat. Telegram never gives an id twice, so the chat counts on from the time of day:
    # otherwise the bot would take the updates of a new chat for old ones, and its messages for edits.
    first = int(time.time())
    sandbox = Sandbox(TOKEN, port=port, keep_calls=0, first_update_id=first, first_message_id=first)
    try:
        return await stack.enter_async_context(sandbox)
    except OSError as error:
        raise PortTakenError(
            f"Port {port} cannot be used. Set TEABREAK_CHAT_PORT to another, or to 0 for any free one."
        ) from error


async def _announce(ready: asyncio.Event, url: str, settings: Settings, tell: Callable[[str], object]) -> None:
    await ready.wait()
    tell(f"Teabreak's local chat: {url}")
    if settings.route == "folder":
        tell(f"Submissions land in: {(settings.data / 'inbox').resolve()}")
    tell("Stop it with Ctrl+C. What you wrote is kept; the page's history is not.")
