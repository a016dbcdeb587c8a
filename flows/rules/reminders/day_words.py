"""Days of the week as people type them: "not weekends", "only mondays", "mon to fri", "any day but friday"."""

import re

from flows.model.reminders import EVERY_DAY

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
_DAY = {name: number for number, name in enumerate(_NAMES, 1)} | _SHORT
_SPANS = {
    "weekend": (6, 7), "weekday": (1, 2, 3, 4, 5), "week day": (1, 2, 3, 4, 5), "working day": (1, 2, 3, 4, 5),
    "during the week": (1, 2, 3, 4, 5), "through the week": (1, 2, 3, 4, 5), "midweek": (2, 3, 4),
}  # fmt: skip
_EVERY = re.compile(
    r"\b(?:every ?day|all (?:days|week|of them|the days)|any ?(?:day|time)|daily|all|whole week|7 days)\b"
)
_RANGE = re.compile(r"\b(\w+?)s?(?: ?- ?| to | till | until | through )(\w+?)s?\b")
_NOT = re.compile(r"\b(?:not|no|never|dont|except|but|bar|without|apart from|skip|leave out|off on|remove)\b")
_ADD = re.compile(r"^(?:and|also|add|plus)\b|\b(?:as well|too)$")
_MOST_WORDS = 14


def days_meant(text: str, now: tuple[int, ...]) -> tuple[int, ...] | None:
    """Which days are meant, 1 for Monday, where those of `now` are chosen; None where no day is named, or none is left.

    "Not" takes days away, "also" adds them, and days without either are the only ones from then on.
    """
    said = " ".join(re.sub(r"[\u2010-\u2015]", "-", re.sub("[\u2019'`]", "", text.casefold())).split())
    if len(said.split()) > _MOST_WORDS:
        return None
    cut = _NOT.search(said)
    kept, left_out = (said[: cut.start()], said[cut.end() :]) if cut else (said, "")
    named, gone = _named(kept), _named(left_out)
    if cut and not gone:
        return None
    if _EVERY.search(kept):
        named = frozenset(EVERY_DAY)
    if not named and not gone:
        return None
    chosen = named or frozenset(now)
    if named and _ADD.search(said):
        chosen = named | frozenset(now)
    return tuple(sorted(chosen - gone)) or None


def _named(said: str) -> frozenset[int]:
    days = {n for span, numbers in _SPANS.items() if re.search(rf"\b{span}s?\b", said) for n in numbers}
    for first, last in _RANGE.findall(said):
        if first in _DAY and last in _DAY:
            low, high = _DAY[first], _DAY[last]
            days |= {n for n in EVERY_DAY if (low <= n <= high if low <= high else n >= low or n <= high)}
    days |= {_DAY[word] for word in re.findall(r"[a-z]+", said) if word in _DAY}
    days |= {_DAY[word.removesuffix("s")] for word in re.findall(r"[a-z]+s", said) if word.removesuffix("s") in _DAY}
    return frozenset(days)
