"""How long a folder has served a bot: kept over restarts, and for this folder and this bot alone."""

from pathlib import Path
from shutil import copytree

import pytest

from bot.storage.engine.service_time import FILE, LONG, ServiceTime, start_over

TOKEN, OTHER = "123:secret", "456:secret"


def served(folder: Path, token: str = TOKEN, *, used_before: bool = False) -> float:
    """Seconds that a folder is known to have served a bot, as a start reads it."""
    return ServiceTime.of(folder, token, used_before=used_before).seconds


def test_an_empty_folder_has_served_nobody(tmp_path: Path) -> None:
    """A newcomer begins with nothing."""
    assert served(tmp_path) == 0


def test_service_is_kept_over_a_restart(tmp_path: Path) -> None:
    """What was served before counts after it, without the token in the file."""
    first = ServiceTime.of(tmp_path, TOKEN, used_before=False)
    first.add(30.0)
    first.add(100.0)
    assert served(tmp_path) == 130
    first.add(5.0)
    first.save()
    assert served(tmp_path) == 135
    assert "secret" not in (tmp_path / FILE).read_text(encoding="utf-8")
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_another_bot_was_not_served(tmp_path: Path) -> None:
    """A folder that served one bot is a newcomer at another's."""
    ServiceTime.of(tmp_path, TOKEN, used_before=False).add(1000.0)
    assert served(tmp_path, OTHER, used_before=True) == 0


def test_a_copy_of_the_folder_has_not_served(tmp_path: Path) -> None:
    """Beside the folder that goes on serving, its copy is the newcomer."""
    (tmp_path / "data").mkdir()
    ServiceTime.of(tmp_path / "data", TOKEN, used_before=False).add(1000.0)
    copytree(tmp_path / "data", tmp_path / "copy")
    assert served(tmp_path / "copy", used_before=True) == 0
    assert served(tmp_path / "data", used_before=True) == 1000


def test_the_folder_of_an_earlier_release_has_served_long(tmp_path: Path) -> None:
    """It kept no count, and must not lose to a newcomer after an update; one that was restored begins anew."""
    assert served(tmp_path, used_before=True) == LONG
    start_over(tmp_path)
    assert served(tmp_path, used_before=True) == 0


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"bot": "123"}', b"\xff", b'{"bot":"123","seconds":"x"}'])
def test_a_count_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    """It keeps nobody from starting."""
    (tmp_path / FILE).write_bytes(content)
    assert served(tmp_path, used_before=True) == 0


def test_a_disk_that_is_away_costs_the_count_alone(tmp_path: Path) -> None:
    """Polling goes on."""
    (tmp_path / "data").mkdir()
    service = ServiceTime.of(tmp_path / "data", TOKEN, used_before=False)
    (tmp_path / "data").rmdir()
    (tmp_path / "data").touch()
    service.add(100.0)
    assert service.seconds == 100
