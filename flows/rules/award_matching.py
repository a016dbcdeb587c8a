"""Which of the badges that must be held an award is for: for certain, or perhaps. Perhaps is never enough."""

import re
import unicodedata
from dataclasses import dataclass

from criteria.model import Badge, Prerequisite
from flows.model.attachments.award_check import Award

MOST_CANDIDATES = 5
"""As many as fit above a keyboard."""
_ALIKE = 0.5
"""The share of words that two titles have in common, of all their words, from which a person is asked."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What an award is for, by the ids of prerequisites."""

    certain: str | None = None
    perhaps: tuple[str, ...] = ()
    """The likeliest first. Empty where it is for certain, or for none of them."""


def match(badge: Badge, award: Award) -> Match:
    """Finds the prerequisite that has the award's title, or its badge's id. Case and marks make no difference."""
    exact = tuple(needed.id for needed in badge.prerequisites if _is_called(needed, award))
    if len(exact) == 1:
        return Match(certain=exact[0])
    return Match(perhaps=exact[:MOST_CANDIDATES] or _alike(badge, award))


def _is_called(needed: Prerequisite, award: Award) -> bool:
    if award.badge and award.badge in needed.also:
        return True
    said = plain(award.name)
    return bool(said) and said in {plain(name) for name in (needed.title, *needed.also)}


def plain(title: str) -> str:
    """The words of a title, without case and marks: dashes, quotes and accents differ from one system to the next."""
    folded = unicodedata.normalize("NFKD", title).casefold()
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(letters.replace("'", "").replace("\u2019", "")))


def _alike(badge: Badge, award: Award) -> tuple[str, ...]:
    said = frozenset(plain(award.name).split())
    ranked = [(_share(said, frozenset(plain(needed.title).split())), needed.id) for needed in badge.prerequisites]
    # Sorting keeps the badge's own order among equals.
    likely = sorted((found for found in ranked if found[0] >= _ALIKE), key=lambda found: -found[0])
    return tuple(id_ for _, id_ in likely[:MOST_CANDIDATES])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of two titles is the same. One that is cut short counts as what it is the beginning of."""
    common = len(one & other)
    if common >= 3 and common == min(len(one), len(other)):
        return 1.0
    return common / max(1, len(one | other))
