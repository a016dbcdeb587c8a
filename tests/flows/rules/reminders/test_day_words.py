"""Days of the week as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.model.reminders import EVERY_DAY
from flows.rules.reminders.day_words import days_meant


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("not weekends", (1, 2, 3, 4, 5)),
        ("only mondays", (1,)),
        ("Mon-Fri", (1, 2, 3, 4, 5)),
        ("friday to monday", (1, 5, 6, 7)),
        ("weekends only", (6, 7)),
        ("any day but friday", (1, 2, 3, 4, 6, 7)),
        ("never on a sunday", (1, 2, 3, 4, 5, 6)),
        ("monday and thursday", (1, 4)),
        ("every day", EVERY_DAY),
        ("not on days off", None),
        ("no", None),
        ("I don't mind", None),
    ],
)
def test_days_as_they_are_typed(typed: str, expected: tuple[int, ...] | None) -> None:
    """Where every day was chosen before."""
    assert days_meant(typed, EVERY_DAY) == expected


def test_also_adds_a_day() -> None:
    """The days that were chosen stay."""
    assert days_meant("also tuesday", (1, 4)) == (1, 2, 4)


def test_no_day_left_is_no_wish() -> None:
    """Whoever wants no day at all wants no reminders, and has another word for that."""
    assert days_meant("not mondays", (1,)) is None


@given(st.text(max_size=80))
def test_it_reads_anything(text: str) -> None:
    """Whatever is typed, days of the week come out, or nothing."""
    days = days_meant(text, EVERY_DAY)
    assert days is None or set(days) <= set(EVERY_DAY)
