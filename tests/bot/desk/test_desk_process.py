"""`teabreak desk` as a process: killed at any instant, each decision reaches the bot once, or never if taken back."""

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from support.desk_processes import DeskProgram, program
from support.desks import Browser
from support.fake_issuers import Behaviour, FakeIssuerSystem, answer, system
from support.submissions import application
from typer.testing import CliRunner

from bot.cli import command_line

pytestmark = pytest.mark.slow
PACK = application()
HERE = f"/submissions/{PACK.submission_id}"
MORE = {"act": "returned", "ok-topic": "no", "say-topic": "Which team?"}


@asynccontextmanager
async def begun(
    folder: Path, wait_minutes: float, *says: Behaviour
) -> AsyncIterator[tuple[DeskProgram, Browser, FakeIssuerSystem]]:
    """A running desk with one submission, somebody who is signed in, and a bot that says these things."""
    async with system(*says) as bot:
        with program(folder / "data", bot.url, wait_minutes) as made:
            await made.start()
            browser = await made.somebody()
            await made.takes(PACK)
            yield made, browser, bot


async def test_killed_while_decisions_wait_one_goes_out_once_and_one_taken_back_never(tmp_path: Path) -> None:
    """After the restart, at its time; of what was taken back, the words are still in the form."""
    async with begun(tmp_path, 0.05, *[answer(204)] * 5) as (desk, ann, bot):
        await ann.post(f"{HERE}/decisions", **MORE)
        await ann.post(f"{HERE}/take-back")
        # One that is decided later and goes out shows that the time of the first is over.
        later = replace(PACK, reference="TB-KF6-GK9-KD3")
        await desk.takes(later)
        await ann.post(f"/submissions/{later.submission_id}/decisions", **MORE)
        desk.end()
        assert bot.got == []
        await desk.start()
        await bot.requests(1, within=60)
        assert [json.loads(one.body)["data"]["submission_id"] for one in bot.got] == [later.submission_id]
        assert "Which team?" in (await ann.get(HERE)).text


async def test_killed_while_it_posts_it_comes_again_under_the_same_id(tmp_path: Path) -> None:
    """The bot takes an id once, so the applicant reads one message; it cannot be taken back any more."""

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        del writer
        await reader.read()

    async with begun(tmp_path, 0, silent, *[answer(204)] * 5) as (desk, ann, bot):
        deciding = asyncio.create_task(ann.post(f"{HERE}/decisions", **MORE))
        await bot.requests(1)
        desk.end()
        with pytest.raises(aiohttp.ClientError):
            await deciding
        await desk.start()
        await bot.requests(2)
        assert (await ann.post(f"{HERE}/take-back")).status == 409
        assert len({request.headers["webhook-id"] for request in bot.got}) == 1


async def test_commands_beside_it(tmp_path: Path) -> None:
    """A backup while it runs, restored elsewhere with its index; export and rebuild."""
    async with begun(tmp_path, 10) as (desk, ann, _):
        assert "Ann Lead may sign in as lead" in desk.command("invite", "ann@example.org")
        await ann.post(f"{HERE}/draft", **{"say-topic": "Which team?"})
        archive = tmp_path / "desk.tar.gz"
        assert "1 submission." in desk.command("backup", str(archive))
        assert "1 submission." in desk.command("export", "Morag.Bell@example.org", str(tmp_path / "hers"))
        assert "Which team?" in (tmp_path / "hers" / PACK.submission_id / "assessing.json").read_text("utf-8")
        refused = CliRunner().invoke(command_line("desk"), ["desk", "rebuild"], env=desk.environment)
        assert "another desk is running" in refused.output
        desk.end()
        assert "1 submission." in desk.command("rebuild")
        with program(tmp_path / "restored", "http://127.0.0.1:9/", 10) as other:
            other.command("restore", str(archive))
            await other.start()
            ben = await other.somebody()
            assert "Morag Bell" in (await ben.get("/?q=shadowed")).text


def _limits(process: int) -> str:
    return Path(f"/proc/{process}/limits").read_text(encoding="utf-8")


async def test_the_command_serves_and_stops_cleanly(tmp_path: Path) -> None:
    """As a supervisor starts and stops it."""
    with program(tmp_path / "data", "http://127.0.0.1:9/", 10) as desk:
        await desk.start("bot", "desk")
        running = desk.running
        assert running is not None
        limits = _limits(running.pid)
        desk.end(signal.SIGTERM)
        assert running.returncode == 0
        # Its memory, with the keys, is for no other program: neither to read nor as a core file.
        assert re.search(r"Max core file size +0 +0 ", limits)
