"""The version of the privacy notice. Consent is stored with it, so change it whenever the notice's words change."""

from flows.engine.capabilities import TranscriptionService

VERSION = "2026-12"


def version(scribe: TranscriptionService | None) -> str:
    """The notice as it reads for one bot: it also says who writes recordings down, and where."""
    return VERSION if scribe is None else f"{VERSION}, {scribe.told}"
