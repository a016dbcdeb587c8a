"""Servers of issuers, and keys, which cost time to make."""

from collections.abc import AsyncIterator

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from support import fake_award_issuers
from support.fake_award_issuers import Authority, Web


@pytest.fixture(scope="session")
def trusted() -> Authority:
    """Certificates for all names that the tests use."""
    return fake_award_issuers.authority("*.example.org", "*.example.net", "xn--bcher-kva.example.org")


@pytest.fixture
async def web(trusted: Authority) -> AsyncIterator[Web]:
    """The servers, with nothing on them yet."""
    async with fake_award_issuers.web(trusted) as made:
        yield made


@pytest.fixture(scope="session")
def key() -> RSAPrivateKey:
    """The issuer's key."""
    return fake_award_issuers.rsa_key()


@pytest.fixture(scope="session")
def foreign() -> RSAPrivateKey:
    """Somebody else's key."""
    return fake_award_issuers.rsa_key()
