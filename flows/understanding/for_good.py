"""Reads the wish to have words deleted for good, as a whole message says it: "delete it for good"."""

from flows.engine.typed_words import spoken
from flows.rules.language_files import patterns

_LONGEST = 14
"""Words. A longer message says more than that."""
_PATTERNS = patterns("message_patterns")


def wants_deleted(text: str) -> bool:
    """Whether a message as a whole asks for words to be deleted for good."""
    return len(text.split()) <= _LONGEST and _PATTERNS["wish"].fullmatch(spoken(text)) is not None
