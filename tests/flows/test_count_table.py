"""What counts as a word and why, beside what a word processor and a web form make of the same text.

`strict` is for minimums and is what a worker is shown. `loose` is for the maximum: a web form's own rule, which
splits at every blank. `processor` is what the plain rule of word processors gives, a word is what stands between
blanks, where all agree on it. It is None where they differ: some split at a dash, some skip what has no width.
"""

import re

import pytest

from flows.rules.evidence.word_count import loose, strict

# text, strict, loose, word processor, why
TABLE = [
    ("• tea • cake", 2, 4, 4, "a bullet is a mark, no word; a form counts what stands between blanks"),
    ("\uf0b7\ttea", 1, 2, 2, "Word's own bullet, from a font of symbols"),
    ("- tea\n- cake", 2, 4, 4, "a hyphen at the start of a line is a bullet"),
    ("tea – cake", 2, 3, None, "a lone dash is a mark"),
    ("tea — cake", 2, 3, None, "so is a long one"),
    ("o\ttea\no\tcake", 2, 4, 4, "a small o alone is a round bullet out of a paste"),
    ("ten o'clock", 2, 2, 2, "an o inside a word is a letter of it"),
    ("1. tea\n2. cake", 4, 4, 4, "a number of a list is a number: all three count it"),
    ("1) tea (a) cake", 4, 4, 4, "so is one in brackets, and a letter in brackets"),
    ("tea / cake", 2, 3, 3, "a lone slash is a mark"),
    ("and/or he/she", 2, 2, 2, "a slash without blanks joins"),
    ("day-to-day well-being", 2, 2, 2, "so does a hyphen"),
    ("tea—cake", 1, 1, None, "a dash without blanks joins; some word processors split there"),
    ("tea–cake", 1, 1, None, "so does a short dash"),
    ("qual\u00adity", 1, 1, 1, "a soft hyphen is inside its word"),
    ("tea \u00ad cake", 2, 3, None, "one alone is no word"),
    ("tea \u200b cake", 2, 3, None, "a blank of no width is not seen, and no word"),
    ("tea \u3164 cake", 2, 3, None, "nor is a filler, though Unicode calls it a letter"),
    ("\u115f \u1160 \uffa0", 0, 3, None, "none of the fillers is a word"),
    ("tea\u00a0cake", 2, 2, 2, "a hard space is a space"),
    ("tea\u202fcake", 2, 2, None, "a narrow one too"),
    ("tea\r\ncake\r\n", 2, 2, 2, "Windows line ends are line ends"),
    ("tea\n\n\ncake", 2, 2, 2, "blank lines are no words"),
    ("… tea ...", 1, 3, 3, "dots alone are marks"),
    ("tea 🙂", 1, 2, 2, "a picture is no word"),
    ("&", 0, 1, 1, "a lone sign is a mark"),
    ("50% £30 24/7", 3, 3, 3, "a sign beside a digit belongs to it"),
    ("____ tea", 1, 2, 2, "a blank of a form to fill in is no word"),
]  # fmt: skip


def web_form(text: str) -> int:
    r"""What a form's own script counts: `text.trim().split(/\s+/).length`, with JavaScript's blanks."""
    blank = "[\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+"
    return len([chunk for chunk in re.split(blank, text) if chunk])


@pytest.mark.parametrize(("text", "least", "most", "processor", "why"), TABLE, ids=[row[4][:40] for row in TABLE])
def test_the_table_of_counts(text: str, least: int, most: int, processor: int | None, why: str) -> None:
    """The count shown is `least`; the limit counts `most`, exactly as a web form does, and never less than shown."""
    assert why
    assert (strict(text), loose(text)) == (least, most)
    assert loose(text) == web_form(text)
    assert least <= most
    if processor is not None:
        assert least <= processor <= most
