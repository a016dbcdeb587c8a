"""Settings of a mail server, which the bot and the desk share."""

from typing import Literal

from pydantic import BaseModel, Field, SecretStr, ValidationInfo, field_validator

from bot.config.setting_fields import THIS_MACHINE


class SmtpSettings(BaseModel):
    """The mail server, and how it is reached."""

    smtp_host: str = ""
    """The mail server that takes messages."""
    smtp_port: int | None = Field(default=None, ge=1, le=65535)
    """Its port. Without it: 587 for starttls, 465 for tls, 25 for none."""
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is kept private. `none` only reaches this machine."""
    smtp_user: str = ""
    """Who logs in. Without it, nobody does."""
    smtp_password: SecretStr | None = None
    """The password of `smtp_user`."""

    @field_validator("smtp_security")
    @classmethod
    def _what_is_sent_stays_private(cls, security: str, info: ValidationInfo) -> str:
        if security == "none" and info.data.get("smtp_host", "") not in THIS_MACHINE:
            raise ValueError("none only reaches a server on this machine; use starttls or tls")
        return security
