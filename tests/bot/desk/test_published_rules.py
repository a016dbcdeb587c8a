"""Badges of the desk against the rules that 1EdTech publishes for its validator; each rule refuses what breaks it."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import jwt
import pytest
from support.desks import PROXY, StandingClock, settings
from support.published_rules import moment, problems
from support.submissions import application

from bot.desk.badges.awarding import Awarding
from bot.desk.running_desk import Desk
from bot.issuers.contract.pack_schema import Manifest
from bot.issuers.manifests import manifest_json

DATA = Manifest.model_validate_json(manifest_json(application())).data


class AwardingDesk:
    """A desk's badges without its server: awards one, and answers what a checker fetches."""

    def __init__(self, folder: Path) -> None:
        self.clock = StandingClock()
        self.desk = Desk(settings(folder, url=PROXY), self.clock)
        self.desk.open_database()
        self.awarding: Awarding = self.desk.awarding
        self.key = self.awarding.make_key().private
        self.awarding.open()
        self.token = self.awarding.award(DATA, "dec_1").jwt
        self.desk.awards.go_live("dec_1")

    def fetch(self, address: str) -> str:
        """What stands at an address. Raises LookupError where nothing does."""
        if address == self.awarding.list_address:
            return self.awarding.status_list()
        key = self.awarding.public_key(address.removeprefix(f"{PROXY}/issuer/keys/"))
        if key is None:
            raise LookupError(address)
        return json.dumps(key)

    def problems(self, token: str) -> list[str]:
        """By the published rules."""
        return problems(token, self.fetch, moment(self.clock()))

    def signed(self, header: dict[str, Any] | None = None, **changed: Any) -> str:
        """Our badge with something else in it, signed with our key. None takes a field out."""
        claims = {**jwt.decode(self.token, options={"verify_signature": False}), **changed}
        told = {**jwt.get_unverified_header(self.token), **(header or {})}
        kept = {name: value for name, value in claims.items() if value is not None}
        headers = {name: value for name, value in told.items() if value is not None}
        return jwt.encode(kept, self.key, "RS256", headers=headers)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> AwardingDesk:
    """One for all: a key takes a moment to make."""
    return AwardingDesk(tmp_path_factory.mktemp("office") / "data")


def test_a_badge_keeps_every_published_rule(office: AwardingDesk) -> None:
    """Nothing is found, now and in a year."""
    assert office.problems(office.token) == []
    assert office.problems(office.signed()) == []
    office.clock.passes(366 * 86_400)
    assert office.problems(office.token) == []
    office.clock.passes(-366 * 86_400)


def _without(*path: str) -> Callable[[dict[str, Any]], None]:
    def take(claims: dict[str, Any]) -> None:
        for name in path[:-1]:
            claims = claims[name]
        claims.pop(path[-1])

    return take


def _with(value: object, *path: str) -> Callable[[dict[str, Any]], None]:
    def put(claims: dict[str, Any]) -> None:
        for name in path[:-1]:
            claims = claims[name]
        claims[path[-1]] = value

    return put


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (_with(["https://www.w3.org/ns/credentials/v2"], "@context"), "context: both, in order"),
        (_with(["VerifiableCredential"], "type"), "type: VerifiableCredential, and what kind of one"),
        (_with("Glen", "issuer", "nickname"), "JSON-LD: nickname means nothing"),
        (_without("credentialSubject", "achievement", "description"), "schema: credentialSubject.achievement"),
        (_with({"type": ["AchievementSubject"]}, "credentialSubject"), "subject: neither id nor identifier"),
        (_with({}, "credentialSubject", "achievement", "criteria"), "subject: criteria"),
        (_with(["Organisation"], "issuer", "type"), "issuer: type"),
        (_with("2035-01-10T10:30:00", "validFrom"), "schema: validFrom has no time zone"),
        (_with("2035-01-10T10:31:00Z", "validFrom"), "window: not yet"),
        (_with("2035-01-10T10:29:00Z", "validUntil"), "window: expired"),
        (_with("https://other.example.org", "iss"), "proof: iss"),
        (_without("jti"), "proof: jti"),
        (_without("sub"), "proof: sub"),
        (_without("credentialSubject", "id"), "proof: sub"),
        (_with("https://other.example.org/list", "credentialStatus", "statusListCredential"), "status: no list"),
        (_with("suspension", "credentialStatus", "statusPurpose"), "status: purpose"),
        (_with("131072", "credentialStatus", "statusListIndex"), "status: length"),
    ],
)
def test_each_rule_refuses_what_breaks_it(
    office: AwardingDesk, change: Callable[[dict[str, Any]], None], rule: str
) -> None:
    """So that finding nothing means something."""
    claims = deepcopy(jwt.decode(office.token, options={"verify_signature": False}))
    change(claims)
    gone = dict.fromkeys(set(jwt.decode(office.token, options={"verify_signature": False})) - set(claims))
    assert any(found.startswith(rule) for found in office.problems(office.signed(**claims, **gone)))


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ({"kid": "2035-01-10T103000Z-abc"}, "proof: LookupError"),
        ({"kid": f"{PROXY}/issuer/keys/another"}, "proof: LookupError"),
        ({"kid": None}, "proof: KeyError"),
        ({"x5u": "https://example.org"}, "proof: another header"),
    ],
)
def test_the_key_is_found_by_the_header_alone(office: AwardingDesk, header: dict[str, Any], rule: str) -> None:
    """`kid` is an address at which one public key stands, as section 8.2.3.1 wants it."""
    assert any(found.startswith(rule) for found in office.problems(office.signed(header)))


def test_what_was_changed_after_it_was_signed_is_refused(office: AwardingDesk) -> None:
    """By its signature."""
    head, _, signature = office.token.split(".")
    other = office.signed(name="Another badge").split(".")[1]
    assert office.problems(f"{head}.{other}.{signature}") == ["proof: InvalidSignatureError"]


def test_once_taken_back_it_is_refused(office: AwardingDesk, tmp_path: Path) -> None:
    """By its bit in the status list, which keeps the rules itself."""
    other = AwardingDesk(tmp_path / "data")
    assert other.problems(other.token) == []
    other.desk.awards.revoke(DATA.submission_id, 0)
    assert other.problems(other.token) == ["status: revoked"]
