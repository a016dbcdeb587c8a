"""The attacks of `make attacks`, short: another worker is answered with the batch that brings their message."""

import asyncio
from collections.abc import Sequence

import pytest
from endurance.attacks import attacks
from endurance.attacks.bench import ATTACKERS, WORKERS, Bench, Raw, bench

from bot.conversation.budget import Limits
from flows.rules.draft_limits import MOST_CHARACTERS

pytestmark = pytest.mark.slow

ANSWERS = 150
"""Messages to one attacker, at most: a refusal is said once, and the same press answered once."""


async def _read_all(made: Bench) -> str:
    await attacks.filled(made, 3)
    return await attacks.read_it_all(made, 40)


SHORT = {
    "blank lines after a paste": lambda made: attacks.blank_lines(made, 4),
    "long messages": lambda made: attacks.long_messages(made, 12),
    "Read it all, again and again": _read_all,
    "before consent": lambda made: attacks.before_consent(made, 500),
    "dense with details": lambda made: attacks.odd_details(made, 4),
    "four accounts": lambda made: attacks.four_accounts(made, 4),
}


class BatchWatch:
    """Looks after each batch at who was answered, and at how much waits."""

    def __init__(self, made: Bench) -> None:
        self._made = made
        self._handle = made.conversation.handle
        self.unfair: list[int] = []
        self.waiting = 0
        made.conversation.handle = self.handle  # type: ignore[method-assign]

    def _answered(self) -> int:
        return sum(self._made.phone.counts.get(one, 0) for one in WORKERS)

    async def handle(self, channel: str, batch: Sequence[Raw]) -> None:
        """Hands a batch on, and looks."""
        reads = (self._made.sitting._read[str(raw["update_id"])] for raw in batch)
        mine = sum(arrival.person in WORKERS for arrival in reads)
        before = self._answered()
        await self._handle(channel, batch)
        if self._answered() - before < mine:
            self.unfair.append(mine)
        waits = self._made.conversation._waiting.people
        self.waiting = max([self.waiting, *(one.updates for one in waits.values())])


@pytest.mark.parametrize("name", SHORT)
async def test_an_attack_is_felt_by_nobody_else(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are fair, queues are bounded, and little is kept, however much is sent."""
    monkeypatch.setattr(attacks, "WORKED_OFF", 2.0)
    async with bench() as made:
        watch, held = BatchWatch(made), made.size()
        polling = asyncio.create_task(made.poll())
        attack = asyncio.ensure_future(SHORT[name](made))
        await asyncio.wait_for(made.worker(5, pause=0), 60)
        await asyncio.wait_for(attack, 120)
        polling.cancel()
        assert watch.unfair == []
        assert watch.waiting <= Limits().waiting
        assert made.size() - held <= 10
        for person in ATTACKERS:
            assert attacks._characters(await made.sitting.draft(person)) <= MOST_CHARACTERS
            assert made.phone.counts.get(person, 0) <= ANSWERS
        assert made.phone.counts.get(attacks.STRANGER, 0) <= 2 * Limits().strangers.burst
