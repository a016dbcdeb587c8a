"""The inbox as a server: what a page may do, whose forms count, and what is never markup."""

import io
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest
from support.fake_issuers import FakeIssuerSystem, answer, system
from support.submissions import ServedInbox, again, application, desk, kept, spoken

from bot.inbox import pages
from bot.playground import telegram
from flows.pack.pack import Pack, PackAi, PackLink, PackTick

pytestmark = pytest.mark.slow

NASTY = "</textarea></div><script>alert(1)</script>\" onload='x' &amp; 👩\u200d👧"


@pytest.fixture
async def bot() -> AsyncIterator[FakeIssuerSystem]:
    """What takes decisions."""
    async with system(*[answer(204)] * 20) as served:
        yield served


@pytest.fixture
async def inbox(tmp_path: Path, bot: FakeIssuerSystem) -> AsyncIterator[ServedInbox]:
    """An inbox."""
    async with desk(tmp_path / "inbox", lambda: bot.url) as served:
        yield served


async def get(inbox: ServedInbox, path: str = "", **headers: str) -> tuple[aiohttp.ClientResponse, bytes]:
    """What stands at a path behind `/inbox`."""
    url = inbox.url + path
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as found:
        return found, await found.read()


async def decide(inbox: ServedInbox, pack: Pack, origin: str | None = "", **fields: str) -> tuple[int, str]:
    """Fills in a form and sends it; `origin` is the page's own unless another is named."""
    own = inbox.url.removesuffix("/inbox")
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    headers |= {"Origin": origin or own} if origin is not None else {}
    posted = {f"comment-{fields['act']}" if name == "comment" else name: text for name, text in fields.items()}
    body = io.BytesIO(urlencode(posted).encode())
    url = f"{inbox.url}/{pack.submission_id}/decisions"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers, allow_redirects=False) as found,
    ):
        return found.status, await found.text()


class MarkupFinder(HTMLParser):
    """What a browser takes for markup."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str]] = []
        self.scripts: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag."""
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag == "script":
            self.scripts.append(dict(attrs).get("src"))


async def test_whatever_was_typed_is_text(inbox: ServedInbox) -> None:
    """No word of a worker's, in any place of a submission, becomes markup."""
    plain = application()
    script = PackLink("javascript:alert(1)", "", (PackTick(NASTY, plain.timestamp),))
    nasty = replace(
        plain,
        badge=replace(plain.badge, title=NASTY, code=NASTY),
        facts=tuple(replace(fact, values=(NASTY,)) for fact in plain.facts),
        answers=tuple(replace(one, heading=NASTY, text=NASTY, link=script) for one in plain.answers),
        declarations=tuple(replace(one, text=NASTY) for one in plain.declarations),
        whole=PackLink(f"https://example.org/{NASTY}", ""),
        ai=PackAi("declare", True, NASTY, "javascript:alert(1)"),
    )
    await inbox.route().deliver(nasty)
    await inbox.route().deliver(again(nasty, topic=NASTY + " " + NASTY))
    for path in ("", f"/{nasty.submission_id}", f"/{nasty.reference}-2"):
        found, page = await get(inbox, path)
        assert found.status == 200
        assert b"alert(1)" in page
        read = MarkupFinder(page.decode())
        assert read.scripts == ["/inbox/inbox.js"]
        assert not [name for name, _ in read.attributes if name.startswith("on")]
        links = [value for name, value in read.attributes if name in ("href", "src", "action")]
        assert [value for value in links if not value.startswith(("/", "#", "data:,", "https://"))] == [""]


async def test_words_of_an_assessor_are_text_too(inbox: ServedInbox) -> None:
    """In a form that comes back, and in what was decided."""
    pack = application()
    await inbox.route().deliver(pack)
    status, page = await decide(inbox, pack, act="returned", comment=NASTY, reply_by=NASTY)
    assert status == 422
    assert "<script>" not in page
    assert (await decide(inbox, pack, act="declined", comment=NASTY))[0] == 303
    _, shown = await get(inbox, f"/{pack.submission_id}")
    assert b"&lt;script&gt;" in shown
    assert b"<script>" not in shown


async def test_every_page_says_what_it_may_do(inbox: ServedInbox) -> None:
    """Nothing from elsewhere, nothing inline, in no frame; kept by nobody."""
    await inbox.route().deliver(spoken(application()))
    one = application().submission_id
    for path in ("", f"/{one}", "/nothing", "/inbox.css", "/inbox.js", f"/{one}/files/4-practice-part1-8s.mp3"):
        found, page = await get(inbox, path)
        policy = found.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        assert found.headers["Cache-Control"] == "no-store"
        if found.content_type == "text/html":
            assert not re.search(rb"<style|<[^>]* style=|<script>", page)


