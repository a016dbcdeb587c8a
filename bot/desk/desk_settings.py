"""The settings of the desk, each of which has the prefix `DESK_`. A file `.env` may hold them too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, EmailStr, Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from bot.config.setting_fields import CheckingKeys, SigningKeys, TimeZoneName
from bot.config.setting_names import nearest
from bot.config.smtp_settings import SmtpSettings

PREFIX = "DESK_"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class DeskSettingsError(Exception):
    """Settings that cannot be used: one line for each, with what to do."""


def is_private(address: str) -> bool:
    """Whether what goes to an address is read by nobody on the way: https, or this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)


def _address(text: str) -> str:
    if urlsplit(text).hostname is None or not is_private(text) or len(text.split()) != 1:
        raise ValueError("give an address that begins with https:// (http:// is for this machine alone)")
    return text


def _base(text: str) -> str:
    address = _address(text).rstrip("/")
    parts = urlsplit(address)
    if parts.path or parts.query or parts.fragment or parts.username:
        raise ValueError("give scheme and host alone, such as https://desk.example.org")
    return address


class DeskSettings(SmtpSettings, BaseSettings):
    """What an issuer may set. deploy/DESK.md and deploy/desk.env.example show every one."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    issuer: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    """The issuer's id, as in the bot's file of it."""
    issuer_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    """The issuer's name, as people read it."""
    url: Annotated[str, AfterValidator(_base)] = "http://127.0.0.1:8090"
    """Where browsers find the desk: https, unless it is this machine. Forms from any other page are refused."""
    host: str = "127.0.0.1"
    """The address of this machine that it listens on. It speaks plain HTTP: put a proxy with TLS in front."""
    port: int = Field(default=8090, ge=0, le=65535)
    """The port that it listens on."""
    data: Path = Path("desk-data")
    """The folder for submissions, the database and the key."""
    timezone: TimeZoneName = "Europe/London"
    """The zone of the dates that people read."""
    bot_secrets: CheckingKeys = None
    """The keys that check submissions: whsec_… or whpk_…, with spaces between them."""
    decisions_url: Annotated[str, AfterValidator(_address)] | None = None
    """Where the bot hears decisions: the address that its operator gave you."""
    decision_secrets: SigningKeys = None
    """The keys that sign decisions: whsec_… or whsk_…, with spaces between them."""
    wait_minutes: float = Field(default=10, ge=0, le=1440)
    """How long a decision waits before it goes out, so that it can be taken back."""
    days: int = Field(default=28, ge=1, le=365)
    """Days in which a submission is to be decided."""
    soon_days: int = Field(default=5, ge=0, le=60)
    """How many days before that it counts as due soon."""
    sample_percent: int = Field(default=0, ge=0, le=100)
    """Of so many decisions in a hundred, a lead looks at each before it goes out."""
    sign_comments: bool = False
    """Whether the assessor's name stands under their words to the applicant."""
    email_sign_in: bool = True
    """Whether people can sign in with a link that is sent to them."""
    passkeys: bool = True
    """Whether people can sign in with a passkey of their device."""
    oidc_issuer: Annotated[str, AfterValidator(_address)] | None = None
    """The OpenID provider of your organisation, as its own description names it."""
    oidc_client: str = ""
    """The client id that the provider gave you for the desk."""
    oidc_secret: SecretStr | None = None
    """The client secret that belongs to it, if it has one."""
    smtp_from: EmailStr | None = None
    """The address from which links are sent."""
    criteria: Path | None = None
    """A folder with badges, as the bot's. The desk awards those itself, once it has a key (`teabreak desk-key`)."""
    badge_picture: Path | None = None
    """A PNG, into which a copy of each badge is put. Without it: a plain one."""
    keep_submissions_days: int = Field(default=0, ge=0)
    """Days after which a decided submission is erased, with its comments. 0 keeps them."""
    keep_drafts_days: int = Field(default=365, ge=0)
    """Days after which a draft that nobody has touched is removed. 0 keeps them."""
    keep_log_days: int = Field(default=0, ge=0)
    """Days after which lines of the log are removed. 0 keeps them."""

    @field_validator("smtp_from")
    @classmethod
    def _mail_has_a_sender(cls, address: str | None, info: object) -> str | None:
        if address is None and getattr(info, "data", {}).get("smtp_host"):
            raise ValueError("the mail server needs it; give the address that links come from")
        return address

    @field_validator("oidc_client")
    @classmethod
    def _a_provider_knows_us(cls, client: str, info: object) -> str:
        if not client and getattr(info, "data", {}).get("oidc_issuer"):
            raise ValueError("the provider needs it; give the client id that it gave you")
        return client

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the dates."""
        return ZoneInfo(self.timezone)

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the desk by TLS."""
        return self.url.startswith("https://")


def read(credentials: Path | None = None) -> DeskSettings:
    """Read the environment, `.env`, and a folder of secrets with a file for each. Raises DeskSettingsError."""
    problems = list(_unread())
    settings = None
    folder = credentials if credentials is not None and credentials.is_dir() else None
    try:
        settings = DeskSettings(_secrets_dir=folder)  # type: ignore[call-arg] # the rest comes from the environment
    except ValidationError as error:
        problems += [_line(one["loc"], one["msg"], one["type"]) for one in error.errors(include_input=False)]
    except UnicodeDecodeError:
        problems += [".env: it is not text in UTF-8; save it anew as that"]
    if settings is not None and not problems:
        return settings
    # Raised here, so that no traceback can show what was set: it may be a secret.
    raise DeskSettingsError("\n".join(problems))


def _unread() -> Iterator[str]:
    """A line for each name with our prefix that nothing reads: it is most likely a slip."""
    known = [f"{PREFIX}{field}".upper() for field in DeskSettings.model_fields]
    sources = (EnvSettingsSource, DotEnvSettingsSource)
    names = {name.upper() for source in sources for name in source(DeskSettings, env_ignore_empty=False).env_vars}
    for name in sorted(names):
        if name.startswith(PREFIX) and name not in known:
            near = nearest(name, known)
            instead = f"did you mean {near}?" if near else "deploy/DESK.md lists the settings"
            yield f"{name}: nothing reads this; {instead}"


def _line(location: tuple[int | str, ...], message: str, kind: str) -> str:
    name = f"{PREFIX}{'__'.join(map(str, location))}".upper()
    if kind == "missing":
        return f"{name}: the desk needs it; set it"
    said = message.removeprefix("Value error, ")
    if kind == "literal_error":
        said = said.replace("Input should be", "use").replace("'", "")
    return f"{name}: {said}"
