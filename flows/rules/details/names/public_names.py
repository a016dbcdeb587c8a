"""Names that point to nobody in care: writers, theorists, public bodies, things named after people, sayings, acronyms.

Written down by hand, in small letters without accents, for the finder of personal details.
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
