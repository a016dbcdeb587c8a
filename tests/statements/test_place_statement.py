"""A statement in any shape: its words end under the right questions, letter by letter, or the bot asks."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements.shapes import Statement, bases, cut_anywhere, statements
from statements.table import result

from criteria.reader import read
from flows.model.message_joins import continues, joint
from flows.rules.statement import Doubt, Sureness, UnitKind, only_heading, place
from flows.rules.statement.piece_by_piece import MOST_UNITS, digits, groups, in_paragraphs, with_digits

BADGE = read().latest("cpl-2025-leadership")
assert BADGE is not None
QUESTIONS = BADGE.questions
EVERY = statements()
HELPED = {"ordinals", "paragraphs alone", "one run", "wrong number", "heading forgotten", "headings in one run"}
"""Shapes without all their headings: they may be asked about."""


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.slow
@pytest.mark.parametrize("statement", EVERY, ids=[f"{one.shape}: {one.base}" for one in EVERY])
def test_every_shape(statement: Statement) -> None:
    """With its headings a statement is right with one press; without, it is right or asked about, never wrong.

    Each letter of the messages is in one unit, in the order of the text.
    """
    placement = place(QUESTIONS, statement.parts)
    assert result(statement, placement) in ({"right", "asked"} if statement.shape in HELPED else {"right"})
    assert _squeezed("".join(map(placement.of, placement.units))) == _squeezed(placement.text)
    for passage in placement.passages:
        assert all(piece in placement.text for piece in passage.pieces)


TEXT = "\n\n".join(f"Question {n}\n{answer}" for n, answer in enumerate(bases()["home care, brisk"], 1))


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.booleans())
def test_a_cut_anywhere_loses_nothing(seed: int, swapped: bool) -> None:
    """Cut at any place, and sent in either order, the letters that come out are those that went in."""
    first, second = cut_anywhere(TEXT, seed)
    parts = [piece.strip() for piece in (first, second)]
    if not all(parts):
        return
    placement = place(QUESTIONS, parts[::-1] if swapped else parts)
    assert sorted(_squeezed(placement.text)) == sorted(_squeezed(TEXT))
    out = "".join(map(placement.of, placement.units))
    assert sorted(_squeezed(out)) == sorted(_squeezed(TEXT))
    if not swapped and placement.sureness is Sureness.sure:
        assert _squeezed(placement.text) == _squeezed(TEXT)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["Topic", "Why:", "3.", "Q4) ", "\n", "\r\n", "tea ", "(9 words)", "- 1 -", "**"])
        | st.text(max_size=5),
        max_size=25,
    ).map("".join)
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Whatever is sent, every letter is in some unit once, and every state fits it again."""
    placement = place(QUESTIONS, [text])
    assert _squeezed("".join(map(placement.of, placement.units))) == _squeezed(placement.text)
    for shown in (placement, in_paragraphs(placement)):
        again = with_digits(shown, digits(shown))
        assert again is not None
        assert again.passages == shown.passages
        assert len(shown.movable) <= MOST_UNITS or len(placement.movable) > MOST_UNITS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I learned a lot about leading a team and I will use it each day.",
        "1. I learned to listen.\n2. I learned to ask.\n3. I learned to wait.",
        "Five things I would change:\n1. Tea.\n2. Time.\n3. Talk.\n4. Trust.\n5. Tidying.",
        "Question 3 was hard for me.\nQuestion 4 was not.",
        "Why it matters to your team and to you is plain.\nHow you will use it or not is your choice.",
        "At 10:30 we met.\nAt 3. 4 we left.",
    ],
)
def test_one_answer_is_not_torn(text: str) -> None:
    """One answer, with its lists and its talk of questions, has no headings."""
    placement = place(QUESTIONS, [text])
    assert not any(unit.kind is UnitKind.heading for unit in placement.units)
    assert placement.sureness is Sureness.none


def test_a_remark_is_no_evidence() -> None:
    """A short message between two others is left out; a short rest of a cut message is not."""
    parts = ["Q1. Topic\n" + "tea " * 60, "hang on, buzzer", "Q2. Relevance\n" + "cake " * 30]
    placement = place(QUESTIONS, parts)
    assert placement.left_out == "hang on, buzzer"
    assert len(placement.passages) == 2


def test_a_doubt_is_named() -> None:
    """Numbers that come out of step, and an answer under another's heading, are asked about."""
    answers = bases()["senior, formal"]
    wrong = "\n".join(f"{n}. {a}" for n, a in zip((1, 2, 3, 3, 5), answers, strict=True))
    assert Doubt.hidden in place(QUESTIONS, [wrong]).doubts
    bare = place(QUESTIONS, ["\n\n".join(answers)])
    assert bare.sureness is Sureness.ask
    assert bare.doubts == (Doubt.no_headings,)


def test_a_passage_is_moved() -> None:
    """A passage goes to another question whole, and back."""
    placement = place(QUESTIONS, [TEXT])
    state = digits(placement)
    group = groups(placement)[1]
    moved = with_digits(
        placement, state[: group.first] + "5" * (group.last - group.first + 1) + state[group.last + 1 :]
    )
    assert moved is not None
    assert moved.empty == ("relevance",)
    assert group.text in moved.passages[-1].text
    assert with_digits(moved, state) == placement
    assert with_digits(placement, state + "1") is None
    assert with_digits(placement, "z" * len(state)) is None


