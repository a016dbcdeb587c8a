"""Reads orders about words that are in an answer already: "take out the bit about the bus", "change X to Y"."""

import re
from dataclasses import dataclass
from enum import Enum

from flows.understanding.lexicon import Lexicon, lexicon

_LONGEST = 16
"""Words. A longer message says more than an order, save where a new text follows the order."""
_MOST_CHANGED = 6
"""Words that "change X to Y" names, so that a sentence about a change at work is none."""


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
    """The number of the question that it names; 0 for none."""
    about: frozenset[str] = frozenset()
    """Words, in standard spelling, that what it is about holds; none where it names no words."""
    only_if_found: bool = False
    """Whether it is an order only where an answer holds these words: "change A to B" may be said of work."""
    text: str = ""
    """What is to be added: an exact part of the message."""


def edit_order(text: str, language: str = "en") -> EditOrder | None:
    """The order that a message is; None for any other."""
    adds = _ADDS.match(text)
    if adds:
        return EditOrder(EditKind.add, int(adds[1]), text=text[adds.end() :].strip())
    replaced = _REPLACES.match(text)
    if replaced:
        return EditOrder(EditKind.change, int(replaced[1]))
    known = lexicon(language)
    quoted = _QUOTES.match(text)
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


_ADDS = re.compile(
    r"\W*(?:(?:please|also|and|oh|ok|okay|sorry|right|can you|this is|this goes|add|put|stick|this|that|it) ){1,4}"
    r"(?:to|in|into|for|under) (?:my |the )?(?:q|question|answer|number|no)? ?(\d{1,2}) ?[:;\n](?=\s*\S+\s+\S+\s+\S)",
    re.IGNORECASE,
)
_REPLACES = re.compile(
    r"\W*(?:please |can you |ok |okay |now )*(?:replace|change|overwrite) (?:all of |my )?(?:q|question|answer|number)"
    r" ?(\d{1,2}) (?:with|to)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"\W*(?:(?:please|can you|could you|ok|okay|no|wait|and|now) )*"
    r"(?:change|replace|swap|correct|delete|remove|cut|cut out|take out|lose) (?:the words? |the bit )?"
    r"[\"“'](?P<words>[^\"“”]{3,}?)[\"”'](?:(?P<to> (?:to|with|for|into)\b)|\W*$)",
    re.IGNORECASE,
)
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
