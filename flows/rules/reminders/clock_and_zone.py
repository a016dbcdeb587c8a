"""Times of day, places and months as people type them."""

import re
from datetime import time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from flows.rules.language_files import patterns, sections, table

_TIME = re.compile(r"(\d{1,2})(?:[:. h]?(\d{2}))? ?(a\.?m\.?|p\.?m\.?|at night)?\.?")
_PATTERNS = patterns("message_patterns")
_SPOKEN = (
    (r"\bin the morning\b|\bmorning\b", "am"),
    (r"\bin the afternoon\b|\bafternoon\b", "pm"),
    (r"\bin the evening\b|\bevening\b|\btonight\b", "pm"),
    (r"\bo clock\b|\boclock\b", ""),
    (r"\bat night\b|\bnight\b", "at night"),
)
_NAMED = {"noon": time(12), "midday": time(12), "12 noon": time(12), "midnight": time(0), "12 midnight": time(0)}
_HOURS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_MINUTES = {"quarter": 15, "a quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
_PAST = re.compile(
    rf"(?P<minutes>{'|'.join(sorted(_MINUTES, key=len, reverse=True))}|\d{{1,2}})(?: minutes)? ?"
    rf"(?P<way>past|after|to|til|till|before|) ?(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})\b"
)
_WHOLE_HOUR = re.compile(rf"^(?P<hour>{'|'.join(_HOURS)})(?: (?P<minutes>thirty|fifteen|forty five))?\b")
_SPOKEN_MINUTES = {"thirty": 30, "fifteen": 15, "forty five": 45, None: 0}
_NIGHT_ENDS = 5
"""The hours of "3 at night" are those after midnight; from here on they are those of the evening."""

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def clock(text: str) -> time | None:
    """A time of day, such as "10:30", "about 2pm", "half ten", "9 at night" or "noon"; None for anything else."""
    said = " ".join(re.sub("[\u2019'`]", " ", text).split()).casefold().rstrip(".!")
    for words, meant in _SPOKEN:
        said = re.sub(words, f" {meant} ", said)
    said = re.sub(r"\bat night\b", "\0", said)
    said = " ".join(_PATTERNS["around a time"].sub(" ", said).replace("\0", "at night").replace(",", " ").split())
    said = re.sub(r"(?<=\d)ish\b", "", said)
    if said in _NAMED:
        return _NAMED[said]
    found = _TIME.fullmatch(_in_digits(said))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = _of_day(hour, found[3])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _of_day(hour: int, half: str) -> int:
    """An hour of 12 as an hour of 24."""
    if half == "at night":
        half = "a" if hour == 12 or hour < _NIGHT_ENDS else "p"
    return hour % 12 + (12 if half.startswith("p") else 0)


def _in_digits(said: str) -> str:
    """A time in digits where it was said in words: "half ten" as 10:30, "ten to nine" as 8:50."""
    found = _PAST.match(said)
    # "10 30" and "ten thirty" are read as they stand.
    if found and (found["way"] or found["minutes"] == "half"):
        minutes = _MINUTES.get(found["minutes"]) or int(found["minutes"])
        hour = _hour(found["hour"])
        if hour > 24 or minutes > 59:
            return said
        if found["way"] in {"to", "til", "till", "before"}:
            hour, minutes = (hour - 1) or 12, 60 - minutes
        return f"{hour}:{minutes:02}{said[found.end() :]}"
    whole = _WHOLE_HOUR.match(said)
    if whole:
        return f"{_hour(whole['hour'])}:{_SPOKEN_MINUTES[whole['minutes']]:02}{said[whole.end() :]}"
    return said


def _hour(said: str) -> int:
    return int(said) if said.isdecimal() else _HOURS.index(said) + 1


_MOST_WORDS = 8
_SHORTEST = 3


def month(text: str) -> int | None:
    """A month by its name, its first three letters or its number, a few words around it; None for anything else."""
    words = re.findall(r"\w+", text.casefold())
    if len(words) > _MOST_WORDS:
        return None
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    if len(words) == 1 and numbers:
        return numbers[0] if 0 < numbers[0] <= 12 else None
    found = {
        n for word in words for n, name in enumerate(MONTHS, 1) if len(word) >= _SHORTEST and name.startswith(word)
    }
    if len(found) > 1 and "may" in words:
        # "It may be June."
        found.discard(5)
    return found.pop() if len(found) == 1 else None


_PLACES = sections("places")
_ALSO = {place: zone for zone, places in table(_PLACES["zones"]) for place in places}
_NAMESAKES = dict(table(_PLACES["namesakes"]))
_ABROAD = dict(table(_PLACES["abroad"]))
_OF_COUNTRY = {country: zone for zone, countries in table(_PLACES["countries"]) for country in countries}
"""How the names of a country's zones begin."""


@cache
def _zones() -> dict[str, str]:
    """Every zone by its own name and by the last part of it: the city. What comes with the program never changes."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    by_city = {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in reversed(names)}
    # A place at home comes before a city of its name: reminders in the middle of the night are the worse mistake.
    return by_city | _ALSO | {name.casefold(): name for name in names}


def zone(text: str) -> str | None:
    """The name of the time zone of a place, such as "Paris", "Perth, Australia" or "Europe/Paris".

    A place that has its name from one in Scotland is the one in Scotland, unless its country is said. None where the
    place is unknown, and where there are several that may be meant: see `has_namesakes`.
    """
    city, country = _place(text)
    if country:
        every = (*_ABROAD.get(city, ()), *_NAMESAKES.get(city, ()), *filter(None, [_zones().get(city)]))
        there = next((name for name in every if name.startswith(_OF_COUNTRY[country])), None)
        return there or (_zones().get(city) if city not in _NAMESAKES and city not in _ABROAD else None)
    return None if city in _NAMESAKES else _zones().get(city)


def has_namesakes(text: str) -> bool:
    """Whether the place is one of several of its name, so that its country has to be asked for."""
    city, country = _place(text)
    return city in _NAMESAKES and not country


def _place(text: str) -> tuple[str, str]:
    """A city, and the country where that is said and helps."""
    said = " ".join(re.sub("[\u2019'`]", "", text).split()).casefold().rstrip(".!")
    if said in _zones():
        return said, ""
    said = _PATTERNS["around a place"].sub("", said)
    city, _, country = said.partition(",")
    country = _PATTERNS["around a place"].sub("", country.strip())
    if not country:
        first, _, last = city.rpartition(" in ")
        city, country = (first, last) if last in _OF_COUNTRY and first else (city, "")
    for name in _OF_COUNTRY:
        if not country and city.endswith(f" {name}") and city not in _zones():
            city, country = city.removesuffix(f" {name}"), name
    return city.strip(), country if country in _OF_COUNTRY else ""


def zone_of(name: str | None) -> ZoneInfo | None:
    """A zone by its name; None for none, and for one that this machine does not know."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None
