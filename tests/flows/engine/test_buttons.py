"""What a button carries, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine.buttons import Action, Button
from flows.engine.prompts import Prompt, PromptKind

ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", max_size=24)


@given(st.sampled_from(Action), ids, ids)
def test_button_data_comes_back_as_it_went(action: Action, draft: str, about: str) -> None:
    """What a button carries is read as it was written."""
    assert Button.parse(Button(action, draft, about).data) == Button(action, draft, about)


@pytest.mark.parametrize("action", Action, ids=lambda action: action.value)
def test_the_longest_button_fits(action: Action) -> None:
    """With the longest ids that a badge may have, button data stays within Telegram's 64 bytes."""
    longest = {Action.badge: ("", "b" * 40), Action.choose: ("d" * 10, "f" * 24 + ":999")}
    draft, about = longest.get(action, ("d" * 10, "q" * 24))
    assert len(Button(action, draft, about).data.encode()) <= 64
    assert len(Button(Action.place, "d" * 10, f"{2**63}:999").data.encode()) <= 64


@given(st.text(max_size=64))
def test_strange_button_data_is_nothing(data: str) -> None:
    """Data that no version of this program wrote is nothing, never an error."""
    press = Button.parse(data)
    assert press is None or press.action.value == data.partition("|")[0]


@given(st.text(max_size=100))
def test_a_strange_place_is_nothing(text: str) -> None:
    """A stored place that cannot be read is no place, never an error."""
    place = Prompt.parse(text)
    assert place is None or str(place) == text or text.count("/") < 2


@given(st.sampled_from(PromptKind), ids, ids)
def test_a_place_comes_back_as_it_went(ask: PromptKind, draft: str, about: str) -> None:
    """A place is read as it was written."""
    assert Prompt.parse(str(Prompt(ask, draft, about))) == Prompt(ask, draft, about)
