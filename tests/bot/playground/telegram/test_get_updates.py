"""Delivery of updates by long poll, and its failures."""

import asyncio

import pytest
import telegram
from telegram.error import Conflict

from bot.playground.telegram import ChatPerson, Sandbox

pytestmark = pytest.mark.slow


def texts(updates: tuple[telegram.Update, ...]) -> list[str | None]:
    """What the messages of these updates say."""
    return [update.message.text if update.message else None for update in updates]


async def test_updates_come_again_until_confirmed(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """An update is delivered at each poll until a higher offset confirms it."""
    morag.say("One")
    first = await bot.get_updates()
    assert texts(first) == ["/start", "One"]
    assert await bot.get_updates() == first
    assert texts(await bot.get_updates(offset=first[1].update_id)) == ["One"]
    assert await bot.get_updates(offset=first[1].update_id + 1) == ()
    assert sandbox.updates.unconfirmed == 0
    assert await bot.get_updates() == ()


async def test_a_limit_and_an_offset_from_the_end(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """The oldest come first, up to the limit; a negative offset keeps the last ones only."""
    morag.say("One")
    morag.say("Two")
    assert texts(await bot.get_updates(limit=2)) == ["/start", "One"]
    assert texts(await bot.get_updates(offset=-1)) == ["Two"]
    assert sandbox.updates.unconfirmed == 1


async def test_a_held_poll_ends_when_something_happens(bot: telegram.Bot, sandbox: Sandbox) -> None:
    """A long poll waits, and returns at once with what comes in; ids rise by one."""
    person = sandbox.user()
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await sandbox.polled()
    person.say("Hello")
    async with asyncio.timeout(5):
        (update,) = await polling
    morning = person.say("Morning")[0]
    (later,) = await bot.get_updates(offset=update.update_id + 1)
    assert later.update_id == update.update_id + 1
    assert later.message is not None
    assert later.message.date.timestamp() == morning.date


async def test_a_second_poller_ends_the_first(bot: telegram.Bot, sandbox: Sandbox) -> None:
    """The newer call goes on; the older, held one fails with a conflict."""
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await sandbox.polled()
    async with telegram.Bot(sandbox.token, base_url=sandbox.base_url) as other:
        newer = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await older
        sandbox.user().say("Hello")
        assert texts(await newer) == ["Hello"]


async def test_a_killed_bot_is_not_polling(sandbox: Sandbox) -> None:
    """A poll whose connection is gone counts for nothing, and what comes in waits for the next bot."""
    host, _, port = sandbox.api_url.removeprefix("http://").partition(":")
    _, writer = await asyncio.open_connection(host, int(port))
    path = f"/bot{sandbox.token}/getUpdates?timeout=30"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    await sandbox.polled()
    writer.transport.abort()
    for _ in range(100):
        await asyncio.sleep(0)  # the server's side of the connection gets its turns
    assert not sandbox.updates.is_held
    sandbox.user().say("Hello")
    async with telegram.Bot(sandbox.token, base_url=sandbox.base_url) as bot:
        assert texts(await bot.get_updates()) == ["Hello"]


async def test_kinds_that_are_not_allowed_are_not_kept(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """The kinds asked for hold for later updates too, until the list changes; an empty list is the default."""
    await bot.get_updates(allowed_updates=["callback_query"])
    morag.say("Lost")
    assert texts(await bot.get_updates()) == ["/start"]
    await bot.get_updates(allowed_updates=[])
    morag.say("Kept")
    assert sandbox.updates.push("message_reaction", {"not": "by default"}) is None
    assert texts(await bot.get_updates()) == ["/start", "Kept"]


async def test_updates_are_given_up_in_time(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """A tap is gone after 150 seconds; a text after a day."""
    sent = await bot.send_message(morag.id, "Hello")
    morag.tap("go", morag.messages[-1])
    assert [bool(update.callback_query) for update in await bot.get_updates()] == [False, True]
    sandbox.pass_time(151)
    assert texts(await bot.get_updates()) == ["/start"]
    sandbox.pass_time(24 * 3600)
    assert await bot.get_updates() == ()
    assert sent.message_id == morag.messages[-1].id


async def test_duplicates_come_once_more_after_confirmation(
    bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson
) -> None:
    """With every update duplicated, each confirmed one is delivered exactly once more."""
    sandbox.faults.duplicates = 1.0
    (update,) = await bot.get_updates()
    assert await bot.get_updates(offset=update.update_id + 1) == (update,)
    assert await bot.get_updates(offset=update.update_id + 1) == ()
    sandbox.updates.repeat(update.to_dict())
    assert [again.update_id for again in await bot.get_updates()] == [update.update_id]
    assert morag.messages[0].id == update.effective_message.message_id


async def test_raw_updates_and_new_numbers(bot: telegram.Bot, sandbox: Sandbox) -> None:
    """A malformed update is delivered as it is; ids can jump, and go on from there."""
    sandbox.raise_update_id(700)
    sandbox.inject({"message": {"message_id": 1, "text": "no chat, no date"}})
    assert sandbox.inject({"update_id": 900, "something_new": {}}) == 900
    sandbox.user().say("Hello")
    with pytest.raises(KeyError):
        await bot.get_updates()
    assert texts(await bot.get_updates(offset=701)) == [None, "Hello"]
    assert [update.update_id for update in await bot.get_updates()] == [900, 901]


async def test_the_queue_can_be_waited_for(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """`all_confirmed` returns when nothing is left, and fails in time when something is."""
    with pytest.raises(TimeoutError):
        await sandbox.all_confirmed(within=0.01)
    waiting = asyncio.create_task(sandbox.all_confirmed())
    (update,) = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    await waiting
    assert update.effective_user.id == morag.id
