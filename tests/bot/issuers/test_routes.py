"""Which route an issuer's submissions take, and the one on which nothing is sent."""

import asyncio
from pathlib import Path

import pytest

from bot.issuers.route import HandOver, Receipt
from bot.issuers.routes import NAMES, route
from flows.pack import Pack


def test_by_hand_nothing_is_sent(tmp_path: Path, pack: Pack) -> None:
    """The worker takes it there: no receipt, and not a file is written."""
    assert asyncio.run(route("handover", tmp_path).deliver(pack)) == HandOver()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_the_inbox_in_the_data_folder(tmp_path: Path, pack: Pack) -> None:
    """An operator finds the submissions beside the bot's other data."""
    assert asyncio.run(route("folder", tmp_path).deliver(pack)) == Receipt()
    assert (tmp_path / "inbox" / pack.reference / "manifest.json").exists()


def test_every_name_has_a_route(tmp_path: Path) -> None:
    """The names that are offered are the names that work."""
    assert {"folder", "handover"} == NAMES
    assert all(route(name, tmp_path) for name in NAMES)


def test_an_unknown_name_is_told_apart(tmp_path: Path) -> None:
    """A misspelt route stops the start, with the names that there are."""
    with pytest.raises(ValueError, match=r"'fax'.*folder, handover"):
        route("fax", tmp_path)
