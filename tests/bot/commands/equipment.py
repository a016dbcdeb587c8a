"""The `teabreak` command in a test: in this process, or in one of its own."""

import asyncio
import os
from pathlib import Path

from typer.testing import CliRunner, Result

from bot import cli

ROOT = Path(__file__).parents[3]
CRITERIA = ROOT / "criteria"
TOKEN = "123456:ABC-DEF_ghi"
SECRET = "I chose medication audits."


def teabreak(*arguments: str | Path) -> Result:
    """Runs the command in this process."""
    return CliRunner().invoke(cli.command_line(), [str(argument) for argument in arguments])


async def process(*command: str, **environment: str) -> asyncio.subprocess.Process:
    """Starts the command in a process of its own, in the working folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEABREAK_")}
    return await asyncio.create_subprocess_exec(
        *command,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(started: asyncio.subprocess.Process) -> tuple[int, str, str]:
    """The exit status, and what was written to each stream."""
    async with asyncio.timeout(60):
        said, complained = await started.communicate()
    assert started.returncode is not None
    return started.returncode, said.decode(), complained.decode()


def page(name: str) -> str:
    """What people read."""
    return (ROOT / name).read_text(encoding="utf-8")
