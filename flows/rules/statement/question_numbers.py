"""Numbers of questions at the start of a line, in every style that people write."""

import re
import unicodedata
from dataclasses import dataclass

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

DRESS = r"[ \t\u00a0#>*_~=\-\u2022\u2013\u2014\u25cf\u25aa\u25a0\u25cb\u00b7\u2023\ufeff\u200b]*"
"""Markdown and marks of lists that may stand before a heading."""
_NAMED = (
    r"(?:answer(?:\s+to)?\s+(?:question|q)|question\s+(?:no\.?|number)|question|ques|qs|criterion|criteria|answer|ans"
    r"|section|part|number|num|no|point|qn|qu|q|a)"
)
_SHORT_NAMES = frozenset(["a", "q", "no", "num"])
_DIGITS = r"[0-9]{1,2}"
_ROMANS = r"x|ix|iv|v?i{1,3}|v"
_WORDS = "|".join(sorted(_SPELLED, key=len, reverse=True))
# After its number: the end of the line, or a mark and then anything, or a blank.
_OF = r"(?:\s*(?:of|/)\s*[0-9]{1,2}(?![0-9]))?"
_STOP = r"(?P<stop>[*_]*\s?(?:[.:;)\]/\u2013\u2014\-,=|>]+(?=[\s*_A-Za-z\"'\u201c\u2018(]|$))[*_]*\s*|[*_]*\s*$)"
_NAMED_MARK = re.compile(
    rf"{DRESS}[(\[]?(?:(?:for|re|on|to)\s+(?=question"
    rf"|q\s?[0-9]))?(?P<name>{_NAMED})\s*[.#:-]?\s*(?P<number>{_DIGITS}|{_ROMANS}|{_WORDS}"
    rf"|[a-j](?![a-z]))(?![0-9A-Za-z]){_OF}(?:{_STOP}|(?P<blank>[*_]*\s+(?=\S)))",
    re.IGNORECASE,
)
_ORDINAL_MARK = re.compile(
    rf"{DRESS}(?:(?:with\s+regard\s+to|in\s+(?:answer|reply|response|relation)\s+to|regarding|concerning"
    rf"|turning\s+to|as\s+(?:to|for)|to|on|for)\s+)?"
    rf"(?:(?:the|your|my)\s+)?(?P<number>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th))"
    rf"(?:\s+and\s+(?:final|last))?\s+(?:question|answer){_STOP}",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_BARE_MARK = re.compile(
    rf"{DRESS}(?P<open>[(\[]|#\s?|\u2116\s?)?(?P<number>{_DIGITS}(?:(?:st|nd|rd|th)(?!\s+(?:of|aid|floor|class"
    rf"|hand|{_MONTHS})))?|{_ROMANS}|[a-j]|one|two|three|four|five|six|seven|eight|nine"
    rf"|ten)(?![0-9A-Za-z\u2019'])(?P<cap>\ufe0f?\u20e3)?{_OF}(?:{_STOP}|(?P<blank>\s+(?=\S)))",
    re.IGNORECASE,
)
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
    for pattern, named in ((_NAMED_MARK, True), (_ORDINAL_MARK, True), (_BARE_MARK, False)):
        found = pattern.match(line)
        mark = _read(found, line, named=named) if found else None
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
