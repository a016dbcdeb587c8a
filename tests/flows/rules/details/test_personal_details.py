"""What the bot points out as perhaps a personal detail of somebody else, and what it leaves in peace."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flows.rules.details.names.name_lists import GIVEN_NAMES
from flows.rules.details.personal_details import Kind, identifying, screen

# text, and what is pointed out in it. Numbers are made up; the check digits fit.
HITS = [
    (
        "Her daughter writes from jo.bloggs+care@example.org.uk.",
        [(Kind.email, "jo.bloggs+care@example.org.uk")],
    ),
    ("I rang 0131 496 0000 at once.", [(Kind.phone, "0131 496 0000")]),
    ("Text me on 07911123456, she said.", [(Kind.phone, "07911123456")]),
    ("His son is on +44 7911 123456 all day", [(Kind.phone, "+44 7911 123456")]),
    ("Call (0141) 496 0000!", [(Kind.phone, "(0141) 496 0000")]),
    ("They moved to EH1 1AA", [(Kind.postcode, "EH1 1AA")]),
    ("somewhere near g12 8qq, on the hill", [(Kind.postcode, "g12 8qq")]),
    ("The form had QQ 12 34 56 C on it", [(Kind.national_insurance, "QQ 12 34 56 C")]),
    ("the form had qq123456c on it", [(Kind.national_insurance, "qq123456c")]),
    ("the form had qq 12 34 56 c on it", [(Kind.national_insurance, "qq 12 34 56 c")]),
    ("CHI 0101410018 was on the chart", [(Kind.chi, "0101410018")]),
    ("chart of 311299 0005 today", [(Kind.chi, "311299 0005")]),
    ("NHS number 943 476 5919", [(Kind.nhs, "943 476 5919")]),
    ("Mrs Campbell likes her tea early", [(Kind.named_person, "Mrs Campbell")]),
    ("I asked Mr J. Smith first", [(Kind.named_person, "Mr J. Smith")]),
    ("i sat with mrs campbell for an hour", [(Kind.named_person, "mrs campbell")]),
    ("Ms O\u2019Neill agreed", [(Kind.named_person, "Ms O\u2019Neill")]),
    ("We tidied Miss Jean Brodie's desk", [(Kind.named_person, "Miss Jean Brodie")]),
    (
        "Dr. Mo\u0300rag NicDho\u0300mhnaill came",
        [(Kind.named_person, "Dr. Mo\u0300rag NicDho\u0300mhnaill")],
    ),
    (
        "Rev Łukasz and Sister Kowalska",
        [(Kind.named_person, "Rev Łukasz"), (Kind.named_person, "Sister Kowalska")],
    ),
    ("MRS CAMPBELL was glad", [(Kind.named_person, "MRS CAMPBELL")]),
    ("Mr and Mrs Campbell danced", [(Kind.named_person, "Mr and Mrs Campbell")]),
    ("I support a resident called Morag MacDonald.", [(Kind.named_person, "Morag MacDonald")]),
    ("It was room 12 again", [(Kind.room, "room 12")]),
    ("the tenant of flat 3/2 helped", [(Kind.room, "flat 3/2")]),
    ("I took bed 4 and Flat 2F1", [(Kind.room, "bed 4"), (Kind.room, "Flat 2F1")]),
    ("DOB: 03/04/41 on the wall", [(Kind.date_of_birth, "03/04/41")]),
    ("He was born on 3rd of April 2015.", [(Kind.date_of_birth, "3rd of April 2015")]),
    ("3 April 2015 is her birthday", [(Kind.date_of_birth, "3 April 2015")]),
    ("The label said 4.3.1950 in ink", [(Kind.date_of_birth, "4.3.1950")]),
    (
        "Mrs Campbell in room 12 has a son on 07911 123456",
        [(Kind.named_person, "Mrs Campbell"), (Kind.room, "room 12"), (Kind.phone, "07911 123456")],
    ),
]

CLEAN = [
    "",
    "In 2025 I took a course on leading a small team.",
    "Our care service number is CS2003000123.",
    "We treat everybody with grace. Grace is a value that we chose.",
    "In May I shadowed my manager; it may happen again in 2026.",
    "There is always room for improvement.",
    "I never know when to write Mr or Mrs.",
    "Mr",
    "Batch 770101410018 was checked.",
    "I read about MS and the MS Society, then opened Ms Teams.",
    "She was waiting for the MR scan.",
    "I miss my old team. Miss out no step.",
    "It was not my birthday; on 12 March 2025 we met.",
    "The session was on 12 March 2025, and again on 19/03/2025.",
    "We met in training room 2 and staff room 1.",
    "She stays in bed 4 hours longer and goes to bed 10.30 at the latest.",
    "Sales stayed flat 10% of the time.",
    "We moved from step b2 3rd time lucky to t1 1st.",
    "In 202526 a new plan starts.",
    "Only 9 out of 10, 24/7, for 1,234,567 people, or 50-60 hours.",
    "The number 0101410019 has a wrong check digit.",
    "It scored 4.5 @ home and @work.",
    "I found a course called Leading Change and a resident called in.",
    "A new idea was born in 2019 with 25 of us.",
    "See https://www.example.org/learning/2025/03 for my portfolio.",
]


def shown(text: str) -> list[tuple[Kind, str]]:
    """List the findings as a caller would show them: by cutting them out of the text."""
    return [(finding.kind, text[finding.start : finding.end]) for finding in screen(text)]


@pytest.mark.parametrize(("text", "expected"), HITS)
def test_points_out(text: str, expected: list[tuple[Kind, str]]) -> None:
    """Each sentence has these details pointed out, whole, in order, and nothing else."""
    assert shown(text) == expected


@pytest.mark.parametrize("text", CLEAN)
def test_leaves_in_peace(text: str) -> None:
    """Ordinary work talk, the worker's own numbers and dates of learning raise no question."""
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # Each is two things: a CHI number whose check is the NHS number's, an address with a telephone number in it.
        ("0101410018", Kind.chi),
        ("07911123456@example.org", Kind.email),
    ],
)
def test_one_detail_is_pointed_out_once(text: str, kind: Kind) -> None:
    """Where two kinds fit the same words, only the surer one is named."""
    assert [(one.kind, one.start, one.end) for one in screen(text)] == [(kind, 0, len(text))]


