"""Reads what somebody wants done about their own data, as a whole message says it: "what do you know about me"."""

import re
from enum import Enum

from flows.engine.typed_words import spoken
from flows.rules.language_files import patterns
from flows.understanding.lexicon import lexicon

_LONGEST = 16
"""Words. A longer message says more than that."""


class DataWish(Enum):
    """What is wanted. The values are the sections of `own_data.txt`."""

    show = "show"
    copy = "copy"
    erase = "erase"
    stop = "stop"
    """Consent is taken back."""
    lock = "lock"
    """What was written is to be hidden from others who use the phone."""


def data_wish(text: str, language: str = "en") -> DataWish | None:
    """The wish that a message as a whole is; None for any other, also for one that says more."""
    if len(text.split()) > _LONGEST:
        return None
    known = lexicon(language)
    section = known.own_data.section_of(known.words_of(text).standard)
    return DataWish(section) if section else None


_LONGEST_FOR_GOOD = 14
"""Words. A longer message says more than that."""
_PATTERNS = patterns("message_patterns")
_CLAUSES = re.compile(r"\s*[.,;:!?\n]+\s*|\s+[-–]\s+")


def wants_deleted(text: str) -> bool:
    """Whether a message as a whole asks for words to be deleted for good, perhaps after saying who is named in them."""
    if len(text.split()) > _LONGEST_FOR_GOOD:
        return False
    before, _, last = _CLAUSES.sub("\n", text.strip(" .,;:!?\n")).rpartition("\n")
    wish, named = _PATTERNS["wish"], _PATTERNS["named somebody"]
    return any(
        wish.fullmatch(spoken(asked)) is not None and (not said or named.fullmatch(spoken(said)) is not None)
        for said, asked in (("", text), (before, last))
    )
