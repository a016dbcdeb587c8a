"""What an operator asks to be put right of one person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DetailCorrection:
    """A detail as it should be: in drafts that are not sent, and for the next badge. Or the lock that is to go."""

    fact: str = ""
    """The id of the fact in the badge's file, such as `email`."""
    value: str = ""
    lock_off: bool = False
    """The lock on their answers is to be taken off, and no detail changed."""
