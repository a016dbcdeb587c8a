"""What the operator of this bot has turned on, as far as a turn depends on it."""

from dataclasses import dataclass

from flows.model.retention_schedule import RetentionSchedule


@dataclass(frozen=True, slots=True)
class TranscriptionService:
    """A program that writes words down. Without a host, it runs where the bot runs, and no recording leaves."""

    host: str | None = None
    """The computer of somebody else to which recordings are sent, such as `speech.example.org`."""

    @property
    def told(self) -> str:
        """A word that tells whether a worker was told of this one, and not of another."""
        return self.host or "here"


@dataclass(frozen=True, slots=True)
class ChannelCapabilities:
    """What the messages of a channel can hold."""

    message_units: int = 4096
    """UTF-16 units of one message, once its markup is read. A worker's own words are cut into messages that fit.

    The bot's screens have 4,000 at most; a channel that takes less of a message sends such a screen in several.
    """
    button_bytes: int = 64
    """Bytes that come back from a button. Buttons have up to `LONGEST_DATA`; a channel that carries fewer keeps the
    data itself, and gives them back."""


_DEFAULTS = RetentionSchedule()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this bot can do beyond what every bot does."""

    transcription: TranscriptionService | None = None
    """Who writes recordings down, if the operator has anybody do it."""
    opens_pages: bool = False
    """Whether awards are looked up where they are published."""
    retention: RetentionSchedule = _DEFAULTS
    """For how long the operator keeps what."""
