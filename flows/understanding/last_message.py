"""Reads what somebody says of a message of theirs that the bot has just spoken of: "put it back", "not part of it"."""

from collections.abc import Sequence
from enum import Enum

from flows.understanding.lexicon import Lexicon, lexicon
from flows.understanding.yes_no import Said, yes_or_no

_LONGEST = 14
"""Words. A longer message says more than that."""
_LONGEST_YES_NO = 4
"""Words of a bare yes or no. A longer one may begin an answer: "yes and I feel sure of it now"."""


class LastWish(Enum):
    """What is to become of the message."""

    put_in = "put-in"
    take_out = "take-out"
    undo = "undo"
    """Whatever was done with it last is to be undone."""
    yes = "yes"
    """A yes, where it was asked whether the message is a part of the answer."""
    no = "no"


def last_wish(text: str, language: str = "en") -> LastWish | None:
    """The wish that a message is; None for any other.

    What somebody tells of their work may sound the same, so it is to be asked for only right after such a message.
    """
    count = len(text.split())
    if count > _LONGEST:
        return None
    known = lexicon(language)
    words = known.words_of(text).standard
    if not words:
        return next(
            (wish for wish in (LastWish.yes, LastWish.no) if text.strip() in known.classes[f"{wish.value}-signs"]), None
        )
    section = known.last_message.section_of(words, known.doers)
    if section is not None:
        return LastWish(section)
    said = yes_or_no(known, text) if count <= _LONGEST_YES_NO else None
    if said is None or said[0] is Said.yes_but or (said[0] is Said.yes and _only_notes(known, words)):
        return None
    return LastWish.yes if said[0] is Said.yes else LastWish.no


def _only_notes(known: Lexicon, words: Sequence[str]) -> bool:
    """Whether an "okay" leads in something else: "ok understand", "ok so typing" agree to nothing."""
    rest = [word for word in words if word not in known.soft and word not in known.soft_first]
    return bool(rest) and "okay" in words[:2] and "yes" not in words and rest[0] not in _AGREEING


_AGREEING = frozenset({"add", "put", "keep", "include", "do"})
