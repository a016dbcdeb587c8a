"""From the issuer's system to the worker's phone, with the real bot in a process of its own."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from support.fake_decisions import SECRET, said, tell
from support.fake_issuers import SECRET as POSTS
from support.fake_issuers import FakeIssuerSystem, system
from support.scripted_worker import BADGE, Worker, text
from support.served_bot import BotProcess, assert_private, child, problems, rows

from bot.playground.telegram import Sandbox
from flows.engine.buttons import Action

pytestmark = pytest.mark.slow

HEARD = {"web_port": "0", "issuers__sssc__decision_keys": SECRET}
BADGE_TEXT = "eyJhbGciOiJFUzI1NiJ9.eyJpZCI6InVybjp4In0.c2lnbmVk"
SECOND, LAST = BADGE.questions[1], BADGE.questions[-1]


@asynccontextmanager
async def serving(
    sandbox: Sandbox, data: Path, module: str = "bot", **settings: str
) -> AsyncIterator[tuple[BotProcess, str]]:
    """A bot that hears issuers, and where; killed at the end if it still runs."""
    log = data.parent / f"{data.name}.log"
    before = log.stat().st_size if log.exists() else 0
    running = await child(sandbox, data, module, **{**HEARD, **settings})
    try:
        await sandbox.polled(within=20)
        async with asyncio.timeout(20):
            while not (found := re.findall(r"event=web_listening port=(\d+)", running.heard()[before:])):
                await sandbox.polled(within=20)
        yield running, f"http://127.0.0.1:{found[-1]}"
    finally:
        await running.kill()


def attempt(issuer: FakeIssuerSystem, number: int) -> dict[str, Any]:
    """What the issuer was sent, from 0."""
    sent: dict[str, Any] = json.loads(issuer.got[number].body)
    return sent


async def test_more_is_wanted_is_sent_again_and_is_awarded(tmp_path: Path) -> None:
    """Posted, returned with two comments, mended, posted again under the same reference, and awarded."""
    async with Sandbox() as sandbox, system() as issuer:
        settings = {"route": "", "test_issuer_url": issuer.url, "issuers__sssc__webhook_secrets": POSTS}
        worker = Worker(sandbox.user("Morag"))
        async with serving(sandbox, tmp_path / "data", "support.posting_bot", **settings) as (bot, web):
            await worker.apply()
            first = attempt(issuer, 0)["data"]
            await _asks_for_more(web, first["submission_id"])
            await worker.sees(f"Question 2 of {len(BADGE.questions)}")
            await worker.writes(SECOND.id, 5)
            await worker.does(Action.next, "next", f"Question {len(BADGE.questions)} of")
            await worker.writes(LAST.id, 5)
            await worker.does(Action.review, "check", "All the rules are met")
            await worker.finish()
            await issuer.requests(2)
            again = attempt(issuer, 1)
            assert_mended(first, again, worker)
            await _awards(web, first["submission_id"], again["data"]["submission_id"], worker)
            assert_private(bot.heard(), {*worker.secrets, SECRET, POSTS, "quiet", "lovely"}, sandbox.token)
    assert problems(tmp_path / "data") == []


async def _asks_for_more(web: str, submission: str) -> None:
    items = [
        {"criterion_id": one.id, "satisfied": one not in (SECOND, LAST), "comment": f"A quiet word on {one.id}."}
        for one in BADGE.questions
    ]
    message = said("submission.returned", submission, comment="A quiet word.", items=items, reply_by="2030-01-31")
    assert (await tell(web, message)).status == 204


def assert_mended(first: dict[str, Any], again: dict[str, Any], worker: Worker) -> None:
    """The second attempt names the first, and differs from it in what was asked for."""
    assert again["type"] == "submission.resubmitted"
    data = again["data"]
    assert (data["reference"], data["version"], data["supersedes"]) == (first["reference"], 2, first["submission_id"])
    assert {one["criterion_id"]: one["text"].split() for one in data["answers"]} == worker.said
    before = {one["criterion_id"]: one["text"] for one in first["answers"]}
    changed = {one["criterion_id"] for one in data["answers"] if one["text"] != before[one["criterion_id"]]}
    assert changed == {SECOND.id, LAST.id}


async def _awards(web: str, first: str, second: str, worker: Worker) -> None:
    late = said("submission.declined", first, comment="A quiet no.")
    assert (await tell(web, late, message_id="msg_2")).status == 204
    award = said(
        "submission.awarded", second, assertion_url="https://badges.example.co.uk/a/1", comment="A lovely piece."
    )
    assert (await tell(web, award, message_id="msg_3")).status == 204
    await worker.sees("https://badges.example.co.uk/a/1")
    # What was said of the older attempt is kept and not shown.
    assert not [message for message in worker.person.bot_messages if "quiet no" in text(message)]


@pytest.mark.parametrize("dies", ["before", "between", "after"])
async def test_killed_around_its_keeping_a_decision_is_taken_once(tmp_path: Path, dies: str) -> None:
    """The sender hears nothing and tries again after the next start: then it is kept, once, and answered."""
    data = tmp_path / "data"
    async with Sandbox() as sandbox:
        worker = Worker(sandbox.user("Morag"))
        async with serving(sandbox, data, "support.dying_bot", test_dies=dies) as (bot, web):
            await worker.apply()
            ((reference,),) = rows(data, "SELECT reference FROM submission")
            message = said("submission.awarded", f"{reference}-1", comment="A lovely piece.", credential=BADGE_TEXT)
            with pytest.raises(aiohttp.ClientError):
                await tell(web, message)
            assert await bot.ended() < 0
        assert rows(data, "SELECT count(*) FROM processed_webhook") == [(int(dies == "after"),)]
        async with serving(sandbox, data) as (_, web):
            for _ in range(2):
                assert (await tell(web, message)).status == 204
            await worker.sees("A lovely piece.")
            given = await worker.person.sees(lambda message: "as a file. Keep it" in text(message), within=20)
            assert given.attachment
            assert given.attachment.file.name == f"{reference}.jwt"
        assert rows(data, "SELECT count(*) FROM audit WHERE event = 'DecisionMade'") == [(1,)]
        assert rows(data, "SELECT stage FROM draft") == [("closed",)]
        (kept,) = [path for path in (data / "media").rglob("*") if path.is_file()]
        assert kept.read_text() == BADGE_TEXT
    assert problems(data) == []


async def test_a_stop_lets_what_was_told_be_spoken(tmp_path: Path) -> None:
    """A decision that was answered is on the phone after a stop in good order and the next start, if not before."""
    data = tmp_path / "data"
    async with Sandbox() as sandbox:
        worker = Worker(sandbox.user("Morag"))
        async with serving(sandbox, data) as (bot, web):
            await worker.apply()
            ((reference,),) = rows(data, "SELECT reference FROM submission")
            message = said("submission.awarded", f"{reference}-1", comment="A lovely piece.")
            assert (await tell(web, message)).status == 204
            bot.process.terminate()
            assert await bot.ended() == 0
        async with serving(sandbox, data):
            await worker.person.sees(lambda m: "A lovely piece." in text(m), within=20)
        assert sum("A lovely piece." in text(message) for message in worker.person.bot_messages) == 1
