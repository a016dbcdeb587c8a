"""Times of day, places and months as people type them."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from flows.rules.reminders import clock_and_zone


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("about 10:30", time(10, 30)),
        ("Around 10.30", time(10, 30)),
        ("3am", time(3)),
        ("3 in the morning", time(3)),
        ("about 2 in the afternoon", time(14)),
        ("ten past", None),
        ("13 in the evening", None),
        ("11 o’clock", time(11)),
        ("0300", time(3)),
        ("Noon.", time(12)),
        ("half ten", time(10, 30)),
        ("around half 7 at night", time(19, 30)),
        ("9 at night", time(21)),
        ("3 at night", time(3)),
        ("quarter to nine", time(8, 45)),
        ("ten thirty please", time(10, 30)),
        ("my break is at 11 I think", time(11)),
        ("after my late shift", None),
        ("I have 10 minutes", None),
        ("24:00", None),
        ("10:60", None),
    ],
)
def test_a_time_as_it_is_typed(typed: str, expected: time | None) -> None:
    """A time is understood as people write it on a phone; what is none is not guessed at."""
    assert clock_and_zone.clock(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sydney", "Australia/Sydney"),
        ("Sydney, Australia", "Australia/Sydney"),
        ("  new   york ", "America/New_York"),
        ("Europe/Paris", "Europe/Paris"),
        ("Scotland", "Europe/London"),
        ("Glasgow.", "Europe/London"),
        ("India", "Asia/Kolkata"),
        ("Tenerife", "Atlantic/Canary"),
        ("Perth", "Europe/London"),
        ("Perth, Australia", "Australia/Perth"),
        ("perth australia", "Australia/Perth"),
        ("I'm in Perth just now", "Europe/London"),
        ("Hamilton", "Europe/London"),
        ("Halifax", None),
        ("Halifax, Canada", "America/Halifax"),
        ("Halifax in England", "Europe/London"),
        ("Lagos, Portugal", "Europe/Lisbon"),
        ("Atlantis", None),
        (",", None),
    ],
)
def test_a_place_as_it_is_typed(typed: str, expected: str | None) -> None:
    """A city, a country with one clock or a zone by its name is found; a place that nobody knows is not."""
    assert clock_and_zone.zone(typed) == expected


def test_every_place_has_a_clock() -> None:
    """Each zone in the table of places is one that there is, and no place hides a city of the same name."""
    for place, name in clock_and_zone._ALSO.items():
        assert ZoneInfo(name).key == name
        assert clock_and_zone.zone(place) == name


def test_a_place_with_namesakes_needs_its_country() -> None:
    """Its country is asked for; of a place that nobody knows it is not."""
    assert clock_and_zone.has_namesakes("Halifax")
    assert not clock_and_zone.has_namesakes("Halifax, Canada")
    assert not clock_and_zone.has_namesakes("Perth")
    assert not clock_and_zone.has_namesakes("Atlantis")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("march I think", 3), ("its in Dec.", 12), ("3", 3), ("it may be june", 6), ("may", 5), ("13", None)],
)
def test_a_month_as_it_is_typed(typed: str, expected: int | None) -> None:
    """A name with words around it, or a number alone."""
    assert clock_and_zone.month(typed) == expected


def test_two_months_are_none() -> None:
    """Somebody who names two is asked again."""
    assert clock_and_zone.month("december or january") is None
