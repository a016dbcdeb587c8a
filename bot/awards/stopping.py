"""How a check ends before it is through: with a reason, and with what the award says of itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.awards import Award, Doubt, Fault


class Doubtful(Exception):
    """It cannot be checked. Holds no word of what was read, but `award`."""

    def __init__(self, why: Doubt) -> None:
        super().__init__(why.value)
        self.why = why
        self.award: Award | None = None


class Refused(Exception):
    """It is not right. Holds no word of what was read, but `award`."""

    def __init__(self, why: Fault) -> None:
        super().__init__(why.value)
        self.why = why
        self.award: Award | None = None


@contextmanager
def about(award: Award) -> Iterator[None]:
    """Lets what stops the check know which award it was about."""
    try:
        yield
    except (Doubtful, Refused) as stopped:
        # Nearer to the trouble, more was known.
        stopped.award = stopped.award or award
        raise
