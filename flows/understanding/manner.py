"""Tells what is said of how somebody answers, by voice or in writing, from what they answer."""

from flows.understanding.lexicon import lexicon

_LONGEST = 12
"""Words. A longer message says more than that."""


def is_of_manner(text: str, language: str = "en") -> bool:
    """Whether a message only says how its writer answers: "ok voice note it is then", "actually no i'll write it".

    It has no word but such, and names typing or voice. Where it names writing or speaking, it turns from the other.
    """
    if len(text.split()) > _LONGEST:
        return False
    known = lexicon(language)
    words = known.words_of(text).standard
    classes = known.classes
    ways, turns = {*classes["manner-plain"]}, {*classes["manner-turns"]}
    named = not ways.isdisjoint(words)
    named = named or not ({*classes["manner"]}.isdisjoint(words) or turns.isdisjoint(words))
    others = {*ways, *turns, *classes["manner"], *classes["manner-beside"]}
    empty = known.function_words | known.soft | known.soft_first | others
    return named and all(word in empty for word in words)
