"""Exceptions that end a check early, with the reason and what the award says of itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.model.attachments.award_check import Award, AwardDoubt, AwardFault


class CouldNotCheck(Exception):
    """It cannot be checked. Holds no word of what was read, but `award`."""

    def __init__(self, why: AwardDoubt) -> None:
        super().__init__(why.value)
        self.why = why
        self.award: Award | None = None


class AwardRefused(Exception):
    """It is not right. Holds no word of what was read, but `award`."""

    def __init__(self, why: AwardFault) -> None:
        super().__init__(why.value)
        self.why = why
        self.award: Award | None = None


@contextmanager
def about(award: Award) -> Iterator[None]:
    """Lets what stops the check know which award it was about."""
    try:
        yield
    except (CouldNotCheck, AwardRefused) as stopped:
        # Nearer to the trouble, more was known.
        stopped.award = stopped.award or award
        raise
