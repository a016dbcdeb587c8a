"""Where settings are read from: the environment, a `.env` file, and files of secrets."""

from collections.abc import Mapping
from typing import get_args

from pydantic import SecretStr
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource

from bot.config import secret_files
from bot.config.setting_names import BETWEEN, ISSUERS, PREFIX
from bot.settings.issuer_settings import IssuerSecrets
from bot.settings.process_environment import credentials_folder


class Environment(EnvSettingsSource):
    """The environment, without what names files of secrets."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return _without_files(super()._load_env_vars(), self.settings_cls)


class DotEnv(DotEnvSettingsSource):
    """The file `.env`, without what names files of secrets."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return _without_files(super()._load_env_vars(), self.settings_cls)


class SecretFiles(EnvSettingsSource):
    """Secrets that stand in files, as if they stood in the environment."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        sources = (DotEnvSettingsSource, EnvSettingsSource)
        variables = {name: value for source in sources for name, value in source(self.settings_cls).env_vars.items()}
        found = secret_files.contents(variables, credentials_folder(), lambda name: is_secret(name, self.settings_cls))
        return {name.lower(): value for name, value in found.items()}


def _without_files(variables: Mapping[str, str | None], settings: type[BaseSettings]) -> Mapping[str, str | None]:
    return {name: value for name, value in variables.items() if not names_a_file(name, settings)}


def is_secret(name: str, settings: type[BaseSettings]) -> bool:
    """Whether a variable, in upper case, holds a secret, which may as well stand in a file."""
    issuer, _, ending = name.removeprefix(ISSUERS + BETWEEN).partition(BETWEEN)
    fields = IssuerSecrets.model_fields if name.startswith(ISSUERS + BETWEEN) and issuer else settings.model_fields
    field = fields.get((ending if fields is IssuerSecrets.model_fields else name.removeprefix(PREFIX)).lower())
    return field is not None and SecretStr in get_args(field.annotation)


def names_a_file(variable: str, settings: type[BaseSettings]) -> bool:
    """Whether a variable names the file of a secret."""
    name = variable.upper()
    return name.endswith(secret_files.ENDING) and is_secret(name.removesuffix(secret_files.ENDING), settings)
