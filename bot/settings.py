"""The settings. The only module that reads the environment.

Each has the prefix `TEABREAK_`, and may stand in a `.env` file in the folder from which the program is started. A
secret may stand in a file of its own (`secret_files`).
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from pwd import getpwuid
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings import SettingsError as NotParsed

from bot.config import secret_files
from bot.config.secret_files import SecretFileError
from bot.config.setting_fields import CheckingKeys, SigningKeys, TimeZoneName
from bot.config.setting_names import BETWEEN, ISSUERS, PREFIX, unread
from bot.signing.standard_webhooks import WINDOW_SECONDS
from criteria.routes import Mailbox, RouteName
from flows.model.retention_schedule import SHORTEST_DAYS, RetentionSchedule

KEY_CREDENTIAL = "teabreak_key"
"""The name of the credential with the key of sealed data."""
TELEGRAM = "https://api.telegram.org"


_THIS_MACHINE = frozenset({"", "localhost", "127.0.0.1", "::1"})


_CRITERIA_HOLD = "Name the folder that holds badges, issuers and published.lock"


_KEPT = RetentionSchedule()
_KEEPS = re.compile(r"keep_\w+_days").fullmatch
_LONGEST_DAYS = 3_660
"""Ten years: no purpose here lasts longer."""


class SettingsError(Exception):
    """Settings that cannot be used: one line for each, with what to do."""


def _address(text: str) -> str:
    address = text.rstrip("/")
    if not address.startswith(("https://", "http://")) or len(address.split()) != 1:
        raise ValueError("give an address that starts with https:// (or http:// on this machine)")
    return address


def _server(text: str) -> str:
    address = _address(text)
    parts = urlsplit(address)
    if parts.hostname is None or parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("give the server's base address alone, such as https://speech.example.org/v1")
    return address


_POSTGRES = ("postgresql://", "postgres://")


def _check_database(text: str, data: Path | None) -> None:
    if not text.startswith(_POSTGRES):
        if "://" in text:
            raise ValueError("give an address that starts with postgresql://, or the path of a file for SQLite")
        if Path(text).is_dir():
            raise ValueError("it is a folder; name the file in it, such as teabreak.db")
        if not Path(text).parent.is_dir() and Path(text).parent != data:
            raise ValueError("the folder of this file is not there; make it")
        return
    try:
        parts = urlsplit(text)
        hosts = parts.netloc.rpartition("@")[2].split(",")
        ports = [host.rpartition(":")[2] for host in hosts if ":" in host.rpartition("]")[2]]
    except ValueError:
        ports = [""]
    if not all(port.isascii() and port.isdecimal() for port in ports):
        raise ValueError("its host and port cannot be read; spell signs such as / and @ in a password as %2F and %40")
    if not parts.path.strip("/"):
        raise ValueError("it names no database; give postgresql://user:password@host:5432/database")


_OURS = ("/issuer", "/health", "/metrics")


def _webhook(text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme != "https" and parts.hostname not in _THIS_MACHINE:
        raise ValueError("Telegram posts to https:// alone; give the proxy's address, such as https://…/telegram")
    if not parts.hostname or parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("give an address alone, such as https://badges.example.org/telegram")
    if not re.fullmatch(r"(/[\w.~-]+)+", parts.path, re.ASCII) or parts.path.startswith(_OURS):
        raise ValueError("give it a path of its own, such as https://badges.example.org/telegram")
    return text.strip()


_SPAN = re.compile(r"(?=\S)(?:(\d{1,5})d)? ?(?:(\d{1,5})h)? ?(?:(\d{1,5})m)?")


def _span(text: str) -> timedelta:
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError("give days, hours and minutes, such as 2d, 36h or 366d 1h 30m")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _spanned(text: str) -> str:
    _span(text)
    return text


class IssuerSecrets(BaseModel):
    """What only this bot and one issuer know. Each is set as TEABREAK_ISSUERS__<ISSUER>__<NAME>."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    webhook_secrets: SigningKeys = None
    """The keys that sign what is posted on the route `webhook`, with spaces between them."""
    decision_keys: CheckingKeys = None
    """The keys that check what the issuer's system says of submissions, with spaces between them."""
    badgekit_secret: SecretStr | None = None
    """The secret that signs calls on the route `badgekit`."""
    obf_certificate: Path | None = None
    """The file of the client's certificate for the route `obf`, in PEM."""
    obf_key: Path | None = None
    """The file of that certificate's private key, in PEM and without a passphrase."""


