"""Makes the routes into BadgeKit and Open Badge Factory from the settings."""

import ssl
import time
from pathlib import Path

from bot.issuers.badgekit.api import BadgeKitApi
from bot.issuers.badgekit.route import BadgeKitDelivery
from bot.issuers.obf.route import ObfDelivery
from bot.issuers.route_context import RouteContext, RouteNotReady
from bot.settings.issuer_settings import variable
from criteria.model import Issuer


def badgekit(issuer: Issuer, means: RouteContext) -> BadgeKitDelivery:
    """The route into the issuer's BadgeKit system. Raises RouteNotReady without its section or its secret."""
    section, secret = issuer.badgekit, means.settings.secrets(issuer.id).badgekit_secret
    if section is None or secret is None:
        raise RouteNotReady([f"{variable(issuer.id, 'badgekit_secret')}: set the secret that signs calls to BadgeKit"])
    return BadgeKitDelivery(section, BadgeKitApi(str(section.url), section.key, secret, time.time))


def factory(issuer: Issuer, means: RouteContext) -> ObfDelivery:
    """The route to the issuer's Open Badge Factory client. Raises RouteNotReady without a certificate that works."""
    secrets = means.settings.secrets(issuer.id)
    certificate, key = secrets.obf_certificate, secrets.obf_key
    lacking = [
        f"{variable(issuer.id, name)}: set the file of the client's {what}, in PEM"
        for name, what, value in (
            ("obf_certificate", "certificate", certificate),
            ("obf_key", "private key", key),
        )
        if value is None
    ]
    if issuer.obf is None or certificate is None or key is None:
        raise RouteNotReady(lacking)
    return ObfDelivery(issuer.obf, _shown(issuer, certificate, key), means.recording)


def _shown(issuer: Issuer, certificate: Path, key: Path) -> ssl.SSLContext:
    """Checks their certificate, and shows ours."""
    context = ssl.create_default_context()
    try:
        # A key with a passphrase must not make the program wait for somebody at its keyboard.
        context.load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ValueError):
        pass
    else:
        return context
    names = " and ".join(variable(issuer.id, name) for name in ("obf_certificate", "obf_key"))
    raise RouteNotReady([f"{names}: these files cannot be used together; give a certificate and its own key, in PEM"])
