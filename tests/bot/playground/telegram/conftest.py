"""A sandbox for each test, and the real client library speaking to it."""

from collections.abc import AsyncIterator

import pytest
import telegram

from bot.playground.telegram import ChatPerson, Sandbox


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[telegram.Bot]:
    """The client library's bot, with its own transport."""
    async with telegram.Bot(sandbox.token, base_url=sandbox.base_url, base_file_url=sandbox.base_file_url) as client:
        yield client


@pytest.fixture
def morag(sandbox: Sandbox) -> ChatPerson:
    """A person who has pressed Start, which the bot has not fetched yet."""
    person = sandbox.user("Morag")
    person.start()
    return person