@pytest.mark.parametrize("origin", [None, "null", "https://example.org", "http://127.0.0.1:1"])
async def test_only_its_own_page_decides(inbox: ServedInbox, bot: FakeIssuerSystem, origin: str | None) -> None:
    """Another site's form, or a program that is no browser, is refused."""
    pack = application()
    await inbox.route().deliver(pack)
    assert (await decide(inbox, pack, origin, act="declined", comment="No."))[0] == 403
    assert bot.got == []


async def test_a_name_that_leads_here_opens_nothing(inbox: ServedInbox) -> None:
    """A site that makes its own name point to this machine reads no submission."""
    await inbox.route().deliver(application())
    found, page = await get(inbox, "", Host="attacker.example")
    assert found.status == 403
    assert b"Morag" not in page


async def test_recordings_are_given_whole_or_in_pieces(inbox: ServedInbox) -> None:
    """A player may jump; what is called no sound is only saved."""
    pack = spoken(application())
    odd = replace(pack, reference="TB-ODD", files=tuple(replace(file, media_type="text/html") for file in pack.files))
    await inbox.route().deliver(pack)
    await inbox.route().deliver(odd)
    file = pack.files[0]
    content = kept(file.sha256).read_bytes()
    whole, body = await get(inbox, f"/{pack.submission_id}/files/{file.name}")
    assert (whole.content_type, body) == ("audio/mpeg", content)
    piece, body = await get(inbox, f"/{pack.submission_id}/files/{file.name}", Range="bytes=10-19")
    assert (piece.status, body) == (206, content[10:20])
    saved, body = await get(inbox, f"/{odd.submission_id}/files/{file.name}")
    assert (saved.content_type, saved.headers["Content-Disposition"]) == ("application/octet-stream", "attachment")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/%2e%2e%2f%2e%2e%2fteabreak.db",
        "/TB-KF6-GK9-KD6-1/files/..%2freceived.json",
        "/TB-KF6-GK9-KD6-1/files/received.json",
        "/TB-KF6-GK9-KD6-1/files/",
        "/TB-KF6-GK9-KD6-1/received.json",
        "/.lock",
    ],
)
async def test_nothing_else_is_read_from_the_disk(inbox: ServedInbox, path: str) -> None:
    """Only the files that a manifest names, by their names."""
    await inbox.route().deliver(spoken(application()))
    found, page = await get(inbox, path)
    assert found.status in (404, 405)
    assert b"manifest_sha256" not in page


async def test_what_was_decided_meanwhile_is_not_decided_again(inbox: ServedInbox, bot: FakeIssuerSystem) -> None:
    """A second press of the same button changes nothing; once awarded, a badge can be taken back."""
    pack = application()
    await inbox.route().deliver(pack)
    assert (await decide(inbox, pack, act="awarded", link="https://badges.example.org/a/1"))[0] == 303
    assert (await decide(inbox, pack, act="awarded"))[0] == 409
    assert (await decide(inbox, pack, act="returned", comment="More."))[0] == 409
    assert (await decide(inbox, pack, act="revoked", comment="A mistake."))[0] == 303
    assert [json.loads(one.body)["type"] for one in bot.got] == ["submission.awarded", "badge.revoked"]


async def test_a_form_that_makes_no_sense_is_no_harm(inbox: ServedInbox) -> None:
    """Fields that are not there, too many, or too long."""
    pack = application()
    await inbox.route().deliver(pack)
    assert (await decide(inbox, pack))[0] == 422
    assert (await decide(inbox, pack, act="fired"))[0] == 422
    assert (await decide(inbox, pack, act="declined", comment="x" * 2_100_000))[0] == 413
    assert (await decide(inbox, pack, act="declined", comment="x" * 3001))[0] == 422
    assert (await decide(inbox, pack, **{f"f{n}": "x" for n in range(300)}))[0] == 422
    assert (await decide(inbox, application(reference="TB-NOT-HERE"), act="declined"))[0] == 404


def test_both_pages_have_the_same_colours() -> None:
    """The inbox and the chat are one house, and the chat's colours are measured."""
    looks = [
        (Path(str(room.__file__)).parent / path).read_text(encoding="utf-8").partition("@media print")[0]
        for room, path in ((pages, "inbox.css"), (telegram, "page/chat.css"))
    ]
    inbox, chat = (re.findall(r"--([a-z-]+): ([^;]+);", look) for look in looks)
    assert inbox == chat
    assert len(inbox) > 20
