"""`python -m benchmarks.sealing`, in `tests/`: what an update costs where data are sealed, beside data in the clear.

The conversation and the store of one process, without a channel: people write together, in turns with sealed data and
without. What the machine does besides meets both alike, so the ratio of the processor times is what to read. A whole
bot does more for each update, which is the same for both: its ratio is nearer to 1 than this one.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from support.conversation_driver import Sitting
from support.scripted_worker import BADGE, CODE
from support.talk import words

from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.store import Store
from bot.storage.stored.records import SendReceipt
from flows.engine.buttons import Action, Button
from flows.engine.events import CommandSent

FACTS = ("Isla Brown", "isla@example.org", "1234567", "3", "done", "Glen Care")


async def measure(data: Path, *, sealed: bool, people: int, together: int) -> float:
    """Milliseconds of processor time an update, all threads, while so many people write `together` at a time."""
    updates = 0
    async with Store.open(data, Keyring(MasterKey(bytes(32))) if sealed else None) as store:
        sitting = Sitting(store)
        began = time.process_time()
        for first in range(0, people, together):
            group = [f"telegram:{1000 + number}" for number in range(first, min(first + together, people))]
            for step in steps():
                await sitting.handle(*(step_of(sitting, person, step) for person in group))
                _reached(sitting)
                updates += len(group)
        return (time.process_time() - began) / updates * 1000


def steps() -> Iterator[str | Action]:
    """What one person does from /start to the last look: a text, or the action of a button."""
    yield "/start"
    yield Action.agree
    yield Action.right
    yield from FACTS
    for number, question in enumerate(BADGE.questions, 1):
        yield words(question.minimum // 2)
        yield words(question.minimum)
        yield Action.review if number == len(BADGE.questions) else Action.next
    yield Action.accept


def step_of(sitting: Sitting, person: str, step: str | Action) -> Mapping[str, object]:
    """The update of a step."""
    if step == "/start":
        start = CommandSent(at=sitting.clock.now(), fresh="0" * 32, name="start", argument=CODE)
        return sitting.arrives(person, start)
    if isinstance(step, str):
        return sitting.text(person, step, next(_KEYS))
    mine = [said.message for said in reversed(sitting.voice.rows[-400:]) if said.chat == person]
    buttons = (Button.parse(button.data) for message in mine for row in message.buttons for button in row)
    press = next(press for press in buttons if press is not None and press.action is step)
    return sitting.press(person, press.action, press.draft, press.about.wire)


def _numbers() -> Iterator[int]:
    number = 10
    while True:
        number += 1
        yield number


_KEYS = _numbers()


def _reached(sitting: Sitting) -> None:
    """Everything that was said has reached the phones; the receipts are written with the next batch."""
    for row in sitting.voice.rows[-400:]:
        if row.id > _reached_until.get(sitting, 0):
            sitting.conversation.mark(SendReceipt(row.id, next(_KEYS), None, sitting.ms))
            _reached_until[sitting] = row.id


_reached_until: dict[Sitting, int] = {}


def main() -> None:
    """Measures in turns, and prints the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sealing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--people", type=int, default=40)
    arguments = parser.parse_args()
    for together in (1, 10):
        found: list[Mapping[bool, float]] = []
        # The first round warms caches, and does not count.
        for number in range(arguments.rounds + 1):
            pair: dict[bool, float] = {}
            # Neither always comes first.
            for sealed in (False, True) if number % 2 else (True, False):
                with TemporaryDirectory() as folder:
                    work = measure(Path(folder), sealed=sealed, people=arguments.people, together=together)
                    pair[sealed] = asyncio.run(work)
            found += [pair] if number else []
        plain, sealing = (median(pair[sealed] for pair in found) for sealed in (False, True))
        ratio = median(pair[True] / pair[False] for pair in found)
        sys.stdout.write(
            f"{together} together: {plain:.2f} ms of processor time an update in the clear, {sealing:.2f} ms sealed; "
            f"ratio x {ratio:.3f} (wanted: at most 1.15)\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
