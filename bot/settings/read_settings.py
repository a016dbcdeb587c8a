"""Reads the settings, and says of each wrong one what to do."""

from pydantic import ValidationError
from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource
from pydantic_settings import SettingsError as NotParsed

from bot.config.secret_files import SecretFileError
from bot.config.setting_names import unread
from bot.settings.issuer_settings import IssuerSecrets
from bot.settings.setting_sources import names_a_file
from bot.settings.settings import Settings


class SettingsError(Exception):
    """Settings that cannot be used: one line for each, with what to do."""


def read() -> Settings:
    """Reads the environment and `.env`. Raises SettingsError that names each wrong setting and its fix.

    A name with our prefix that nothing reads is one of them: it is most likely a slip in a name that something reads.
    """
    problems: list[str] = []
    settings = None
    try:
        problems += unread(_names(), tuple(Settings.model_fields), tuple(IssuerSecrets.model_fields))
        settings = Settings()
    except ValidationError as error:
        told = error.errors()
        # A secret that nothing reads is among the names above already.
        problems += [_line(one["loc"], one["msg"], one["type"]) for one in told if one["type"] != "extra_forbidden"]
    except SecretFileError as error:
        problems += error.lines
    except NotParsed:
        problems += ["TEABREAK_ISSUERS: set each secret by itself, as TEABREAK_ISSUERS__<ISSUER>__<NAME>"]
    except UnicodeDecodeError:
        problems += [".env: it is not text in UTF-8; save it anew as that"]
    if settings is not None and not problems:
        return settings
    # Raised here, so that no traceback can show what was set: it may be a token.
    raise SettingsError("\n".join(problems))


def _names() -> list[str]:
    """The names of all that is set, empty or not, in the environment and in `.env`."""
    sources = (EnvSettingsSource, DotEnvSettingsSource)
    names = [name.upper() for source in sources for name in source(Settings, env_ignore_empty=False).env_vars]
    return [name for name in names if not names_a_file(name, Settings)]


def _line(location: tuple[int | str, ...], message: str, kind: str) -> str:
    said = message.removeprefix("Value error, ")
    name = f"TEABREAK_{'__'.join(str(part) for part in location).upper()}"
    if kind == "literal_error":
        said = said.replace("Input should be", "use").replace("'", "")
    return f"{name}: {said}"
