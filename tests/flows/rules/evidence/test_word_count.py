"""What counts as a word, for minimums and for maximums, and how the bot's own wording is measured."""

import subprocess
import sys

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from flows.rules.evidence.word_count import loose, readability, sentences, strict

# text, strict count, loose count
COUNTS = [
    ("", 0, 0),
    (" \n\t ", 0, 0),
    ("I led the handover", 4, 4),
    ("don't don\u2019t wouldn\u2019t've", 3, 3),
    ("'quoted' “words” \u2018too\u2019 (and these)", 5, 5),
    ("well-being day-to-day", 2, 2),
    ("and/or he/she/they", 2, 2),
    ("e.g. i.e. etc.", 3, 3),
    ("50% £30 3.5 24/7 1st", 5, 5),
    ("tea \u2013 biscuits", 2, 3),
    ("tea - biscuits -- cake", 3, 5),
    ("tea—biscuits", 1, 1),
    ("a , b . c !", 3, 6),
    ("well done 🙂 👍🏽 👩\u200d👧", 2, 5),
    ("🙂well", 1, 1),
    ("* _ ____ # …", 0, 5),
    ("snake_case _emphasis_", 2, 2),
    ("one\u00a0two\u202fthree", 3, 3),
    ("one\u2028two\u3000three", 3, 3),
    ("one\u200btwo", 1, 1),
    ("one \u200b two", 2, 3),
    ("one\ufefftwo", 2, 2),
    ("one\x1ctwo", 1, 1),
    ("Mòrag taigh-òsta dh\u2019fhalbh", 3, 3),
    ("Łódź żółć gęś", 3, 3),
    ("cafe\u0301 na\u0308ive", 2, 2),
    ("\u0301 word", 1, 2),
    ("照顾 مرحبا", 2, 2),
    ("https://example.org/a?b=c me@example.org", 2, 2),
    ("1. First 2) second • third", 5, 6),
]

gaps = st.text(alphabet=" \n\t\r\u00a0\u2003\u3000", min_size=1, max_size=4)
prose = st.lists(st.from_regex(r"[a-z]{1,9}[,.;!?]?", fullmatch=True), max_size=40)


@pytest.mark.parametrize(("text", "least", "most"), COUNTS)
def test_counts(text: str, least: int, most: int) -> None:
    """Each text has the strict and the loose count that a person with a pencil would give it."""
    assert (strict(text), loose(text)) == (least, most)


@given(st.text(), st.text())
def test_texts_add_up(first: str, second: str) -> None:
    """Two messages joined by a space count as much as the two counted apart."""
    assert strict(f"{first} {second}") == strict(first) + strict(second)
    assert loose(f"{first} {second}") == loose(first) + loose(second)


@given(st.text(alphabet="ab7 \t\n\x1c.,'_-\u2019\u2018\u201c\u201d\u2013\u2014…£"))
def test_one_foreign_word_changes_no_other_count(text: str) -> None:
    """Ordinary typing counts the same beside a word in another script."""
    assert strict(f"{text} 照顾") == strict(text) + 1
    assert loose(f"{text} 照顾") == loose(text) + 1


@given(st.text())
def test_strict_never_exceeds_loose(text: str) -> None:
    """A text that the minimum accepts is never longer than the maximum's count of it."""
    assert 0 <= strict(text) <= loose(text)


@given(st.lists(st.tuples(st.text(alphabet="abź7'-\u2013🙂.", min_size=1), gaps)))
def test_the_kind_of_space_never_matters(pairs: list[tuple[str, str]]) -> None:
    """Line breaks, hard spaces and double spaces change no count."""
    spaced = "".join(chunk + gap for chunk, gap in pairs)
    plain = " ".join(chunk for chunk, _ in pairs)
    assert strict(spaced) == strict(plain)
    assert loose(spaced) == loose(plain) == len(pairs)


@given(prose)
def test_ordinary_prose_counts_as_textstat_counts_it(chunks: list[str]) -> None:
    """On plain sentences the strict count is the one that textstat gives; a lone "o" is a round bullet here."""
    text = " ".join(chunk for chunk in chunks if chunk != "o")
    assert strict(text) == textstat.lexicon_count(text)


def test_counting_does_not_load_textstat() -> None:
    """A bot that only counts never pays for the library, nor leaves an answer in its cache."""
    code = (
        "import sys, flows.rules.evidence.word_count as w; w.strict('a b'); w.loose('a'); "
        "sys.exit('textstat' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_harder_text_scores_higher() -> None:
    """The score tells plain wording from officialese, and calls the first fit for a nine-year-old."""
    plain = "We keep every word you send. You can stop at any time. Come back when you have a break. " * 4
    official = (
        "Practitioners demonstrating organisational responsibilities should systematically evidence "
        "multidisciplinary communication throughout contemporaneous documentation requirements. " * 4
    )
    assert readability(plain) + 5 < 9
    assert readability(official) + 5 > 20


def test_nothing_to_read_scores_nothing() -> None:
    """A text without words has the score 0.0, not an error."""
    assert readability("") == 0.0


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("Tell us more", ("Tell us more",)),
        ("One. Two! Three? Four… five", ("One.", "Two!", "Three?", "Four…", "five")),
        ("Use e.g. this one. Not that.", ("Use e.g. this one.", "Not that.")),
        ("Ask Mrs. J. Smith. She knows.", ("Ask Mrs. J. Smith.", "She knows.")),
        ("It takes 3.5 minutes.", ("It takes 3.5 minutes.",)),
        ("It was I. Then he left.", ("It was I.", "Then he left.")),
        ("She said “stop.” We did.", ("She said “stop.”", "We did.")),
        ("• First tip\n2. Second tip\n\nThe end", ("First tip", "Second tip", "The end")),
        ("Wait... what?! Yes", ("Wait...", "what?!", "Yes")),
        ("Done. 🙂", ("Done.",)),
    ],
)
def test_sentences(text: str, parts: tuple[str, ...]) -> None:
    """Wording is cut where a reader would stop, and nowhere else."""
    assert sentences(text) == parts


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(". !?\n'a1")))
def test_sentences_come_from_the_text_in_order(text: str) -> None:
    """Whatever the text, its sentences are pieces of it, one after the other."""
    place = 0
    for part in sentences(text):
        place = text.index(part, place) + len(part)
