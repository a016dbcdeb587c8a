"""Settings of the mail server for the route `email`."""

from typing import Literal

from pydantic import BaseModel, Field, SecretStr, ValidationInfo, field_validator

from bot.settings.address_fields import THIS_MACHINE
from criteria.routes import Mailbox


class MailSettings(BaseModel):
    """The server, and how it is reached."""

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

    @field_validator("smtp_security")
    @classmethod
    def _what_is_sent_stays_private(cls, security: str, info: ValidationInfo) -> str:
        if security == "none" and info.data.get("smtp_host") not in THIS_MACHINE:
            raise ValueError("none only reaches a server on this machine; use starttls or tls")
        return security
