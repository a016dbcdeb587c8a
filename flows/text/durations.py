"""How long recordings are, and how long speaking takes, in words."""

from math import ceil

from flows.engine.screen import Phrases

SLOW = 130
"""Words a minute at which people think aloud to a phone. A time said to a worker comes from the slow side."""


def speaking_time(say: Phrases, words: int) -> str:
    """How long it takes to say so many words."""
    return length(say, 5 * ceil(words * 60 / SLOW / 5))


def length(say: Phrases, seconds: float) -> str:
    """A length, in minutes and seconds."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    if not minutes:
        return say.plain("length-seconds", seconds=rest)
    return say.plain("length-minutes" if rest else "length-whole", minutes=minutes, seconds=rest)
