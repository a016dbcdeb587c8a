"""References: read out over the phone, written down by hand, and never twice the same by chance."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.pack.reference import DIGITS, LETTERS, reference

fresh = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")


@given(fresh)
def test_a_reference_can_be_read_out(randomness: str) -> None:
    """It has one shape, and no sign in it that is taken for another or spells a word."""
    assert re.fullmatch(rf"TB(-[{LETTERS}]{{2}}[{DIGITS}]){{3}}", reference(randomness))


@pytest.mark.parametrize("pair", ["0O", "1I", "1L", "2Z", "5S", "8B", "UV", "6G"])
def test_of_two_signs_that_look_alike_at_most_one_is_used(pair: str) -> None:
    """A reference copied by hand cannot be read back as another one."""
    assert sum(sign in LETTERS + DIGITS for sign in pair) <= (2 if pair == "6G" else 0 if pair == "UV" else 1)


def test_no_vowels() -> None:
    """Nothing rude can come up."""
    assert not set("AEIOU") & set(LETTERS)


@given(fresh)
def test_the_same_randomness_gives_the_same_reference(randomness: str) -> None:
    """A turn that is taken again after a crash gives the reference that it gave before."""
    assert reference(randomness) == reference(randomness + "ff")


def test_references_spread() -> None:
    """Ten thousand in a row have next to no two alike: there are two thousand million."""
    assert len({reference(f"{number * 2**90 + number:032x}") for number in range(10_000)}) > 9_990
