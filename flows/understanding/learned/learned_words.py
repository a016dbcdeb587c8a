"""What words and pairs of words say for an aside, by weights that were learned from labelled messages."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum

from flows.understanding.lexicon import Lexicon


def learned(lexicon: Lexicon, words: Sequence[str]) -> float:
    """What words and pairs of words say together, each once: above zero for an aside."""
    return summed(lexicon.learned, signs_of(words))


def summed(weights: Mapping[str, float], signs: frozenset[str]) -> float:
    """The weights of signs. The order of the set changes no digit of it."""
    return fsum([weights[sign] for sign in signs if sign in weights])


def signs_of(words: Sequence[str]) -> frozenset[str]:
    """What weights are learned for: each word, each pair, the first word ("^ so"), the last ("so $"), and "^"."""
    return frozenset(("^", *words, *[f"{one} {two}" for one, two in pairwise(("^", *words, "$"))]))
