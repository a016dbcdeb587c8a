"""A draft has a size that no honest worker meets. What would go beyond it is refused in a plain line."""

from dataclasses import replace
from datetime import UTC, datetime

from flows.model.draft import Answer, Draft, PutAside, TextPart
from flows.model.stages import Stage
from flows.rules.draft_limits import (
    MOST_CHARACTERS,
    MOST_PARTS,
    MOST_PASTED_LINES,
    MOST_PASTED_PARTS,
    Excess,
    excess,
)

AT = datetime(2026, 7, 5, tzinfo=UTC)


def _draft(*texts: str, pasted: tuple[str, ...] = ()) -> Draft:
    parts = tuple(TextPart(key, text, AT) for key, text in enumerate(texts))
    return Draft(
        "d1",
        "ob-1249",
        "2025-1",
        Stage.answering,
        AT,
        AT,
        answers={"topic": Answer(parts)},
        pasted=tuple(TextPart(1000 + key, text, AT) for key, text in enumerate(pasted)),
    )


def test_ten_times_what_a_badge_asks_for_fits() -> None:
    """Nine thousand words in an answer are no flood."""
    assert excess(_draft(), _draft("word " * 9_000)) is None


def test_a_draft_that_would_grow_beyond_its_size_is_told_of() -> None:
    """In characters, and in messages."""
    assert excess(_draft("a"), _draft("a" * (MOST_CHARACTERS + 1))) is Excess.draft
    assert excess(_draft("a"), _draft(*["a"] * (MOST_PARTS + 1))) is Excess.draft


def test_talk_has_its_own_room() -> None:
    """Words put aside are bounded as well, and never leave less room for evidence."""
    talk = tuple(PutAside(key, "a" * 100, AT) for key in range(MOST_PARTS))
    talked = replace(_draft("a"), asides=talk)
    assert excess(_draft("a"), talked) is None
    assert excess(talked, replace(talked, asides=(*talk, PutAside(9_999, "more", AT)))) is Excess.draft
    assert excess(talked, replace(_draft("a", "b" * 6_000), asides=talk)) is None


def test_a_draft_that_is_too_large_already_may_still_change() -> None:
    """An older draft can be sent, and words can be taken out of it."""
    large = _draft("a" * (2 * MOST_CHARACTERS))
    assert excess(large, _draft("a" * (2 * MOST_CHARACTERS - 5))) is None


def test_a_statement_that_nobody_could_divide_is_told_of() -> None:
    """By its messages, and by its lines."""
    assert excess(_draft(), _draft(pasted=("a",) * (MOST_PASTED_PARTS + 1))) is Excess.paste
    assert excess(_draft(), _draft(pasted=("a\n" * (MOST_PASTED_LINES + 1),))) is Excess.paste
