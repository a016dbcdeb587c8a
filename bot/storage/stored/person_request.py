"""What an operator asks of the data of one person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """A detail to put right, in drafts that are not sent and for the next badge; or a lock to take off."""

    fact: str = ""
    """The id of the fact in the badge's file, such as `email`; empty for the other wish."""
    value: str = ""
    lock_off: bool = False
    """Whether the lock on their answers is what is to go."""
