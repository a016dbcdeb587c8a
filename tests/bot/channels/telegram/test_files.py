"""Fetching what people sent: whole or not at all, and the link that holds the token goes nowhere."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest

from bot.channels.channel import FileGone, FileNotReady
from bot.channels.telegram.bot_api.account import Account, open_account
from bot.channels.telegram.bot_api.download import MB, TelegramFiles
from bot.channels.telegram.bot_api.transport import Transport, TransportLimits
from bot.playground.telegram import ChatPerson, InjectedFault, Sandbox, bad_request
from flows.model.attachments.audio import AudioProblem
from tests.bot.channels.telegram.equipment import Page
from tests.bot.channels.telegram.test_transport import told

NOTE = bytes(range(256)) * 1_000
SECRET = "4242:very-secret"


@pytest.fixture
def morag(sandbox: Sandbox) -> ChatPerson:
    """Somebody who sends recordings."""
    return sandbox.user("Morag")


def sent(person: ChatPerson, data: bytes = NOTE) -> str:
    """Sends a voice note; Telegram's id of it."""
    attachment = person.send_voice(data).attachment
    assert attachment is not None
    return attachment.file.id


async def fetched(files: TelegramFiles, source: str) -> bytes:
    """All of a file."""
    return b"".join([piece async for piece in files.fetch(source)])


async def test_a_file_comes_byte_for_byte(bot: Account, morag: ChatPerson) -> None:
    """In pieces, so that none of any size is held whole."""
    pieces = [piece async for piece in TelegramFiles(bot).fetch(sent(morag))]
    assert b"".join(pieces) == NOTE
    assert max(map(len, pieces)) <= 64 * 1024


async def test_the_largest_that_telegram_hands_over(bot: Account, morag: ChatPerson) -> None:
    """Twenty megabytes come; one byte more does not, and never will."""
    files = TelegramFiles(bot)
    assert len(await fetched(files, sent(morag, bytes(20 * MB)))) == 20 * MB
    with pytest.raises(FileGone) as caught:
        await fetched(files, sent(morag, bytes(20 * MB + 1)))
    assert caught.value.trouble is AudioProblem.too_big


async def test_a_lower_limit_of_our_own(sandbox: Sandbox, bot: Account, morag: ChatPerson) -> None:
    """What is larger is refused before a byte of it is fetched."""
    with pytest.raises(FileGone) as caught:
        await fetched(TelegramFiles(bot, len(NOTE) - 1), sent(morag))
    assert caught.value.trouble is AudioProblem.too_big
    assert sandbox.log.counts["download"] == 0


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        (method, fault)
        for method in ("getFile", "download")
        for fault in InjectedFault
        if fault is not InjectedFault.dropped_after
    ],
)
async def test_trouble_on_the_way_is_for_another_time(
    sandbox: Sandbox, bot: Account, morag: ChatPerson, method: str, fault: InjectedFault
) -> None:
    """A connection that breaks, a proxy's page or a limit on requests: the next try gets the file."""
    files, source = TelegramFiles(bot), sent(morag)
    # A download over a connection that was used before is begun again once by the client itself.
    twice = method == "download" and fault is InjectedFault.dropped_before
    sandbox.faults.once(method, fault, times=2 if twice else 1)
    with pytest.raises(FileNotReady):
        await fetched(files, source)
    assert await fetched(files, source) == NOTE


async def test_a_file_that_has_moved_is_looked_for_again(sandbox: Sandbox, bot: Account, morag: ChatPerson) -> None:
    """Telegram's own 404 for a link: its place is asked for once more, and then the file is gone."""
    source = sent(morag)
    sandbox.world.files.by_path.clear()
    with pytest.raises(FileGone) as caught:
        await fetched(TelegramFiles(bot), source)
    assert caught.value.trouble is AudioProblem.gone
    assert sandbox.log.counts["getFile"] == 2


async def test_an_id_that_telegram_does_not_know_may_come_back(bot: Account) -> None:
    """Telegram's words are the same for a file that is gone and for trouble of its own: only time tells."""
    with pytest.raises(FileNotReady):
        await fetched(TelegramFiles(bot), "no such file")


