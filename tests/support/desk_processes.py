"""`teabreak desk` as a process with one data folder: started, killed, and used by somebody who is signed in."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from support.desks import Browser, ServedDesk, settings
from support.fake_issuers import OLD_SECRET, SECRET
from support.submissions import proper
from typer.testing import CliRunner

from bot.cli import command_line
from bot.desk.running_desk import Desk
from bot.issuers.manifests import manifest_json
from flows.pack.pack import Pack

ROOT = Path(__file__).parents[2]


@dataclass
class DeskProgram:
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

    def launch(self, *command: str) -> None:
        """Start it. Without a command, by what it serves alone, which starts faster."""
        told = [sys.executable, "-m", *(command or ("support.desk_program",))]
        self.running = subprocess.Popen(told, env=self.environment, cwd=self.folder.parent, stdout=subprocess.DEVNULL)

    async def start(self, *command: str) -> None:
        """Start it, and wait until it answers."""
        self.launch(*command)
        async with aiohttp.ClientSession() as session:
            for _ in range(900):
                try:
                    async with session.get(f"{self.served.address}/health") as said:
                        assert said.status == 200
                        return
                except aiohttp.ClientError:
                    assert self.running is not None
                    assert self.running.poll() is None
                    await asyncio.sleep(0.1)
        raise AssertionError("the desk does not answer")

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

    async def takes(self, pack: Pack) -> None:
        """Post a submission."""
        address, body = f"{self.served.address}/contract/submissions", manifest_json(pack)
        async with aiohttp.ClientSession() as session, session.post(address, data=body, headers=proper(pack)) as said:
            assert said.status in (200, 201)


@contextmanager
def program(folder: Path, bot: str, wait_minutes: float) -> Iterator[DeskProgram]:
    """The program, which is ended with the block."""
    made = DeskProgram(folder, bot, wait_minutes)
    try:
        yield made
    finally:
        made.end()
