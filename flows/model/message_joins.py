"""Several messages as one text: what stood between two that a chat program or a phone cut apart."""

import re
from collections import Counter
from collections.abc import Sequence

LIMIT = 4096
"""UTF-16 units that one message may have."""
_ROUND = frozenset({1000, 1024, 1500, 1600, 2000, 2048, 3000, 4000, LIMIT})
"""Lengths at which programs cut, whatever stands there."""
NEARLY_FULL = 3800
"""Units from which a message was probably cut: some programs cut a little before the limit, where a word ends."""
AT_ONCE = 10.0
"""Seconds within which the rest of a cut message follows."""

_LEFT = re.compile(r"[^\W_]+(?:['\u2019][^\W_]*)?$")
_RIGHT = re.compile(r"[^\W_]*(?:['\u2019][^\W_]+)?")
_CLOSERS = "\"'\u201d\u2019)]*_"
_ENDINGS = frozenset(".!?\u2026:")
"""A sentence ends in one of these, with any closers after it."""
_TAIL = 200
"""Characters at the end of a piece in which its last word is looked for first."""
_COMMON = frozenset(
    [
        "a", "about", "after", "again", "all", "also", "always", "am", "an", "and", "any", "are", "as", "ask", "asked",
        "at", "away", "back", "be", "because", "been", "before", "being", "but", "by", "call", "can", "change", "come",
        "could", "day", "did", "do", "does", "done", "down", "each", "even", "every", "everybody", "everyone", "few",
        "first", "for", "from", "get", "give", "go", "good", "got", "had", "has", "have", "he", "help", "her", "here",
        "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "keep", "know", "last", "learn",
        "learned", "let", "like", "little", "look", "lot", "made", "make", "many", "me", "might", "more", "most",
        "much", "must", "my", "need", "never", "new", "next", "no", "not", "nothing", "now", "of", "off", "on", "one",
        "only", "or", "other", "our", "out", "over", "own", "part", "people", "person", "place", "put", "read", "real",
        "right", "said", "same", "say", "see", "she", "shift", "should", "show", "so", "some", "somebody", "someone",
        "something", "staff", "start", "still", "such", "support", "take", "talk", "team", "tell", "than", "that",
        "the", "their", "them", "then", "there", "these", "they", "thing", "things", "think", "this", "those", "three",
        "through", "time", "to", "today", "told", "too", "two", "under", "until", "up", "us", "use", "used", "very",
        "want", "was", "way", "we", "week", "well", "went", "were", "what", "when", "where", "which", "while", "who",
        "why", "will", "with", "without", "work", "would", "write", "wrote", "year", "you", "your",
    ]
)  # fmt: skip


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def was_cut(text: str) -> bool:
    """Whether a text is just as long as one that a program cuts off."""
    return units(text) in _ROUND


def continues(previous: str, seconds_between: float) -> bool:
    """Tell whether the message after `previous` is the rest of one text that the chat program cut.

    It is if `previous` is nearly as long as Telegram allows and the next came within ten seconds.
    """
    return units(previous) >= NEARLY_FULL and 0 <= seconds_between <= AT_ONCE


def joint(previous: str, following: str, *, about: str = "", headed: bool = False, cut: bool = False) -> str:
    """What stood between two pieces of one text: nothing inside a word, a space, or a blank line.

    `about` is the whole text, whose words tell what is a word; `headed` says that a heading begins the second
    piece, and `cut` that a program cut at this very length. Telegram strips blank space at a message's ends, so
    what stood there is worked out, not known.
    """
    if headed or not previous or not following:
        return "\n\n"
    length = units(previous)
    cut = cut or length in _ROUND
    if previous.rstrip(_CLOSERS)[-1:] in _ENDINGS:
        return _after_sentence(previous, following, length)
    if _CLOSES.match(following) or previous[-1] in "([\u2018\u201c/\u2010-":
        return ""
    left, right = _last_word(previous), _RIGHT.match(following)
    if not left or not right or not right[0]:
        return " "
    return "" if _is_one_word(left, right[0], previous, following, about, exact=cut) else " "


_CLOSES = re.compile(r"[,.;:!?)\]\u2019\u201d]|['\"](?=[\s,.;:!?)])")


def _last_word(text: str) -> str:
    """The word, or the part of one, at the very end of a text; empty where there is none."""
    found = _LEFT.search(text, max(0, len(text) - _TAIL))
    if found and found.start() == len(text) - _TAIL:
        found = _LEFT.search(text)
    return found[0] if found else ""


def _after_sentence(previous: str, following: str, length: int) -> str:
    if length < NEARLY_FULL:
        return "\n\n" if not following[0].islower() else " "
    # At the limit one blank was stripped at most, and two where a blank line stood there.
    if length >= LIMIT - 1 or following[0].islower():
        return " "
    if length == LIMIT - 2 or "\n" in previous[len(previous) // 2 :]:
        return "\n\n" if "\n\n" in previous else "\n"
    return " "


def _is_one_word(left: str, right: str, previous: str, following: str, about: str, *, exact: bool) -> bool:
    """Whether two fragments are one word: by the words of the text itself and the most common ones."""
    if right[0].isupper() and left[-1].islower():
        return False
    merged = (left + right).casefold()
    of_fragments = Counter([left.casefold(), right.casefold()]) if about else Counter()

    def said(word: str) -> bool:
        """Whether the text has the word elsewhere. Most have it nowhere, which is seen without dividing the text."""
        if not any(word in text.casefold() for text in (previous, following, about)):
            return False
        times = _words(previous)[:-1].count(word) + _words(following)[1:].count(word) + _words(about).count(word)
        return times > of_fragments[word]

    def known(word: str) -> bool:
        return word in _COMMON or (word.isdigit() and not exact) or said(word)

    both = known(left.casefold()) and known(right.casefold())
    if known(merged):
        return exact or not both
    if exact:
        # Seven cuts of ten at the limit fall inside a word.
        return not both
    return not both and not known(right.casefold()) and not known(left.casefold()) and len(right) < 5


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", text)]


def joined(pieces: Sequence[str], apart: Sequence[bool]) -> tuple[str, list[tuple[int, int]]]:
    """All pieces as one text, and where each stands in it. `apart` names those that begin a paragraph of their own."""
    about = " ".join(pieces)
    lengths = [units(piece) for piece in pieces]
    alike = len(pieces) > 2 and len(set(lengths[:-1])) == 1 and lengths[-1] < lengths[0]
    said = ""
    spans: list[tuple[int, int]] = []
    for index, piece in enumerate(pieces):
        if index:
            said += joint(pieces[index - 1], piece, about=about, headed=apart[index], cut=alike)
        spans.append((len(said), len(said) + len(piece)))
        said += piece
    return said, spans
