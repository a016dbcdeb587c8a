"""Finds descriptions that fit one person only."""

from flows.rules.details.detail_kinds import Spans, Why
from flows.rules.details.word_sets import PATTERNS, marked


def only_ones(text: str, a: int, b: int) -> Spans:
    """Descriptions that fit one person: "the only man in our day centre who signs"."""
    for match in PATTERNS["only"].finditer(text, a, b):
        if PATTERNS["narrowed"].search(match["rest"]) and not PATTERNS["not only"].search(
            text, max(0, match.start() - 12), match.start()
        ):
            yield *match.span("found"), Why.only_one
    yield from marked(text, a, b, Why.only_one, *_OTHERS)


_OTHERS = (
    "the one", "former", "once", "was once", "whose", "distinct", "whose thing", "offices kin", "held office", "twins",
    "first", "our only", "in office", "oldest", "aged",
)  # fmt: skip
