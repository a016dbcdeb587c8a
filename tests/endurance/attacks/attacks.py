"""The attacks: each sends what one account can, or a few, and says what became of it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping

from endurance.attacks.bench import ATTACKERS, Bench
from support.scripted_worker import BADGE

from flows.engine.buttons import Action
from flows.model.draft import Draft

ATTACKER = ATTACKERS[0]
STRANGER = "telegram:99"
SENTENCE = "I sat with the team and we looked at the audit of medicines for the month. "
LONG = (SENTENCE * 60)[:4090]

WORKED_OFF = 20.0
"""Seconds for which what waits on disk is worked off at most, and others are watched meanwhile."""

Attack = Callable[[Bench], Awaitable[str]]


def paste() -> str:
    """A statement with two headings."""
    first, second = BADGE.questions[:2]
    return f"{first.heading}\n{SENTENCE * 20}\n\n{second.heading}\n{SENTENCE * 25}"[:4090]


async def _held(bench: Bench, person: str = ATTACKER) -> str:
    if hasattr(bench.conversation, "idle"):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(bench.conversation.idle()), WORKED_OFF)
    draft = await bench.sitting.draft(person)
    return f"{_characters(draft) / 1000:.0f}k characters kept"


def _characters(draft: Draft) -> int:
    every = [part for given in draft.answers.values() for part in given.parts]
    every += [*draft.unplaced, *draft.pasted, *(part for one in draft.shared for part in one)]
    return sum(len(getattr(part, "text", "")) for part in every)


async def blank_lines(bench: Bench, messages: int = 40) -> str:
    """A paste with two headings, then messages of blank lines, each of which may be more of it."""
    bench.send(bench.text(ATTACKER, paste()))
    for number in range(messages):
        bench.send(bench.text(ATTACKER, f"and {number} more words of it, one for each line\n\n" + "word\n\n" * 600))
    await bench.drained()
    return await _held(bench)


async def long_messages(bench: Bench, messages: int = 400) -> str:
    """Many messages that are as long as a message can be."""
    bench.send(*(bench.text(ATTACKER, f"{number} {LONG}"[:4090]) for number in range(messages)))
    await bench.drained()
    return await _held(bench)


async def filled(bench: Bench, messages: int = 14) -> str:
    """A draft as large as it can be, before the attack itself."""
    bench.send(*(bench.text(ATTACKER, f"{number} {LONG}"[:4090]) for number in range(messages)))
    await bench.drained()
    return await _held(bench)


async def read_it_all(bench: Bench, presses: int = 60) -> str:
    """Presses that show all of a large draft, again and again, and something else between: the same one waits once."""
    draft = bench.drafts[ATTACKER].id
    said = bench.phone.counts.get(ATTACKER, 0)
    for _ in range(presses):
        bench.send(bench.press(ATTACKER, Action.read_all, draft), bench.press(ATTACKER, Action.review, draft))
    await bench.drained()
    await _held(bench)
    return f"{bench.phone.counts.get(ATTACKER, 0) - said} messages said"


async def five_megabytes(bench: Bench, messages: int = 1300) -> str:
    """A draft of five megabytes, and a turn on it now and then."""
    return await long_messages(bench, messages)


async def before_consent(bench: Bench, messages: int = 20_000) -> str:
    """Messages of somebody who never agreed."""
    for first in range(0, messages, 100):
        bench.send(*(bench.text(STRANGER, f"hello {number}") for number in range(first, min(first + 100, messages))))
        # Two thousand a second: far more than Telegram takes from one account.
        await asyncio.sleep(0.05)
    await bench.drained()
    return f"{bench.phone.counts.get(STRANGER, 0)} replies queued"


async def odd_details(bench: Bench, messages: int = 60) -> str:
    """Messages that are dense with numbers and names, each of which is looked at for personal details."""
    dense = "07700 900123 and Mrs Jane Example born 12/03/1951, CHI 1203510123; "
    bench.send(*(bench.text(ATTACKER, (dense * 70)[:4000] + f" {number}") for number in range(messages)))
    await bench.drained()
    return await _held(bench)


async def four_accounts(bench: Bench, messages: int = 100) -> str:
    """Four accounts that send a paste, and long messages after it."""
    for number in range(messages):
        bench.send(*(bench.text(person, paste() if not number else f"{number} {LONG}"[:4090]) for person in ATTACKERS))
    await bench.drained()
    return await _held(bench)


ATTACKS: Mapping[str, Attack] = {
    "a paste and 40 messages of blank lines": blank_lines,
    "400 long messages": long_messages,
    "60 presses of Read it all": read_it_all,
    "a draft of 5 MB": five_megabytes,
    "20,000 messages before consent": before_consent,
    "60 messages dense with details": odd_details,
    "four accounts, 100 long messages each": four_accounts,
}
BEFORE: Mapping[str, Attack] = {"60 presses of Read it all": filled}
"""What is done before an attack, and is not measured."""
