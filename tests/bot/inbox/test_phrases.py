"""Counts as an assessor reads them."""

import pytest

from bot.inbox.pages import phrases


@pytest.mark.parametrize(("words", "said"), [(172, "about 170"), (55, "about 60"), (48, "about 50"), (12, "about 10")])
def test_an_estimate_claims_no_more_than_it_knows(words: int, said: str) -> None:
    """It is rounded as the worker's own count of it is."""
    assert phrases.number(words, "estimate") == said
