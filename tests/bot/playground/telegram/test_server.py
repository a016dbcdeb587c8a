"""Who the server answers: its own machine and its own page."""

import asyncio

import aiohttp
import pytest

from bot.playground.telegram import ChatPerson, Sandbox


@pytest.fixture
async def http():  # noqa: ANN201 - the fixture's type is told by its users
    """A plain HTTP client."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "[", ""])
async def test_a_foreign_host_name_is_refused(sandbox: Sandbox, http: aiohttp.ClientSession, host: str) -> None:
    """A name that merely points to this machine opens neither the page nor the Bot API."""
    for path in ("/", "/live?person=1", f"/bot{sandbox.token}/getMe"):
        async with http.get(sandbox.api_url + path, headers={"Host": host}) as answer:
            assert answer.status == 403


async def test_a_foreign_page_is_refused(sandbox: Sandbox, http: aiohttp.ClientSession, morag: ChatPerson) -> None:
    """Another site's script can neither speak as the person nor call the Bot API."""
    url = f"{sandbox.api_url}/say?person={morag.id}"
    for origin in ("https://evil.example", "null", sandbox.api_url.replace("127.0.0.1", "localhost")):
        async with http.post(url, json={"text": "Hi"}, headers={"Origin": origin}) as answer:
            assert answer.status == 403
    async with http.post(url, json={"text": "Hi"}) as answer:
        assert answer.status == 403
    async with http.post(url, json={"text": "Hi"}, headers={"Origin": sandbox.api_url}) as answer:
        assert answer.status == 204
    assert [message.text for message in morag.messages] == ["/start", "Hi"]


async def test_a_foreign_page_can_embed_nothing(
    sandbox: Sandbox, http: aiohttp.ClientSession, morag: ChatPerson
) -> None:
    """A picture or a form of another site opens neither the page nor the Bot API; a link may lead to the page."""
    api = f"{sandbox.api_url}/bot{sandbox.token}/sendMessage?chat_id={morag.id}&text=Hi"
    page = f"{sandbox.api_url}/"
    for site in ("cross-site", "same-site"):
        picture = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
        link = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
        frame = link | {"Sec-Fetch-Dest": "iframe"}
        for url, headers, status in (
            (api, picture, 403),
            (api, link, 403),
            (page, picture, 403),
            (page, frame, 403),
            (page, link, 200),
        ):
            async with http.get(url, headers=headers) as answer:
                assert answer.status == status
    assert [message.text for message in morag.messages] == ["/start"]


async def test_localhost_is_this_machine(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    """The page opens by either name of loopback, with a policy that lets nothing else in."""
    port = sandbox.api_url.rpartition(":")[2]
    async with http.get(f"{sandbox.api_url}/", headers={"Host": f"localhost:{port}"}) as answer:
        assert answer.status == 200
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("say", {"text": "  "}),
        ("edit", {"id": 999, "text": "x"}),
        ("press", {"id": 1, "data": "x"}),
        ("press", {"id": 999, "data": "x"}),
        ("say", {"text": "x", "reply_to": 999}),
        ("nonsense", {}),
        ("say", []),
        ("say", {}),
    ],
)
async def test_what_cannot_be_done_is_refused(
    sandbox: Sandbox, http: aiohttp.ClientSession, morag: ChatPerson, path: str, body: object
) -> None:
    """An act that makes no sense changes nothing and says why."""
    url = f"{sandbox.api_url}/{path}?person={morag.id}"
    async with http.post(url, json=body, headers={"Origin": sandbox.api_url}) as answer:
        assert answer.status in (404, 409)
    assert [message.text for message in morag.messages] == ["/start"]


async def test_what_nests_without_end_is_refused(
    sandbox: Sandbox, http: aiohttp.ClientSession, morag: ChatPerson
) -> None:
    """By the page and by the Bot API, as any other nonsense is."""
    deep = b"[" * 200_000
    headers = {"Origin": sandbox.api_url, "Content-Type": "application/json"}
    for path, status in ((f"say?person={morag.id}", 409), (f"bot{sandbox.token}/sendMessage", 400)):
        async with http.post(f"{sandbox.api_url}/{path}", data=deep, headers=headers) as answer:
            assert answer.status == status


OGG = b"OggS" + bytes(range(96))


