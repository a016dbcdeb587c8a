"""Opening an address that a stranger gave: where it leads, how long it takes, and what is told on the way."""

import asyncio
import socket
import ssl
import traceback
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from support.fake_award_issuers import HOME, OTHER, PUBLIC, Says, Web, answer, authority, moved
from support.served_bot import listening

from bot.awards.check_errors import CouldNotCheck
from bot.awards.web import fetcher as fetching
from bot.awards.web.fetcher import MOST_BYTES, Fetcher
from bot.awards.web.quota import CheckQuota
from bot.awards.web.visit import Visit
from flows.model.attachments.award_check import AwardDoubt

pytestmark = pytest.mark.slow

PAGE = f"{HOME}/7"
INSIDE = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"]


async def failure(web: Web, address: str = PAGE, **more: object) -> AwardDoubt:
    """What comes of an address that cannot be opened, with nothing in it but its kind."""
    with listening() as heard, pytest.raises(CouldNotCheck) as failed:
        await web.fetcher(**more).page(address)
    told = "".join(traceback.format_exception(failed.value)) + heard.text()
    assert not [word for word in ("example", "127.0.0.1", "93.184") if word in told]
    return failed.value.why


async def test_what_is_sent_says_who_asks_and_nothing_else(web: Web) -> None:
    """No cookie, no credentials, no page that led there, and nothing packed is asked for."""
    web.pages[PAGE] = answer(200, b"{}", "Set-Cookie: a=b; Secure")
    fetcher = web.fetcher()
    for _ in range(2):
        page = await fetcher.page(f"{PAGE}#part")
        assert (page.url, page.status, page.body) == (PAGE, 200, b"{}")
    lines = [line.split(":")[0].lower() for line in web.heads[1].split("\r\n")[1:] if line]
    assert sorted(lines) == ["accept", "accept-encoding", "connection", "host", "user-agent"]
    assert "\r\nAccept-Encoding: identity\r\n" in web.heads[1]
    assert "\r\nUser-Agent: Teabreak/" in web.heads[1]
    assert web.connected == [(PUBLIC, 443)] * 2


