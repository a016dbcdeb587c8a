"""Which of the badges that must be held an award is for. A badge that is only like it is asked about."""

import unicodedata

import pytest

from criteria.model import Badge, Prerequisite
from criteria.reader import HERE, read
from flows.model.attachments.award_check import Award
from flows.rules.award_matching import Match, match, plain

THINGS = next(badge for badge in read(HERE).badges if badge.id == "elc-leadership-23-things")


def named(name: str, badge: str = "") -> Award:
    """An award of a badge."""
    return Award("https://badges.example.org/awards/7", badge, name, "Maker Society")


def test_every_thing_is_found_by_its_title() -> None:
    """Each title is that of one thing only."""
    for thing in THINGS.prerequisites:
        assert match(THINGS, named(thing.title)) == Match(certain=thing.id)


@pytest.mark.parametrize(
    "name",
    [
        "elc thing 3 - what's my leadership style?",
        "  ELC Thing 3 \u2014 What\u2019s my   Leadership Style",
        "ELC Thing 3: Whats my leadership style?",
        unicodedata.normalize("NFKD", "ELC Thing 3 – What’s my leadership stylé?"),
        "\uff25\uff2c\uff23 Thing \uff13 – What's my leadership style",
    ],
)
def test_case_and_marks_make_no_difference(name: str) -> None:
    """Each system writes dashes, quotes and spaces in its own way."""
    assert match(THINGS, named(name)).certain == "thing_03"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("ELC Thing 7", "thing_07"),
        ("Thing 12 – Challenging discriminatory practice", "thing_12"),
        ("ELC Thing 17 – What is action learning", "thing_17"),
        ("Motivating and inspiring others", "thing_07"),
    ],
)
def test_what_is_only_alike_is_asked_about(name: str, first: str) -> None:
    """The likeliest comes first, there are few, and none is taken for certain."""
    found = match(THINGS, named(name))
    assert found.certain is None
    assert found.perhaps[0] == first
    assert len(found.perhaps) <= 5


@pytest.mark.parametrize("name", ["", "–", "First aid at work", "Fire safety 7", "What is first aid?", "ELC"])
def test_something_else_is_none_of_them(name: str) -> None:
    """A badge for something else has no place."""
    assert match(THINGS, named(name)) == Match()


def badge_with(*needed: Prerequisite) -> Badge:
    """A badge that needs these."""
    return THINGS.model_copy(update={"prerequisites": needed})


def test_the_id_of_the_badge_decides_where_it_is_known() -> None:
    """Exactly as its awards give it, whatever the title has become."""
    badge = badge_with(
        Prerequisite(id="one", title="Food hygiene", also=("https://badges.example.org/b/1", "Hygiene")),
        Prerequisite(id="two", title="Fire safety"),
    )
    assert match(badge, named("Hygiène in the kitchen", "https://badges.example.org/b/1")).certain == "one"
    assert match(badge, named("HYGIENE")).certain == "one"
    assert match(badge, named("Something", "https://badges.example.org/B/1")) == Match()


def test_two_that_fit_are_both_asked_about() -> None:
    """A title of one that is the id of another is nobody's for certain."""
    badge = badge_with(
        Prerequisite(id="one", title="Food hygiene", also=("b1",)), Prerequisite(id="two", title="Fire safety")
    )
    assert match(badge, named("Fire safety", "b1")) == Match(perhaps=("one", "two"))


def test_titles_become_words() -> None:
    """Letters and digits, without accents, in small letters."""
    assert plain("  Càit’s “Thing” 3 – A/B_c ") == "caits thing 3 a b c"
