"""The `teabreak` command: its help, what the runbook says of it, and commands about one person and the running bot."""

import asyncio
import re
import sys
import time
from pathlib import Path

import pytest
from support import warm_start

from bot.playground.telegram import Sandbox
from bot.playground.telegram.history_folder import Keeping
from bot.storage.store import Store
from flows.model import stages
from tests.bot.commands.equipment import SECRET, ended, page, process, teabreak

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("folder")]


COMMANDS = {
    "run",
    "check",
    "publish",
    "desk",
    "diagram",
    "schema",
    "contract",
    "award",
    "backup",
    "restore",
    "move",
    "export",
    "forget",
    "correct",
    "unlock",
    "decide",
    "deliver",
    "nudges",
    "retention",
    "audit",
    "alive",
    "key",
    "status",
    "doctor",
}
PAGES = (
    *("README.md", "bot/README.md", "bot/issuers/contract/README.md", "criteria/README.md", "deploy/README.md"),
    *("flows/README.md", "flows/features/README.md", "tests/README.md"),
)


def test_help_lists_every_command_with_a_line() -> None:
    """Whoever runs `teabreak --help` sees what there is and what it is for."""
    listed = re.findall(r"^│ (\w+) +(\S.*?) *│$", teabreak("--help").output, re.MULTILINE)
    assert {name for name, _ in listed} == COMMANDS
    assert all(line.endswith(".") for _, line in listed)


def test_alone_it_helps() -> None:
    """`teabreak` without a command shows the commands, and does nothing."""
    shown = teabreak()
    assert shown.exit_code == 2
    assert "Commands" in shown.output


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_has_help_of_its_own(command: str) -> None:
    """Each command says what it takes, without any setting."""
    shown = teabreak(command, "--help")
    assert shown.exit_code == 0
    assert f"Usage: teabreak {command}" in shown.output or f"{command} [OPTIONS]" in shown.output


def everything(folder: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_who_is_forgotten_is_in_no_local_chat(folder: Path) -> None:
    """The folder of the local chat is cleared as well, also where the bot itself knows them no more."""
    async with Keeping(sandbox := Sandbox(), folder / "data" / "chat"), sandbox:
        sandbox.user("Morag", id=7).say(SECRET)
    unknown = await asyncio.to_thread(teabreak, "forget", "8")
    assert (unknown.exit_code, "Nobody with the number 8" in unknown.stderr) == (1, True)
    gone = await asyncio.to_thread(teabreak, "forget", "7")
    assert (gone.exit_code, gone.stdout.startswith("Removed: ")) == (0, True)
    kept = everything(folder)
    assert SECRET.encode() not in kept
    assert b"Morag" not in kept


async def test_the_module_is_the_command(tmp_path: Path) -> None:
    """`python -m bot` and `teabreak` are one program."""
    installed = Path(sys.executable).with_name("teabreak")
    assert await ended(await process(str(installed), "diagram")) == (0, stages.diagram(), "")
    module = await warm_start.start("bot", ["diagram"], {}, tmp_path, tmp_path / "log")
    assert await module.wait() == 0
    assert (tmp_path / "log").read_text(encoding="utf-8") == stages.diagram()


def test_the_runbook_and_the_command_agree() -> None:
    """Every command in the table exists, and every command is there; other pages name only such."""
    assert set(re.findall(r"^\| `teabreak ([a-z]+)", page("deploy/README.md"), re.MULTILINE)) == COMMANDS
    for name in PAGES:
        blocks = re.findall(r"^ *```\w*\n(.*?)^ *```$", page(name), re.MULTILINE | re.DOTALL)
        code = "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", page(name))])
        assert set(re.findall(r"(?<![-.\w] |[-.\w/]{2})teabreak ([a-z]+)\b", code)) <= COMMANDS, name


def test_the_runbook_uses_commands_that_exist() -> None:
    """What an operator is told to type is there."""
    text = page("deploy/README.md")
    assert set(re.findall(r"bin/teabreak ([a-z]+)", text)) <= COMMANDS


@pytest.mark.parametrize(
    ("ago", "status"), [(0, 0), (30, 0), (90, 1), (-3600, 1), (None, 1)], ids=["now", "soon", "late", "ahead", "never"]
)
async def test_alive_looks_for_a_sign_of_life(folder: Path, ago: int | None, status: int) -> None:
    """A sign within a minute is one; an old one, and one from the future, are none."""
    async with Store.open(folder / "data") as store:
        if ago is not None:
            await store.heartbeat(int(time.time() * 1000) - ago * 1000)
    done = await asyncio.to_thread(teabreak, "alive")
    said = "No sign of life" if status else "The bot runs."
    assert (done.exit_code, said in done.output) == (status, True), done.output
