"""The real bot on PostgreSQL: a submission arrives, also when the server goes away meanwhile, and one bot serves."""

import signal
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from endurance.killing import Killing
from sounds import making
from support.postgres_server import PASSWORD, PostgresProcess, running
from support.scripted_worker import Manner, Worker, assert_all_arrived
from support.served_bot import LogLines, assert_private, listening, served
from typer.testing import CliRunner

from bot.cli import command_line
from bot.operator import decide
from bot.playground.telegram import Sandbox
from bot.storage.engine.locations import name_database
from bot.storage.errors import DatabaseInUse
from bot.storage.kept_files.media_locations import media_place, name_media
from bot.storage.postgres import postgres_engine
from bot.storage.store import Store
from tests.bot.storage.filled import KEY, fill
from tests.bot.storage.scribe import rows_below

pytestmark = pytest.mark.slow

_COMMANDS = (
    ("status", "--once"),
    ("doctor", "--offline"),
    ("alive",),
    ("deliver",),
    ("deliver", "--retry", "TB-7"),
    ("decide", "TB-8", "received", "--insist"),
    ("nudges",),
    ("nudges", "--dry-run"),
    ("retention", "--dry-run"),
    ("backup", "copy.tar.gz"),
    ("export", "telegram:7", "isla.zip"),
    ("correct", "telegram:8", "name", "Morag Example"),
    ("forget", "telegram:7"),
    ("audit", "list"),
    ("audit", "verify"),
)


def _run(*command: str, status: int = 0) -> str:
    """What a command prints, in this process."""
    done = CliRunner().invoke(command_line(command[0]), list(command))
    # `doctor` ends with 1 where there is something to look at.
    assert done.exit_code == status or command[0] == "doctor", done.output
    return done.output


def assert_told_nothing(heard: LogLines, worker: Worker, sandbox: Sandbox) -> None:
    """No word of the worker, no token and no password is in the log."""
    assert_private(heard.text(), {*worker.secrets, str(worker.person.id), PASSWORD}, sandbox.token)


async def test_a_submission_arrives_and_a_second_bot_is_refused(
    sandbox: Sandbox, tmp_path: Path, postgres: PostgresProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The story of a worker is the same; nobody else may serve the database, from whatever folder.

    This one speaks, and the bot seals what it keeps: words and sound stand in the database alone, and not in the clear.
    """
    address, key = postgres.address_by_port(postgres.named_anew()), tmp_path / "key"
    key.write_bytes(KEY.line)
    sound = making.recording("kettle.ogg")
    worker = Worker(sandbox.user("Morag"), Manner.editor, within=10, voice=sound)
    monkeypatch.setattr(postgres_engine, "LOCK_SECONDS", 0.1)
    with listening() as heard:
        async with served(sandbox, tmp_path / "data", database=address, media="database", key_file=key):
            with pytest.raises(DatabaseInUse, match="another Teabreak"):
                async with served(sandbox, tmp_path / "elsewhere", database=address, key_file=key):
                    pass
            await worker.apply()
            stored = rows_below(tmp_path / "data")
            assert not [word for word in worker.secrets if word.encode() in stored]
            assert len(list(media_place(tmp_path / "data").names())) == 2
    name_database(tmp_path / "data", None)
    name_media(tmp_path / "data", None)
    assert not (tmp_path / "data" / "media").exists()
    (file,) = (tmp_path / "data" / "inbox").rglob("*.ogg")
    assert file.read_bytes() == sound
    name_database(tmp_path / "elsewhere", None)
    assert_all_arrived([worker], tmp_path / "data")
    assert not (tmp_path / "data" / "teabreak.db").exists()
    assert_told_nothing(heard, worker, sandbox)


async def test_a_server_that_crashes_and_comes_back_costs_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    """What is sent meanwhile waits with Telegram, and is answered in order once the server is back."""
    worker = Worker(sandbox.user("Morag"), within=30)
    with running() as server, listening() as heard:
        database = server.address_by_port(server.named_anew())
        async with served(sandbox, tmp_path, database=database):
            await worker.begin()
            for count, how in ((10, signal.SIGQUIT), (20, signal.SIGINT)):
                before = len(worker.person.bot_messages)
                server.stop(how)
                worker.person.say(f"Before {count} we learned something.")
                worker.person.say(f"After {count} we learned more.")
                await sandbox.log.bell.heard()
                assert len(worker.person.bot_messages) == before
                server.start()
                await worker.sees(f"Question 1: {count} ")
            body = server.psql("SELECT body FROM draft", database.rpartition("/")[2])
            # A stop comes to its end without it.
            server.stop()
    name_database(tmp_path, None)
    kept = [body.index(f"{word} {count} we") for count in (10, 20) for word in ("Before", "After")]
    assert kept == sorted(kept)
    assert not heard.events("update_parked")
    assert_told_nothing(heard, worker, sandbox)


async def test_one_that_stands_by_takes_over_from_one_that_is_killed(tmp_path: Path, postgres: PostgresProcess) -> None:
    """At any instant, again and again: nothing is lost, doubled or out of order, and nobody has to do anything."""
    database = postgres.address_by_port(postgres.named_anew())
    async with Sandbox() as sandbox:
        killing = Killing(
            sandbox, tmp_path / "data", kills=5, seed=3, at_once=3, settings={"database": database}, standby=True
        )
        last = await killing.run()
        last.signal(signal.SIGTERM)
        assert await last.ended(20) == 0
    assert_all_arrived(killing.workers, tmp_path / "data")
    assert last.heard().count("event=taking_over") >= 2
    assert "event=update_parked" not in last.heard()
    assert_private(last.heard(), {PASSWORD}.union(*(one.secrets for one in killing.workers)), sandbox.token)
    name = database.rpartition("/")[2]
    assert postgres.psql("SELECT count(*) FROM parked", name) == "0"
    assert postgres.psql("SELECT count(*) FROM effect WHERE kind <> 'await_decision'", name) == "0"


async def test_commands_work_beside_it(
    tmp_path: Path, postgres: PostgresProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command that opens the database does what it does, and none shows the password."""
    data, address = tmp_path / "data", postgres.address_by_port(postgres.named_anew())
    for name, value in {"DATA": str(data), "DATABASE": address, "BY": "morag"}.items():
        monkeypatch.setenv(f"TEABREAK_{name}", value)
    monkeypatch.chdir(tmp_path)
    name_database(data, address)
    await fill(data, None)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(decide, "WAIT_SECONDS", 0)
        async with Store.open(data) as store:
            await store.heartbeat(time.time_ns() // 1_000_000)
            said = {" ".join(one): _run(*one) for one in _COMMANDS}
    assert _run("restore", str(tmp_path / "copy.tar.gz"), status=1) != ""
    assert not [command for command, output in said.items() if PASSWORD in output or quote(PASSWORD, safe="") in output]
    assert "answers" in said["doctor --offline"]
    assert "TB-7-1" in said["deliver"]
    assert "2 people" in said["backup copy.tar.gz"]
    assert "1 drafts" in said["forget telegram:7"]
    assert [line.split("\t")[3] for line in said["audit list"].splitlines()][-1] == "forget"
    name_database(data, None)
