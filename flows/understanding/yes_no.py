"""Yes and no in the words that people use, and a yes that takes itself back."""

import re
from enum import Enum

from flows.understanding.lexicon import Lexicon, Rule


class Said(Enum):
    """What was said to a yes/no question."""

    yes = "yes"
    no = "no"
    yes_but = "yes_but"
    """A yes to some of it only: no agreement, and to be asked about."""


def yes_or_no(lexicon: Lexicon, text: str, *, of_ai: bool = False) -> tuple[Said, str] | None:
    """What a message says to a yes/no question and by which rule; None where it says neither.

    `of_ai` asks whether an AI tool was used, where "all my own words" is a no.
    """
    words = list(lexicon.words_of(text).standard)
    if not words or text.rstrip().endswith("?"):
        return None
    corrected = _after_correction(lexicon, words)
    if corrected != words:
        found = _said(lexicon, corrected, of_ai=of_ai)
        if found is not None:
            return found
    return _said(lexicon, words, of_ai=of_ai)


def _after_correction(lexicon: Lexicon, words: list[str]) -> list[str]:
    """What follows the last "wait, I meant"."""
    line = f" {' '.join(words)} "
    marks = "|".join(re.escape(f" {mark} ") for mark in lexicon.classes["corrections"])
    last = None
    for match in re.finditer(f"(?=({marks}))", line):
        last = match
    if last is None:
        return words
    return line[last.start(1) + len(last.group(1)) :].split()


def _said(lexicon: Lexicon, words: list[str], *, of_ai: bool) -> tuple[Said, str] | None:
    line = f" {' '.join(words)} "
    fired: dict[str, Rule] = {}
    for rule in (lexicon.yes_no.all[number] for number in lexicon.yes_no.that_may_match(words)):
        if rule.section not in fired and rule.pattern.search(line):
            fired[rule.section] = rule
    if of_ai or "unsure" in fired:
        return _of_ai(fired) if "unsure" not in fired else None
    for section, said in (("no-that-means-yes", Said.yes), ("refusal", Said.no)):
        if section in fired:
            return said, fired[section].name
    if "yes" in fired:
        # "No, nobody can be known from it, I agree": the yes is what was asked for; "no" first is not.
        if "no" in fired and "but" not in fired and not fired["yes"].pattern.at_start:
            return Said.no, fired["no"].name
        if "but" in fired:
            return Said.yes_but, fired["but"].name
        return Said.yes, fired["yes"].name
    return (Said.no, fired["no"].name) if "no" in fired else None


def _of_ai(fired: dict[str, Rule]) -> tuple[Said, str] | None:
    first_yes = "yes" in fired and fired["yes"].pattern.at_start
    if first_yes and "ai-no" not in fired:
        return Said.yes, fired["yes"].name
    for section, said in (("no", Said.no), ("refusal", Said.no), ("ai-no", Said.no), ("ai-yes", Said.yes)):
        if section in fired:
            return said, fired[section].name
    return (Said.yes, fired["yes"].name) if first_yes else None
