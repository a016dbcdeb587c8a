"""Numbers of questions at the start of a line, in every style that people write."""

import re
import unicodedata
from dataclasses import dataclass

from flows.rules.language_files import patterns

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_SPELLED = {
    word: number
    for number, words in enumerate(
        ("one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
         "eight eighth", "nine ninth", "ten tenth"),
        1,
    )
    for word in words.split()
}  # fmt: skip
_LETTERS = {letter: number for number, letter in enumerate("abcdefghij", 1)}
_PATTERNS = patterns("statement_patterns")

_SHORT_NAMES = frozenset(["a", "q", "no", "num"])
_CIRCLED = re.compile("[\u2460-\u2468\u2776-\u277e\u2780-\u2788]")


@dataclass(frozen=True, slots=True)
class NumberMark:
    """A number at the start of a line: of which question, where the mark ends, and how it is written."""

    number: int
    end: int
    style: str
    """The same for marks that could be one list, such as "1)" and "2)"."""
    named: bool
    """Whether a word such as "Question" or "Answer" stands before it."""
    firm: bool
    """Whether a stop or the line's end follows it, as after a number of a list."""


def number_mark(line: str) -> NumberMark | None:
    """Read the number at the start of a line; None where there is none, or it plainly begins a sentence."""
    line = _CIRCLED.sub(lambda found: f"{int(unicodedata.numeric(found[0]))})", line)
    for name in ("named mark", "ordinal mark", "bare mark"):
        found = _PATTERNS[name].match(line)
        mark = _read(found, line, named=name != "bare mark") if found else None
        if mark:
            return mark
    return None


def _read(found: re.Match[str], line: str, *, named: bool) -> NumberMark | None:
    said, groups = found["number"], found.groupdict()
    number = _value(said)
    stop = (groups.get("stop") or "").strip()
    name = (groups.get("name") or ("question" if named else "")).casefold()
    opened = groups.get("open") or ""
    firm = groups.get("stop") is not None or bool(groups.get("cap"))
    rest = line[found.end() :]
    hashed = line[: found.start("number")].rstrip().endswith(("#", "\u2116"))
    if number is None or not (firm or hashed or _may_follow(rest, said, named=named)):
        return None
    if said.isalpha() and _is_a_word(found, said.casefold(), name, stop, rest, marked=bool(stop or opened)):
        return None
    kind = "digit" if said[0].isdigit() else "word" if said.casefold() in _SPELLED else "letter"
    mark = re.sub(r"[\s*_]", "", opened + stop)[:2]
    case = "upper" if said.isupper() and said.isalpha() else ""
    return NumberMark(number, found.end(), f"{name}{kind}{case}{mark}", named, firm)


def _is_a_word(found: re.Match[str], said: str, name: str, stop: str, rest: str, *, marked: bool) -> bool:
    """Whether what reads as a number in letters is a word of a sentence: "a three-year-old", "I went", "one of us"."""
    if stop.startswith("-") and not found["stop"].endswith(" ") and rest[:1].isalpha():
        return True
    if name:
        in_letters = said in _SPELLED or said not in _ROMAN
        return in_letters and name in _SHORT_NAMES
    if said in _SPELLED:
        return bool(rest.strip()) and stop[:1] not in (":", ")", "-", "\u2013", "\u2014", ".")
    return bool(rest.strip()) and not marked


def _may_follow(rest: str, said: str, *, named: bool) -> bool:
    """Whether a number without a stop may be a mark: "Q2 Explain" is, "Question 3 was hard" is a sentence."""
    return (named or said[0].isdigit()) and rest[:1].isupper()


def _value(said: str) -> int | None:
    plain = said.casefold()
    if plain[0].isdigit():
        return int(re.match(r"[0-9]+", plain)[0])  # type: ignore[index]
    return _ROMAN.get(plain) or _SPELLED.get(plain) or _LETTERS.get(plain)
