"""`teabreak doctor` and `teabreak status`: what is wrong is found, with its fix, and what goes on is shown."""

import asyncio
import os
import ssl
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import trustme
from typer.testing import CliRunner, Result

from bot import cli
from bot.operator import local_checks, remote_checks
from bot.operator.diagnosis import Severity
from bot.operator.remote_checks import SKEW_SECONDS, _clock, _Server
from bot.playground.telegram import Sandbox
from bot.settings.settings import Settings
from bot.storage.backups import last_counts
from bot.storage.beside import status_file
from bot.storage.erasing.media_references import References
from bot.storage.sealing.held_keys import hold
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sqlite.database import DATABASE
from bot.storage.store import Store
from tests.bot.storage.filled import KEY
from tests.bot.storage.scribe import Scribe

HOUR = 3600


@pytest.fixture
async def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a bot that was alive just now, with a submission that waits."""
    for name in [name for name in os.environ if name.upper().startswith("TEABREAK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "150")
    folder = tmp_path / "data"
    async with Store.open(folder) as store:
        scribe = Scribe(store)
        await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),))
        await store.heartbeat(time.time_ns() // 1_000_000)
    return folder


def teabreak(*arguments: str) -> Result:
    """Runs the command in this process."""
    return CliRunner().invoke(cli.command_line(arguments[0]), list(arguments))


def settings(data: Path, **more: object) -> Settings:
    """Settings of a bot on Telegram."""
    given = {"data": data, "token": "1:x", "operator_name": "Glen", "operator_contact": "i@example.org", **more}
    return Settings.model_validate(given)


def found(findings: Iterator[object]) -> dict[str, Severity]:
    """How bad each thing is, by its subject."""
    return {one.subject: one.severity for one in findings}  # type: ignore[attr-defined]


@pytest.mark.sqlite_file
def test_all_is_well_offline(data: Path) -> None:
    """The exit status says so, and each thing is named."""
    done = teabreak("doctor", "--offline")
    assert done.exit_code == 0, done.output
    for subject in ("data", "migrations", "database: sound", "bot: runs", "disk", "media", "fonts"):
        assert f"well  {subject}" in done.output


def test_the_worst_finding_is_the_exit_status(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that others may read is worth a look; a disk that is full is broken."""
    data.chmod(0o755)
    done = teabreak("doctor", "--offline")
    assert (done.exit_code, f"do: chmod 700 {data.name}" in done.output) == (1, True)
    monkeypatch.setenv("TEABREAK_LOW_SPACE_MB", "1000000")
    done = teabreak("doctor", "--offline")
    assert (done.exit_code, "WRONG disk" in done.output) == (2, True)


