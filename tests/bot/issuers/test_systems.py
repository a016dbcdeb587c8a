"""What the routes into two systems need before they can be taken, said at the start."""

from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives import serialization
from pydantic import ValidationError
from support import fake_obf

from bot.issuers.badgekit.route import BadgeKitDelivery
from bot.issuers.obf.route import ObfDelivery
from bot.issuers.registry import route
from bot.issuers.route_context import RouteContext, RouteNotReady
from bot.settings.settings import Settings
from criteria.model import Issuer
from criteria.reader import read

(SSSC,) = read().issuers
KIT = {"url": "https://kit.example", "system": "one", "badges": [{"badge": "one", "slug": "one"}]}
OBF = {
    "client": "ONE",
    "badges": [{"badge": "one", "earnable": "one", "public": "true", "fields": [{"field": "n", "gets": "submission"}]}],
}


def issuer(name: str) -> Issuer:
    """An issuer on a route, with sections for both."""
    given = SSSC.model_dump(mode="json", exclude_none=True)
    return Issuer.model_validate({**given, "route": name, "badgekit": KIT, "obf": OBF})


def means(tmp_path: Path, **secrets: object) -> RouteContext:
    """With an issuer's secrets."""
    settings = Settings.model_validate({"data": tmp_path, "issuers": {"sssc": secrets}})
    return RouteContext(settings, lambda digest: tmp_path / digest)


def missing(name: str, given: RouteContext) -> tuple[str, ...]:
    """What the start says of a route."""
    with pytest.raises(RouteNotReady) as not_ready:
        route(issuer(name), given)
    return not_ready.value.missing


def test_badgekit_needs_its_secret(tmp_path: Path) -> None:
    """And nothing else."""
    assert missing("badgekit", means(tmp_path)) == (
        "TEABREAK_ISSUERS__SSSC__BADGEKIT_SECRET: set the secret that signs calls to BadgeKit",
    )
    assert isinstance(route(issuer("badgekit"), means(tmp_path, badgekit_secret="s" * 32)), BadgeKitDelivery)


def test_the_factory_needs_a_certificate_and_its_key(tmp_path: Path) -> None:
    """Each that is not set is named; files that do not go together are told of, and what they hold is not shown."""
    certificate, key = fake_obf.ObfCertificates(trustme.CA()).client(tmp_path)
    _, other = fake_obf.ObfCertificates(trustme.CA()).client(tmp_path, "OTHER")
    assert [line.partition(":")[0] for line in missing("obf", means(tmp_path))] == [
        "TEABREAK_ISSUERS__SSSC__OBF_CERTIFICATE",
        "TEABREAK_ISSUERS__SSSC__OBF_KEY",
    ]
    for wrong in (other, tmp_path / "gone", tmp_path):
        (line,) = missing("obf", means(tmp_path, obf_certificate=certificate, obf_key=wrong))
        assert "these files cannot be used together" in line
    assert isinstance(route(issuer("obf"), means(tmp_path, obf_certificate=certificate, obf_key=key)), ObfDelivery)


def test_a_key_with_a_passphrase_asks_nobody(tmp_path: Path) -> None:
    """A program that waits at a keyboard where nobody sits would never start."""
    certificate, key = fake_obf.ObfCertificates(trustme.CA()).client(tmp_path)
    plain = serialization.load_pem_private_key(key.read_bytes(), None)
    locked = serialization.BestAvailableEncryption(b"word")
    key.write_bytes(
        plain.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked),
    )
    (line,) = missing("obf", means(tmp_path, obf_certificate=certificate, obf_key=key))
    assert "these files cannot be used together" in line


def test_a_section_that_cannot_be_used_is_refused() -> None:
    """An address with a password in it, or one that anybody can listen in on, is none to send evidence to."""
    for url in ("http://kit.example", "https://me:word@kit.example"):
        with pytest.raises(ValidationError):
            Issuer.model_validate({**issuer("badgekit").model_dump(mode="json"), "badgekit": {**KIT, "url": url}})
