"""Which route an issuer's submissions take, and the one on which nothing is sent."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from support.fake_issuers import SECRET

from bot.issuers.registry import check, chosen, route
from bot.issuers.route import NeedsHandover, Receipt
from bot.issuers.route_context import RouteContext, RouteNotReady
from bot.issuers.webhook.route import WebhookDelivery
from bot.settings.settings import Settings
from criteria.model import Issuer
from criteria.reader import read
from criteria.routes import RouteName
from flows.pack.pack import Pack

Recording = Callable[[str], Path]
(SSSC,) = read().issuers


@pytest.fixture
def means(tmp_path: Path, recording: Recording) -> Callable[[RouteName | None], RouteContext]:
    """What a route needs, where the operator has named one or none."""
    return lambda name: RouteContext(Settings(data=tmp_path, route=name), recording)


def test_by_hand_nothing_is_sent(tmp_path: Path, pack: Pack, means: Callable[[RouteName | None], RouteContext]) -> None:
    """The worker takes it there: no receipt, and not a file is written."""
    assert asyncio.run(route(SSSC, means("handover")).deliver(pack)) == NeedsHandover()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_the_inbox_in_the_data_folder(
    tmp_path: Path, pack: Pack, means: Callable[[RouteName | None], RouteContext]
) -> None:
    """An operator finds the submissions beside the bot's other data."""
    assert asyncio.run(route(SSSC, means("folder")).deliver(pack)) == Receipt()
    assert (tmp_path / "inbox" / pack.reference / "manifest.json").exists()


def test_without_a_setting_the_issuer_decides(means: Callable[[RouteName | None], RouteContext]) -> None:
    """What the issuer's file says holds until the operator says otherwise."""
    assert chosen(SSSC, means(None).settings) == "handover"
    assert chosen(SSSC, means("folder").settings) == "folder"


def test_the_simple_routes_need_nothing(means: Callable[[RouteName | None], RouteContext]) -> None:
    """The names that are offered are the names that work."""
    assert {"folder", "handover"} <= set(get_args(RouteName))
    named: tuple[RouteName, ...] = ("folder", "handover")
    assert all(route(SSSC, means(name)) for name in named)


@pytest.mark.slow
def test_the_folder_has_the_recordings(
    tmp_path: Path, spoken: Pack, means: Callable[[RouteName | None], RouteContext]
) -> None:
    """The route knows where the bytes behind a digest are."""
    asyncio.run(route(SSSC, means("folder")).deliver(spoken))
    placed = {path.name for path in (tmp_path / "inbox" / spoken.reference / "files").iterdir()}
    assert placed == {file.name for file in spoken.files}


def missing(issuers: tuple[Issuer, ...], means: RouteContext) -> tuple[str, ...]:
    """What a start with these issuers, of whom one awards all the badges, says is missing."""
    with pytest.raises(RouteNotReady) as not_ready:
        check(replace(read(), issuers=issuers), means)
    assert str(not_ready.value) == "\n".join(not_ready.value.missing)
    return not_ready.value.missing


def test_a_start_looks_at_the_route_of_every_badge_that_can_be_had(
    means: Callable[[RouteName | None], RouteContext],
) -> None:
    """What an operator chose and nobody has described is said at the start, not when somebody sends."""
    assert missing((SSSC,), means("webhook")) == (
        "issuers/sssc.yaml: webhook: the route webhook needs this section; add it",
    )


def test_the_secrets_of_nobody_are_noticed(tmp_path: Path, recording: Recording) -> None:
    """An issuer's id that is misspelled in a variable would leave its route without secrets."""
    settings = Settings.model_validate({"data": tmp_path, "issuers": {"sscc": {}}})
    assert missing((SSSC,), RouteContext(settings, recording)) == (
        "TEABREAK_ISSUERS__SSCC__…: there is no such issuer; did you mean TEABREAK_ISSUERS__SSSC__…? Known are SSSC",
    )


def test_a_start_goes_on_where_nothing_is_missing(means: Callable[[RouteName | None], RouteContext]) -> None:
    """The badges and issuers that come with the program need nothing to be set."""
    for name in (None, "folder", "handover"):
        check(read(), means(name))


POSTING = Issuer.model_validate(
    {**SSSC.model_dump(mode="json"), "route": "webhook", "webhook": {"url": "https://sssc.example/submissions"}}
)


def test_a_webhook_needs_the_secret_that_signs(means: Callable[[RouteName | None], RouteContext]) -> None:
    """The start names the variable, whole."""
    (line,) = missing((POSTING,), means(None))
    assert line.startswith("TEABREAK_ISSUERS__SSSC__WEBHOOK_SECRETS: ")
    assert line.endswith("set the secret that the issuer gave you")


def test_a_webhook_with_its_secret_is_ready(tmp_path: Path, recording: Recording) -> None:
    """Address and secret are all that it needs, whether the file names the route or the operator."""
    for name in (None, "webhook"):
        secrets = {"sssc": {"webhook_secrets": SECRET}}
        settings = Settings.model_validate({"data": tmp_path, "route": name, "issuers": secrets})
        library = replace(read(), issuers=(POSTING,))
        check(library, RouteContext(settings, recording))
        assert isinstance(route(POSTING, RouteContext(settings, recording)), WebhookDelivery)
