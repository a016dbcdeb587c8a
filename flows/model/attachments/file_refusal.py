"""Statements that are sent as files: the names of files that may hold one, and why one gives no text."""

from enum import Enum

READ_ENDINGS = (".odt", ".ott", ".docx", ".rtf", ".txt", ".pdf", ".text")
"""Names of files whose text is read."""
TRIED_ENDINGS = (".pages", ".doc", ".docm", ".dotx", ".md", ".jpg", ".jpeg", ".png", ".heic")
"""Names of files that may hold a statement too: each is opened, and if there is no text to be had it is said why."""
_PICTURES = (".jpg", ".jpeg", ".png", ".heic")


class FileRefusal(Enum):
    """Why a file gives no text. Each has a line of its own: `note-file_<value>`."""

    too_big = "too_big"
    """More bytes than are read."""
    too_long = "too_long"
    """More text than any statement has."""
    too_complex = "too_complex"
    """It unpacks to too much, or takes too much time or memory."""
    encrypted = "encrypted"
    """It opens with a password only."""
    scanned = "scanned"
    """A PDF of pictures: there is no text in it."""
    macros = "macros"
    """There is a program in it."""
    entities = "entities"
    """Its XML wants other files read, or blows itself up."""
    pages = "pages"
    """Made by Apple's Pages, whose format nobody else reads."""
    old_word = "old_word"
    """The .doc of before 2007."""
    picture = "picture"
    """A photo or a scan in a picture's format."""
    damaged = "damaged"
    """Cut short, or not what it says it is."""
    empty = "empty"
    """Opened, and without a word in it."""
    unknown = "unknown"
    """No kind of file that is read."""
    gone = "gone"
    """Its bytes cannot be had."""


def may_hold_a_statement(name: str, *, awards_wanted: bool) -> bool:
    """Whether a file with this name is one to read. Where awards are asked for, pictures and PDFs may be awards."""
    low = name.casefold()
    if awards_wanted and low.endswith((*_PICTURES, ".pdf", ".txt")):
        return False
    return low.endswith(READ_ENDINGS + TRIED_ENDINGS)
