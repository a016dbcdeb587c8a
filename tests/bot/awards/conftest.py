"""Servers of issuers, and keys, which cost time to make."""

from collections.abc import AsyncIterator

import awarding
import pytest
from awarding import Authority, Web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey


@pytest.fixture(scope="session")
def trusted() -> Authority:
    """Certificates for all names that the tests use."""
    return awarding.authority("*.example.org", "*.example.net", "xn--bcher-kva.example.org")


@pytest.fixture
async def web(trusted: Authority) -> AsyncIterator[Web]:
    """The servers, with nothing on them yet."""
    async with awarding.web(trusted) as made:
        yield made


@pytest.fixture(scope="session")
def key() -> RSAPrivateKey:
    """The issuer's key."""
    return awarding.rsa_key()


@pytest.fixture(scope="session")
def foreign() -> RSAPrivateKey:
    """Somebody else's key."""
    return awarding.rsa_key()
