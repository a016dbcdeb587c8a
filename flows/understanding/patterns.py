"""A small language for patterns of words, so that the rules can be read by people who do not read regular expressions.

`word` is that word; `(a|b c)` one of several; `[a]` may be missing; `_` any one word; `..` up to three words; `#` a
number; `@name` one of a class. `^` is the beginning of the message and `$` its end, but for words that change nothing
there, such as "okay" and "please": the classes `soft-first` and `soft`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

_SIGN = re.compile(r"\.\.|[()\[\]|^$#]|@[a-z-]+|_|[^\s()\[\]|^$#@]+")
_WORD = re.compile(r"[^\W_]+")
_GAP = r"(?:\S+ ){0,3}"
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_MOST_COMMON = 16
_NUMBER = r"(?:\d+ |" + "|".join(f"{word} " for word in NUMBERS) + ")"
_SIGNS = {"^": "^", "$": "$", "..": _GAP, "_": r"\S+ ", "#": _NUMBER}


class PatternError(ValueError):
    """A pattern that cannot be read, and why."""


@dataclass(frozen=True)
class Pattern:
    """A pattern, ready to be searched for in a line of standard words, each between spaces."""

    text: str
    source: str
    needed: tuple[frozenset[str], ...]
    """Of each of these sets, one word is in every message that it matches; the most telling set first."""
    at_start: bool

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression. Made at first use: there are many hundreds, and most starts of the bot need few."""
        return re.compile(self.source)

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """Finds the pattern in a line such as " how many words "."""
        return self.regex.match if self.at_start else self.regex.search


def compiled(text: str, classes: Mapping[str, tuple[str, ...]], common: frozenset[str]) -> Pattern:
    """Reads a pattern. Raises PatternError for one that cannot be read; `common` words make poor triggers."""
    signs = _SIGN.findall(text)
    if "".join(signs) != re.sub(r"\s", "", text):
        raise PatternError(f"cannot read {text!r}")
    parser = _PatternParser(signs, classes)
    body = parser.alternatives(top=True)
    if parser.position != len(signs):
        raise PatternError(f"a bracket too many in {text!r}")
    at_start = body.regex.startswith("^")
    # Each word of the line stands between spaces: what begins with a plain space is found fast.
    before = (
        rf"(?:(?:{'|'.join(classes.get('soft-first', ()))}) ){{0,2}}" if at_start and "soft-first" in classes else ""
    )
    after = rf"(?:(?:{'|'.join(classes.get('soft', ()))}) ){{0,3}}$" if "soft" in classes else "$"
    regex = f" {before}{body.regex.lstrip('^').replace('$', after)}"
    # The set to look a rule up by: one without "i" and "it", if there is one, and then without other common words.
    most = frozenset(classes.get("common", ())[:_MOST_COMMON])

    def told(words: frozenset[str]) -> tuple[int, bool, int, list[str]]:
        return len(words & most), bool(words & common), len(words), sorted(words)

    needed = tuple(sorted(set(body.needed), key=told))
    return Pattern(text, regex, needed, at_start)


@dataclass(frozen=True, slots=True)
class _Piece:
    regex: str
    needed: tuple[frozenset[str], ...]
    """Of each of these sets, one word must be there."""


class _PatternParser:
    def __init__(self, signs: list[str], classes: Mapping[str, tuple[str, ...]]) -> None:
        self._signs = signs
        self._classes = classes
        self.position = 0

    def alternatives(self, *, top: bool = False, end: str = "") -> _Piece:
        """Reads up to the closing bracket, or to the end."""
        branches = [self._sequence()]
        while self._peek() == "|":
            self.position += 1
            branches.append(self._sequence())
        if not top:
            if self._peek() != end:
                raise PatternError("a bracket is not closed")
            self.position += 1
        if len(branches) == 1:
            return branches[0]
        if top:
            raise PatternError("alternatives stand in brackets")
        # Of alternatives, one word of each is enough to look for.
        needed = (frozenset().union(*(branch.needed[0] for branch in branches)),) if _all_need(branches) else ()
        return _Piece("|".join(branch.regex for branch in branches), needed)

    def _peek(self) -> str:
        return self._signs[self.position] if self.position < len(self._signs) else ""

    def _sequence(self) -> _Piece:
        regex = ""
        needed: list[frozenset[str]] = []
        while (sign := self._peek()) and sign not in {"|", ")", "]"}:
            self.position += 1
            piece = self._one(sign)
            regex += piece.regex
            needed += piece.needed
        return _Piece(regex, tuple(needed))

    def _one(self, sign: str) -> _Piece:
        if sign in _SIGNS:
            return _Piece(_SIGNS[sign], ())
        if sign == "(":
            inner = self.alternatives(end=")")
            return _Piece(f"(?:{inner.regex})", inner.needed)
        if sign == "[":
            return _Piece(f"(?:{self.alternatives(end=']').regex})?", ())
        if sign.startswith("@"):
            members = self._classes.get(sign[1:])
            if members is None:
                raise PatternError(f"no class is called {sign}")
            regex = "|".join("".join(f"{re.escape(word)} " for word in member.split()) for member in members)
            return _Piece(f"(?:{regex})", (frozenset(member.split()[0] for member in members),))
        if not _WORD.fullmatch(sign):
            raise PatternError(f"{sign!r} is no word: write it without marks")
        return _Piece(f"{sign} ", (frozenset({sign}),))


def _all_need(branches: list[_Piece]) -> bool:
    return all(branch.needed for branch in branches)
