"""Forty submissions decided by keyboard: `python -m endurance.desk_forty FOLDER`, with pictures of it in that folder.

`teabreak desk` in a process of its own, behind a TLS proxy, with a key and two assessors. The bot's own route posts
forty submissions. In Chromium one person decides all forty by keyboard, returns five, and awards the rest; an
independent library reads a badge that the bot was sent.
"""

import asyncio
import json
import os
import shutil
import ssl
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import jwt
import trustme
from aiohttp.test_utils import unused_port
from openbadgeslib.ob3.verifier import OB3Verifier
from playwright.async_api import Page, async_playwright
from support.fake_issuers import OLD_SECRET, SECRET, System, answer, system
from support.submissions import ANSWERS, application, kept

from bot.desk.desk_settings import DeskSettings
from bot.desk.running_desk import Desk
from bot.issuers.webhook.route import WebhookDelivery
from bot.signing.keys import signers
from flows.pack.pack import Pack

NAME = "desk.example.org"
COUNT, RETURNED = 40, 5
WORDS = ["shift", "team", "morning", "question", "supper", "garden", "handover", "booklet", "visit", "laughter"]


def submissions() -> list[Pack]:
    """Forty people, each with words of their own."""
    made = []
    for number in range(COUNT):
        pack = application(reference=f"TB-KF6-GK9-{number:03}")
        told = {"name": f"Person {number + 1}", "email": f"person{number}@example.org"}
        facts = tuple(replace(one, values=(told.get(one.id, one.values[0]),)) for one in pack.facts)
        answers = tuple(
            replace(one, text=" ".join(f"{word}{number:02}{at:02}" for at, word in enumerate(WORDS * 3)))
            for one in ANSWERS
        )
        made.append(replace(pack, facts=facts, answers=answers))
    return made


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
async def desk_process(folder: Path, bot: System) -> AsyncIterator[tuple[Desk, int]]:
    """`teabreak desk`, set up as deploy/DESK.md says."""
    port = unused_port()
    told = {"issuer": "sssc", "issuer_name": "Glen Care Learning", "url": f"https://{NAME}", "port": str(port)}
    told |= {"data": str(folder), "bot_secrets": SECRET, "decision_secrets": OLD_SECRET, "wait_minutes": "0.2"}
    told["decisions_url"] = bot.url
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


async def decide(page: Page, number: int) -> None:
    """One submission, from its page to the next, with the keyboard alone."""
    more = number < RETURNED
    for at in range(len(ANSWERS)):
        await page.keyboard.press("j")
        await page.keyboard.press("m" if more and at == 0 else "e")
        if more and at == 0:
            await page.keyboard.type("Which team was it, and when?")
            await page.keyboard.press("Escape")
    await page.keyboard.press("d")
    wanted = "returned" if more else "awarded"
    while await page.evaluate("document.activeElement.value") != wanted:
        await page.keyboard.press("Tab")
    before = page.url
    await page.keyboard.press("Enter")
    await page.wait_for_url(lambda url: url != before)


async def walk(folder: Path) -> None:
    """The whole of it, with a line for each part."""
    with tempfile.TemporaryDirectory() as data:
        async with (
            system(*[answer(204)] * (COUNT + 5)) as bot,
            desk_process(Path(data), bot) as (desk, port),
            tls_proxy(port) as outside,
            async_playwright() as playwright,
        ):
            route = WebhookDelivery(f"http://127.0.0.1:{port}/contract/submissions", signers(SECRET), kept)
            for pack in submissions():
                await route.deliver(pack)
            tell(f"{COUNT} submissions came by the contract")
            people = [
                desk.people.invite(f"{name.lower()}@example.org", name, "assessor", desk.seconds())
                for name in ("Ann", "Ben")
            ]
            secret, _ = desk.people.new_login(people[0].email, "", desk.seconds())
            browser = await playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", f"--host-resolver-rules=MAP {NAME}:443 127.0.0.1:{outside}"],
            )
            context = await browser.new_context(viewport={"width": 1240, "height": 900}, ignore_https_errors=True)
            page = await context.new_page()
            await page.goto(f"https://{NAME}/sign-in/link/{secret}")
            await page.keyboard.press("Tab")
            while await page.evaluate("document.activeElement.tagName") != "BUTTON":
                await page.keyboard.press("Tab")
            await page.keyboard.press("Enter")
            await page.wait_for_url(f"https://{NAME}/")
            for pack in submissions():
                desk.assessing.take(pack.reference, people[0].id, desk.seconds())
            await page.goto(f"https://{NAME}/?view=mine")
            await page.screenshot(path=folder / "1-queue.png")
            while not (await page.evaluate("document.activeElement.href ?? ''")).endswith("-1"):
                await page.keyboard.press("Tab")
            await page.keyboard.press("Enter")
            await page.wait_for_url("**/submissions/**")
            begun = time.perf_counter()
            for number in range(COUNT):
                await decide(page, number)
                if number == 0:
                    await page.screenshot(path=folder / "2-next.png")
            tell(f"{COUNT} decided by keyboard in {time.perf_counter() - begun:.0f} s")
            await page.screenshot(path=folder / "3-done.png")
            await bot.requests(COUNT, within=120)
            said = [json.loads(request.body) for request in bot.got]
            tell(f"the bot was told: {dict(Counter(one['type'] for one in said))}")
            award = next(one["data"] for one in said if one["type"] == "submission.awarded")
            await page.goto(award["assertion_url"])
            await page.screenshot(path=folder / "4-badge.png")
            desk.awarding.open()
            public = jwt.PyJWK.from_dict(desk.awarding.key_list()["keys"][0]).key
            read = OB3Verifier(public).verify(award["credential"])
            tell(f"openbadgeslib accepts: {read.achievement.name}")
            await browser.close()


def tell(line: str) -> None:
    """A line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    pictures = Path(sys.argv[1])
    pictures.mkdir(parents=True, exist_ok=True)
    asyncio.run(walk(pictures))
