"""Buttons and the words typed instead of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.buttons import TYPED, Action, Press, numbers, spoken, typed
from flows.places import Ask, Place

ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", max_size=24)


@given(st.sampled_from(Action), ids, ids)
def test_button_data_comes_back_as_it_went(action: Action, draft: str, about: str) -> None:
    """What a button carries is read as it was written."""
    assert Press.parse(Press(action, draft, about).data) == Press(action, draft, about)


@pytest.mark.parametrize("action", Action, ids=lambda action: action.value)
def test_the_longest_button_fits(action: Action) -> None:
    """With the longest ids that a badge may have, button data stays within Telegram's 64 bytes."""
    longest = {Action.badge: ("", "b" * 40), Action.choose: ("d" * 10, "f" * 24 + ":999")}
    draft, about = longest.get(action, ("d" * 10, "q" * 24))
    assert len(Press(action, draft, about).data.encode()) <= 64
    assert len(Press(Action.place, "d" * 10, f"{2**63}:999").data.encode()) <= 64


@given(st.text(max_size=64))
def test_strange_button_data_is_nothing(data: str) -> None:
    """Data that no version of this program wrote is nothing, never an error."""
    press = Press.parse(data)
    assert press is None or press.action.value == data.partition("|")[0]


@given(st.text(max_size=100))
def test_a_strange_place_is_nothing(text: str) -> None:
    """A stored place that cannot be read is no place, never an error."""
    place = Place.parse(text)
    assert place is None or str(place) == text or text.count("/") < 2


@given(st.sampled_from(Ask), ids, ids)
def test_a_place_comes_back_as_it_went(ask: Ask, draft: str, about: str) -> None:
    """A place is read as it was written."""
    assert Place.parse(str(Place(ask, draft, about))) == Place(ask, draft, about)


def test_every_place_has_its_words() -> None:
    """No place is forgotten: each says which words may be typed there, if any."""
    assert set(TYPED) == set(Ask)


@pytest.mark.parametrize("said", ["Yes", "yes.", "  YES!  ", "Yes,", "“yes”", "yes 👍"])
def test_a_word_counts_however_it_is_written(said: str) -> None:
    """Capitals, dots and a thumb up make no difference."""
    assert typed(said, Place(Ask.declaration)) is Action.agree_to


@pytest.mark.parametrize(
    "said", ["yes we did an audit", "I said yes", "no", "", "next week", "yes yes", "y" * 61, "y\u0435s"]
)
def test_an_answer_is_never_taken_for_a_word(said: str) -> None:
    """Only a whole message is a word: a sentence that begins with it is an answer."""
    assert typed(said, Place(Ask.declaration)) is None
    assert said == "no" or typed(said, Place(Ask.question, "d", "topic")) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("3", (3,)), ("1, 3", (1, 3)), ("2 and 4", (2, 4)), ("3.", (3,)), ("(2)", (2,)), ("\uff13", (3,)),
        ("3 audits", ()), ("", ()), ("and", ()), ("1234", ()), ("²", (2,)), ("٣", ()), ("one", ()), ("1 " * 40, ()),
    ],
)  # fmt: skip
def test_numbers(said: str, found: tuple[int, ...]) -> None:
    """A message of nothing but numbers chooses from a list; any other is words."""
    assert numbers(said) == found


@given(st.text(max_size=100))
def test_comparing_is_settled(said: str) -> None:
    """What was brought to its plain form stays as it is."""
    assert spoken(spoken(said)) == spoken(said)