@pytest.mark.parametrize(
    ("previous", "following", "between"),
    [
        ("x " * 2047 + "an", "d this time", ""),
        ("x " * 2046 + "then", "we left", " "),
        ("x " * 2040 + "we went.", "Then we came.", " "),
        ("a short one.", "Another one.", "\n\n"),
        ("it was good", ", and kind", ""),
        ("with my co-", "worker", ""),
        ("I was very", "Happy", " "),
        ("what I lear", "ned in the lear", ""),
    ],
)
def test_what_stood_between_two_messages(previous: str, following: str, between: str) -> None:
    """Nothing is put inside a word, a space between two words, and a blank line between two texts."""
    assert joint(previous, following) == between


@pytest.mark.parametrize(
    ("previous", "seconds", "one"),
    [
        ("a" * 4096, 0, True),
        ("a" * 3800, 10, True),
        ("\U0001f642" * 1900, 1, True),
        ("a" * 3799, 0, False),
        ("a" * 4096, 10.5, False),
        ("a" * 4096, -1, False),
        ("\ud800" * 4000, 1, True),
        ("", 0, False),
    ],
)
def test_a_paste_that_the_chat_program_cut_is_one_text(previous: str, seconds: float, one: bool) -> None:
    """A nearly full message with another close behind it is one paste; anything else is two messages."""
    assert continues(previous, seconds) is one


ANSWERS = (
    "My topic is falls and I went to a half day course with the physio team in Ayr. " * 3,
    "It matters to my role because I work with people who fall, and I hope to be a senior. " * 2,
    "First I learned that shoes matter. Second I learned to look at the floor. Third I learned to ask why. " * 7,
    "I will use it on each shift, and I plan to check the hall and the lights with each person. " * 8,
    "Before the course I was not confident and now I feel able to speak up when I see a risk. " * 4,
)


def _placed(*messages: str) -> tuple[tuple[str, ...], Sureness]:
    placement = place(QUESTIONS, messages)
    given = {passage.question: " ".join(passage.text.split()) for passage in placement.passages}
    return tuple(given.get(question.id, "") for question in QUESTIONS), placement.sureness


WANTED = tuple(" ".join(answer.split()) for answer in ANSWERS)


@pytest.mark.parametrize(
    "headings",
    [
        (
            "so what was it?",
            "who cares?",
            "right and what is in my head now?",
            "where does it go?",
            "do I feel braver?",
        ),
        ("Topik:", "Wy it mattrs:", "Wot I lernd:", "Yoosing it:", "Confidens:"),
        (
            "Temat (topic)",
            "Dlaczego (why)",
            "Nauka (what I learned)",
            "Praca (how I will use it)",
            "Pewność (confidence)",
        ),
    ],
)
def test_headings_in_the_writers_own_words(headings: tuple[str, ...]) -> None:
    """Lines of one form, one for each question, head the answers under them."""
    text = "\n\n".join(f"{head}\n{answer}" for head, answer in zip(headings, ANSWERS, strict=True))
    assert _placed(text)[0] == WANTED


def test_numbers_said_aloud_in_one_run_are_asked_about() -> None:
    """Dictated text has no lines; "question two" said in it begins the second answer, and the bot asks."""
    numbers = ("one", "two", "three", "four", "five")
    run = " ".join(
        f"question {n} {answer.lower().replace('.', '')}" for n, answer in zip(numbers, ANSWERS, strict=True)
    )
    placed, sureness = _placed(run)
    assert placed == tuple(answer.lower().replace(".", "") for answer in WANTED)
    assert sureness is Sureness.ask


def test_parts_with_their_numbers_are_put_in_order() -> None:
    """The mark "(2/5)" at the end of each message tells the order, and is in no answer."""
    parts = [f"{answer.strip()} ({n}/5)" for n, answer in enumerate(ANSWERS, 1)]
    placed, _ = _placed(*reversed(parts))
    assert placed == WANTED


def test_labels_and_lines_of_a_letter_are_in_no_answer() -> None:
    """A label such as "Answer:", and "with regard to your first question", are nobody's evidence."""
    form = "\n\n".join(f"Question {n}\nAnswer: {answer}" for n, answer in enumerate(ANSWERS, 1))
    assert _placed(form) == (WANTED, Sureness.sure)
    ordinals = ("first", "second", "third", "fourth", "fifth and final")
    letter = "\n\n".join(
        f"With regard to your {n} question: {answer}" for n, answer in zip(ordinals, ANSWERS, strict=True)
    )
    assert _placed(letter)[0] == WANTED


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("3", 3),
        ("Q4.", 4),
        ("Explain how this learning activity has increased your confidence (75 words minimum)", 5),
        ("what I learned", 3),
        ("3 of them fell asleep", 0),
        ("confidence", 0),
        ("Question 2 was hard for me", 0),
        ("I learned to listen", 0),
    ],
)
def test_a_heading_that_is_a_whole_message(said: str, number: int) -> None:
    """The question that its words or its number name; none for an answer, and for one word that may be talk."""
    assert only_heading(QUESTIONS, said) == number - 1
