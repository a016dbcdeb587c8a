"""A bot in a process of its own, killed at the worst moments."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.playground.telegram import ChatPerson, Sandbox

pytestmark = pytest.mark.slow

ECHO = """
import json, sys, urllib.parse, urllib.request

def call(method, **params):
    body = urllib.parse.urlencode(params).encode()
    with urllib.request.urlopen(sys.argv[1] + method, body) as answer:
        return json.load(answer)["result"]

offset = 0
while True:
    for update in call("getUpdates", offset=offset, timeout=20):
        message = update["message"]
        call("sendMessage", chat_id=message["chat"]["id"], text="You said: " + message["text"])
        offset = update["update_id"] + 1
"""


@asynccontextmanager
async def running(sandbox: Sandbox) -> AsyncIterator[asyncio.subprocess.Process]:
    """The echoing bot, which is killed without warning at the end."""
    url = f"{sandbox.base_url}{sandbox.token}/"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", ECHO, url)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        await process.wait()


async def test_what_a_killed_bot_did_not_confirm_comes_again(sandbox: Sandbox, morag: ChatPerson) -> None:
    """Killed before its reply took effect, a bot gets the update again and replies once; killed after, twice."""
    for after, replies in ((False, 1), (True, 2)):
        hold = sandbox.faults.hold("sendMessage", after=after)
        async with running(sandbox):
            await hold.reached.wait()
        mark = len(morag.bot_messages) - after
        async with running(sandbox):
            await sandbox.all_confirmed()
        assert len(morag.bot_messages) - mark == replies
        hold.release()
        morag.say("Next")
