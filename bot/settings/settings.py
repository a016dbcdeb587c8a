"""All settings of the bot. Each has the prefix `TEABREAK_`, and `deploy/README.md` lists them."""

from typing import get_args

from pydantic import SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.settings.backup_settings import BackupSettings
from bot.settings.http_settings import HttpSettings
from bot.settings.issuer_settings import IssuerSettings
from bot.settings.mail_settings import MailSettings
from bot.settings.operator_settings import OperatorSettings
from bot.settings.retention_settings import RetentionSettings
from bot.settings.setting_sources import DotEnv, Environment, SecretFiles
from bot.settings.storage_settings import StorageSettings
from bot.settings.telegram_settings import TelegramSettings
from bot.settings.transcription_settings import TranscriptionSettings


class Settings(
    # Fields come in the reverse order, and a check sees those before its own: the token is read first.
    MailSettings,
    HttpSettings,
    BackupSettings,
    TranscriptionSettings,
    RetentionSettings,
    OperatorSettings,
    IssuerSettings,
    StorageSettings,
    TelegramSettings,
    BaseSettings,
):
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
        return init_settings, Environment(settings_cls), DotEnv(settings_cls), SecretFiles(settings_cls)

    def plain(self) -> str:
        """The settings that are not at their defaults, for the log; of secrets and of people, the name alone."""
        changed = (name for name, field in Settings.model_fields.items() if getattr(self, name) != field.default)
        return " ".join(name if name in _UNTOLD else f"{name}={getattr(self, name)}" for name in changed)


# Commands of backups may hold addresses and names of accounts.
_UNTOLD = {
    "operator_name",
    "operator_contact",
    "smtp_user",
    "smtp_from",
    "issuers",
    "backup_command",
    "backup_check_command",
} | {name for name, field in Settings.model_fields.items() if SecretStr in get_args(field.annotation)}
"""Settings whose values no line of the log holds."""


def told(settings: Settings) -> str:
    """What is set, for the record of what operators did: of secrets and issuers only that they are."""
    hidden = {"issuers", "operator_contact", "by"}
    shown = sorted(settings.model_fields_set - hidden)
    values = ((name, getattr(settings, name)) for name in shown)
    return ", ".join(name if isinstance(value, SecretStr) else f"{name}={value}" for name, value in values)
