"""What the transport promises about failures, and about keeping the token to itself."""

import logging
import traceback

import pytest
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.channels.telegram.bot_api.account import Account, BadTokenError, open_account
from bot.channels.telegram.bot_api.api_errors import FloodWaitError
from bot.channels.telegram.bot_api.connection import Api
from bot.channels.telegram.bot_api.transport import NotSentError, Transport, TransportLimits
from bot.playground.telegram import InjectedFault, Sandbox
from tests.bot.channels.telegram.equipment import Page

SECRET = "4242:very-secret"
NOWHERE = "http://127.0.0.1:1"


def page_with(body: bytes, status: bytes = b"200 OK") -> bytes:
    """An HTTP answer as it goes over the wire."""
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (status, len(body), body)


async def test_a_refused_connection_surely_sent_nothing(transport: Transport) -> None:
    """Where no connection comes about, the error says that nothing reached Telegram."""
    with pytest.raises(NotSentError):
        await open_account(SECRET, NOWHERE, transport).send_message(1, "words")


@pytest.mark.parametrize(
    "fault", [InjectedFault.dropped_before, InjectedFault.dropped_after, InjectedFault.bad_gateway]
)
async def test_a_broken_call_may_have_arrived(sandbox: Sandbox, bot: Account, fault: InjectedFault) -> None:
    """A connection that breaks after the request went out is not called unsent."""
    sandbox.user().start()
    sandbox.faults.once("sendMessage", fault)
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(1001, "words")
    assert not isinstance(caught.value, NotSentError)


async def test_no_answer_in_time_is_its_own_error(sandbox: Sandbox, bot: Account) -> None:
    """A server that takes the request and says nothing makes TimedOut."""
    held = sandbox.faults.hold("getMe")
    with pytest.raises(TimedOut):
        await bot.get_me(read_timeout=0.05)
    held.release()


async def test_flood_control_says_how_long(sandbox: Sandbox, bot: Account) -> None:
    """429 carries the seconds that Telegram asked for."""
    sandbox.faults.once("getMe", InjectedFault.too_many_requests)
    with pytest.raises(FloodWaitError) as caught:
        await bot.get_me()
    assert caught.value.seconds == 1


async def test_an_endless_answer_is_cut_off(page: Page) -> None:
    """An answer beyond the limit is an error, not a full memory."""
    small = Transport(TransportLimits(longest_answer=1000))
    await small.initialize()
    address = await page(page_with(b"[" * 5000))
    with pytest.raises(NetworkError, match="longer"):
        await open_account(SECRET, address, small).get_me()
    await small.shutdown()


async def test_a_proxy_that_denies_everything_is_not_telegram(page: Page, transport: Transport) -> None:
    """A 404 page of something in between is a network error, not a bad token."""
    address = await page(page_with(b"<h1>no such page</h1>", b"404 Not Found"))
    with pytest.raises(NetworkError):
        await open_account(SECRET, address, transport).get_me()


async def test_a_token_that_telegram_does_not_know(sandbox: Sandbox, transport: Transport) -> None:
    """The library puts the rejected token into its error; ours does not."""
    with pytest.raises(BadTokenError) as caught:
        await open_account(SECRET, sandbox.api_url, transport).initialize()
    assert SECRET not in told(caught.value)


def echo_of(path: bytes) -> bytes:
    """A page that quotes the address, as web servers like to."""
    return b"<h1>Cannot find /bot%s/%s</h1>" % (SECRET.encode(), path)


ANSWERS = {
    "a 404 page that quotes the address": page_with(echo_of(b"getMe"), b"404 Not Found"),
    "a 502 page that quotes the address": page_with(echo_of(b"getMe"), b"502 Bad Gateway"),
    "a 200 page that quotes the address": page_with(echo_of(b"getMe")),
    "a redirect": b"HTTP/1.1 302 Found\r\nLocation: /bot" + SECRET.encode() + b"/\r\nContent-Length: 0\r\n\r\n",
    "no HTTP at all": b"220 mail.example.org ESMTP\r\n",
    "a body that ends early": b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",
    "nothing": b"",
    "a list": page_with(b"[]"),
}


@pytest.mark.parametrize("kind", ANSWERS)
async def test_the_token_stays_out_of_every_error(
    page: Page, transport: Transport, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    """Whatever the other side answers: neither the error, nor its causes, nor a log line holds the token."""
    caplog.set_level(logging.DEBUG)
    account = open_account(SECRET, await page(ANSWERS[kind]), transport)
    with pytest.raises(TelegramError) as caught:
        await account.get_me()
    assert SECRET not in told(caught.value)
    assert SECRET not in caplog.text


@pytest.mark.parametrize("address", [NOWHERE, "http://no-such-host.invalid", "http://", "nonsense"])
async def test_the_token_stays_out_of_errors_of_connecting(
    transport: Transport, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    """Nor does an address that cannot be reached, or is none, bring the token out. Nothing was sent."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(NotSentError) as caught:
        await open_account(SECRET, address, transport).get_me()
    assert SECRET not in told(caught.value)
    assert SECRET not in caplog.text


async def test_representations_are_silent() -> None:
    """An account in a log line or a debugger's locals does not tell its token."""
    assert SECRET not in repr(open_account(SECRET, NOWHERE, Transport()))
    assert SECRET not in repr(Api(SECRET, NOWHERE))


async def test_a_closed_transport_sends_nothing() -> None:
    """After shutdown, a call fails as one that was not sent."""
    with pytest.raises(NotSentError):
        await open_account(SECRET, NOWHERE, Transport()).get_me()


async def test_rebuilding_brings_new_connections(sandbox: Sandbox, bot: Account, transport: Transport) -> None:
    """A call after `rebuild` works."""
    await transport.rebuild()
    assert (await bot.get_me()).is_bot


def told(error: BaseException) -> str:
    """Everything that an error, its causes and contexts can tell, suppressed or not."""
    parts: list[str] = []
    chain: BaseException | None = error
    while chain is not None:
        parts += [repr(chain), str(chain), *traceback.format_exception(chain)]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(parts)
