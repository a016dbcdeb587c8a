"""`teabreak run`: what ends the start, and how it stops."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support import warm_start
from support.ordinary_user import permissions_count
from typer.testing import Result

from bot.channels.telegram.intake.update_intake import WedgedError
from bot.commands.console import AGAIN, CONFIG
from bot.issuers.route_context import RouteNotReady
from bot.playground import local_chat
from bot.playground.telegram import Sandbox
from bot.storage.errors import StorageError
from tests.bot.commands.equipment import ROOT, SECRET, TOKEN, teabreak

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("folder")]


OPERATOR = {"TEABREAK_OPERATOR_NAME": "Glen Care Learning", "TEABREAK_OPERATOR_CONTACT": "badges@example.org"}


def test_wrong_settings_end_the_start_with_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 78, and a line for each setting, so that one look is enough; the token is in none."""
    for name, value in {"TOKEN": TOKEN, "ROUTE": "pigeon", "TIMEZONE": "Mars"}.items():
        monkeypatch.setenv(f"TEABREAK_{name}", value)
    refused = teabreak("run")
    named = [line.partition(":")[0] for line in refused.stderr.splitlines()]
    wrong = ("ROUTE", "OPERATOR_NAME", "OPERATOR_CONTACT", "TIMEZONE")
    assert (refused.exit_code, refused.stdout) == (78, "")
    assert named == [f"TEABREAK_{name}" for name in wrong]
    assert "ghi" not in refused.output


def test_a_misspelt_setting_ends_the_start(folder: Path) -> None:
    """Status 78, whether it stands in the environment or in `.env`, and the name that was meant."""
    (folder / ".env").write_text("TEABREAK_NUGDES=paused\n", encoding="utf-8")
    refused = teabreak("run")
    assert (refused.exit_code, refused.stdout) == (CONFIG, "")
    assert refused.stderr == "TEABREAK_NUGDES: nothing reads this; did you mean TEABREAK_NUDGES?\n"


def test_the_secret_of_an_issuer_that_is_not_there_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the local chat too, where the issuers' keys are made at the start and nobody's are read."""
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    monkeypatch.setenv("TEABREAK_ISSUERS__SSCC__WEBHOOK_SECRETS", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert refused.stderr == (
        "TEABREAK_ISSUERS__SSCC__…: there is no such issuer; did you mean TEABREAK_ISSUERS__SSSC__…? Known are SSSC\n"
    )


@pytest.fixture
async def telegram() -> AsyncIterator[Sandbox]:
    """A Bot API server on this machine."""
    async with Sandbox(TOKEN) as running:
        yield running


async def forked(folder: Path, **environment: str) -> tuple[warm_start.Forked, asyncio.StreamReader]:
    """Starts `teabreak run` without the cost of an import, and gives what it writes to either stream."""
    pipe, said = folder / "said", asyncio.StreamReader()
    os.mkfifo(pipe)
    given = {"PYTHONPATH": str(ROOT), **environment}
    # Whoever opens a pipe waits for the other side.
    started, opened = await asyncio.gather(
        warm_start.start("bot", ["run"], given, folder, pipe), asyncio.to_thread(os.open, pipe, os.O_RDONLY)
    )
    reading = os.fdopen(opened, "rb", 0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(said), reading)
    return started, said


async def test_a_token_that_is_not_known_ends_the_start(telegram: Sandbox, folder: Path) -> None:
    """A new start would not help, so the status is 78; the line says what is wrong and not the token."""
    other = TOKEN.replace("ghi", "xyz")
    started, said = await forked(folder, TEABREAK_TOKEN=other, TEABREAK_API_URL=telegram.api_url, **OPERATOR)
    complained = (await said.read()).decode()
    assert await started.wait() == CONFIG
    assert "Telegram does not accept the token." in complained.splitlines()
    assert "Traceback" not in complained
    assert "xyz" not in complained


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_local_chat_starts_and_stops_as_it_is_told(number: signal.Signals, folder: Path) -> None:
    """`teabreak run` alone gives an address to open, and ends in good order at Ctrl+C or a stop from the system."""
    started, said = await forked(folder, TEABREAK_CHAT_PORT="0")
    lines = []
    async with asyncio.timeout(30):
        while not lines or b"local chat" not in lines[-1]:
            lines.append(await said.readline())
    found = re.fullmatch(rb"Teabreak's local chat: (http://127\.0\.0\.1:\d+)\n", lines[-1])
    assert found
    started.send_signal(number)
    told = (await said.read()).decode()
    assert await started.wait() == 0
    assert f"The issuer's inbox, where you are the assessor: {found[1].decode()}/inbox\n" in told
    assert f"Submissions land in: {(folder / 'data' / 'inbox').resolve()}\n" in told
    assert "Traceback" not in told


def test_a_port_that_is_taken_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts a second chat reads which setting to change."""

    async def taken() -> Result:
        server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
        async with server:
            monkeypatch.setenv("TEABREAK_CHAT_PORT", str(server.sockets[0].getsockname()[1]))
            return await asyncio.to_thread(teabreak, "run")

    refused = asyncio.run(taken())
    assert refused.exit_code == CONFIG
    assert "Set TEABREAK_CHAT_PORT to another, or to 0 for any free one." in refused.stderr