def test_a_finding_keeps_no_words() -> None:
    """A finding may be logged or stored by mistake and still tells nobody's name."""
    assert "Campbell" not in repr(screen("Mrs Campbell"))


fragments = st.sampled_from(
    [text for text, _ in HITS] + CLEAN + ["\n", "\u00a0", "🙂", "Mr ", "born ", "0", "@", "\ud800"]
)


@given(st.lists(fragments | st.text(max_size=20), max_size=12).map("".join))
def test_findings_are_in_order_within_the_text_and_apart(text: str) -> None:
    """Whatever comes in, the findings can be shown one after the other, each at least one character."""
    findings = screen(text)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    assert all(first.end <= second.start for first, second in pairwise(findings))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """No text, however odd, stops the screening; the same text gets the same findings."""
    assert screen(text) == screen(text)


@given(st.lists(st.from_regex(r"[a-z]{4,9}", fullmatch=True), max_size=30))
def test_small_words_raise_no_question(chunks: list[str]) -> None:
    """Plain lower-case words without titles, numbers or names are never pointed out."""
    assume(GIVEN_NAMES.isdisjoint(chunks))
    assert screen(" ".join(chunks)) == ()


@given(st.dates(), st.integers(0, 99), st.sampled_from(["", " ", "-"]))
def test_every_true_chi_number_is_found(born: date, serial: int, gap: str) -> None:
    """A birth date, two digits, a third and the check digit make a CHI number, however grouped."""
    nine = f"{born:%d%m}{born.year % 100:02}{serial:02}5"
    check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    number = nine + str(check % 11)
    grouped = f"{number[:6]}{gap}{number[6:]}"
    expected = [(Kind.chi, grouped)] if check != 10 else []
    assert [hit for hit in shown(f"chart {grouped} today") if hit[0] is Kind.chi] == expected


def test_a_date_of_birth_identifies_beside_a_name_said_before() -> None:
    """A date of birth alone identifies nobody; with a name in the same answer it does."""
    assert not identifying("her dob is 12/4/1931")
    (found,) = identifying("her dob is 12/4/1931", "Betty taught me patience.")
    assert found.kind is Kind.date_of_birth
