"""Who the server answers: its own machine and its own page."""

import asyncio

import aiohttp
import pytest

from bot.sandbox import Person, Sandbox


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


async def test_a_foreign_page_is_refused(sandbox: Sandbox, http: aiohttp.ClientSession, morag: Person) -> None:
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
    sandbox: Sandbox, http: aiohttp.ClientSession, morag: Person, path: str, body: object
) -> None:
    """An act that makes no sense changes nothing and says why."""
    url = f"{sandbox.api_url}/{path}?person={morag.id}"
    async with http.post(url, json=body, headers={"Origin": sandbox.api_url}) as answer:
        assert answer.status in (404, 409)
    assert [message.text for message in morag.messages] == ["/start"]


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
