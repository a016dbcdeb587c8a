"""What a message names: a question or a detail to go to, or a word of the glossary."""

import re

from flows.understanding.lexicon import Lexicon
from flows.understanding.lists import found_in, has_any
from flows.understanding.speech_act import Target, TargetKind

_NUMBERED = re.compile(r" (?:question|number|answer|part|bit|one) (\d{1,2}) ")
_LONE = re.compile(r" (\d{1,2}) ")


def target_in(lexicon: Lexicon, words: tuple[str, ...]) -> Target | None:
    """Where somebody wants to go; None where no place is named."""
    line = f" {' '.join(lexicon.ordinals.get(word, word) for word in words)} "
    key, _ = found_in(words, {k: v for k, v in lexicon.targets.items() if k.startswith("fact ")})
    if key:
        return Target(TargetKind.fact, name=key.removeprefix("fact "))
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


def _ordinal(line: str) -> re.Match[str] | None:
    return re.search(r" (\d{1,2}) (?:question|answer|one|bit|part) ", line)


def term_in(lexicon: Lexicon, words: tuple[str, ...]) -> str:
    """The id of the word of the glossary that a message asks about; empty for none."""
    return found_in(words, lexicon.glossary)[0]