async def test_no_proxy_or_login_of_the_machines_is_used(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """What the environment says of proxies and passwords is for other programs."""
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w", encoding="utf-8") as file:  # noqa: ASYNC230, PTH123  # one line, before anything waits
        file.write("machine badges.example.org login isla password secret\n")
    for name, value in (("HTTPS_PROXY", "http://127.0.0.1:9"), ("ALL_PROXY", "http://127.0.0.1:9"), ("NETRC", netrc)):
        monkeypatch.setenv(name, value)
    web.pages[PAGE] = answer(200, b"{}")
    assert (await web.fetcher().page(PAGE)).body == b"{}"
    assert "authorization" not in web.heads[0].lower()


@pytest.mark.parametrize("address", INSIDE)
async def test_a_name_that_leads_inwards_is_not_connected_to(web: Web, address: str) -> None:
    """What a name server says is judged, whatever the name looks like."""
    web.names["badges.example.org"] = [address]
    assert await failure(web) is AwardDoubt.address
    assert web.connected == []


async def test_of_many_addresses_only_public_ones_are_connected_to(web: Web) -> None:
    """A name may have both: the others are passed over, and there is an end to trying."""
    web.names["badges.example.org"] = [*INSIDE, PUBLIC, "10.9.9.9"]
    web.pages[PAGE] = answer(200, b"{}")
    await web.fetcher().page(PAGE)
    assert web.connected == [(PUBLIC, 443)]


async def test_a_name_is_looked_up_once_and_for_all(web: Web) -> None:
    """A name server that says something else a moment later is not asked a moment later."""
    said = [[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]]

    async def changing(host: str) -> list[str]:
        return said.pop(0)

    web.pages[PAGE] = answer(200, b"{}")
    await Fetcher(changing, web.socket, web.tls).page(PAGE)
    assert web.connected == [(PUBLIC, 443)]
    assert len(said) == 2


async def test_each_socket_is_judged_by_its_own_number(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the rule about names ever broken, the one about sockets would still hold."""
    monkeypatch.setattr(Fetcher, "_public", lambda self, host: _as_they_are(["127.0.0.1", "10.0.0.1", "::1"]))
    assert await failure(web) is AwardDoubt.unreachable
    assert web.connected == []


async def _as_they_are(addresses: list[str]) -> tuple[str, ...]:
    return tuple(addresses)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_by_the_same_rules(web: Web, status: int) -> None:
    """To another public name, which is looked up and judged as the first was."""
    web.pages |= {PAGE: moved(f"{OTHER}/7", status), f"{OTHER}/7": answer(200, b"there")}
    page = await web.fetcher().page(PAGE)
    assert (page.url, page.body) == (f"{OTHER}/7", b"there")
    assert web.looked_up == ["badges.example.org", "other.example.net"]


LOCATIONS = [
    *("http://badges.example.org/7", "https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://0x7f.1/"),
    *("file:///etc/passwd", "ftp://example.org/", "https://user:pw@badges.example.org/", "//127.0.0.1/"),
    *("https://badges.example.org:8080/", "https://metadata.google.internal/", "https://2130706433/"),
]


@pytest.mark.parametrize("location", LOCATIONS)
async def test_a_redirect_leads_nowhere_that_is_closed(web: Web, location: str) -> None:
    """What is not opened when it is typed is not opened when a server sends one there."""
    web.pages[PAGE] = moved(location)
    assert await failure(web) is AwardDoubt.address
    assert len(web.connected) == 1


async def test_a_redirect_to_a_name_that_leads_inwards_ends_there(web: Web) -> None:
    """Name servers are not trusted on the second look either."""
    web.names["other.example.net"] = ["127.0.0.1"]
    web.pages[PAGE] = moved(f"{OTHER}/7")
    assert await failure(web) is AwardDoubt.address
    assert len(web.connected) == 1


async def test_redirects_come_to_an_end(web: Web) -> None:
    """Three are followed; in a circle, or one more, is no answer."""
    steps = [f"{HOME}/{n}" for n in range(5)]
    web.pages |= {here: moved(there) for here, there in pairwise(steps)}
    web.pages[steps[4]] = answer(200, b"far")
    assert (await web.fetcher().page(steps[1])).body == b"far"
    assert await failure(web, steps[0]) is AwardDoubt.unreachable
    web.pages[PAGE] = moved(PAGE)
    web.asked.clear()
    assert await failure(web) is AwardDoubt.unreachable
    assert len(web.asked) == 4


@pytest.mark.parametrize("location", ["", "https://", "https://[", "https://badges.example.org:x/", "a" * 7000])
async def test_a_redirect_to_nowhere_is_no_answer(web: Web, location: str) -> None:
    """Whatever stands there, it is one of the kinds."""
    web.pages[PAGE] = moved(location)
    assert await failure(web) in (AwardDoubt.unreachable, AwardDoubt.address)


async def test_a_body_is_read_up_to_a_limit(web: Web) -> None:
    """Said to be too long, or going on for ever."""
    web.pages[PAGE] = answer(200, b"x" * MOST_BYTES)
    assert len((await web.fetcher().page(PAGE)).body) == MOST_BYTES
    web.pages[PAGE] = answer(200, b"x" * (MOST_BYTES + 1))
    assert await failure(web) is AwardDoubt.too_large
    web.pages[PAGE] = _endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536)
    assert await failure(web) is AwardDoubt.too_large
    web.pages[PAGE] = _endless(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"400\r\n" + b"x" * 1024 + b"\r\n"
    )
    assert await failure(web) is AwardDoubt.too_large


def _endless(head: bytes, again: bytes) -> Says:
    async def says(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(again)
            await writer.drain()
            # Where nothing holds the writer back, draining returns at once, and nobody else would get a turn: not
            # even the news that the other side has gone.
            await asyncio.sleep(0)

    return says


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, identity", "x"])
async def test_nothing_packed_is_unpacked(web: Web, coding: str) -> None:
    """It was not asked for, and may be a thousand times as long as it looks."""
    web.pages[PAGE] = answer(200, b"\x1f\x8b", f"Content-Encoding: {coding}")
    assert await failure(web) is AwardDoubt.no_award


HEADS = {
    "an endless first line": (b"HTTP/1.1 200 ", b"x" * 4096),
    "endless headers": (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 512),
    "an endless header": (b"HTTP/1.1 200 OK\r\nX-A: ", b"b" * 4096),
    "an endless wait": (b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize(("head", "again"), HEADS.values(), ids=HEADS.keys())
async def test_a_head_without_end_is_no_answer(web: Web, head: bytes, again: bytes) -> None:
    """It is left before it fills the memory, or when the time is over: else this would not end."""
    web.pages[PAGE] = _endless(head, again)
    assert await failure(web, patience=0.1) is AwardDoubt.unreachable


NO_HTTP = [
    *(b"", b"\x16\x03", b"SSH-2.0-x\r\n", b"HTTP/1.1 999999 X\r\n\r\n"),
    b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
    b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
]


@pytest.mark.parametrize("says", NO_HTTP, ids=range(len(NO_HTTP)))
async def test_what_is_no_http_is_no_answer(web: Web, says: bytes) -> None:
    """A connection that ends too soon, and one that speaks of something else."""
    web.pages[PAGE] = says
    assert await failure(web, patience=0.1) is AwardDoubt.unreachable


@pytest.fixture
async def silent(web: Web) -> AsyncIterator[asyncio.Event]:
    """A server that takes the request, and says no more."""
    end = asyncio.Event()

    async def says(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await end.wait()

    web.pages[PAGE] = says
    yield end
    end.set()


async def test_a_server_that_says_nothing_is_left(web: Web, silent: asyncio.Event) -> None:
    """It takes no longer than it may."""
    assert await failure(web, patience=0.02) is AwardDoubt.unreachable
    assert not silent.is_set()


async def test_a_server_that_drips_is_left(web: Web) -> None:
    """A byte now and then is not silence, and comes to an end all the same."""

    async def says(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.01)

    web.pages[PAGE] = says
    assert await failure(web, patience=0.03) is AwardDoubt.unreachable


async def test_a_name_server_that_never_answers_is_left(web: Web) -> None:
    """The time begins with the look-up."""

    async def never(host: str) -> list[str]:
        await asyncio.Event().wait()
        return [host]

    with pytest.raises(CouldNotCheck) as failed:
        await Fetcher(never, web.socket, web.tls, patience=0.01).page(PAGE)
    assert failed.value.why is AwardDoubt.unreachable


@pytest.mark.parametrize("names", [[], None])
async def test_a_name_that_nobody_knows_is_not_reached(web: Web, names: list[str] | None) -> None:
    """No address, or an error of the name server's."""

    async def unknown(host: str) -> list[str]:
        if names is None:
            raise socket.gaierror(f"{host} is not known")
        return names

    with pytest.raises(CouldNotCheck) as failed:
        await Fetcher(unknown, web.socket, web.tls).page(PAGE)
    assert failed.value.why is AwardDoubt.unreachable


async def test_a_server_must_prove_its_name(web: Web) -> None:
    """A certificate of nobody's, and one for another name."""
    web.pages |= {PAGE: answer(200, b"{}"), "https://badges.example.com/7": answer(200, b"{}")}
    assert await failure(web, "https://badges.example.com/7") is AwardDoubt.unreachable
    with pytest.raises(CouldNotCheck):
        await Fetcher(web.lookup, web.socket, ssl.create_default_context()).page(PAGE)
    with pytest.raises(CouldNotCheck):
        await Fetcher(web.lookup, web.socket, authority("*.example.org").client).page(PAGE)
    assert web.asked == []


async def test_only_so_much_is_looked_up_in_a_minute(web: Web) -> None:
    """At one place, and redirects count as well; a minute later it goes on."""
    clock = [0.0]
    fetcher = web.fetcher(now=lambda: clock[0])
    web.pages |= {PAGE: moved("/8"), f"{HOME}/8": answer(200, b"{}")}
    for _ in range(60):
        await fetcher.page(PAGE)
    with pytest.raises(CouldNotCheck) as failed:
        await fetcher.page(PAGE)
    assert failed.value.why is AwardDoubt.busy
    web.pages[f"{OTHER}/7"] = answer(200, b"{}")
    await fetcher.page(f"{OTHER}/7")
    clock[0] = 60.0
    await fetcher.page(PAGE)


def test_an_allowance_is_for_all_places_together() -> None:
    """Many places together have a limit too, and nothing is remembered after the minute."""
    clock = [0.0]
    allowance = CheckQuota(lambda: clock[0], each=2, in_all=3)
    assert [allowance.take(host) for host in ("a", "a", "a", "b", "c")] == [True, True, False, True, False]
    clock[0] = 59.9
    assert not allowance.take("d")
    clock[0] = 60.0
    assert allowance.take("a")


async def test_one_visit_opens_a_page_once(web: Web) -> None:
    """Also one that fails, and also when many ask at a time."""
    web.pages[PAGE] = answer(200, b"{}")
    visit = Visit(web.fetcher())
    await asyncio.gather(*(visit.page(PAGE) for _ in range(20)))
    for _ in range(3):
        with pytest.raises(CouldNotCheck):
            await visit.page("https://127.0.0.1/")
    assert web.asked == [PAGE]


async def test_the_system_is_asked_in_threads_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of the machine itself lead inwards, and a look-up holds up nothing else."""
    asked = []

    def looked_up(host: str, port: int, **_more: object) -> list[object]:
        asked.append((host, port))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", looked_up)
    fetcher = Fetcher()
    with pytest.raises(CouldNotCheck) as failed:
        await fetcher.page(PAGE)
    fetcher.close()
    assert failed.value.why is AwardDoubt.address
    assert asked == [("badges.example.org", 443)]
