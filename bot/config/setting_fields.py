"""Types of settings that the bot and the desk share: keys of signatures, and a time zone."""

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, SecretStr

from bot.signing.keys import checkers, signers


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


SigningKeys = Annotated[SecretStr | None, AfterValidator(_signing)]
"""Keys that sign, with spaces between them; None where there are none."""
CheckingKeys = Annotated[SecretStr | None, AfterValidator(_checking)]
"""Keys that check signatures, with spaces between them; None where there are none."""
TimeZoneName = Annotated[str, AfterValidator(_known)]
"""The name of a time zone of the IANA list."""