def test_wrong_settings_are_findings(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with all of them, and shows no secret."""
    monkeypatch.setenv("TEABREAK_TOKEN", "nonsense")
    monkeypatch.setenv("TEABREAK_DATTA", "x")
    done = teabreak("doctor", "--offline")
    assert done.exit_code == 2
    assert "TEABREAK_TOKEN" in done.output
    assert "TEABREAK_DATTA" in done.output
    assert "nonsense" not in done.output


@pytest.mark.sqlite_file
def test_a_damaged_database_is_found(data: Path) -> None:
    """By a check of the whole file."""
    path = data / DATABASE
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = bytes(4096)
    path.write_bytes(content)
    assert Severity.broken in found(local_checks.database(settings(data))).values()


def test_a_missing_file_is_found(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recording that the database speaks of and that is not on the disk."""
    monkeypatch.setattr(local_checks, "every_reference", lambda _: References(frozenset({"a" * 64}), frozenset()))
    assert found(local_checks.media(settings(data))) == {"media": Severity.broken}


def test_the_age_of_the_backup_is_told(data: Path) -> None:
    """None, a fresh one, and one that is too old."""
    given = settings(data)
    assert found(local_checks.backup(given)) == {"backup": Severity.look}
    last_counts.note(data, {})
    assert found(local_checks.backup(given)) == {"backup": Severity.good}
    text = (data / last_counts.FILE).read_text(encoding="utf-8")
    made = last_counts.made_ms(data)
    (data / last_counts.FILE).write_text(text.replace(str(made), str((made or 0) - 31 * HOUR * 1000)), encoding="utf-8")
    assert found(local_checks.backup(given)) == {"backup": Severity.look}


def test_the_key_file_is_looked_at(data: Path, tmp_path: Path) -> None:
    """Missing, open to others, among the data, as it should be, and none where people are served."""
    key, inside = tmp_path / "key", data / "key"
    assert found(local_checks.key_file(key, data)) == {"key file": Severity.broken}
    for path in (key, inside):
        path.touch(mode=0o644)
    assert found(local_checks.key_file(key, data)) == {"key file": Severity.look}
    for path in (key, inside):
        path.chmod(0o600)
    assert found(local_checks.key_file(key, data)) == {"key file": Severity.good}
    assert found(local_checks.key_file(inside, data)) == {"key file": Severity.look}
    assert found(local_checks.key_file(None, data)) == {}
    assert found(local_checks.key_file(None, data, serves=True)) == {"key file": Severity.look}


async def test_a_key_that_does_not_fit_is_named(data: Path, tmp_path: Path) -> None:
    """Lost, another one, or one for data that are in the clear: which key is needed, and what to do."""
    sealed, file = settings(tmp_path / "sealed"), tmp_path / "key"
    async with Store.open(sealed.data, Keyring(KEY)):
        pass
    file.write_bytes(MasterKey(bytes(32)).line)
    file.chmod(0o600)
    for given, key in ((sealed, None), (sealed, file), (settings(data), file)):
        hold(given.data, key)
        ((one,), _) = tuple(local_checks.key_fits(given)), hold(given.data, None)
        assert (one.subject, one.severity) == ("key", Severity.broken)
        assert (KEY.id in one.said) == (given is sealed)
        assert "TEABREAK_KEY_FILE" in one.said + one.fix or "Name the file" in one.fix
    hold(sealed.data, Keyring(KEY))
    assert not tuple(local_checks.key_fits(sealed))
    hold(sealed.data, None)


def test_what_the_running_bot_says_is_passed_on(data: Path) -> None:
    """A check beyond its limit, with its fix; not from a bot that runs no more."""
    check = {"name": "intake", "ok": False, "value": 50.0, "limit": 40, "unit": "seconds", "do": "look at the network"}
    told: dict[str, object] = {"checks": [check], "at_ms": time.time_ns() // 1_000_000}
    status_file.write(data, told)
    (one,) = local_checks.ready(settings(data))
    assert (one.subject, one.severity, one.fix) == ("ready: intake", Severity.look, "look at the network")
    status_file.write(data, told | {"at_ms": 0})
    assert not list(local_checks.ready(settings(data)))


async def test_the_token_is_tried(data: Path) -> None:
    """Known, not known, and nobody there; it is in no finding."""
    async with Sandbox() as sandbox:
        known = settings(data, token=sandbox.token, api_url=sandbox.api_url)
        other = settings(data, token="4242:other", api_url=sandbox.api_url)
        assert found(iter(await remote_checks.telegram(known))) == {"token": Severity.good, "clock": Severity.good}
        wrong, *_ = await remote_checks.telegram(other)
    (nobody,) = await remote_checks.telegram(known)
    assert (wrong.severity, nobody.severity) == (Severity.broken, Severity.broken)
    assert "4242" not in str((wrong, nobody))


def test_a_clock_that_is_wrong_is_told() -> None:
    """Held against Telegram's own."""
    date = "Mon, 30 Nov 2026 03:00:00 GMT"
    true = 1796007600.0
    assert found(_clock(date, true + 1)) == {"clock": Severity.good}
    assert found(_clock(date, true + SKEW_SECONDS + 1)) == {"clock": Severity.look}
    assert found(_clock("nonsense", true)) == {}


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[tuple[str, Path]]:
    """A server with a certificate of an authority of its own: its address, and the authority's file."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    listening = await asyncio.start_server(lambda _, writer: writer.close(), "localhost", 0, ssl=context)
    async with listening:
        yield f"https://localhost:{listening.sockets[0].getsockname()[1]}/inbox", tmp_path / "ca.pem"


async def test_an_issuers_certificate_is_looked_at(server: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Not believed, believed with the days that are left, and not reached."""
    url, authority = server
    look = _Server("issuer sssc", url)
    assert (await asyncio.to_thread(look)).severity is Severity.broken
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    told = await asyncio.to_thread(look)
    assert (told.severity, "ends in" in told.said) == (Severity.good, True)
    gone = await asyncio.to_thread(_Server("issuer sssc", "https://localhost:1/"))
    assert gone.severity is Severity.look


@pytest.mark.parametrize(("days", "severity"), [(-1, Severity.broken), (5, Severity.look), (90, Severity.good)])
def test_a_certificate_is_judged_by_its_age(days: int, severity: Severity) -> None:
    """Ended, ending soon, and good for long."""
    assert local_checks.age("certificate", days, "renew it").severity is severity


async def test_routes_that_lack_a_setting_are_told(data: Path) -> None:
    """With the lines that the start would end with."""
    findings = await remote_checks.issuers(settings(data, route="email"))
    assert [one for one in findings if one.subject == "routes" and one.severity is Severity.broken]


def test_status_shows_what_waits(data: Path) -> None:
    """Also of a bot that does not run; in a pipe, as lines with tabs."""
    done = teabreak("status")
    assert done.exit_code == 0
    assert "bot\tThe bot does not run" in done.output
    assert "waits\tsubmissions to deliver\t1" in done.output
    told = {"status": "ready", "version": "1", "started_ms": 0, "at_ms": time.time_ns() // 1_000_000}
    check = {"name": "disk", "ok": True, "value": 400, "limit": 200, "unit": "MB free"}
    status_file.write(data, told | {"checks": [check]})
    lines = teabreak("status").output.splitlines()
    assert lines[0].startswith("bot\tThe bot is ready")
    assert lines[1] == "check\tdisk\tok\t400 MB free\t200"
