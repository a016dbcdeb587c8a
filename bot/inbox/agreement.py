"""What one issuer and the bot have agreed on: keys, and where decisions are posted to."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.signing.keys import Signer, Verifier


@dataclass(frozen=True, slots=True)
class Agreement:
    """The keys between one issuer and the bot, and the bot's address."""

    checkers: tuple[Verifier, ...]
    """What submissions are checked with."""
    signers: tuple[Signer, ...]
    """What decisions are signed with."""
    decisions: Callable[[], str | None]
    """Where decisions are posted to; None while the bot does not listen. Asked at each try."""
