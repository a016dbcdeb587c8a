"""`teabreak desk` as a process: killed at any instant, each decision reaches the bot once, or never if taken back."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import aiohttp
import pytest
from support.desks import Browser, ServedDesk, settings
from support.fake_issuers import OLD_SECRET, SECRET, Behaviour, System, answer, system
from support.submissions import application, proper
from typer.testing import CliRunner

from bot.cli import command_line
from bot.desk.running_desk import Desk
from bot.issuers.manifests import manifest_json
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
PACK = application()
HERE = f"/submissions/{PACK.submission_id}"
MORE = {"act": "returned", "ok-topic": "no", "say-topic": "Which team?"}


@dataclass
class Program:
    """The program with one data folder, started and killed as often as a test wants."""

    folder: Path
    bot: str
    wait_minutes: float
    running: subprocess.Popen[bytes] | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Set it up."""
        made = settings(self.folder)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("DESK_")}
        self.environment |= {
            "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
            "DESK_ISSUER": "sssc",
            "DESK_ISSUER_NAME": "Glen Care Learning",
            "DESK_URL": made.url,
            "DESK_PORT": str(made.port),
            "DESK_DATA": str(self.folder),
            "DESK_BOT_SECRETS": SECRET,
            "DESK_DECISIONS_URL": self.bot,
            "DESK_DECISION_SECRETS": OLD_SECRET,
            "DESK_WAIT_MINUTES": str(self.wait_minutes),
        }
        self.served = ServedDesk(Desk(made), made.url, clock=None)  # type: ignore[arg-type] # only its address is used

    def command(self, *arguments: str) -> str:
        """What a command prints."""
        done = CliRunner().invoke(command_line("desk"), ["desk", *arguments], env=self.environment)
        assert done.exit_code == 0, done.output
        return done.output

    async def start(self, *command: str) -> None:
        """Start it, and wait until it answers. Without a command, by what it serves alone, which starts faster."""
        told = [sys.executable, "-m", *(command or ("support.desk_program",))]
        self.running = self._started(told)
        async with aiohttp.ClientSession() as session:
            for _ in range(900):
                try:
                    async with session.get(f"{self.served.address}/health") as said:
                        assert said.status == 200
                        return
                except aiohttp.ClientError:
                    assert self.running.poll() is None
                    await asyncio.sleep(0.1)
        raise AssertionError("the desk does not answer")

    def _started(self, told: list[str]) -> subprocess.Popen[bytes]:
        where = self.folder.parent
        return subprocess.Popen(told, env=self.environment, cwd=where, stdout=subprocess.DEVNULL)

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Kill it."""
        if self.running is not None:
            self.running.send_signal(how)
            self.running.wait(20)
            self.running = None

    async def somebody(self) -> Browser:
        """A lead who signs in with the link that the command prints."""
        printed = self.command("invite", "ann@example.org", "--name", "Ann Lead")
        (path,) = re.findall(r"(/sign-in/link/[\w-]+)", printed.replace("\n", ""))
        browser = Browser(self.served)
        assert "Queue" in (await browser.post(path)).text
        return browser

    async def takes(self, pack: Pack = PACK) -> None:
        """Post a submission."""
        address, body = f"{self.served.address}/contract/submissions", manifest_json(pack)
        async with aiohttp.ClientSession() as session, session.post(address, data=body, headers=proper(pack)) as said:
            assert said.status in (200, 201)


@contextmanager
def program(folder: Path, bot: str, wait_minutes: float) -> Iterator[Program]:
    """The program, which is ended with the block."""
    made = Program(folder, bot, wait_minutes)
    try:
        yield made
    finally:
        made.end()


@asynccontextmanager
async def begun(folder: Path, wait_minutes: float, *says: Behaviour) -> AsyncIterator[tuple[Program, Browser, System]]:
    """A running desk with one submission, somebody who is signed in, and a bot that says these things."""
    async with system(*says) as bot:
        with program(folder / "data", bot.url, wait_minutes) as made:
            await made.start()
            browser = await made.somebody()
            await made.takes()
            yield made, browser, bot


async def test_killed_while_it_waits_it_goes_out_once(tmp_path: Path) -> None:
    """After the restart, at its time."""
    async with begun(tmp_path, 0.05, *[answer(204)] * 5) as (desk, ann, bot):
        await ann.post(f"{HERE}/decisions", **MORE)
        desk.end()
        assert bot.got == []
        await desk.start()
        await bot.requests(1)
        desk.end()
        await desk.start()
        assert "Delivered" in (await ann.get(HERE)).text
        assert len({request.headers["webhook-id"] for request in bot.got}) == 1


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


async def test_taken_back_and_killed_it_never_goes(tmp_path: Path) -> None:
    """The applicant hears nothing, and the words are still in the form."""
    async with begun(tmp_path, 0.05, *[answer(204)] * 5) as (desk, ann, bot):
        await ann.post(f"{HERE}/decisions", **MORE)
        await ann.post(f"{HERE}/take-back")
        desk.end()
        await desk.start()
        # One that is decided later and goes out shows that the time of the first is over.
        later = replace(PACK, reference="TB-KF6-GK9-KD3")
        await desk.takes(later)
        await ann.post(f"/submissions/{later.submission_id}/decisions", **MORE)
        await bot.requests(1, within=60)
        assert [json.loads(one.body)["data"]["submission_id"] for one in bot.got] == [later.submission_id]
        assert "Which team?" in (await ann.get(HERE)).text


async def test_commands_beside_it(tmp_path: Path) -> None:
    """A backup while it runs, restored elsewhere with its index; export and rebuild."""
    async with begun(tmp_path, 10) as (desk, ann, _):
        await ann.post(f"{HERE}/draft", **{"say-topic": "Which team?"})
        archive = tmp_path / "desk.tar.gz"
        assert "1 submissions" in desk.command("backup", str(archive))
        assert "1 submissions" in desk.command("export", "Morag.Bell@example.org", str(tmp_path / "hers"))
        assert "Which team?" in (tmp_path / "hers" / PACK.submission_id / "assessing.json").read_text("utf-8")
        refused = CliRunner().invoke(command_line("desk"), ["desk", "rebuild"], env=desk.environment)
        assert "another desk is running" in refused.output
        desk.end()
        assert "1 submissions" in desk.command("rebuild")
        with program(tmp_path / "restored", "http://127.0.0.1:9/", 10) as other:
            other.command("restore", str(archive))
            await other.start()
            ben = await other.somebody()
            assert "Morag Bell" in (await ben.get("/?q=shadowed")).text


async def test_the_command_serves_and_stops_cleanly(tmp_path: Path) -> None:
    """As a supervisor starts and stops it."""
    with program(tmp_path / "data", "http://127.0.0.1:9/", 10) as desk:
        await desk.start("bot", "desk")
        running = desk.running
        desk.end(signal.SIGTERM)
        assert running is not None
        assert running.returncode == 0
