"""`python -m endurance.sound_fuzz 10000 --seed 1`, in `tests/`: broken recordings by the thousand, through the child.

Each is a recording that was really encoded, then cut, shuffled or overwritten. Whatever a child does with one, the
bot is told in time, and is told one of the troubles that have a name. A crash of a child is counted and kept, as the
bot survives it: it is a fault of a decoder that is worth reporting.
"""

import argparse
import asyncio
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sounds import hostile, making

from bot.audio.probe import Prober
from flows.model.attachments.audio import AudioProblem

WALL = 20.0
SECONDS = 30
FORMS = ("flac", "wav", "oga", "alac", "aac")


@cache
def whole() -> tuple[bytes, ...]:
    """Recordings in every form that is allowed and can be made."""
    short = hostile.speech()[: making.RATE * 2]
    return (*map(making.recording, making.TEXTS), *(making.encoded(short, form) for form in FORMS))


def turned(file: bytearray, chance: random.Random) -> None:
    """A few bits turned over, most of them near the beginning, where the tables are."""
    for _ in range(chance.choice((1, 3, 10, 50))):
        file[chance.randrange(chance.choice((200, 2000, len(file)))) % len(file)] ^= 1 << chance.randrange(8)


def claimed(file: bytearray, chance: random.Random) -> None:
    """A number replaced by one that is as large, as small or as odd as it can be."""
    at = chance.randrange(min(len(file), chance.choice((200, 2000, 1 << 30))))
    file[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\1"))


def cut(file: bytearray, chance: random.Random) -> None:
    """A piece taken out, at the end or on the way."""
    at = chance.randrange(len(file))
    del file[at : chance.choice((len(file), at + chance.randrange(1, 5000)))]


def doubled(file: bytearray, chance: random.Random) -> None:
    """A piece said twice, or in another place."""
    at, size = chance.randrange(len(file)), chance.randrange(1, 3000)
    to = chance.randrange(len(file))
    file[to:to] = file[at : at + size]


def crossed(file: bytearray, chance: random.Random) -> None:
    """The rest of another recording."""
    other = chance.choice(whole())
    file[chance.randrange(len(file)) :] = other[chance.randrange(len(other)) :]


def scribbled(file: bytearray, chance: random.Random) -> None:
    """A stretch overwritten with noise."""
    at = chance.randrange(len(file))
    file[at : at + 200] = chance.randbytes(chance.randrange(1, 200))


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (turned, claimed, cut, doubled, crossed, scribbled)


def broken(seed: int) -> bytes:
    """The broken recording of this number; always the same."""
    chance = random.Random(seed)
    file = bytearray(chance.choice(whole()))
    for _ in range(chance.randrange(1, 4)):
        if file:
            chance.choice(WAYS)(file, chance)
    return bytes(file)


@dataclass
class Fuzzing:
    """What became of the recordings: how many of each trouble, and the numbers of those that ended a child."""

    seen: Counter[str] = field(default_factory=Counter)
    crashed: list[int] = field(default_factory=list)
    slowest: float = 0.0

    async def one(self, seed: int, prober: Prober) -> None:
        """Hears one, and holds what is said of it against what can be."""
        file = broken(seed)
        began = asyncio.get_running_loop().time()
        heard = await prober.probe(file)
        sound = heard.sound
        self.slowest = max(self.slowest, asyncio.get_running_loop().time() - began)
        self.seen[sound.trouble.name if sound.trouble else "heard"] += 1
        if sound.trouble in (AudioProblem.crashed, AudioProblem.timed_out):
            self.crashed.append(seed)
        assert 0 <= sound.speech_seconds <= sound.seconds <= SECONDS
        assert sound.size == len(file)
        assert len(heard.pcm) == round(sound.seconds * making.RATE) * 2
        assert not sound.partial or (sound.trouble and heard.pcm)


async def fuzz(times: int, seed: int, at_once: int = 2) -> Fuzzing:
    """Hears so many, some at once, and says what became of them."""
    fuzzing, prober = Fuzzing(), Prober(max_seconds=SECONDS, wall=WALL)
    left = iter(range(seed * 1_000_000, seed * 1_000_000 + times))

    async def line() -> None:
        for number in left:
            await fuzzing.one(number, prober)

    await asyncio.gather(*(line() for _ in range(at_once)))
    return fuzzing


def main() -> None:
    """So many, and where to keep what ended a child."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("times", type=int)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path)
    given = asked.parse_args()
    fuzzing = asyncio.run(fuzz(given.times, given.seed))
    sys.stdout.write(f"{dict(fuzzing.seen)}; slowest {fuzzing.slowest:.1f} s; ended a child: {fuzzing.crashed}\n")
    if given.keep:
        for number in fuzzing.crashed:
            (given.keep / f"{number}.bin").write_bytes(broken(number))


if __name__ == "__main__":
    main()