def test_a_data_folder_that_is_a_file_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the way of the data folder is told, with the status that asks for a person."""
    (folder / "taken").touch()
    monkeypatch.setenv("TEABREAK_DATA", "taken")
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert refused.stderr.startswith("the data folder taken cannot be used (a file stands there). Name another in")
    assert "Traceback" not in refused.output


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("taken/data", "not a directory"),
        ("/proc/teabreak/data", "no such file or directory"),
        ("/dev/null", "a file stands there"),
        ("x" * 300, "file name too long"),
        ("loop/data", "too many levels of symbolic links"),
    ],
)
@pytest.mark.parametrize("token", ["", TOKEN])
def test_a_data_folder_that_cannot_be_is_told_plainly(
    place: str, reason: str, token: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 78, so that no unit starts it again and again; the line has the setting, and no number of an error."""
    (folder / "taken").touch()
    (folder / "loop").symlink_to("loop")
    for name, value in {**OPERATOR, "TEABREAK_DATA": place, "TEABREAK_TOKEN": token}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert refused.stderr.startswith(
        f"the data folder {place} cannot be used ({reason}). Name another in TEABREAK_DATA"
    )
    assert "Errno" not in refused.output


def test_a_data_folder_of_somebody_else_is_told_plainly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the folder is there and is not the bot's to write to."""
    (folder / "data").mkdir(mode=0o500)
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    with permissions_count():
        refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert "may not be written to" in refused.stderr


def test_a_route_that_lacks_something_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 78 and what is missing, before anybody could send something that would not arrive."""
    monkeypatch.setenv("TEABREAK_ROUTE", "webhook")
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert "\nissuers/sssc.yaml: webhook: the route webhook needs this section" in refused.stderr


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        (StorageError("the database is at fault"), CONFIG),
        (RouteNotReady(["a secret is missing", "and another"]), CONFIG),
        (WedgedError("no poll"), AGAIN),
        (OSError("no room"), AGAIN),
        (ValueError(SECRET), AGAIN),
        (KeyError(SECRET), AGAIN),
    ],
)
def test_whatever_breaks_a_run_has_a_status(trouble: Exception, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The supervisor learns whether to start again; what a worker wrote is not told with a fault of the program."""

    async def breaks(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(local_chat, "chat", breaks)
    broken = teabreak("run")
    assert broken.exit_code == status
    assert SECRET not in broken.output
    assert type(trouble).__name__ in broken.stderr or str(trouble) in broken.stderr
