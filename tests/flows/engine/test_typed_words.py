"""The words and numbers that are typed instead of pressing a button."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine.buttons import Action
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.typed_words import ALIASES, numbers, spoken, typed


def test_every_place_has_its_words() -> None:
    """No place is forgotten: each says which words may be typed there, if any."""
    assert set(ALIASES) == set(PromptKind)


@pytest.mark.parametrize("said", ["Yes", "yes.", "  YES!  ", "Yes,", "“yes”", "yes 👍"])
def test_a_word_counts_however_it_is_written(said: str) -> None:
    """Capitals, dots and a thumb up make no difference."""
    assert typed(said, Prompt(PromptKind.declaration)).action is Action.agree_to


@pytest.mark.parametrize(
    "said", ["yes we did an audit", "I said yes", "no", "", "next week", "yes yes", "y" * 61, "y\u0435s"]
)
def test_an_answer_is_never_taken_for_a_word(said: str) -> None:
    """Only a whole message is a word: a sentence that begins with it is an answer."""
    assert typed(said, Prompt(PromptKind.declaration)) is None
    assert said == "no" or typed(said, Prompt(PromptKind.question, "d", OfQuestion("topic"))) is None


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
