"""Which route an issuer's submissions take, and the one on which nothing is sent."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from bot.issuers.route import HandOver, Receipt
from bot.issuers.routes import Means, chosen, route
from bot.settings import Settings
from criteria.library import read
from criteria.routes import RouteName
from flows.pack import Pack

Recording = Callable[[str], Path]
(SSSC,) = read().issuers


@pytest.fixture
def means(tmp_path: Path, recording: Recording) -> Callable[[RouteName | None], Means]:
    """What a route needs, where the operator has named one or none."""
    return lambda name: Means(Settings(data=tmp_path, route=name), recording)


def test_by_hand_nothing_is_sent(tmp_path: Path, pack: Pack, means: Callable[[RouteName | None], Means]) -> None:
    """The worker takes it there: no receipt, and not a file is written."""
    assert asyncio.run(route(SSSC, means("handover")).deliver(pack)) == HandOver()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_the_inbox_in_the_data_folder(
    tmp_path: Path, pack: Pack, means: Callable[[RouteName | None], Means]
) -> None:
    """An operator finds the submissions beside the bot's other data."""
    assert asyncio.run(route(SSSC, means("folder")).deliver(pack)) == Receipt()
    assert (tmp_path / "inbox" / pack.reference / "manifest.json").exists()


def test_without_a_setting_the_issuer_decides(means: Callable[[RouteName | None], Means]) -> None:
    """What the issuer's file says holds until the operator says otherwise."""
    assert chosen(SSSC, means(None).settings) == "handover"
    assert chosen(SSSC, means("folder").settings) == "folder"


def test_the_simple_routes_need_nothing(means: Callable[[RouteName | None], Means]) -> None:
    """The names that are offered are the names that work."""
    assert {"folder", "handover"} <= set(get_args(RouteName))
    named: tuple[RouteName, ...] = ("folder", "handover")
    assert all(route(SSSC, means(name)) for name in named)


def test_the_folder_has_the_recordings(
    tmp_path: Path, spoken: Pack, means: Callable[[RouteName | None], Means]
) -> None:
    """The route knows where the bytes behind a digest are."""
    asyncio.run(route(SSSC, means("folder")).deliver(spoken))
    placed = {path.name for path in (tmp_path / "inbox" / spoken.reference / "files").iterdir()}
    assert placed == {file.name for file in spoken.files}
