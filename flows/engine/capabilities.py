"""Who writes down what is said in recordings, as far as a worker has to know it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TranscriptionService:
    """A program that writes words down. Without a host, it runs where the bot runs, and no recording leaves."""

    host: str | None = None
    """The computer of somebody else to which recordings are sent, such as `speech.example.org`."""

    @property
    def told(self) -> str:
        """A word that tells whether a worker was told of this one, and not of another."""
        return self.host or "here"
