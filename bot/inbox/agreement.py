"""The keys between one issuer and the bot, and the address to which decisions are posted."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.signing.keys import Signer, Verifier


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the inbox needs to exchange messages with the bot for one issuer."""

    checkers: tuple[Verifier, ...]
    """Verify submissions."""
    signers: tuple[Signer, ...]
    """Sign decisions."""
    decisions: Callable[[], str | None]
    """Where decisions are posted to; None while the bot does not listen. Asked at each try."""
