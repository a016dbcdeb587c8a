"""Numbers that are written as words: "three", "twenty-one", "fourteenth"."""

import re

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_VALUES = {word: value for value, word in enumerate(_ONES)} | {
    "fourty": 40,
    "fourten": 14,
    "tweleve": 12,
    "wan": 1,
    "twa": 2,
}
_SMALL = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = re.compile(rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[ -](?P<ones>{_SMALL}))?|(?P<small>{_SMALL}))\b")
# "This one" and "the last one" point at something; they count nothing.
_POINTING = re.compile(r"\b(?:this|that|which|last|first|next|every|each|but|except|no) one\b")


def in_digits(text: str) -> str:
    """A text with its number words as digits. `text` is in lower case."""
    kept = _POINTING.sub(lambda found: found.group().replace("one", "\0"), text)
    return _NUMBER.sub(_digits, kept).replace("\0", "one")


def _digits(found: re.Match[str]) -> str:
    if found["small"]:
        return str(_VALUES[found["small"]])
    ones = _VALUES[found["ones"]] if found["ones"] else 0
    return str(_TENS[found["tens"]] + ones) if ones < 10 else f"{_TENS[found['tens']]} {ones}"
