"""Sends sign-in links by email."""

from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage

import aiosmtplib
import structlog

from bot.desk.desk_settings import DeskSettings
from bot.desk.sentences import plain

_SECONDS = 20.0
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_log = structlog.get_logger(__name__)


class LoginMail:
    """Sends a link with its code. `tell` is given what a person at the terminal reads where there is no mail server."""

    def __init__(self, settings: DeskSettings, tell: Callable[[str], object]) -> None:
        self._settings = settings
        self._tell = tell

    async def send(self, to: str, link: str, code: str) -> None:
        """Send it; trouble is logged by its kind. Without a mail server it is told at the terminal."""
        settings = self._settings
        if not settings.smtp_host:
            self._tell(plain("mail-at-terminal", link=link, code=code))
            return
        message = EmailMessage()
        message["From"] = Address(settings.issuer_name, addr_spec=settings.smtp_from or "")
        message["To"] = to
        message["Subject"] = plain("mail-subject", issuer=settings.issuer_name)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(plain("mail-text", issuer=settings.issuer_name, link=link, code=code))
        password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
        try:
            await aiosmtplib.send(
                message,
                hostname=settings.smtp_host,
                port=settings.smtp_port or _PORTS[settings.smtp_security],
                use_tls=settings.smtp_security == "tls",
                start_tls=settings.smtp_security == "starttls",
                username=settings.smtp_user or None,
                password=password,
                timeout=_SECONDS,
            )
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            # The text of the error may hold the address.
            _log.warning("sign_in_mail_failed", kind=type(error).__name__)
