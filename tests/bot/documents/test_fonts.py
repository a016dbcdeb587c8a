"""Which characters a font has, also where the file is damaged or no font at all."""

import random

import pytest

from bot.documents.fonts import BODY, PACKAGED, Font


@pytest.mark.parametrize("font", PACKAGED, ids=lambda font: font.name)
def test_a_font_tells_its_characters(font: Font) -> None:
    """Every font that comes with Teabreak is read."""
    assert len(font.covers()) > 500


def test_the_body_has_the_letters_of_its_languages() -> None:
    """English and Gaelic, and those that the module names."""
    assert {ord(letter) for letter in "Aaò’“–•ЖשعगณΩ"} <= BODY[0].covers()
    assert ord("漢") not in BODY[0].covers()


@pytest.mark.slow
@pytest.mark.slow
def test_a_damaged_font_has_no_characters_or_some_but_breaks_nothing() -> None:
    """Cut off or changed anywhere, it is passed over."""
    whole = BODY[0].content()
    chance = random.Random(7)
    for number in range(60):
        damaged = bytearray(whole[: chance.randrange(len(whole))] if number % 2 else whole)
        for _ in range(chance.choice((0, 3, 200)) if damaged else 0):
            damaged[chance.randrange(min(len(damaged), 400))] = chance.randrange(256)
        assert isinstance(Font(f"{number}.ttf", lambda kept=bytes(damaged): kept).covers(), frozenset)
    assert Font("none.ttf", lambda: b"").covers() == frozenset()
    assert Font("text.ttf", lambda: b"no font at all" * 100).covers() == frozenset()
