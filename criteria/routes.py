"""Route names, and the sections of an issuer's file for `webhook` and `email`. No secrets."""

from collections.abc import Mapping
from typing import Annotated, Literal

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, HttpUrl

from criteria.fields import Model, Whole

RouteName = Literal["folder", "handover", "webhook", "email", "badgekit", "obf"]
"""`folder`: into a folder of ours. `handover`: the worker takes it there, with the bot's help.
`webhook`: a signed POST to a system of the issuer's. `email`: a message to a mailbox of theirs.
`badgekit` and `obf`: into such a system, in its own language."""

Carrier = Literal["bot", "worker", "either"]
"""Who takes a submission to its issuer: the bot, or the worker themselves. `either`: it depends on the badge."""

SECTIONS: Mapping[RouteName, str] = {name: name for name in ("webhook", "email", "badgekit", "obf")}
"""The section of an issuer's file that a route needs. Routes that are not here need none."""

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def _nobody_listens_in(url: HttpUrl) -> HttpUrl:
    if url.scheme != "https" and url.host not in _THIS_MACHINE:
        raise ValueError("give an address that starts with https:// (http:// only reaches this machine)")
    if url.username or url.password:
        raise ValueError("take the name and password out of the address; secrets stand in the environment")
    return url


SafeUrl = Annotated[HttpUrl, AfterValidator(_nobody_listens_in)]
"""An address to which evidence may go: over TLS, unless it stays on this machine, and without a secret in it."""


class WebhookRoute(Model):
    """A system of the issuer's that takes submissions as signed POSTs."""

    url: SafeUrl
    """Where submissions are posted to."""


def mailbox(text: str) -> str:
    """An email address as every mail server can carry it. Raises ValueError for one that is none."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        found = None
    if found is None or found.ascii_email is None:
        raise ValueError("give one address such as badges@example.org, in plain letters before the @")
    return found.ascii_email


Mailbox = Annotated[str, AfterValidator(mailbox)]
"""An email address that every mail server can carry: a domain of other letters is spelled as servers spell it."""

BYTES_IN_MB = 1_000_000


class EmailRoute(Model):
    """A mailbox of the issuer's that takes submissions as messages."""

    to: Mailbox
    """The address."""
    limit_mb: Whole = Field(default=20, ge=5, le=100)
    """The largest message that it takes, in MB of a million bytes, as the message is on its way."""
