"""What all tests share: each begins with the log as the library makes it, and the fast lane's profile is known."""

import asyncio
import gc
import inspect
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from support.examples import QUICK

from flows.rules import answer_lock

# Thousands of collected tests stay alive to the end: to search them for garbage again and again costs much.
gc.disable()

SLOW = "\npytestmark = pytest.mark.slow\n"
MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30
# Each turn is forced to the disk, and thousands of tests would wait for it. What is lost when a machine loses its power
# is shown by tests of the forcing itself; a killed process loses nothing in memory either.
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# The same examples in every run, and none that fails because the machine is busy: `make people` looks for others.
settings.register_profile(
    "suite", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")
settings.register_profile(QUICK, settings.get_profile("suite"), max_examples=20)


def pytest_addoption(parser: pytest.Parser) -> None:
    """On which engine tests keep their data that do not say it themselves."""
    parser.addoption("--engine", choices=("sqlite", "postgres"), default="sqlite")


@pytest.fixture(autouse=True)
def log_as_it_comes() -> Iterator[None]:
    """A command that was run in this process has set up the log for its own standard error."""
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session", autouse=True)
def cost_of_pins() -> Iterator[int]:
    """What it costs to try a PIN outside tests, which would each wait for it. Digests are as long and as different."""
    real = answer_lock._COST
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answer_lock, "_COST", 2)
        yield real


@pytest.fixture
async def connections_end() -> AsyncIterator[None]:
    """What an asynchronous test has closed is gone at its end, and no later test is blamed for it."""
    yield
    for _ in range(3):
        await asyncio.sleep(0)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Only tests that use the loop pay for it: most do not, and it costs each more than the rest of its start."""
    if inspect.iscoroutinefunction(metafunc.function):
        metafunc.fixturenames.insert(0, "connections_end")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The fast lane does not even import a module of which every test is slow."""
    fast = config.option.markexpr == "not slow" and collection_path.suffix == ".py"
    return True if fast and SLOW in collection_path.read_text(encoding="utf-8") else None


def pytest_collection_finish() -> None:
    """What was collected is no garbage before the end, and only what tests make is searched for it."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    gc.enable()
