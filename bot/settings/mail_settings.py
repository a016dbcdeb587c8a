"""Settings of the mail server for the route `email`."""

from bot.config.smtp_settings import SmtpSettings
from criteria.routes import Mailbox


class MailSettings(SmtpSettings):
    """The server, and who sends."""

    smtp_from: Mailbox | None = None
    """The address from which messages are sent, and to which comes back what cannot be delivered."""
