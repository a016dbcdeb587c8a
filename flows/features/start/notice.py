"""The version of the privacy notice. Consent is stored with it, so change it whenever the notice's words change."""

from criteria.routes import Carrier
from flows.engine.capabilities import TranscriptionService

VERSION = "2026-12"

_CARRIED = {"bot": "", "worker": ", you send", "either": ", you or I send"}


def version(scribe: TranscriptionService | None, carrier: Carrier) -> str:
    """The notice as it reads for one bot: it also says who sends applications, and who writes recordings down."""
    told = f", {scribe.told}" if scribe else ""
    return f"{VERSION}{_CARRIED[carrier]}{told}"
