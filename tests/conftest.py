"""What all tests share: each begins with the log as the library makes it, and the fast lane's profile is known."""

from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings
from support.examples import QUICK

settings.register_profile(QUICK, max_examples=20, deadline=None)


@pytest.fixture(autouse=True)
def log_as_it_comes() -> Iterator[None]:
    """A command that was run in this process has set up the log for its own standard error."""
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()
