"""Settings of the program that writes recordings down."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, SecretStr, ValidationInfo, field_validator

from bot.config.setting_fields import address


def _server(text: str) -> str:
    found = address(text)
    parts = urlsplit(found)
    if parts.hostname is None or parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("give the server's base address alone, such as https://speech.example.org/v1")
    return found


class TranscriptionSettings(BaseModel):
    """A model on this machine, or a server."""

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
