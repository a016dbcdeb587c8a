"""How `teabreak run` ends: in good order when it is told to, and with a clear line when it cannot go on."""

import asyncio
import signal
import socket
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from support.scripted_worker import Worker, assert_all_arrived
from support.served_bot import assert_private, child, child_running, listening, problems, served
from typer.testing import CliRunner

from bot import cli, wiring
from bot.app import MissingVersionError, serve
from bot.channels.telegram.bot_api.connection import Api
from bot.channels.telegram.intake.poll_policy import PollPolicy
from bot.channels.telegram.intake.polling import Poller
from bot.channels.telegram.intake.update_intake import WedgedError
from bot.commands import run_bot
from bot.lifecycle import Lifecycle
from bot.playground.telegram import Rates, Sandbox
from bot.settings.settings import Settings
from bot.storage.engine.service_time import ServiceTime
from tests.bot.storage.scribe import Elsewhere

pytestmark = pytest.mark.slow

PUT_RIGHT_FIRST, TRY_AGAIN = 78, 75
"""Exit statuses as in sysexits.h: what a supervisor must not, and should, start again."""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
async def test_told_to_stop_while_people_work_it_ends_in_time_and_loses_nothing(
    sandbox: Sandbox, tmp_path: Path, name: str
) -> None:
    """Within five seconds, with exit status 0; after the next start everybody goes on as if nothing had been."""
    workers = [Worker(sandbox.user("Morag")) for _ in range(3)]
    going = [asyncio.create_task(worker.apply()) for worker in workers]
    for calls in (20, 60):
        async with child_running(sandbox, tmp_path / "data") as running:
            await sandbox.called("sendMessage", times=calls, within=20)
            running.signal(signal.Signals[name])
            assert await running.ended(within=5) == 0
    async with child_running(sandbox, tmp_path / "data") as running:
        await asyncio.gather(*going)
    assert_all_arrived(workers, tmp_path / "data")
    assert problems(tmp_path / "data") == []
    assert "Traceback" not in running.heard()
    assert_private(running.heard(), set().union(*(worker.secrets for worker in workers)), sandbox.token)


async def test_a_message_that_hangs_does_not_keep_it_from_stopping(sandbox: Sandbox, tmp_path: Path) -> None:
    """A send that Telegram does not answer is dropped, and said again at the next start."""
    morag = sandbox.user("Morag")
    hold = sandbox.faults.hold("sendMessage")
    async with child_running(sandbox, tmp_path / "data") as running:
        morag.start()
        await hold.reached.wait()
        running.signal(signal.SIGTERM)
        assert await running.ended(within=5) == 0
    hold.drop()
    async with child_running(sandbox, tmp_path / "data"):
        await morag.sees("computer program")


async def test_it_can_be_stopped_while_telegram_is_away(sandbox: Sandbox, tmp_path: Path) -> None:
    """A start that waits for Telegram ends at once, with exit status 0 and no traceback."""
    sandbox.faults.set("getMe", Rates(bad_gateway=1.0))
    running = await child(sandbox, tmp_path / "data")
    await sandbox.called("getMe", times=2, within=20)
    running.signal(signal.SIGTERM)
    assert await running.ended(within=5) == 0
    assert "telegram_not_reached" in running.heard()
    assert "Traceback" not in running.heard()


async def refused(sandbox: Sandbox, data: Path, status: int = PUT_RIGHT_FIRST, **settings: str) -> str:
    """The one line with which a start ends; `status` is how."""
    running = await child(sandbox, data, **settings)
    assert await running.ended(within=20) == status
    said = running.heard()
    assert "Traceback" not in said
    assert_private(said, [], settings.get("token", sandbox.token))
    return said.strip().splitlines()[-1]


async def test_a_data_folder_in_use_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    """Two on one database would be worse than none; the first goes on."""
    async with child_running(sandbox, tmp_path / "data") as first:
        assert "in use by another Teabreak" in await refused(sandbox, tmp_path / "data")
        assert first.process.returncode is None


