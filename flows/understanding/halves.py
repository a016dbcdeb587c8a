"""Whether words end in half a sentence, so that what comes next goes on with it."""

import re

_WORD = re.compile(r"[^\W_]+")


def is_half(text: str, open_ends: tuple[str, ...]) -> bool:
    """Whether a sentence was begun and not ended: an open word, a comma, a colon or a dash stands last."""
    said = text.rstrip()
    if not said:
        return False
    if said[-1] in ",:;-\u2013\u2014" or said.endswith(("...", "\u2026")):
        return True
    if said[-1] in ".!?)\"'\u201d":
        return False
    words = _WORD.findall(said.casefold())
    return len(words) > 1 and words[-1] in open_ends


def goes_on(text: str, words: tuple[str, ...], beginnings: tuple[str, ...]) -> bool:
    """Whether a message begins as the rest of a sentence does."""
    line = " ".join(words[:3]) + " "
    return text.startswith(("...", "\u2026")) or any(line.startswith(f"{first} ") for first in beginnings)
