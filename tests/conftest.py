"""What all tests share: each begins with the log as the library makes it, whatever the one before has set."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def log_as_it_comes() -> Iterator[None]:
    """A command that was run in this process has set up the log for its own standard error."""
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()
