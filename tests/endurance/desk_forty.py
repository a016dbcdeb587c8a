"""Forty submissions decided by keyboard: `python -m endurance.desk_forty FOLDER`, with pictures of it in that folder.

`teabreak run` and `teabreak desk`, each in a process of its own with a data folder of its own, and the published
contract between them. Forty scripted workers apply on their phones, and the bot posts what they send. In Chromium,
behind a TLS proxy, one of two assessors decides all forty by keyboard: five are returned, and the rest awarded. The
workers hear of it on their phones. An independent library and 1EdTech's published rules accept a badge, until it is
taken back. One of those who were asked for more sends again.
"""

import asyncio
import json
import os
import ssl
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import jwt
import trustme
from aiohttp.test_utils import unused_port
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from playwright.async_api import Page
from support.chromium import launched
from support.fake_issuers import OLD_SECRET, SECRET
from support.published_rules import moment, problems
from support.scripted_worker import BADGE, Manner, Worker, heard_by
from support.served_bot import child_running

from bot.desk.desk_settings import DeskSettings
from bot.desk.running_desk import Desk
from bot.inbox.submission_state import act
from bot.playground.telegram import Sandbox
from flows.engine.buttons import Action

NAME = "desk.example.org"
COUNT, RETURNED = 40, 5
MORE = "Which team was it, and when?"


