"""Faults on demand: what fails, what took effect, and that chance repeats with its seed."""

import asyncio

import aiohttp
import pytest
import telegram
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter

from bot.playground.telegram import ChatPerson, InjectedFault, Rates, Sandbox, bad_request, chat_migrated

pytestmark = pytest.mark.slow


async def test_too_many_requests_names_the_seconds(
    bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A 429 carries retry_after, and nothing was sent."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library warns of its own future otherwise
    sandbox.faults.set("send*", Rates(too_many_requests=1, retry_after=7))
    with pytest.raises(RetryAfter, match="0:00:07"):
        await bot.send_message(morag.id, "Hello")
    refused = sandbox.log.of("sendMessage")[0].returned
    assert isinstance(refused, dict)
    assert refused["parameters"] == {"retry_after": 7}
    assert morag.bot_messages == ()


@pytest.mark.parametrize(
    ("fault", "arrives"),
    [(InjectedFault.bad_gateway, False), (InjectedFault.dropped_before, False), (InjectedFault.dropped_after, True)],
)
async def test_a_broken_call_took_effect_or_not(
    bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson, fault: InjectedFault, *, arrives: bool
) -> None:
    """The bot sees a network error each time; only `dropped_after` left its message on the phone."""
    sandbox.faults.once("sendMessage", fault)
    with pytest.raises(NetworkError):
        await bot.send_message(morag.id, "Hello")
    assert [message.text for message in morag.bot_messages] == ["Hello"] * arrives
    await bot.send_message(morag.id, "Again")
    assert sandbox.log.of("sendMessage")[0].fault is fault
    assert [call.ok for call in sandbox.log.of("sendMessage")] == [False, True]


async def test_a_refusal_on_demand(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """Any refusal can be given as often as asked for."""
    sandbox.faults.once("editMessageText", bad_request("message is not modified"), times=2)
    sandbox.faults.once("sendMessage", chat_migrated(-100500))
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(morag.id, "Hello")
    assert moved.value.new_chat_id == -100500
    sent = await bot.send_message(morag.id, "Hello")
    for _ in range(2):
        with pytest.raises(BadRequest, match=r"(?i)not modified"):
            await sent.edit_text("Other")
    await sent.edit_text("Other")


async def test_a_call_can_be_held_in_the_air(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """Held before, nothing has happened yet; held after, it has, and the bot does not know."""
    for after in (False, True):
        hold = sandbox.faults.hold("sendMessage", after=after)
        sending = asyncio.create_task(bot.send_message(morag.id, f"after={after}"))
        await hold.reached.wait()
        assert any(message.text == f"after={after}" for message in morag.messages) is after
        assert not sending.done()
        hold.release()
        await sending


async def test_a_held_call_can_be_dropped(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """Dropped before it took effect, a call fails and leaves nothing; dropped after, its message stays."""
    for after in (False, True):
        hold = sandbox.faults.hold("sendMessage", after=after)
        sending = asyncio.create_task(bot.send_message(morag.id, "Hello"))
        await hold.reached.wait()
        hold.drop()
        with pytest.raises(NetworkError):
            await sending
        assert len(morag.bot_messages) == after


async def test_delays_stand_round_the_effect(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """With a delay after the effect, the phone has the message before the bot has its answer."""
    sandbox.faults.set("sendMessage", Rates(delay_before=0.02, delay_after=0.2))
    sending = asyncio.create_task(bot.send_message(morag.id, "Hello"))
    await morag.sees("Hello")
    assert not sending.done()
    await sending


async def test_chance_repeats_with_its_seed() -> None:
    """The same seed brings the same faults, and about as many as asked for."""

    async def statuses(seed: int) -> list[int | None]:
        async with Sandbox(seed=seed) as sandbox, aiohttp.ClientSession() as http:
            sandbox.faults.set("get*", Rates(too_many_requests=0.2, bad_gateway=0.2))
            url = f"{sandbox.base_url}{sandbox.token}/getMe"
            out: list[int | None] = []
            for _ in range(200):
                async with http.get(url) as answer:
                    out.append(answer.status)
            return out

    first = await statuses(1)
    assert await statuses(1) == first
    assert await statuses(2) != first
    assert 20 <= first.count(429) <= 60
    assert 20 <= first.count(502) <= 60


async def test_the_latest_rates_count_and_can_be_cleared(
    bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson
) -> None:
    """A narrower rule set later wins; after clear() all is well."""
    sandbox.faults.set("*", Rates(bad_gateway=1))
    sandbox.faults.set("sendMessage", Rates())
    await bot.send_message(morag.id, "Hello")
    with pytest.raises(NetworkError):
        await bot.get_my_commands()
    sandbox.faults.clear()
    await bot.get_my_commands()


async def test_downloads_fail_on_demand(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """A download can break like any call."""
    kept = morag.send_voice(b"sound").attachment
    assert kept is not None
    file = await bot.get_file(kept.file.id)
    sandbox.faults.once("download", InjectedFault.dropped_before)
    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert bytes(await file.download_as_bytearray()) == b"sound"
