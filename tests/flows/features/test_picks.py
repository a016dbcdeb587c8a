"""Reading which lines of a list are meant: what people type, and nothing that is words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.features.held_badges.picks import Pick, Picked, by_title, picked

numbers = st.lists(st.integers(1, 23), min_size=1, max_size=8, unique=True)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("7", Picked(Pick.tick, (7,))),
        ("1, 4-7", Picked(Pick.tick, (1, 4, 5, 6, 7))),
        ("1 4 5", Picked(Pick.tick, (1, 4, 5))),
        ("1,4 and 9.", Picked(Pick.tick, (1, 4, 9))),
        ("4 – 6", Picked(Pick.tick, (4, 5, 6))),
        ("4—6", Picked(Pick.tick, (4, 5, 6))),
        ("6 to 4", Picked(Pick.tick, (4, 5, 6))),
        ("Things 1 to 3, 9 & 12", Picked(Pick.tick, (1, 2, 3, 9, 12))),
        ("thing 4", Picked(Pick.tick, (4,))),
        ("ELC Thing 4", Picked(Pick.tick, (4,))),
        ("no. 4", Picked(Pick.tick, (4,))),
        ("#4", Picked(Pick.tick, (4,))),
        ("4, 4, 4", Picked(Pick.tick, (4,))),
        ("not 3", Picked(Pick.untick, (3,))),
        ("untick 3-5", Picked(Pick.untick, (3, 4, 5))),
        ("Not 3 yet", Picked(Pick.untick, (3,))),
        ("all", Picked(Pick.every)),
        ("All of them!", Picked(Pick.every)),
        ("all but 12", Picked(Pick.every, (12,))),
        ("all except 12 and 14", Picked(Pick.every, (12, 14))),
        ("none", Picked(Pick.none)),
        ("0", Picked(Pick.tick, (0,))),
        ("24", Picked(Pick.tick, (24,))),
        ("1 to 5 but not 4", Picked(Pick.tick, (1, 2, 3, 5), (4,))),
        ("one, two", Picked(Pick.tick, (1, 2))),
        ("twenty-three", Picked(Pick.tick, (23,))),
        ("i've got all 23", Picked(Pick.every)),
        ("all apart from 12 or 14", Picked(Pick.every, (12, 14))),
        ("I haven't done 3 or 4", Picked(Pick.untick, (3, 4))),
        ("take 5 off", Picked(Pick.untick, (5,))),
        ("i have 23", Picked(Pick.unclear, (23,))),
        ("i hold number 23", Picked(Pick.tick, (23,))),
        ("its number 19 I think", Picked(Pick.tick, (19,))),
        ("20-99", Picked(Pick.tick, (20, 21, 22, 23, 24))),
    ],
)
def test_what_people_type(text: str, asked: Picked) -> None:
    """Numbers, ranges either way round, all but some, and taking back."""
    assert picked(text, 23) == asked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "and",
        "hello",
        "I have 7 of them",
        "7 of 23",
        "all of them but one",
        "1234567890",
        "٣",
        "1 of 2",
        "https://example.org/7",
        "what is thing 4",
        "all but the last one",
        "not this one",
        "i did 3 yesterday",
        "1, " * 60,
    ],
)
def test_words_are_not_taken_for_numbers(text: str) -> None:
    """A sentence with a number in it picks nothing."""
    assert picked(text, 23) is None


@given(numbers)
def test_any_numbers_mean_themselves(every: list[int]) -> None:
    """However many, in whatever order: each once, as typed."""
    assert picked(", ".join(map(str, every)), 23) == Picked(Pick.tick, tuple(every))


@given(st.text(max_size=200))
def test_it_reads_anything(text: str) -> None:
    """Nothing that can be typed breaks it, and no message picks more lines than there are, with one outside."""
    asked = picked(text, 23)
    assert asked is None or all(0 <= number <= 999 for number in asked.numbers)


@given(st.integers(0, 999), st.integers(0, 999))
def test_a_range_stays_small(first: int, last: int) -> None:
    """A range of any size is cut just outside the list."""
    asked = picked(f"{first}-{last}", 23)
    assert asked is not None
    assert len(asked.numbers) <= 25
    assert min(first, last) in asked.numbers


TITLES = ("Resilience and me", "Action learning", "Good leadership in services", "Why leadership matters in services")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("resilience one", Picked(Pick.tick, (1,))),
        ("remove the learning badge", Picked(Pick.untick, (2,))),
        ("services one", Picked(Pick.which, (3, 4))),
        ("what is action learning?", None),
        ("i am still learning how this works", None),
        ("hello there", None),
    ],
)
def test_a_title_names_its_line(text: str, asked: Picked | None) -> None:
    """Words of one title name it; words of several are asked about; a sentence names nothing."""
    assert by_title(text, TITLES) == asked
