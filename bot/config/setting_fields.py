"""Types of settings that the bot and the desk share: keys of signatures, addresses, and a time zone."""

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, SecretStr

from bot.signing.keys import checkers, signers

THIS_MACHINE = frozenset({"", "localhost", "127.0.0.1", "::1"})
"""Hosts that are reached without a network."""


def _signing(keys: SecretStr | None) -> SecretStr | None:
    if keys is not None:
        signers(keys.get_secret_value())
    return keys


def _checking(keys: SecretStr | None) -> SecretStr | None:
    if keys is not None:
        checkers(keys.get_secret_value())
    return keys


def _known(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("give a name such as Europe/London") from error
    return name


def address(text: str) -> str:
    """An address without the slash at its end. Raises ValueError where it is none."""
    found = text.rstrip("/")
    if not found.startswith(("https://", "http://")) or len(found.split()) != 1:
        raise ValueError("give an address that starts with https:// (or http:// on this machine)")
    return found


SigningKeys = Annotated[SecretStr | None, AfterValidator(_signing)]
"""Keys that sign, with spaces between them; None where there are none."""
CheckingKeys = Annotated[SecretStr | None, AfterValidator(_checking)]
"""Keys that check signatures, with spaces between them; None where there are none."""
TimeZoneName = Annotated[str, AfterValidator(_known)]
"""The name of a time zone of the IANA list."""
