"""Settings of what the bot serves: its port, Telegram's webhook, and the limits of `/health/ready`."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator

from bot.config.setting_fields import THIS_MACHINE
from bot.signing.standard_webhooks import WINDOW_SECONDS

_OURS = ("/issuer", "/health", "/metrics")


def _webhook(text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme != "https" and parts.hostname not in THIS_MACHINE:
        raise ValueError("Telegram posts to https:// alone; give the proxy's address, such as https://…/telegram")
    if not parts.hostname or parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("give an address alone, such as https://badges.example.org/telegram")
    if not re.fullmatch(r"(/[\w.~-]+)+", parts.path, re.ASCII) or parts.path.startswith(_OURS):
        raise ValueError("give it a path of its own, such as https://badges.example.org/telegram")
    return text.strip()


class HttpSettings(BaseModel):
    """Where the bot listens, and what it calls ready."""

    web_port: int | None = Field(default=None, ge=0, le=65535)
    """The port on which issuers' systems are heard, and health and counts are told. Without it, nothing listens."""
    web_host: str = "127.0.0.1"
    """The address of this machine that it listens on. It speaks plain HTTP: put a proxy with TLS in front."""
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

    @field_validator("webhook_url")
    @classmethod
    def _the_webhook_has_a_port(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is not None and info.data.get("web_port", 0) is None:
            raise ValueError("TEABREAK_WEB_PORT is not set; set the port to which the proxy leads")
        return url
