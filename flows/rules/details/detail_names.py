"""Finds names of people, initials and nicknames in a text, by lists of names and by the words around them.

At each word that may matter a fixed number of its neighbours is looked at: the time grows with the length alone.
"""

from collections.abc import Iterable, Iterator

from flows.rules.details.acting_names import acting
from flows.rules.details.detail_kinds import Kind, Spans, Why
from flows.rules.details.detail_tokens import Word
from flows.rules.details.initials import initials
from flows.rules.details.introduced_names import introduced
from flows.rules.details.known_names import known
from flows.rules.details.named_text import NamedText
from flows.rules.details.related_names import related
from flows.rules.details.titled_names import titled


def names(text: str, found: list[Word], index: dict[str, list[int]]) -> Iterator[tuple[Kind, int, int, Why]]:
    """Every likely name, the surest reason first. Spans may overlap; the first to claim a word keeps it."""
    words = NamedText(text, found, index)
    for find in (titled, introduced, known, related, acting, initials):
        yield from find(words)


def each(kind: Kind, found: Iterable[tuple[Kind, int, int, Why]]) -> Spans:
    """Those of one kind."""
    return ((start, end, why) for kind_of, start, end, why in found if kind_of is kind)
