"""Wishes about one's own data, in people's own words; and evidence that only sounds like one."""

import pytest

from flows.understanding.own_data import DataWish, data_wish

SAID = {
    DataWish.show: (
        "what do you know about me", "What data have you got on me?", "whit dae ye ken aboot me", "can i see my data",
        "what have you kept about me?", "what info do you hold on me", "show me my data please",
    ),
    DataWish.copy: (
        "send me my data", "can i have a copy of my data please", "gie me a copy of my data", "export my data",
        "send me a copy of everything you hold", "i want to make a subject access request",
    ),
    DataWish.erase: (
        "wipe my data", "forget me", "delete everything about me", "pls forget everything about me",
        "i want everything about me deleted", "please erase me from your system", "can you delete my account",
        "I want to be forgotten", "delete all my data now please",
    ),
    DataWish.stop: ("i want to withdraw my consent", "take back my yes", "i no longer consent", "stop using my data"),
}  # fmt: skip
NONE = (
    "I wipe my data sheets every day", "I forgot about me", "forget it", "delete it", "delete the last bit",
    "We keep what we know about a man in his care plan and he can see it", "show me what you mean",
    "I asked for consent before I helped, and she could withdraw her consent at any time", "send me the question",
    "she said forget me, and I sat down with her", "take it back", "what do you want to know about me",
    "I do not agree",
)  # fmt: skip


@pytest.mark.parametrize(("text", "wish"), [(text, wish) for wish, texts in SAID.items() for text in texts])
def test_a_wish_about_ones_own_data_is_understood(text: str, wish: DataWish) -> None:
    """However it is spelt."""
    assert data_wish(text) is wish


@pytest.mark.parametrize("text", NONE)
def test_nothing_else_is_taken_for_one(text: str) -> None:
    """A longer text, or one about the people whom they support, is for the answer."""
    assert data_wish(text) is None
