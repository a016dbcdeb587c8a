"""Retry delays."""

from bot.storage.stored.records import DueEffect

FIRST_DELAY_MS = 1_000
LONGEST_DELAY_MS = 3_600_000
LONGEST_ASKED_MS = 6 * 3_600_000
"""How long an issuer may ask to be left alone at a time. Whatever asks for more is asked again then."""
LONG_ENOUGH_MS = 3 * 24 * 3_600_000
"""About three days: an issuer's system that was down over a weekend is back."""
OFTEN_ENOUGH = 12
"""So many tries are made even where the bot itself was down for longer than that. Their delays come to an hour."""

WORTH_TELLING_MS = 10 * 60_000
"""A worker whose submission goes out no sooner than this after they sent it is told that it waits."""


def delay_ms(tries: int) -> int:
    """How long to wait after a failure that so many came before: doubling, to an hour."""
    return min(LONGEST_DELAY_MS, FIRST_DELAY_MS << min(tries, 20))


def delivery_delay_ms(due: DueEffect, now_ms: int, asked: float | None, chance: float) -> int | None:
    """How long a delivery that has failed now is put off; None where it was tried for long enough.

    `asked` is how many seconds the issuer's side wants to be left alone: never less is waited, up to a bound.
    `chance`, from 0 to 1, spreads those who failed together; up to half is taken off a delay of our own choosing.
    """
    if now_ms - due.since_ms >= LONG_ENOUGH_MS and due.tries + 1 >= OFTEN_ENOUGH:
        return None
    ours = round(delay_ms(due.tries) * (1 - chance / 2))
    theirs = min(LONGEST_ASKED_MS, round((asked or 0) * 1000 * (1 + chance / 10)))
    return max(ours, theirs)
