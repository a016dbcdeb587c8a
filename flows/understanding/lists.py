"""Finding entries of a list of phrases in a run of standard words."""

from collections.abc import Iterable, Mapping, Sequence


def found_in(words: Sequence[str], lists: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """The key whose phrase stands in the words, and the phrase: the longest; empty for none."""
    line = f" {' '.join(words)} "
    hits = ((len(phrase), key, phrase) for key, phrases in lists.items() for phrase in phrases if f" {phrase} " in line)
    best = max(hits, default=(0, "", ""))
    return best[1], best[2]


def has_any(words: Sequence[str], phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in the words."""
    line = f" {' '.join(words)} "
    return any(f" {phrase} " in line for phrase in phrases)