@asynccontextmanager
async def tls_proxy(port: int) -> AsyncIterator[int]:
    """What an operator puts before the desk: TLS outside, plain HTTP inside."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(NAME).configure_cert(context)

    async def copied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while piece := await reader.read(65536):
                writer.write(piece)
                await writer.drain()
        except (ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inside, out = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(copied(reader, out), copied(inside, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


@asynccontextmanager
async def desk_process(folder: Path, bot_port: int) -> AsyncIterator[tuple[Desk, int]]:
    """`teabreak desk`, set up as deploy/DESK.md says."""
    port = unused_port()
    told = {"issuer": BADGE.issuer, "issuer_name": "Glen Care Learning", "url": f"https://{NAME}", "port": str(port)}
    told |= {"data": str(folder), "bot_secrets": SECRET, "decision_secrets": OLD_SECRET, "wait_minutes": "0.2"}
    told["decisions_url"] = f"http://127.0.0.1:{bot_port}/issuer/{BADGE.issuer}/decisions"
    desk = Desk(DeskSettings.model_validate(told))
    desk.open_database()
    desk.awarding.make_key()
    environment = {**os.environ, **{f"DESK_{name.upper()}": value for name, value in told.items()}}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "desk", env=environment)
    try:
        async with aiohttp.ClientSession() as session:
            for _ in range(600):
                try:
                    async with session.get(f"http://127.0.0.1:{port}/health"):
                        break
                except aiohttp.ClientError:
                    await asyncio.sleep(0.1)
        yield desk, port
    finally:
        process.terminate()
        await process.wait()
        desk.database.close()


async def until(true: Callable[[], bool], within: float = 120.0) -> None:
    """Wait until something is so. Raises TimeoutError."""
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - what is waited for happens in other processes
            await asyncio.sleep(0.2)


async def decide(page: Page, number: int) -> None:
    """One submission, from its page to the next, with the keyboard alone."""
    more = number < RETURNED
    for at in range(len(BADGE.questions)):
        await page.keyboard.press("j")
        await page.keyboard.press("m" if more and at == 0 else "e")
        if more and at == 0:
            await page.keyboard.type(MORE)
            await page.keyboard.press("Escape")
    await page.keyboard.press("d")
    wanted = "returned" if more else "awarded"
    while await page.evaluate("document.activeElement.value") != wanted:
        await page.keyboard.press("Tab")
    before = page.url
    await page.keyboard.press("Enter")
    await page.wait_for_url(lambda url: url != before)


class Walk:
    """The whole of it, with a line for each part."""

    def __init__(self, folder: Path, desk: Desk, port: int, page: Page) -> None:
        self._folder = folder
        self._desk = desk
        self._port = port
        self._page = page

    async def sign_in(self) -> None:
        """Two assessors; one of them signs in with the link, by keyboard, and takes all forty."""
        people = [
            self._desk.people.invite(f"{name.lower()}@example.org", name, "assessor", self._desk.seconds())
            for name in ("Ann", "Ben")
        ]
        secret, _ = self._desk.people.new_login(people[0].email, "", self._desk.seconds())
        await self._page.goto(f"https://{NAME}/sign-in/link/{secret}")
        while await self._page.evaluate("document.activeElement.tagName") != "BUTTON":
            await self._page.keyboard.press("Tab")
        await self._page.keyboard.press("Enter")
        await self._page.wait_for_url(f"https://{NAME}/")
        for one in self._desk.store.all():
            self._desk.assessing.take(one.manifest.data.reference, people[0].id, self._desk.seconds())

    async def decide_all(self) -> None:
        """All forty, from the queue on, by keyboard."""
        page = self._page
        await page.goto(f"https://{NAME}/?view=mine")
        await page.screenshot(path=self._folder / "1-queue.png")
        while not (await page.evaluate("document.activeElement.href ?? ''")).endswith("-1"):
            await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/submissions/**")
        await page.screenshot(path=self._folder / "2-case.png", full_page=True)
        async with page.expect_download() as download:
            await page.get_by_role("link", name="one PDF").click()
        await (await download.value).save_as(self._folder / "case.pdf")
        begun = time.perf_counter()
        for number in range(COUNT):
            await decide(page, number)
            if number == 0:
                await page.screenshot(path=self._folder / "3-next.png")
        tell(f"{COUNT} decided by keyboard in {time.perf_counter() - begun:.0f} s")
        await page.screenshot(path=self._folder / "4-done.png")

    def standings(self) -> Counter[tuple[str, str]]:
        """How many decisions there are of each kind, and what became of them."""
        return Counter((act(one), one.standing) for kept in self._desk.store.all() for one in kept.decisions)

    async def take_a_badge_back(self) -> None:
        """A badge stands by both checkers; taken back on its page, it stands by neither."""
        kept = next(one for one in self._desk.store.all() if act(one.decisions[-1]) == "awarded")
        said = json.loads(kept.decisions[-1].body)["data"]
        await self._page.goto(said["assertion_url"])
        await self._page.screenshot(path=self._folder / "5-badge.png")
        tell(f"of a badge, openbadgeslib and the published rules say: {await self._said_of(said['credential'])}")
        await self._page.goto(f"https://{NAME}/submissions/{kept.id}")
        await self._page.locator("#revoked-comment").fill("It was a slip.")
        await self._page.get_by_role("button", name="Take the badge back").click()
        await until(lambda: self.standings()["revoked", "delivered"] == 1)
        tell(f"after it was taken back they say: {await self._said_of(said['credential'])}")

    async def show_what_came_back(self) -> None:
        """The second attempt, beside the first."""
        again = next(one for one in self._desk.store.all() if one.manifest.data.version == 2)
        await self._page.goto(f"https://{NAME}/submissions/{again.id}")
        await self._page.screenshot(path=self._folder / "6-again.png", full_page=True)
        tell(f"one came back as {again.id}")

    async def _said_of(self, token: str) -> str:
        async with aiohttp.ClientSession() as session:

            async def fetched(address: str) -> str:
                async with session.get(address.replace(f"https://{NAME}", f"http://127.0.0.1:{self._port}")) as answer:
                    return await answer.text()

            addresses = (jwt.get_unverified_header(token)["kid"], self._desk.awarding.list_address)
            pages = {address: await fetched(address) for address in addresses}
        public = jwt.PyJWK.from_dict(json.loads(pages[addresses[0]])).key
        try:
            OB3Verifier(public).verify(token, check_status=True, download=lambda url, *_, **__: pages[url].encode())
            library = "accepted"
        except OB3VerificationError as refused:
            library = str(refused)
        return f"{library}; {problems(token, pages.__getitem__, moment(time.time())) or 'accepted'}"


async def walk(folder: Path) -> None:
    """The whole of it."""
    bot_port = unused_port()
    with tempfile.TemporaryDirectory() as data:
        async with (
            Sandbox() as sandbox,
            desk_process(Path(data) / "desk", bot_port) as (desk, port),
            child_running(
                sandbox,
                Path(data) / "bot",
                "support.posting_bot",
                route="",
                web_port=str(bot_port),
                test_issuer_url=f"http://127.0.0.1:{port}/contract/submissions",
                issuers__sssc__webhook_secrets=SECRET,
                issuers__sssc__decision_keys=OLD_SECRET,
            ),
            tls_proxy(port) as outside,
            launched(f"--host-resolver-rules=MAP {NAME}:443 127.0.0.1:{outside}") as browser,
        ):
            begun = time.perf_counter()
            workers = [Worker(sandbox.user("Morag"), list(Manner)[n % len(Manner)], 120) for n in range(COUNT)]
            await asyncio.gather(*(worker.apply() for worker in workers))
            tell(f"{len(desk.store.all())} came from the bot by the contract in {time.perf_counter() - begun:.0f} s")
            context = await browser.new_context(viewport={"width": 1240, "height": 900}, ignore_https_errors=True)
            going = Walk(folder, desk, port, await context.new_page())
            await going.sign_in()
            await going.decide_all()
            await until(
                lambda: sum(count for (_, how), count in going.standings().items() if how == "delivered") == COUNT
            )
            tell(f"the bot was told: {dict(going.standings())}")
            await until(lambda: sum(heard_by(worker, MORE) > 0 for worker in workers) == RETURNED)
            await until(lambda: sum(_has_badge(worker) for worker in workers) == COUNT - RETURNED)
            tell(f"{RETURNED} phones show what more is wanted, {COUNT - RETURNED} have the badge as a file")
            desk.awarding.open()
            await going.take_a_badge_back()
            await _sends_again(next(worker for worker in workers if heard_by(worker, MORE)))
            await until(lambda: len(desk.store.all()) == COUNT + 1)
            await going.show_what_came_back()


def _has_badge(worker: Worker) -> bool:
    """Whether the phone has the signed badge."""
    files = [one.attachment.file.name for one in worker.person.bot_messages if one.attachment]
    return any(name.endswith(".jwt") for name in files)


async def _sends_again(worker: Worker) -> None:
    """Adds some words to the answer that was asked about, and sends it all once more."""
    worker.manner = Manner.plain
    await worker.writes(BADGE.questions[0].id, 5)
    await worker.does(Action.review, "check", "All the rules are met")
    await worker.finish()


def tell(line: str) -> None:
    """A line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    pictures = Path(sys.argv[1])
    pictures.mkdir(parents=True, exist_ok=True)
    asyncio.run(walk(pictures))
