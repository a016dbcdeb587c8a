"""The measures of how hard a text is to read."""

import pytest

from criteria import readable_text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two three.", 3),
        ("One two. Three four five! Six?", 3),
        ("Say three things: one, two and three.", 7),
        ('You said "Stop." Then you left the room.', 5),
        ("Day-to-day work – and people’s care.", 5),
    ],
)
def test_the_longest_sentence_is_counted(text: str, count: int) -> None:
    """Marks are no words; a joined word is one; a colon does not end a sentence."""
    assert readable_text.longest_sentence(text) == count


def test_lix_is_words_in_a_sentence_and_the_share_of_long_words() -> None:
    """Twenty words in two sentences, five of them long, score 10 and 25."""
    text = "We all sit by the big fire at the weekend. Someone brings blankets, and another person carries in hot tea."
    words = readable_text.words(text)
    assert (len(words), sum(len(word) > 6 for word in words)) == (20, 5)
    assert readable_text.lix(text) == pytest.approx(20 / 2 + 100 * 5 / 20)


def test_a_short_text_is_not_scored() -> None:
    """A few words say nothing about how hard a text is."""
    assert readable_text.lix("Organisational considerations necessitate documentation.") == 0


def test_a_banned_word_is_found_as_a_word() -> None:
    """`Please` and `sorry,` are found; `validate` and `pleased` are not."""
    assert readable_text.banned("Please wait. We are sorry, pleased to validate.") == ["please", "sorry"]


def test_names_that_differ_by_marks_are_the_same_name() -> None:
    """Case, dashes and full stops do not tell headings apart; an empty list repeats nothing."""
    assert readable_text.twice(["Care – or support?", "care or support", "Care"]) == ["care or support"]
    assert readable_text.twice([]) == []
    assert readable_text.twice(["?", "!", "?"]) == ["?"]


def test_the_grade_is_letters_in_a_word_and_words_in_a_sentence() -> None:
    """Six words of 26 characters in two sentences, again and again, are for small children; less is not measured."""
    text = "Care that goes well each time they come here. " * 4
    assert readable_text.grade(text) == 0
    assert readable_text.grade("Work done well. Each task done. " * 7) == pytest.approx(4.71 * 26 / 6 + 0.5 * 3 - 21.43)