@pytest.mark.parametrize(
    ("asked", "status", "stated", "content"),
    [
        (None, 200, None, OGG),
        ("bytes=0-", 206, "bytes 0-99/100", OGG),
        ("bytes=10-19", 206, "bytes 10-19/100", OGG[10:20]),
        ("bytes=-4", 206, "bytes 96-99/100", OGG[-4:]),
        ("bytes=90-500", 206, "bytes 90-99/100", OGG[90:]),
        ("bytes=100-", 416, "bytes */100", b""),
        ("lines=1-2", 416, "bytes */100", b""),
    ],
)
async def test_a_player_gets_the_piece_that_it_asks_for(
    sandbox: Sandbox,
    http: aiohttp.ClientSession,
    morag: ChatPerson,
    asked: str | None,
    status: int,
    stated: str | None,
    content: bytes,
) -> None:
    """A recording is played from any place in it, as what its bytes are."""
    url = f"{sandbox.api_url}/play/{morag.send_voice(OGG, mime='text/html').id}?person={morag.id}"
    async with http.get(url, headers={"Range": asked} if asked else {}) as answer:
        assert (answer.status, answer.headers.get("Content-Range")) == (status, stated)
        assert await answer.read() == content
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert status == 416 or answer.content_type == "audio/ogg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("start", "form"),
    [
        (b"OggS", "ogg"),
        (b"\x1aE\xdf\xa3", "webm"),
        (b"\x00\x00\x00\x18ftypM4A ", "mp4"),
        (b"RIFF\x00\x00\x00\x00WAVE", "wav"),
        (b"ID3\x04", "mpeg"),
        (b"\xff\xfb\x90", "mpeg"),
        (b"\xff\xf1\x50", "aac"),
        (b"fLaC", "flac"),
    ],
)
async def test_a_recording_is_named_by_its_bytes(
    sandbox: Sandbox, http: aiohttp.ClientSession, morag: ChatPerson, start: bytes, form: str
) -> None:
    """A player is told what it gets, whatever the sender called it."""
    for message, kind in ((morag.send_audio(start, "x.html"), "audio"), (morag.send_video_note(start), "video")):
        async with http.get(f"{sandbox.api_url}/play/{message.id}?person={morag.id}") as answer:
            assert (answer.status, answer.content_type) == (200, f"{kind}/{form}")


async def test_what_is_no_recording_is_not_played(
    sandbox: Sandbox, http: aiohttp.ClientSession, morag: ChatPerson
) -> None:
    """A page in the place of a voice note does not open as a page; a document is only downloaded."""
    sent = [morag.send_voice(b"<script>alert(1)</script>"), morag.send_voice(b""), morag.send_document(OGG, "a.ogg")]
    for message in sent:
        async with http.get(f"{sandbox.api_url}/play/{message.id}?person={morag.id}") as answer:
            assert (answer.status, answer.content_type) == (415, "text/plain")
    for path in ("play/999", "play/x", "play/", "play/1/2", "else/1"):
        async with http.get(f"{sandbox.api_url}/{path}?person={morag.id}") as answer:
            assert answer.status == 404


async def test_the_sandbox_closes_while_a_page_and_a_poll_are_open(http: aiohttp.ClientSession) -> None:
    """Closing does not wait for long polls or live pages."""
    async with Sandbox() as sandbox:
        live = await http.get(f"{sandbox.api_url}/live?person=1")
        assert (await live.content.readline()).startswith(b"retry: ")
    live.close()


async def test_an_upload_that_breaks_off_is_no_fault_of_the_server(
    sandbox: Sandbox, http: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    """A bot that is killed while it sends a file leaves nothing behind, and no traceback on the terminal."""
    _, writer = await asyncio.open_connection("127.0.0.1", int(sandbox.api_url.rpartition(":")[2]))
    writer.write(
        f"POST /bot{sandbox.token}/sendDocument HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n".encode()
    )
    await writer.drain()
    for breaks_off in (True, False):
        async with http.get(f"{sandbox.api_url}/bot{sandbox.token}/getMe") as answer:
            assert answer.status == 200
        if breaks_off:
            writer.transport.abort()
    await sandbox.close()
    assert caplog.text == ""
    assert sandbox.log.counts["sendDocument"] == 0
