"""Whose systems are heard."""

import pytest
from support.fake_decisions import OTHER, SECRET

from bot.issuers.decision_keys import heard
from bot.issuers.route_context import RouteNotReady
from bot.settings.settings import Settings
from criteria.reader import read


def test_each_issuer_has_keys_of_its_own() -> None:
    """An issuer without keys is not heard."""
    settings = Settings.model_validate({"web_port": 0, "issuers": {"sssc": {"decision_keys": f"{SECRET} {OTHER}"}}})
    found = heard(read(), settings)
    assert {issuer: len(keys) for issuer, keys in found.items()} == {"sssc": 2}
    assert heard(read(), Settings()) == {}


def test_keys_without_a_listener_are_a_slip() -> None:
    """The start stops and names both variables, and no key."""
    settings = Settings.model_validate({"issuers": {"sssc": {"decision_keys": SECRET}}})
    with pytest.raises(RouteNotReady, match=r"^TEABREAK_WEB_PORT: TEABREAK_ISSUERS__SSSC__DECISION_KEYS") as refused:
        heard(read(), settings)
    assert SECRET not in str(refused.value)
