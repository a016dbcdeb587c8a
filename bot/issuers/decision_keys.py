"""The issuers whose systems may send decisions, and the keys that verify them."""

from collections.abc import Mapping, Sequence

from bot.issuers.route_context import RouteNotReady
from bot.settings.issuer_settings import variable
from bot.settings.settings import Settings
from bot.signing.keys import Verifier, checkers
from criteria.library import Library


def heard(library: Library, settings: Settings) -> Mapping[str, Sequence[Verifier]]:
    """The keys of each issuer whose system may send decisions, by the issuer's id.

    Raises RouteNotReady where there are keys and nothing listens.
    """
    kept = {issuer.id: settings.secrets(issuer.id).decision_keys for issuer in library.issuers}
    keys = {issuer: checkers(secret.get_secret_value()) for issuer, secret in kept.items() if secret is not None}
    if keys and settings.web_port is None:
        names = ", ".join(variable(issuer, "decision_keys") for issuer in sorted(keys))
        raise RouteNotReady([f"TEABREAK_WEB_PORT: {names} is set, and nothing listens; set the port, or take it out"])
    return keys
