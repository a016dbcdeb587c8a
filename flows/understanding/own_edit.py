"""Reads orders about words that are in an answer already: "take out the bit about the bus", "change X to Y"."""

import re
from dataclasses import dataclass
from enum import Enum

from flows.rules.language_files import patterns
from flows.understanding.lexicon import Lexicon, lexicon

_LONGEST = 16
"""Words. A longer message says more than an order, save where a new text follows the order."""
_MOST_CHANGED = 6
"""Words that "change X to Y" names, so that a sentence about a change at work is none."""


LAST = -1
"""The number of the last question, where an order names it so."""


class EditKind(Enum):
    """What is to become of the words."""

    cut = "cut"
    """Some that are named are to go. To take out the newest message is an undo, and none of these."""
    longest = "longest"
    """It is asked what could go."""
    change = "change"
    shift = "shift"
    """A part of a message belongs elsewhere, or two of them in another order."""
    move = "move"
    """The newest message belongs in another answer."""
    add = "add"
    """What follows the order belongs in the answer that it names."""


@dataclass(frozen=True, slots=True)
class EditOrder:
    """What an order asks for, and which words it is about."""

    kind: EditKind
    question: int = 0
    """The number of the question that it names; 0 for none, `LAST` for the last."""
    about: frozenset[str] = frozenset()
    """Words, in standard spelling, that what it is about holds; none where it names no words."""
    only_if_found: bool = False
    """Whether it is an order only where an answer holds these words: "change A to B" may be said of work."""
    text: str = ""
    """What is to be added: an exact part of the message."""


def edit_order(text: str, language: str = "en") -> EditOrder | None:
    """The order that a message is; None for any other."""
    known = lexicon(language)
    added = _added(known, text)
    if added is not None:
        return added
    replaced = _PATTERNS["replace answer"].match(text)
    if replaced:
        return EditOrder(EditKind.change, int(replaced["number"]))
    quoted = _PATTERNS["quoted words"].match(text)
    if quoted:
        kind = EditKind.change if quoted["to"] else EditKind.cut
        about = _content(known, known.words_of(quoted["words"]).standard)
        return EditOrder(kind, about=about, only_if_found=True)
    if len(text.split()) > _LONGEST:
        return None
    words = known.words_of(text).standard
    section = known.edits.section_of(words)
    if section is None:
        return _exchange(known, words)
    kind = EditKind(section)
    numbers = [int(word) for word in words if word.isdecimal()]
    named = _NUMBERED.search(f" {' '.join(words)} ")
    number = numbers[0] if kind is EditKind.move and numbers else int(named[1]) if named else 0
    about = _content(known, words) if kind is EditKind.cut else frozenset[str]()
    # "That last line is not good, remove it" is about the newest message.
    newest = not number and not _NEWEST.isdisjoint(words) and kind in {EditKind.cut, EditKind.change}
    return None if newest or not (about or number or kind is not EditKind.cut) else EditOrder(kind, number, about)


def share_of(order: EditOrder, text: str, language: str = "en") -> float:
    """How much of what an order names stands in a text, from 0 to 1; "chooses" stands there as "choose" too."""
    known = lexicon(language)
    there = {_stem(word) for word in known.words_of(text).standard}
    return sum(_stem(word) in there for word in order.about) / len(order.about) if order.about else 0.0


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > _SHORTEST_WITH_ENDING else word


_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_SHORTEST_WITH_ENDING = 4


_PATTERNS = patterns("message_patterns")
_ADDS = tuple(_PATTERNS[name] for name in ("add to answer", "add for answer", "answer add", "add to number"))


def _added(known: Lexicon, text: str) -> EditOrder | None:
    """The order to put what follows it into the answer that it names."""
    adds = next(filter(None, (pattern.match(text) for pattern in _ADDS)), None)
    if adds is None:
        return None
    named = adds.groupdict()
    said = (named["number"] or named.get("place") or "").lower()
    number = known.ordinals.get(said, said)
    return EditOrder(EditKind.add, int(number) if number.isdecimal() else LAST, text=text[adds.end() :].strip())


_NEWEST = frozenset({"last", "previous"})
_NUMBERED = re.compile(r" (?:question|answer|number) (\d{1,2}) ")


def _content(known: Lexicon, words: tuple[str, ...]) -> frozenset[str]:
    """What an order names, without the words of the order itself."""
    order = {word for name in _ORDER for member in known.classes[name] for word in member.split()}
    return frozenset(
        word for word in words if word not in order and word not in known.function_words and not word.isdecimal()
    )


_ORDER = ("edit-lead", "edit-piece", "edit-part", "gone", "ordinal", "soft", "edit-order")


def _exchange(known: Lexicon, words: tuple[str, ...]) -> EditOrder | None:
    """The order "change X to Y"; X is more than one word that is said at work all the time."""
    verbs = known.classes["edit-exchange"]
    at = next((n for n, word in enumerate(words[:4]) if word in verbs), None)
    if at is None or any(word not in known.soft_first and word not in known.soft for word in words[:at]):
        return None
    end = next((n for n, word in enumerate(words) if n > at + 1 and word in {"to", "with", "for", "into"}), 0)
    named = words[at + 1 : end]
    about = _content(known, named)
    telling = len(about) > 1 or any(word not in known.evidence_words for word in about)
    if not end or not about or len(named) > _MOST_CHANGED or not telling:
        return None
    return EditOrder(EditKind.change, about=about, only_if_found=True)
