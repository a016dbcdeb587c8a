"""Times of day, places and months as people type them."""

import re
from datetime import time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_TIME = re.compile(r"(?:about |around |at |from )?(\d{1,2})(?:[:. h]?(\d{2}))? ?(a\.?m\.?|p\.?m\.?)?\.?", re.IGNORECASE)
_SPOKEN = {
    " in the morning": " am",
    " in the afternoon": " pm",
    " in the evening": " pm",
    " o'clock": "",
    " o’clock": "",
}
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def clock(text: str) -> time | None:
    """A time of day, such as "10:30", "about 2pm", "3 in the morning" or "noon"; None for anything else."""
    said = " ".join(text.split()).casefold().rstrip(".")
    for words, meant in _SPOKEN.items():
        said = said.replace(words, meant)
    if said in _NAMED:
        return _NAMED[said]
    found = _TIME.fullmatch(said)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def month(text: str) -> int | None:
    """A month by its name, its first three letters or its number; None for anything else."""
    said = text.strip().casefold().rstrip(".")
    if said.isascii() and said.isdigit():
        return int(said) if 0 < int(said) <= 12 else None
    return next((n for n, name in enumerate(MONTHS, 1) if len(said) >= 3 and name.startswith(said)), None)


_ALSO = {
    "Africa/Accra": ("ghana",),
    "Africa/Harare": ("zimbabwe",),
    "Africa/Lagos": ("nigeria", "abuja"),
    "Africa/Nairobi": ("kenya",),
    "Asia/Colombo": ("sri lanka",),
    "Asia/Dhaka": ("bangladesh",),
    "Asia/Karachi": ("pakistan", "islamabad", "lahore"),
    "Asia/Kathmandu": ("nepal",),
    "Asia/Kolkata": ("india", "delhi", "new delhi", "mumbai", "chennai", "bangalore", "kerala", "punjab"),
    "Asia/Manila": ("philippines", "the philippines", "cebu"),
    "Atlantic/Canary": ("canary islands", "tenerife", "gran canaria", "lanzarote", "fuerteventura"),
    "Europe/Athens": ("greece", "crete", "rhodes", "corfu"),
    "Europe/Berlin": ("germany",),
    "Europe/Bucharest": ("romania",),
    "Europe/Dublin": ("ireland",),
    "Europe/Istanbul": ("turkey", "antalya"),
    "Europe/Lisbon": ("portugal", "algarve", "faro"),
    "Europe/London": (
        "uk", "united kingdom", "britain", "scotland", "england", "wales", "northern ireland",
        "aberdeen", "dundee", "edinburgh", "glasgow", "inverness", "stirling",
    ),
    "Europe/Madrid": ("spain", "alicante", "barcelona", "benidorm", "majorca", "malaga"),
    "Europe/Paris": ("france",),
    "Europe/Rome": ("italy",),
    "Europe/Warsaw": ("poland", "gdansk", "krakow"),
}  # fmt: skip
"""Where care workers in Scotland live, come from and go, by names that are no zone's: places with one clock each."""


@cache
def _zones() -> dict[str, str]:
    """Every zone by its own name and by the last part of it: the city. What comes with the program never changes."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    by_city = {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in reversed(names)}
    also = {place: name for name, places in _ALSO.items() for place in places}
    return also | by_city | {name.casefold(): name for name in names}


def zone(text: str) -> str | None:
    """The name of the time zone of a place, such as "Paris", "Sydney, Australia" or "Europe/Paris"; None if unknown."""
    city = text.partition(",")[0]
    return _zones().get(" ".join(city.split()).casefold().rstrip("."))


def zone_of(name: str | None) -> ZoneInfo | None:
    """A zone by its name; None for none, and for one that this machine does not know."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None
