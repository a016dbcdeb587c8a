"""What a message names or asks: phrases of a list, a question, a place to go to, or a word of the glossary."""

import re
from collections.abc import Iterable, Mapping, Sequence

from flows.understanding.lexicon import Lexicon
from flows.understanding.normalise import StandardWords
from flows.understanding.speech_act import Target, TargetKind


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


_NUMBERED = re.compile(r" (?:question|number|answer|part|bit|one) (\d{1,2}) ")
_LONE = re.compile(r" (\d{1,2}) ")


def target_in(lexicon: Lexicon, words: tuple[str, ...]) -> Target | None:
    """Where somebody wants to go; None where no place is named."""
    line = f" {' '.join(lexicon.ordinals.get(word, word) for word in words)} "
    fact = _first_fact(lexicon, words)
    if fact:
        return Target(TargetKind.fact, name=fact)
    numbered = _NUMBERED.search(line) or _ordinal(line) or _LONE.search(f" {' '.join(words)} ")
    named, _ = found_in(words, {k: v for k, v in lexicon.targets.items() if k.startswith("name ")})
    if named:
        return Target(TargetKind.name, name=named.removeprefix("name "), number=int(numbered[1]) if numbered else 0)
    if numbered:
        return Target(TargetKind.number, number=int(numbered[1]))
    if has_any(words, lexicon.classes["the-last"]):
        return Target(TargetKind.last)
    if has_any(words, lexicon.classes["the-previous"]):
        return Target(TargetKind.previous)
    return None


def _first_fact(lexicon: Lexicon, words: tuple[str, ...]) -> str:
    """The detail that is named first, by the longest name that stands there; empty for none.

    "My name is my married one, the register has me under another" is about the name.
    """
    line = f" {' '.join(words)} "
    facts = (
        (key.removeprefix("fact "), said)
        for key, names in lexicon.targets.items()
        for said in names
        if key.startswith("fact ")
    )
    hits = [(line.find(f" {said} "), -len(said), fact) for fact, said in facts]
    return min((hit for hit in hits if hit[0] >= 0), default=(0, 0, ""))[2]


def _ordinal(line: str) -> re.Match[str] | None:
    return re.search(r" (\d{1,2}) (?:question|answer|one|bit|part) ", line)


def term_in(lexicon: Lexicon, words: tuple[str, ...]) -> str:
    """The id of the word of the glossary that a message asks about; empty for none."""
    return found_in(words, lexicon.glossary)[0]


def asks(known: Lexicon, words: StandardWords) -> bool:
    """Whether a message begins as a question does, polite words aside."""
    kept = {*known.classes["asked-of"], *known.classes["question-verbs"]}
    said = [word for word in words.standard[:5] if word not in known.soft or word in kept]
    if not said or has_any(words.standard, known.classes["asks-to-send"]):
        return False
    turned = len(said) > 1 and said[0] in known.classes["question-verbs"] and said[1] in known.classes["asked-of"]
    return turned or said[0] in known.classes["question-words"] or words.standard[0] in known.classes["question-words"]