class Settings(BaseSettings):
    """What an operator may set. deploy/README.md and deploy/teabreak.env.example show every one."""

    model_config = SettingsConfigDict(
        env_prefix="TEABREAK_",
        env_file=".env",
        env_ignore_empty=True,
        env_nested_delimiter="__",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment, then `.env`, then secrets in files."""
        del env_settings, dotenv_settings, file_secret_settings
        return init_settings, _Environment(settings_cls), _DotEnv(settings_cls), _SecretFiles(settings_cls)

    token: SecretStr | None = None
    """The bot's token from @BotFather. Without it, the local chat is started."""
    api_url: Annotated[str, AfterValidator(_address)] = TELEGRAM
    """The Bot API server: Telegram's, or one that you host yourself."""
    data: Path = Path("data")
    """The folder for the database and, on the route `folder`, for what is sent."""
    database: SecretStr | None = None
    """Where the database is: the path of a file for SQLite, or a `postgresql://` address. Without it: the file
    `teabreak.db` in the data folder. An address may hold a password."""
    media: str | None = None
    """Where files that people sent are kept: the whole path of a folder, which several machines may share, or
    `database` for the PostgreSQL database. Without it: the folder `media` in the data folder."""
    standby: bool = False
    """Whether a bot waits where another serves its PostgreSQL database, to take over once that one ends. Without it,
    it says so and ends."""
    together: bool = False
    """Whether several bots serve its PostgreSQL database at once, each with this setting."""
    takeover_seconds: float = Field(default=9.0, ge=1.0, le=14.0)
    """After how many seconds without a sign of life the others take over from one of them."""
    key_file: Path | None = None
    """The file with the key under which stored data are sealed. It must not stand in the data folder. Without it they
    are stored in the clear. Never the key itself: the environment is no place for it."""
    criteria: Path | None = None
    """A folder of your own with `badges`, `issuers` and `published.lock`. Without it: the one that comes with the
    program, which an update replaces."""
    route: RouteName | None = None
    """How submissions go out. Without it: `folder` in the local chat, else what the issuer's file says."""
    operator_name: str = ""
    """Who runs this bot. The privacy notice names them."""
    operator_contact: str = ""
    """Where people write to about their data: an address or a link."""
    by: str = Field(default="", max_length=100)
    """Who gives commands, for the record of what operators did. Without it: the system's user."""
    timezone: TimeZoneName = "Europe/London"
    """The zone of the dates that workers read."""
    nudges: Literal["on", "paused"] = "on"
    """`paused` sends no reminders to anybody. What is due meanwhile is sent later, or dropped, as its kind says."""
    keep_draft_days: int = Field(default=_KEPT.draft_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """For how many days a draft is kept that nobody works on. `RetentionSchedule` says of each kind what counts."""
    keep_set_aside_days: int = Field(default=_KEPT.set_aside_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for a draft that its worker said is not for them."""
    keep_undelivered_days: int = Field(default=_KEPT.undelivered_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for what was made ready and never reached its issuer."""
    keep_withdrawn_days: int = Field(default=_KEPT.withdrawn_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for a submission that its worker took back."""
    keep_decided_days: int = Field(default=_KEPT.decided_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for a submission that its issuer decided on."""
    keep_files_days: int = Field(default=_KEPT.files_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for the recordings and award files of such a submission."""
    keep_details_days: int = Field(default=_KEPT.details_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for the details of somebody who has no drafts."""
    keep_blocked_days: int = Field(default=_KEPT.blocked_days, ge=SHORTEST_DAYS, le=_LONGEST_DAYS)
    """The same for everything of somebody who has blocked the bot."""
    keep_parked_days: int = Field(default=_KEPT.parked_days, ge=1, le=_LONGEST_DAYS)
    """For how many days messages are kept that could not be handled."""
    keep_audit_days: int = Field(default=_KEPT.audit_days, ge=1, le=_LONGEST_DAYS)
    """For how many days it is kept which stage a draft moved to and when."""
    keep_operator_days: int = Field(default=_KEPT.operator_days, ge=31, le=_LONGEST_DAYS)
    """For how many days it is kept what operators did."""
    clock_offset: Annotated[str, AfterValidator(_spanned)] = "0d"
    """How far the bot's clock is ahead, for trying out reminders in the local chat: `2d`, `36h` or `366d 1h`."""
    file_limit_mb: int = Field(default=20, ge=1, le=100)
    """How large a recording the Bot API server hands over, in MB. Telegram's own hands over 20."""
    low_space_mb: int = Field(default=200, ge=0, le=1_000_000)
    """How many MB must be free on the disk of the data folder for recordings and badge files to be kept. Below that
    they are refused in plain words, and words are still kept. 0 refuses none."""
    whisper_folder: Path | None = None
    """A folder with a faster-whisper model, which writes recordings down on this machine."""
    whisper_url: Annotated[str, AfterValidator(_server)] | None = None
    """In place of a folder: a server that does it, by OpenAI's interface. Recordings are sent to it."""
    whisper_model: str = Field(default="", max_length=100)
    """The model's name as assessors read it; the server is asked for it by this name."""
    whisper_key: SecretStr | None = None
    """The server's key, if it wants one."""
    whisper_language: str = Field(default="en", pattern=r"^[a-z]{2,3}$")
    """The language in which recordings are written down, as its code of two or three letters. A model that is given
    none guesses it from the first half minute, and often wrongly for an accent that it does not know."""
    fetch_awards: bool = False
    """Whether an award of another badge is looked up at the address that it, or its worker, names. Off until the
    operator wants it: strangers then choose which public servers the bot speaks to."""
    chat_port: int = Field(default=8080, ge=0, le=65535)
    """The port of the local chat, on 127.0.0.1. 0 takes any free one."""
    web_port: int | None = Field(default=None, ge=0, le=65535)
    """The port on which issuers' systems are heard, and health and counts are told. Without it, nothing listens."""
    web_host: str = "127.0.0.1"
    """The address of this machine that it listens on. It speaks plain HTTP: put a proxy with TLS in front."""
    backup_folder: Path | None = None
    """The folder into which `teabreak backup` writes, where no file is named."""
    backup_keep: int = Field(default=14, ge=1, le=10_000)
    """How many backups stay in that folder."""
    backup_command: str = ""
    """A command line that is given each backup on its standard input, to take it to another machine."""
    backup_check_command: str = ""
    """A command line that writes the newest backup from there to its standard output, to be read back."""
    ready_database_seconds: int = Field(default=60, ge=0, le=86_400)
    """How old the last heartbeat in the database may be for `/health/ready`. 0 switches a check off."""
    ready_intake_seconds: int = Field(default=40, ge=0, le=86_400)
    """For how long Telegram may not have answered. A poll that finds nothing is answered after 30 seconds."""
    ready_outbox_minutes: int = Field(default=10, ge=0, le=100_000)
    """How long the oldest message may wait to be sent."""
    ready_delivery_hours: int = Field(default=6, ge=0, le=10_000)
    """How long the oldest submission may wait to be delivered."""
    ready_parked: int = Field(default=10, ge=0, le=1_000_000)
    """How many updates of a day may have been put aside because they could not be handled."""
    ready_backup_hours: int = Field(default=30, ge=0, le=10_000)
    """How old the last good backup may be. The local chat does not ask."""
    ready_issuer_minutes: int = Field(default=60, ge=0, le=100_000)
    """For how long an issuer's system may not have answered well."""
    webhook_url: Annotated[str, AfterValidator(_webhook)] | None = None
    """The public address to which Telegram posts updates, by a proxy with TLS that leads to our port. Without it, the
    bot polls."""
    webhook_window_seconds: int = Field(default=WINDOW_SECONDS, ge=30, le=86_400)
    """How many seconds the time of an issuer's message may lie from ours. More helps where a clock is wrong, and lets
    a message that was overheard be sent again for longer; its id is taken once all the same."""
    smtp_host: str = ""
    """The mail server that takes messages on the route `email`."""
    smtp_port: int | None = Field(default=None, ge=1, le=65535)
    """Its port. Without it: 587 for starttls, 465 for tls, 25 for none."""
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is kept private. `none` only reaches this machine."""
    smtp_user: str = ""
    """Who logs in. Without it, nobody does."""
    smtp_password: SecretStr | None = None
    """The password of `smtp_user`."""
    smtp_from: Mailbox | None = None
    """The address from which messages are sent, and to which comes back what cannot be delivered."""
    issuers: Mapping[str, IssuerSecrets] = {}
    """The secrets of each issuer, by its id as it is spelled in a variable; see `secrets`."""

    @field_validator("token")
    @classmethod
    def _token_has_its_form(cls, token: SecretStr | None) -> SecretStr | None:
        number, _, secret = token.get_secret_value().partition(":") if token else ("1", "", "x")
        if not (number.isascii() and number.isdigit() and secret and secret.isascii() and secret.isprintable()):
            raise ValueError("give the whole token from @BotFather, such as 123456:ABC-DEF")
        return token

    @field_validator("database")
    @classmethod
    def _database_is_a_path_or_an_address(cls, given: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if given is not None:
            _check_database(given.get_secret_value().strip(), info.data.get("data"))
        return given

    @field_validator("media")
    @classmethod
    def _media_have_a_place(cls, where: str | None, info: ValidationInfo) -> str | None:
        if where == "database":
            database = info.data.get("database")
            if database is None or not database.get_secret_value().strip().startswith(_POSTGRES):
                raise ValueError("TEABREAK_DATABASE is no PostgreSQL address, and a file holds no files; name a folder")
        elif where is not None:
            folder = Path(where)
            if not folder.is_absolute():
                raise ValueError("give `database`, or the whole path of a folder, such as /srv/teabreak/media")
            if not folder.parent.is_dir() or (folder.exists() and not folder.is_dir()):
                raise ValueError("there is no folder for it; make the one that it is to be in")
        return where

    @field_validator("standby")
    @classmethod
    def _who_stands_by_has_a_server(cls, standby: bool, info: ValidationInfo) -> bool:
        database = info.data.get("database")
        if standby and (database is None or not database.get_secret_value().strip().startswith(_POSTGRES)):
            raise ValueError("TEABREAK_DATABASE is no PostgreSQL address, and a file has one bot; take it out")
        return standby

    @field_validator("together")
    @classmethod
    def _who_serves_together_has_a_server(cls, together: bool, info: ValidationInfo) -> bool:
        database = info.data.get("database")
        if together and (database is None or not database.get_secret_value().strip().startswith(_POSTGRES)):
            raise ValueError("TEABREAK_DATABASE is no PostgreSQL address, and a file has one bot; take it out")
        if together and info.data.get("standby"):
            raise ValueError("TEABREAK_STANDBY has one bot serve at a time; take one of the two out")
        return together

    @field_validator("criteria")
    @classmethod
    def _criteria_are_there(cls, folder: Path | None) -> Path | None:
        if folder is None:
            return None
        try:
            if not folder.is_dir():
                raise ValueError(f"{folder} is no folder; make it, or take the setting out. {_CRITERIA_HOLD}")
            if not (folder / "badges").is_dir():
                raise ValueError(f"{folder} has no folder badges. {_CRITERIA_HOLD}")
        except OSError as error:
            raise ValueError(f"{folder} cannot be read by the user whom the bot runs as; let it read there") from error
        return folder

    @field_validator("clock_offset")
    @classmethod
    def _a_real_bot_keeps_the_time(cls, offset: str, info: ValidationInfo) -> str:
        if _span(offset) and info.data.get("token", "refused") is not None:
            raise ValueError("a bot on Telegram keeps the real time; take it out, or try it in the local chat")
        return offset

    @field_validator("operator_name", "operator_contact")
    @classmethod
    def _operator_is_named(cls, text: str, info: ValidationInfo) -> str:
        # The local chat speaks to nobody but the person at this machine. A token that was refused is not in `data`.
        if not text.strip() and info.data.get("token", "refused") is not None:
            raise ValueError("the privacy notice needs it; set it")
        return text

    @field_validator("backup_check_command")
    @classmethod
    def _what_is_checked_was_sent(cls, check: str, info: ValidationInfo) -> str:
        if check and not info.data.get("backup_command"):
            raise ValueError("TEABREAK_BACKUP_COMMAND is not set, so there is nothing to read back; set both")
        return check

    @field_validator("webhook_url")
    @classmethod
    def _the_webhook_has_a_port(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is not None and info.data.get("web_port", 0) is None:
            raise ValueError("TEABREAK_WEB_PORT is not set; set the port to which the proxy leads")
        return url

    @field_validator("whisper_url")
    @classmethod
    def _one_of_two_writes(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is not None and info.data.get("whisper_folder") is not None:
            raise ValueError("TEABREAK_WHISPER_FOLDER is set too; use one of the two")
        return url

    @field_validator("whisper_model")
    @classmethod
    def _a_server_is_told_the_model(cls, model: str, info: ValidationInfo) -> str:
        if not model.strip() and info.data.get("whisper_url") is not None:
            raise ValueError("the server needs it; give the name of the model that it should use")
        return model.strip()

    @field_validator("whisper_key")
    @classmethod
    def _key_fits_a_header(cls, key: SecretStr | None) -> SecretStr | None:
        given = key.get_secret_value() if key else "x"
        if not (given.isascii() and given.isprintable() and given.strip() == given):
            raise ValueError("give the key as the server's owner gave it, in one piece")
        return key

    def secrets(self, issuer: str) -> IssuerSecrets:
        """The secrets of an issuer, by the id in its file."""
        return self.issuers.get(spelled(issuer), IssuerSecrets())

    @field_validator("smtp_security")
    @classmethod
    def _what_is_sent_stays_private(cls, security: str, info: ValidationInfo) -> str:
        if security == "none" and info.data.get("smtp_host") not in _THIS_MACHINE:
            raise ValueError("none only reaches a server on this machine; use starttls or tls")
        return security

    def plain(self) -> str:
        """The settings that are not at their defaults, for the log; of secrets and of people, the name alone."""
        changed = (name for name, field in Settings.model_fields.items() if getattr(self, name) != field.default)
        return " ".join(name if name in _UNTOLD else f"{name}={getattr(self, name)}" for name in changed)

    @property
    def retention(self) -> RetentionSchedule:
        """For how long what is kept."""
        kept = {name.removeprefix("keep_"): getattr(self, name) for name in type(self).model_fields if _KEEPS(name)}
        return RetentionSchedule(**kept)

    @property
    def key_path(self) -> Path | None:
        """Where the key of sealed data is: the file that is set, else the credential `teabreak_key`; None for none."""
        folder = credentials_folder()
        given = folder / KEY_CREDENTIAL if folder else None
        return self.key_file or (given if given and given.is_file() else None)

    @property
    def database_at(self) -> str | None:
        """The path or the address of the database; None for the file in the data folder."""
        return self.database.get_secret_value().strip() if self.database else None

    @property
    def on_server(self) -> bool:
        """Whether the database is on a server, and not in a file."""
        return (self.database_at or "").startswith(_POSTGRES)

    @property
    def ahead(self) -> timedelta:
        """How far the bot's clock is ahead of the machine's."""
        return _span(self.clock_offset)

    @property
    def zone(self) -> ZoneInfo:
        """The operator's time zone."""
        return ZoneInfo(self.timezone)


_UNTOLD = (
    {"operator_name", "operator_contact", "smtp_user", "smtp_from", "issuers"}
    | {
        # They may hold addresses and names of accounts.
        "backup_command",
        "backup_check_command",
    }
    | {name for name, field in Settings.model_fields.items() if SecretStr in get_args(field.annotation)}
)
"""Settings whose values no line of the log holds."""


class _Environment(EnvSettingsSource):
    """The environment, without what names files of secrets."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name: value for name, value in super()._load_env_vars().items() if not _names_a_file(name)}


class _DotEnv(DotEnvSettingsSource):
    """The file `.env`, without what names files of secrets."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name: value for name, value in super()._load_env_vars().items() if not _names_a_file(name)}


class _SecretFiles(EnvSettingsSource):
    """Secrets that stand in files, as if they stood in the environment."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        sources = (DotEnvSettingsSource, EnvSettingsSource)
        variables = {name: value for source in sources for name, value in source(self.settings_cls).env_vars.items()}
        found = secret_files.contents(variables, credentials_folder(), _is_secret)
        return {name.lower(): value for name, value in found.items()}


def _is_secret(name: str) -> bool:
    """Whether a variable, in upper case, holds a secret, which may as well stand in a file."""
    issuer, _, ending = name.removeprefix(ISSUERS + BETWEEN).partition(BETWEEN)
    fields = IssuerSecrets.model_fields if name.startswith(ISSUERS + BETWEEN) and issuer else Settings.model_fields
    field = fields.get((ending if fields is IssuerSecrets.model_fields else name.removeprefix(PREFIX)).lower())
    return field is not None and SecretStr in get_args(field.annotation)


def _names_a_file(variable: str) -> bool:
    """Whether a variable names the file of a secret."""
    name = variable.upper()
    return name.endswith(secret_files.ENDING) and _is_secret(name.removesuffix(secret_files.ENDING))


def spelled(issuer: str) -> str:
    """An issuer's id as it stands in the name of a variable, in small letters: those names hold no dash."""
    return issuer.replace("-", "_")


def variable(issuer: str, secret: str) -> str:
    """The name of the variable that holds a secret of an issuer's: `secret` is a field of `IssuerSecrets`."""
    return f"TEABREAK_ISSUERS__{spelled(issuer)}__{secret}".upper()


def credentials_folder() -> Path | None:
    """The folder in which a supervisor puts secrets, a file each; None where there is none."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) if folder else None


def notify_socket() -> str | None:
    """Where systemd waits for signs of life; None where nobody does."""
    return os.environ.get("NOTIFY_SOCKET") or None


def system_user() -> str:
    """Who runs this program, as the system calls them; behind sudo, who called that."""
    with suppress(KeyError):
        return os.environ.get("SUDO_USER") or getpwuid(os.getuid()).pw_name
    return f"uid {os.getuid()}"


def told(settings: Settings) -> str:
    """What is set, for the record of what operators did: of secrets and issuers only that they are."""
    hidden = {"issuers", "operator_contact", "by"}
    shown = sorted(settings.model_fields_set - hidden)
    values = ((name, getattr(settings, name)) for name in shown)
    return ", ".join(name if isinstance(value, SecretStr) else f"{name}={value}" for name, value in values)


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
    return [name for name in names if not _names_a_file(name)]


def _line(location: tuple[int | str, ...], message: str, kind: str) -> str:
    said = message.removeprefix("Value error, ")
    name = f"TEABREAK_{'__'.join(str(part) for part in location).upper()}"
    if kind == "literal_error":
        said = said.replace("Input should be", "use").replace("'", "")
    return f"{name}: {said}"
