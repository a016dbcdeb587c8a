"""A whole statement pasted at once is divided at its headings, and one answer is never torn apart."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.model.long_message import continues
from flows.rules.pasted_statement import Division, Heading, Passage, divide

QUESTIONS = (
    Heading("topic", ("The topic and the learning activity", "Topic", "What did you learn about?")),
    Heading("relevance", ("Why it matters to you", "Relevance", "Why is this relevant to your development?")),
    Heading("learning", ("Three things you learned", "Learning", "What three things did you learn?")),
    Heading("apply", ("How you will use it", "Apply", "Putting it into practice")),
    Heading("confidence", ("How it built your confidence", "Confidence", "Reflection")),
)


def found(text: str) -> list[tuple[str, str]] | None:
    """List the passages of a division as pairs; nothing stands before them unless a test says so."""
    division = divide(text, QUESTIONS)
    if division is None:
        return None
    assert division.before == ""
    return [(passage.question, passage.text) for passage in division.passages]


TWO = [("topic", "I took a course."), ("learning", "I learned to listen.")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The topic and the learning activity\n", "Three things you learned\n"),
        ("TOPIC\n\n", "\n\nlearning:\n\n"),
        ("## Topic\n", "## Three things you learned ##\n"),
        ("**Topic**\n", "**What three things did you learn?**\n"),
        ("• Topic: ", "• Learning: "),
        ("**Topic:** ", "**Learning**: "),
        ("1. Topic\n", "3. Three things you learned\n"),
        ("1) The topic & learning activity\n", "3) Three things I learned\n"),
        ("Teh topic and the lerning activity\n", "Three thngs you learnt\n"),
        ("The topic and the learning activity (50 words)\n", "Learning (at least 150 words):\n"),
        ("Question 1\n", "Question 3\n"),
        ("question 1: ", "QUESTION 3. "),
        ("Q1. ", "Q3) "),
        ("Criterion 1\n", "Answer 3: "),
        ("**Q1:** ", "**Q3:** "),
        ("Question 1 of 5\n", "Question 3/5 \u2013 Three things you learned\n"),
        ("Question 1 The topic and the learning activity\r\n", "Q 3 Learning\r\n"),
        ("Question 1\nThe topic and the learning activity\n", "Question 3\nLearning\n"),
        ("What did you learn about? ", "Three things you learned \u2013 "),
        ("Topic: ", "Relevance:\nLearning: "),
    ],
)
def test_headings_divide(first: str, second: str) -> None:
    """However a person writes the headings, each answer is found whole and no heading is left in it."""
    assert found(f"{first}{TWO[0][1]}\n{second}{TWO[1][1]}\n") == TWO


def test_what_stands_before_the_first_heading_is_kept() -> None:
    """The block of facts at the top belongs to no question, and is not lost."""
    division = divide("My number is 3012345\nSunny Care\n\nTopic\nA course.\nLearning\nTo listen.", QUESTIONS)
    expected = (Passage("topic", "A course."), Passage("learning", "To listen."))
    assert division == Division("My number is 3012345\nSunny Care", expected)


def test_a_question_found_twice_is_joined() -> None:
    """Words that come back to an earlier question go to it, after a blank line."""
    text = "Topic\nOne.\nLearning\nTwo.\nTopic\nThree."
    assert found(text) == [("topic", "One.\n\nThree."), ("learning", "Two.")]


def test_passages_follow_the_text() -> None:
    """Answers in another order stay in that order, under their own questions."""
    assert found("Reflection\nOne.\nTopic\nTwo.") == [("confidence", "One."), ("topic", "Two.")]


def test_a_title_outweighs_a_wrong_number() -> None:
    """A heading moved in the template keeps its old number; its words say what it is."""
    assert found("Question 4: Topic\nOne.\nQuestion 1: Learning\nTwo.") == [
        ("topic", "One."),
        ("learning", "Two."),
    ]


def test_an_empty_template_holds_no_passage() -> None:
    """The headings alone are a statement without answers, not an answer."""
    assert divide("Topic\n\nRelevance\n\nLearning\n", QUESTIONS) == Division("", ())


def test_layout_inside_a_passage_is_kept() -> None:
    """Paragraphs, lists and odd spacing of an answer come through as they were typed."""
    body = "First  paragraph.\n\n  1. one\n  2. two\n\n* a point \U0001f642\n\tlast"
    assert found(f"Topic\n{body}\nLearning\nTwo.") == [("topic", body), ("learning", "Two.")]


FIVE = [(heading.question, f"Answer of {heading.question}.") for heading in QUESTIONS]


@pytest.mark.parametrize("shape", ["{}. {}", "{}) {}", "{}.\n{}", "**{}.** {}", "{})\n\n{}"])
def test_bare_numbers_divide_when_every_question_has_one(shape: str) -> None:
    """Five numbered answers to five questions need no other heading."""
    assert found("\n\n".join(shape.format(n, text) for n, (_, text) in enumerate(FIVE, 1))) == FIVE


def test_lone_numbers_divide_when_half_the_questions_have_one() -> None:
    """Numbers on lines of their own are headings even where the statement is unfinished."""
    expected = [("topic", "One."), ("relevance", "Two."), ("learning", "Three.")]
    assert found("1.\nOne.\n2.\nTwo.\n3.\nThree.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "I learned a lot about leading a team and I will use it each day.",
        "Topic\nA course on leading.",
        "Question 3\nI learned to listen.\nQuestion 3\nAnd to ask.",
        "The three things I learned:\n1. To listen.\n2. To ask.\n3. To wait.",
        "1. I learned to listen.\n2. I learned to ask.\n3. I learned to wait.",
        "Five things I would change:\n1. Tea.\n2. Time.\n3. Talk.\n4. Trust.\n5. Tidying.",
        "word " * 60 + "\n1. Tea.\n2. Time.\n3. Talk.\n4. Trust.\n5. Tidying.",
        "1. One.\n2. Two.\n3. Three.\n1. One.\n2. Two.",
        "2. Two.\n3. Three.\n4. Four.\n5. Five.",
        "1. a\n2. b\n3. c\n4. d\n5. e\n6. f",
        "1.\nOne.\n2.\nTwo.",
        "Topic\nA course. I saw:\n1. Tea.\n2. Time.\n3. Talk.\n4. Trust.\n5. Tidying.",
        "Question 3 was hard for me.\nQuestion 4 was not.\nQ2 sales rose.\nQ3-4 fell.\nTopic\nA course.",
        "Question 6\nOne.\nQuestion 7\nTwo.",
        "Question 0: none.\nTopic\nA course.",
        "Topic of the day was tea.\nLearning never ends.\nConfidence? I have it.\nApply \u2013 I do.",
        "Why it matters to your team and to you is plain.\nHow you will use it or not is your choice.",
        "My confidence:\nis higher.\nMy learning goes on.",
        "At 10:30 we met.\nAt 3. 4 we left.",
    ],
)
def test_a_doubt_divides_nothing(text: str) -> None:
    """One answer, with its lists and its talk of questions, stays one answer."""
    assert divide(text, QUESTIONS) is None


def test_a_list_inside_an_answer_stays_where_headings_are_plain() -> None:
    """Beside real headings a numbered list is part of the answer that it stands in."""
    things = "1. To listen.\n2. To ask.\n3. To wait.\n4. To lead.\n5. To rest."
    assert found(f"Topic\nA course.\nLearning\n{things}") == [("topic", "A course."), ("learning", things)]


def test_a_sentence_that_begins_like_a_title_is_not_dropped() -> None:
    """A line with a word of the worker's own in it is an answer, and its words are kept."""
    line = "The topic and the learning activity was CPR"
    assert found(f"Topic\n{line}\nLearning\nTwo.") == [("topic", line), ("learning", "Two.")]
    told = "The topic and the learning activity: my activity\nLearning: Two."
    assert found(told) == [("topic", "my activity"), ("learning", "Two.")]


