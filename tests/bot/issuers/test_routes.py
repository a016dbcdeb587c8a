"""Which route an issuer's submissions take, and the one on which nothing is sent."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.issuers.route import HandOver, Receipt
from bot.issuers.routes import NAMES, route
from flows.pack import Pack

Recording = Callable[[str], Path]


def test_by_hand_nothing_is_sent(tmp_path: Path, pack: Pack, recording: Recording) -> None:
    """The worker takes it there: no receipt, and not a file is written."""
    assert asyncio.run(route("handover", tmp_path, recording).deliver(pack)) == HandOver()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_the_inbox_in_the_data_folder(tmp_path: Path, pack: Pack, recording: Recording) -> None:
    """An operator finds the submissions beside the bot's other data."""
    assert asyncio.run(route("folder", tmp_path, recording).deliver(pack)) == Receipt()
    assert (tmp_path / "inbox" / pack.reference / "manifest.json").exists()


def test_every_name_has_a_route(tmp_path: Path, recording: Recording) -> None:
    """The names that are offered are the names that work."""
    assert {"folder", "handover"} == NAMES
    assert all(route(name, tmp_path, recording) for name in NAMES)


def test_an_unknown_name_is_told_apart(tmp_path: Path, recording: Recording) -> None:
    """A misspelt route stops the start, with the names that there are."""
    with pytest.raises(ValueError, match=r"'fax'.*folder, handover"):
        route("fax", tmp_path, recording)


def test_the_folder_has_the_recordings(tmp_path: Path, spoken: Pack, recording: Recording) -> None:
    """The route knows where the bytes behind a digest are."""
    asyncio.run(route("folder", tmp_path, recording).deliver(spoken))
    placed = {path.name for path in (tmp_path / "inbox" / spoken.reference / "files").iterdir()}
    assert placed == {file.name for file in spoken.files}