async def test_an_id_that_is_none_is_gone(sandbox: Sandbox, bot: Account, morag: ChatPerson) -> None:
    """A refusal for good is told at once."""
    sandbox.faults.once("getFile", bad_request("invalid file_id"))
    with pytest.raises(FileGone):
        await fetched(TelegramFiles(bot), sent(morag))


def answer(body: bytes, head: bytes = b"200 OK", length: int | None = None) -> bytes:
    """An HTTP answer as it goes over the wire, which may claim another length than it has."""
    size = len(body) if length is None else length
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (head, size, body)


PLACED = b'{"ok":true,"result":{"file_id":"f","file_unique_id":"u","file_path":%s}}'
ODD = {
    "no place": (answer(b'{"ok":true,"result":{"file_id":"f"}}'), FileNotReady),
    "a number for a place": (answer(PLACED % b"7"), FileNotReady),
    "a list": (answer(b'{"ok":true,"result":[]}'), FileNotReady),
    "a page that quotes the address": (answer(b"<h1>/file/bot4242:very-secret/</h1>", b"404 Not Found"), FileNotReady),
    "a file that breaks off": (answer(PLACED % b'"voice/1.oga"', length=999), FileNotReady),
    "a place elsewhere": (answer(PLACED % b'"http://elsewhere.invalid/../../x?y#z"'), None),
    "half a letter in the place": (answer(PLACED % b'"voice/\\ud83d.oga"'), None),
}


@pytest.mark.parametrize("kind", ODD)
async def test_odd_answers_are_trouble_and_tell_no_token(
    page: Page, transport: Transport, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    """Whatever the other side says, the token is in no error, cause or log line; nobody else is asked."""
    caplog.set_level(logging.DEBUG)
    body, error = ODD[kind]
    files = TelegramFiles(open_account(SECRET, await page(body), transport))
    if error is None:
        assert await fetched(files, "f") == body.partition(b"\r\n\r\n")[2]
    else:
        with pytest.raises(error) as caught:
            await fetched(files, "f")
        assert SECRET not in told(caught.value)
    assert SECRET not in caplog.text


async def test_no_refusal_tells_the_token(
    sandbox: Sandbox, transport: Transport, caplog: pytest.LogCaptureFixture, morag: ChatPerson
) -> None:
    """Nor does a token that Telegram does not accept; the recording waits for one that it does."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(FileNotReady) as caught:
        await fetched(TelegramFiles(open_account(SECRET, sandbox.api_url, transport)), sent(morag))
    assert SECRET not in told(caught.value)
    assert SECRET not in caplog.text


@pytest.fixture
async def endless() -> AsyncIterator[str]:
    """A server whose files have no end, and come as fast as they are taken."""

    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        if b"getFile" in asked:
            writer.write(answer(PLACED % b'"voice/1.oga"'))
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
            try:
                while not reader.at_eof():
                    writer.write(bytes(64 * 1024))
                    await writer.drain()
            except ConnectionError:
                pass
        writer.close()

    server = await asyncio.start_server(reply, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
    await server.wait_closed()


async def test_a_file_without_an_end_is_cut_off(endless: str, transport: Transport) -> None:
    """Bytes are counted as they come, whatever was claimed."""
    with pytest.raises(FileGone) as caught:
        await fetched(TelegramFiles(open_account(SECRET, endless, transport), MB), "f")
    assert caught.value.trouble is AudioProblem.too_big


async def test_a_download_that_stands_still_is_given_up(sandbox: Sandbox, morag: ChatPerson) -> None:
    """Nothing comes for as long as an answer may take: another time."""
    source = sent(morag)
    impatient = Transport(TransportLimits(read=0.05))
    await impatient.initialize()
    hold = sandbox.faults.hold("getFile")
    with pytest.raises(FileNotReady):
        await fetched(TelegramFiles(open_account(sandbox.token, sandbox.api_url, impatient)), source)
    hold.release()
    await impatient.shutdown()


async def test_a_download_that_takes_too_long_is_given_up(endless: str, transport: Transport) -> None:
    """However steadily it comes: a file has so many seconds and no more."""
    account = open_account(SECRET, endless, transport)
    with pytest.raises(Exception, match="no answer in time"):
        async for _ in account.download("voice/1.oga", 10**12, 0.2):
            pass