@pytest.mark.sqlite_file
async def test_a_newcomer_gives_way_to_who_has_served_longer(sandbox: Sandbox, tmp_path: Path) -> None:
    """Two programs that poll with one token take updates from each other: the one on an empty folder stops, status 78.

    The other, which has just been started anew on its folder, goes on and answers.
    """
    async with child_running(sandbox, tmp_path / "one"):
        pass
    record = ServiceTime.of(tmp_path / "one", sandbox.token, used_before=True)
    record.add(86_400.0)
    async with child_running(sandbox, tmp_path / "one") as served_before:
        newcomer = await child(sandbox, tmp_path / "two")
        assert await newcomer.ended(within=90) == PUT_RIGHT_FIRST
        assert "has served it for longer, so this one stops" in newcomer.heard()
        assert "Traceback" not in newcomer.heard()
        assert served_before.process.returncode is None
        morag = sandbox.user("Morag")
        morag.start()
        await morag.sees("computer program")


async def test_a_token_that_telegram_does_not_know_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    """The line says so without the token, and there is nothing else."""
    assert await refused(sandbox, tmp_path / "data", token="4242:wrong") == "Telegram does not accept the token."


@pytest.mark.parametrize("missing", ["operator_name", "operator_contact"])
async def test_an_operator_who_is_not_named_is_asked_for(sandbox: Sandbox, tmp_path: Path, missing: str) -> None:
    """The privacy notice needs both the name and where to write."""
    assert f"TEABREAK_{missing.upper()}" in await refused(sandbox, tmp_path / "data", **{missing: ""})


async def test_a_port_that_is_taken_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    """Without a token the local chat starts; where its port is taken, the line names the setting."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        running = await child(sandbox, tmp_path / "data", token="", chat_port=str(port))
        assert await running.ended(within=20) == PUT_RIGHT_FIRST
        assert f"Port {port} cannot be used. Set TEABREAK_CHAT_PORT" in running.heard()


def change(data: Path, statement: str) -> None:
    """Changes a database from outside."""
    Elsewhere(data).change(statement)


@pytest.mark.sqlite_file
async def test_a_newer_database_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    """An older release must not write into what it does not know."""
    async with child_running(sandbox, tmp_path / "data"):
        pass
    change(tmp_path / "data", "PRAGMA user_version = 99")
    assert "install a later one" in await refused(sandbox, tmp_path / "data")


async def test_a_badge_file_that_drafts_need_is_asked_for(sandbox: Sandbox, tmp_path: Path) -> None:
    """A draft stays on its version, so the bot does not start without that file; it names it."""
    async with served(sandbox, tmp_path / "data"):
        await Worker(sandbox.user("Morag")).begin()
    change(tmp_path / "data", "UPDATE draft SET version = '2019-4'")
    line = await refused(sandbox, tmp_path / "data")
    assert "cpl-2025-leadership@2019-4" in line
    assert "Put it back" in line


async def test_a_poller_that_hears_nothing_for_long_gives_up(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that was kept stays; the error is one that a supervisor cures by a new start."""
    hasty = PollPolicy(poll=1, rebuild_after=0.1, wedged_after=0.3, first_delay=0.05, longest_delay=0.1)
    monkeypatch.setattr(wiring, "Poller", partial(Poller, policy=hasty))
    sandbox.faults.set("getUpdates", Rates(bad_gateway=1.0))
    settings = Settings.model_validate({"data": tmp_path, "route": "folder"})
    with listening() as heard, pytest.raises(WedgedError):
        await asyncio.wait_for(serve(settings, Api(sandbox.token, sandbox.api_url), Lifecycle.new()), 10)
    assert heard.events("connections_rebuilt")
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("error", "status"), [(WedgedError("Nothing."), TRY_AGAIN), (MissingVersionError("Gone."), PUT_RIGHT_FIRST)]
)
def test_the_exit_status_tells_a_supervisor_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception, status: int
) -> None:
    """75 for trouble that a new start may cure, 78 for what somebody has to put right first."""

    async def serving(*_: object) -> None:
        raise error

    monkeypatch.setattr(run_bot, "serve", serving)
    monkeypatch.setattr(run_bot, "log_to_stderr", lambda: None)
    names = {"token": "4242:sandbox", "operator_name": "Glen Care", "operator_contact": "x@example.org"}
    env = {f"TEABREAK_{name.upper()}": value for name, value in names.items()}
    result = CliRunner().invoke(cli.command_line(), ["run"], env=env | {"TEABREAK_DATA": str(tmp_path)})
    assert result.exit_code == status
