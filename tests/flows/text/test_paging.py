"""Long texts in messages: every word arrives, and the cuts fall where a reader would pause."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.text import paging
from flows.text.paging import pages


def units(text: str) -> int:
    """Length as Telegram measures it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def bare(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


ANY = st.text(st.characters() | st.sampled_from(" \n\n.\u0301\u200d👩🇬🇧🏽"), max_size=200)


@given(text=ANY, limit=st.integers(2, 40))
@example(text="\u0301" * 50, limit=3)
@example(text="👩\u200d👧" * 20, limit=2)
def test_nothing_is_lost_and_nothing_is_too_long(text: str, limit: int) -> None:
    """The pages together hold every character but white space, in order, and none exceeds the limit."""
    found = pages(text, limit)
    assert bare("".join(found)) == bare(text)
    assert all(0 < units(page) <= limit for page in found)
    assert all(page == page.strip() for page in found)


@given(text=ANY, limit=st.integers(2, 40))
def test_a_page_is_a_piece_of_the_text(text: str, limit: int) -> None:
    """Inside a page nothing changes, and between two pages there was white space or nothing."""
    rest = text
    for page in pages(text, limit):
        before, found, rest = rest.partition(page)
        assert found
        assert not before.strip()
    assert not rest.strip()


def test_a_short_text_is_one_page() -> None:
    """What fits is not cut, at the limit exactly included."""
    assert pages("One.\n\nTwo.", 10) == ("One.\n\nTwo.",)
    assert pages("👩" * 5, 10) == ("👩" * 5,)


@pytest.mark.parametrize("text", ["", " ", "\n\n \t"])
def test_no_words_no_pages(text: str) -> None:
    """An empty message is never sent."""
    assert pages(text) == ()


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        (
            "One two. Three.\n\nFour five.\nSix seven eight.",
            30,
            ("One two. Three.", "Four five.\nSix seven eight."),
        ),
        (
            "One two. Three.\nFour five. Six seven eight.",
            30,
            ("One two. Three.", "Four five. Six seven eight."),
        ),
        (
            "One two three. Four five six seven eight.",
            24,
            ("One two three.", "Four five six seven", "eight."),
        ),
        ("“Is it so?” It is, as you can well see.", 20, ("“Is it so?”", "It is, as you can", "well see.")),
        ("version 2.5 of the rules", 12, ("version 2.5", "of the rules")),
        ("one two three", 7, ("one two", "three")),
        ("abcdefghij", 4, ("abcd", "efgh", "ij")),
        ("Hi.\n\nthis one goes on and on and on", 20, ("Hi.\n\nthis one goes", "on and on and on")),
    ],
    ids=["paragraph", "line", "sentence", "quotation", "not a sentence", "word", "anywhere", "not half full"],
)
def test_a_cut_falls_where_a_reader_would_pause(text: str, limit: int, expected: tuple[str, ...]) -> None:
    """Between paragraphs, else lines, else sentences, else words, else anywhere."""
    assert pages(text, limit) == expected


@pytest.mark.parametrize(
    ("unit", "limit"),
    [("e\u0301", 5), ("👩\u200d👧", 9), ("👍🏽", 7), ("🇬🇧", 6), ("❤\ufe0f", 3)],
    ids=["accent", "family", "skin tone", "flag", "variation"],
)
def test_what_the_eye_sees_as_one_is_not_cut(unit: str, limit: int) -> None:
    """An accent stays on its letter, a family together, a flag whole."""
    for page in pages(unit * 30, limit):
        assert page == unit * (len(page) // len(unit))


def test_a_limit_too_small_for_a_character_is_refused() -> None:
    """A page must have room for any one character."""
    with pytest.raises(ValueError, match="limit"):
        pages("text", 1)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 20_000,
        "x" * 100_000,
        "." * 100_000,
        "?!…" * 33_000,
        "\u0301" * 100_000,
        "🇬🇧" * 20_000,
        " \n" * 50_000,
    ],
)
def test_a_long_text_is_looked_through_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of pause is looked for once on each page: twice the text is twice the work, whatever it is."""
    looked = Counter[str]()

    class Counted:
        def __init__(self, pause: re.Pattern[str]) -> None:
            self._pause = pause

        def finditer(self, window: str) -> Iterator[re.Match[str]]:
            looked[self._pause.pattern] += len(window)
            return self._pause.finditer(window)

    monkeypatch.setattr(paging, "_PAUSES", tuple(map(Counted, paging._PAUSES)))
    found = pages(text)
    assert bare("".join(found)) == bare(text)
    assert all(count <= 2 * len(text) + 2 for count in looked.values())
