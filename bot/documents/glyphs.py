"""Replaces characters that no font can show, and finds where a long line may be broken."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Set
from functools import lru_cache
from itertools import groupby

LONGEST = 30
"""Signs of a word that stay together. A longer one, mostly an address, may be broken after every few signs."""
_FEW, _MANY = 15, 60

# One sign as people see it: a flag of two letters, or a character with all that joins or colours it.
_SIGN = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|.(?:\u200d.|[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]){0,20}",
    re.DOTALL,
)
# More accents on one letter than any language has. Thousands would keep a typesetter busy for minutes.
_MOST_ACCENTS = 12
# What XML 1.0 cannot hold, not even escaped; lone surrogates are not UTF-8 either.
_UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
# They say how others are joined or ordered, and have no looks of their own.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202c\u2060-\u2064\u2066-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# A reader must see that the order on the page is not the order of the letters.
_OVERRIDES = {"\u202d": "left-to-right override", "\u202e": "right-to-left override"}
_SKIN = {
    "\U0001f3fb": "light skin tone",
    "\U0001f3fc": "medium-light skin tone",
    "\U0001f3fd": "medium skin tone",
    "\U0001f3fe": "medium-dark skin tone",
    "\U0001f3ff": "dark skin tone",
}
_SORTS = re.compile(r"(CAPITAL |SMALL )?(LETTER|VOWEL SIGN|SIGN|SYLLABLE|SYLLABICS|UNIFIED IDEOGRAPH)[ -](?=.)")


_SYMBOL_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf02d\uf0fc\uf0e0\uf0be", "•"))


def writable(text: str) -> str:
    """The text with U+FFFD for each character that no document can hold, and every line end as a newline.

    Bullets that Word took from symbol fonts, where Unicode means nothing, become bullets.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").translate(_SYMBOL_BULLETS))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of an answer: an empty line parts them."""
    return text.split("\n\n")


def lines(text: str) -> list[str]:
    """The lines of a paragraph, whatever system ended them, with tabs as spaces."""
    return _BREAKS.split(text.replace("\t", "    "))


def runs_leftwards(text: str) -> bool:
    """Whether a paragraph is to be set from right to left: its first letter with a direction says so."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def wanted(text: str) -> set[str]:
    """The characters of a text that must be in a font to be shown."""
    return {letter for letter in set(text) if _is_shown(letter)}


@lru_cache(maxsize=1024)
def _is_shown(letter: str) -> bool:
    return not _unshowable(letter) and not _UNSEEN.match(letter)


def shown(text: str, missing: Set[str]) -> str:
    """The text with names in square brackets for what no font has, and for what cannot be seen at all.

    A sign made of several characters, such as a flag, is named whole. Letters of one script share their brackets.
    """
    if not missing and text.isascii() and text.isprintable():
        return text
    return _replaced(_lightened(text), missing, _names)


def counted(text: str, missing: Set[str]) -> str:
    """The same with how many there are in the place of their names."""
    return _replaced(_lightened(text), missing, lambda signs: f"[{len(signs)} signs]" if len(signs) > 1 else "[a sign]")


def _lightened(text: str) -> str:
    """The text with a note for all accents above the most that one letter may have."""
    marks = [letter for letter in set(text) if unicodedata.category(letter) in ("Mn", "Me")]
    if not marks:
        return text
    heap = re.compile(f"([{re.escape(''.join(marks))}]{{{_MOST_ACCENTS}}})([{re.escape(''.join(marks))}]+)")
    return heap.sub(lambda found: f"{found[1]}[and {len(found[2])} more accents]", text)


def _replaced(text: str, missing: Set[str], told: Callable[[list[str]], str]) -> str:
    if not any(letter in missing or _unshowable(letter) for letter in set(text)):
        return text
    signs = ((sign, any(_lost(letter, missing) for letter in sign)) for sign in _SIGN.findall(text))
    return "".join(
        told([sign for sign, _ in run]) if lost else "".join(sign for sign, _ in run)
        for lost, run in groupby(signs, key=lambda found: found[1])
    )


def pieces(line: str) -> list[str]:
    """A line in pieces between which it may be broken, beside the places where anyone would break it."""
    if max(map(len, line.split()), default=0) <= LONGEST:
        return [line] if line else []
    return [piece for word in re.findall(r"\s+|\S+", line) for piece in _pieces(word)]


def _pieces(word: str) -> Iterator[str]:
    if len(word) <= LONGEST:
        yield word
        return
    piece, signs = "", 0
    for sign in _SIGN.findall(word):
        joined = unicodedata.combining(sign[0]) or unicodedata.combining(piece[-1:] or " ") == _JOINS
        if signs >= (_MANY if joined else _FEW):
            yield piece
            piece, signs = "", 0
        piece, signs = piece + sign, signs + 1
    yield piece


# The combining class of viramas, which make one shape of two letters.
_JOINS = 9


def _unshowable(letter: str) -> bool:
    """Whether no font can show a character."""
    return letter == "\ufffd" or letter in _OVERRIDES or unicodedata.category(letter) in ("Cc", "Co", "Cs")


def _lost(letter: str, missing: Set[str]) -> bool:
    return letter in missing or _unshowable(letter)


def _names(signs: list[str]) -> str:
    named = (_named(sign) for sign in signs)
    return "".join(
        f"[{script}: {' '.join(name for _, name in run)}]" if script else "".join(f"[{name}]" for _, name in run)
        for script, run in groupby(named, key=lambda found: found[0])
    )


def _named(sign: str) -> tuple[str, str]:
    """A script and the name of a letter of it; without a script for any other sign."""
    if "\U0001f1e6" <= sign[0] <= "\U0001f1ff" and len(sign) == 2:
        return "", "flag " + "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in sign)
    tags = "".join(chr(ord(letter) - 0xE0000) for letter in sign if "\U000e0020" <= letter < "\U000e007f")
    if tags:
        return "", f"flag {tags[:2]}-{tags[2:]}".upper().replace("FLAG", "flag")
    if unicodedata.category(sign[0])[0] in "LM" and _title(sign[0]):
        script, _, rest = _title(sign[0]).partition(" ")
        return script if script == "CJK" else script.capitalize(), _SORTS.sub("", rest).lower() or rest.lower()
    return "", ", ".join(_name(letter) for letter in sign if not _UNSEEN.match(letter) and letter != "\u20e3")


def _name(letter: str) -> str:
    if letter == "\ufffd":
        return "unreadable"
    known = _OVERRIDES.get(letter) or _SKIN.get(letter) or _title(letter)
    return known.lower() or f"U+{ord(letter):04X}"


def _title(letter: str) -> str:
    """The name of a character in Unicode; empty where Python knows none."""
    return unicodedata.name(letter, "")
