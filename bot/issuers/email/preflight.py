"""Checks the routes at the start, so that a worker hears of a problem before they send."""

from dataclasses import replace

import structlog

from bot.issuers.email.route import ends, mail_server
from bot.issuers.email.smtp import SmtpClient, SmtpTimeouts
from bot.issuers.registry import chosen
from bot.issuers.route import DeliveryError
from bot.settings.settings import Settings
from criteria.library import Library
from criteria.model import Issuer
from criteria.routes import BYTES_IN_MB, EmailRoute

WAITS = SmtpTimeouts(command=5.0, data=5.0, everything=10.0)
"""A start does not wait longer for a mail server that is down: it may be up when there is something to send."""

_log = structlog.get_logger(__name__)


async def settled(library: Library, settings: Settings, waits: SmtpTimeouts = WAITS) -> Library:
    """The library with each issuer's route as it is taken here, and no mailbox larger than what our server takes."""
    taken = [issuer.model_copy(update={"route": chosen(issuer, settings)}) for issuer in library.issuers]
    mailed = next((issuer.email for issuer in taken if issuer.route == "email" and issuer.email), None)
    room = await _room(mailed, settings, waits) if mailed else None
    return replace(library, issuers=tuple(_within(issuer, room) for issuer in taken))


async def _room(mailed: EmailRoute, settings: Settings, waits: SmtpTimeouts) -> int | None:
    """The largest message that the mail server says it takes, in bytes; None where it does not say, or is not there."""
    try:
        room = await SmtpClient(mail_server(settings), ends(mailed, settings), waits).room()
    except DeliveryError as problem:
        _log.warning("mail_server_not_ready", reason=problem.reason.value)
        return None
    _log.info("mail_server_ready", largest_mb=room // BYTES_IN_MB if room else None)
    return room


def _within(issuer: Issuer, room: int | None) -> Issuer:
    if issuer.email is None or room is None or room >= issuer.email.limit_mb * BYTES_IN_MB:
        return issuer
    return issuer.model_copy(update={"email": issuer.email.model_copy(update={"limit_mb": room // BYTES_IN_MB})})