def test_a_title_that_two_questions_share_is_no_heading() -> None:
    """Where a heading could mean either of two questions, nobody guesses: the line stays in the text."""
    twins = (Heading("a", ("My learning", "One")), Heading("b", ("My learning", "Two")))
    assert divide("My learning\nA thing.\nTwo\nTwo things.", twins) is None
    passages = (Passage("a", "A thing."), Passage("b", "My learning\nTwo things."))
    assert divide("One\nA thing.\nTwo\nMy learning\nTwo things.", twins) == Division("", passages)


def test_a_title_with_a_colon_in_it_is_dropped_whole() -> None:
    """A short form of a title that the long form begins with leaves no half of a heading in the answer."""
    questions = (Heading("a", ("Learning", "Learning: what and why")), Heading("b", ("Apply", "Apply: how and when")))
    text = "Learning: what and why\nOne.\nApply: how and when: Two."
    assert divide(text, questions) == Division("", (Passage("a", "One."), Passage("b", "Two.")))


def test_three_numbers_are_a_list_even_for_three_questions() -> None:
    """People number three points inside one answer too often to take that for three answers."""
    assert divide("1. To listen.\n2. To ask.\n3. To wait.", QUESTIONS[:3]) is None


def test_no_questions_and_no_titles_divide_nothing() -> None:
    """A badge without questions takes any text as it is."""
    assert divide("Topic\nOne.\nLearning\nTwo.", ()) is None
    assert divide("1.\nOne.", ()) is None
    assert divide("\n\n...\n", (Heading("a", ("",)), Heading("b", ("!",)))) is None


words = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=8)
bodies = st.lists(words, min_size=1, max_size=8).map(lambda chunks: "\n".join(f"zz{chunk}" for chunk in chunks))
order = st.lists(st.integers(0, 4), min_size=2, max_size=8).filter(lambda places: len(set(places)) > 1)


@given(st.data(), order)
def test_every_word_lands_in_one_place(data: st.DataObject, places: list[int]) -> None:
    """Whatever stands between headings is found again, whole and in order, under its own question."""
    before = data.draw(bodies)
    texts = [data.draw(bodies) for _ in places]
    titles = [data.draw(st.sampled_from([*QUESTIONS[n].titles, f"Question {n + 1}", f"Q{n + 1}:"])) for n in places]
    pasted = "\n".join([before, *(f"{title}\n{text}" for title, text in zip(titles, texts, strict=True))])
    division = divide(pasted, QUESTIONS)
    assert division is not None
    assert division.before == before.strip()
    for passage in division.passages:
        mine = [text for n, text in zip(places, texts, strict=True) if QUESTIONS[n].question == passage.question]
        assert passage.text == "\n\n".join(text.strip() for text in mine)
    assert {passage.question for passage in division.passages} == {QUESTIONS[n].question for n in places}


pieces = st.sampled_from(
    [
        "Topic",
        "Learning:",
        "Question 2",
        "Q3. ",
        "1. ",
        "2) ",
        "3.",
        "\n",
        "\r\n",
        "**",
        " \u2013 ",
        "(9 words)",
        "tea ",
    ]
)


@given(st.lists(pieces | st.text(max_size=6), max_size=30).map("".join))
def test_what_is_kept_comes_from_the_text(text: str) -> None:
    """Any text is read without an error, and no passage holds what the worker did not send."""
    division = divide(text, QUESTIONS)
    if division is not None:
        kept = [division.before, *(passage.text for passage in division.passages)]
        assert all(line in text for part in kept for line in part.split("\n\n"))
        assert sum(len("".join(part.split())) for part in kept) <= len("".join(text.split()))


def test_a_long_text_is_divided_at_once() -> None:
    """Forty thousand characters of near misses hold nobody up: the search grows with the text, no faster."""
    started = time.perf_counter()
    divide("The topic and a lerning activty: \n" * 1200, QUESTIONS)
    divide("Why it: matters to: you\n" * 1600, QUESTIONS)
    divide("a: " * 13000, QUESTIONS)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("previous", "seconds", "one"),
    [
        ("a" * 4096, 0, True),
        ("a" * 3800, 10, True),
        ("\U0001f642" * 1900, 1, True),
        ("a" * 3799, 0, False),
        ("\U0001f642" * 1899, 0, False),
        ("a" * 4096, 10.5, False),
        ("a" * 4096, -1, False),
        ("\ud800" * 4000, 1, True),
        ("", 0, False),
    ],
)
def test_a_paste_that_the_chat_program_cut_is_one_text(previous: str, seconds: float, one: bool) -> None:
    """A nearly full message with another close behind it is one paste; anything else is two messages."""
    assert continues(previous, seconds) is one
