"""Whatever a person does, in any order, the store has it as it is: the machine of promises, over both engines."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from machine.through_store import StoredPerson
from support.server_folders import address_of

from bot.storage.sealing.keyring import Keyring
from bot.storage.store import Store
from tests.bot.storage.filled import KEY

PEOPLE, STEPS = 1, 15
"""As many as the suite has time for; `make test-postgres` meets more."""


@pytest.fixture
def loop() -> Iterator[asyncio.Runner]:
    """A loop of this test's own: Hypothesis calls, and does not wait."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture
def opened(loop: asyncio.Runner) -> Iterator[list[Store]]:
    """The store that is open, if any; closed at the end."""
    stores: list[Store] = []
    yield stores
    _close(loop, stores)


@pytest.mark.slow
@pytest.mark.parametrize("sealed", [False, True])
def test_what_a_person_did_is_what_is_stored(
    data: Path, loop: asyncio.Runner, opened: list[Store], request: pytest.FixtureRequest, *, sealed: bool
) -> None:
    """Every session, draft and pack comes back as it went in, and no turn finds anything else before it."""

    def new_store() -> tuple[asyncio.Runner, Store]:
        _close(loop, opened)
        if address_of(data):
            request.getfixturevalue("postgres").empty(address_of(data))
        else:
            shutil.rmtree(data, ignore_errors=True)
        opened.append(loop.run(Store.start(data, Keyring(KEY) if sealed else None)))
        return loop, opened[0]

    StoredPerson.new_store = staticmethod(new_store)
    many = 1 if request.config.option.engine == "sqlite" else 30
    run_state_machine_as_test(
        StoredPerson,
        settings=settings(
            max_examples=PEOPLE * many,
            stateful_step_count=STEPS if many == 1 else 2 * STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def _close(loop: asyncio.Runner, opened: list[Store]) -> None:
    while opened:
        loop.run(opened.pop().close())
