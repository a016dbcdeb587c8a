"""What an operator asks to be put right of one person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DetailCorrection:
    """A detail as it should be: in drafts that are not sent, and for the next badge."""

    fact: str
    """The id of the fact in the badge's file, such as `email`."""
    value: str
