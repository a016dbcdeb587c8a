"""The ways to an issuer, each with what has to be known of it. Secrets stand in the environment, never here."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, HttpUrl

from criteria.fields import Model

RouteName = Literal["folder", "handover", "webhook"]
"""`folder`: into a folder of ours. `handover`: the worker takes it there, with the bot's help.
`webhook`: a signed POST to a system of the issuer's."""

SECTIONS: Mapping[RouteName, str] = {"webhook": "webhook"}
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
