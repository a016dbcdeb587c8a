"""Names: lists of given names, surnames and names that point to nobody in care, and what a word is by its form.

They follow public statistics: `flows/text/en/names.txt` says which, and what was added by hand.
"""

from flows.rules.details.word_sets import listed

WRITERS = listed("writers")
"""Surnames of writers that hardly anybody else has: a given name before one is the writer's."""

PUBLIC_PEOPLE = frozenset(tuple(pair.split("_")) for pair in listed("public people"))
"""Full names (or the first two words of one) of people, figures and firms that everybody knows of."""

NAMED_AFTER = listed("named after")
"""What comes after a name that stands for a theory, a tool, a law or a body, not for somebody in care."""

ACRONYMS = listed("acronyms")
PLACES = listed("places")


GIVEN_NAMES = listed("given names") | listed("given names", "names")
"""Names that are hardly ever anything else, in whichever letters they are typed."""

CAPITAL_NAMES = listed("given names with a capital", "names")
"""Rarer names: somebody's by themselves only with a capital."""

WORD_NAMES = listed("word names")
"""Names that are words as well: somebody's only with a capital inside a sentence, or where they do what people do."""

PLACE_NAMES = listed("place names")
"""Names that are places as well."""

MONTH_NAMES = frozenset({"april", "may", "june", "august", "jan"})
"""Names that are months as well: somebody's only where they do what people do."""

SURNAMES = listed("surnames") | listed("surnames", "names")
"""Surnames. One that begins with Mac, Mc or O' needs no list."""


def is_given(low: str) -> bool:
    """Whether a word in small letters is a given name."""
    first = low.split("-", maxsplit=1)[0]
    return (
        low in GIVEN_NAMES
        or low in CAPITAL_NAMES
        or (first != low and (first in GIVEN_NAMES or first in WORD_NAMES or first in CAPITAL_NAMES))
    )


def is_surname(low: str) -> bool:
    """Whether a word in small letters is a surname."""
    if low in SURNAMES or low in WRITERS:
        return True
    if "-" in low:
        return low.rsplit("-", maxsplit=1)[-1] in SURNAMES or low.split("-", maxsplit=1)[0] in SURNAMES
    return (
        len(low) > 4 and (low.startswith(("mc", "o'")) or (low.startswith("mac") and low not in _NOT_MAC))
    ) or low.endswith(_ENDINGS)


_NOT_MAC = listed("not mac")
_ENDINGS = ("owski", "owska", "ewicz", "escu", "enko", "czyk", "chuk", "sson")
SMALL_SURNAMES = listed("small surnames")
STREETS = listed("streets")
