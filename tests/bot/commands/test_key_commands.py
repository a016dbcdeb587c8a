"""`teabreak key`: a key is made, a folder sealed and opened, the key changed; other commands say what they need."""

import os
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot import cli
from bot.storage.sealing import master_key
from tests.bot.storage.filled import ISLA, RARE, bytes_below, fill
from tests.bot.storage.scribe import Elsewhere

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, in an environment without settings."""
    for name in [name for name in os.environ if name.upper().startswith("TEABREAK_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def teabreak(*arguments: str) -> Result:
    """Runs the command in this process."""
    return CliRunner().invoke(cli.command_line(), list(arguments))


def told(*arguments: str, status: int = 0) -> str:
    """What a command says that ends with a status."""
    done = teabreak(*arguments)
    assert done.exit_code == status, done.output
    return " ".join((done.stderr if status else done.stdout).split())


async def test_a_folder_is_sealed_and_looked_after(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From making a key to taking it out again, as an operator does it."""
    await fill(folder / "data", None)
    assert "sealed" not in told("backup", "plain.tar.gz")
    assert "Set TEABREAK_KEY_FILE" in told("key", "seal", status=1)
    assert "move it" in told("key", "new", "data/key", status=1)
    made = told("key", "new", "key")
    first = master_key.read(folder / "key", folder / "data")
    assert first.id in made
    assert first.line.decode().strip() not in made
    assert "name another" in told("key", "new", "key", status=1)
    monkeypatch.setenv("TEABREAK_KEY_FILE", "key")
    assert "run `teabreak key seal`" in told("export", ISLA, "isla.zip", status=1)
    assert "17 rows and 4 files" in told("key", "seal")
    assert RARE.encode() not in bytes_below(folder / "data")
    assert f"sealed under the key {first.id}, which is not in it" in told("backup", "sealed.tar.gz")
    assert "1 drafts, 1 submissions, 2 recordings" in told("export", ISLA, "isla.zip")
    changed = told("key", "rotate")
    second = master_key.read(folder / "key", folder / "data")
    assert second != first
    assert second.id in changed
    assert f"key.{first.id}" in changed
    assert second.id in told("backup", "changed.tar.gz")
    monkeypatch.setenv("TEABREAK_DATA", "back")
    assert f"TEABREAK_KEY_FILE has to name the key {first.id}" in told("restore", "sealed.tar.gz")
    assert first.id in told("export", ISLA, "again.zip", status=1)
    monkeypatch.setenv("TEABREAK_KEY_FILE", f"key.{first.id}")
    assert "1 drafts" in told("export", ISLA, "again.zip")
    monkeypatch.setenv("TEABREAK_DATA", "data")
    monkeypatch.setenv("TEABREAK_KEY_FILE", "key")
    assert "17 rows and 3 files" in told("key", "unseal")
    monkeypatch.delenv("TEABREAK_KEY_FILE")
    # What the other has sent too stays.
    assert "Removed: 1 drafts, 1 submissions, 1 recordings" in told("forget", ISLA)


async def test_a_lost_key_is_told_before_anything_is_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command that needs it names the key, and what to do; a backup, and what counts, need none."""
    key = master_key.new()
    await fill(folder / "data", key)
    tables = ("person_key", "draft", "operator_request", "operator_act", "sealing")
    before = [Elsewhere(folder / "data").rows(table) for table in tables]
    for command in (("export", ISLA, "isla.zip"), ("forget", ISLA), ("nudges", "--dry-run"), ("key", "unseal")):
        assert key.id in told(*command, status=1)
    assert key.id in told("decide", "TB-7", "received", status=1)
    monkeypatch.setenv("TEABREAK_KEY_FILE", "gone")
    assert "no such file" in told("export", ISLA, "isla.zip", status=1)
    assert [Elsewhere(folder / "data").rows(table) for table in tables] == before
    assert not (folder / "data" / "erasures").exists()
    assert "TB-7-1" in told("deliver")
    assert key.id in told("backup", "sealed.tar.gz")


async def test_a_credential_is_the_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As systemd and containers hand it over; the key itself in the environment is read by nothing."""
    key = master_key.new()
    await fill(folder / "data", key)
    (folder / "credentials").mkdir()
    master_key.write(folder / "credentials" / "teabreak_key", key, folder / "data")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder / "credentials"))
    assert "1 drafts" in told("export", ISLA, "isla.zip")
    monkeypatch.setenv("TEABREAK_KEY", key.line.decode().strip())
    assert "TEABREAK_KEY: nothing reads this; did you mean TEABREAK_KEY_FILE?" in told("deliver", status=78)
