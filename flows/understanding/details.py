"""The details of a person out of what they typed: a number, an address, a name, Register parts, an employer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from flows.rules.details.names.name_lists import is_given, is_surname
from flows.understanding.lexicon import Lexicon
from flows.understanding.lookups import has_any
from flows.understanding.normalise import plain

_SHORTEST_NUMBER, _LONGEST_NUMBER = 5, 10
_MOST_NAME_WORDS = 6
_TOKEN = re.compile(r"[^\W_]+|[.@+_-]")
_ADDRESS = re.compile(r"[^\s@<>()\"',;:]+@[^\s@<>()\"',;:]+")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*\.?")
_EDGES = " \t\n.,;:!?\"'\u201c\u201d()<>"


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail that was understood."""

    value: str
    sure: bool = True
    """Whether it is plainly what was asked for; else it is to be asked about."""


def number_in(lexicon: Lexicon, text: str) -> Detail | None:
    """The digits of a number, however they are said: in groups, in words, "double 4". None where there are too few.

    Where there is more than one number, the last is taken, and it is not sure.
    """
    runs: list[str] = [""]
    times = 1
    for match in re.finditer(r"\d+|[^\W\d_]+|[.;/]", text.casefold()):
        word = match.group()
        digits = word if word.isdecimal() else lexicon.digits.get(word, "")
        if word in lexicon.twice:
            times = lexicon.twice[word]
        elif len(digits) >= _SHORTEST_NUMBER:
            runs += [digits, ""]
            times = 1
        elif digits:
            runs[-1] += digits * times if len(digits) == 1 else digits
            times = 1
        elif runs[-1]:
            runs.append("")
            times = 1
    whole = [run for run in runs if _SHORTEST_NUMBER <= len(run) <= _LONGEST_NUMBER and run.isascii()]
    if whole:
        return Detail(whole[-1], sure=len(set(whole)) == 1)
    joined = "".join(runs)
    few = any(character.isdecimal() for character in text) and joined
    return Detail(joined, sure=False) if few and joined.isascii() else None


def email_in(lexicon: Lexicon, text: str) -> Detail | None:
    """The address in a message, written with an @ or said: "j dot mcphail 72 at example dot com"."""
    written = [match.group().rstrip(".,;:!?)") for match in _ADDRESS.finditer(text)]
    whole = [address for address in written if "." in address.partition("@")[2]]
    if whole:
        return Detail(whole[-1], sure=len({address.casefold() for address in whole}) == 1)
    return _said_address(lexicon, text)


def _said_address(lexicon: Lexicon, text: str) -> Detail | None:
    stripped = _without_lead(text, lexicon.details["email-lead"], lexicon.details["lead-more"])
    signs = {word: sign for name, sign in _SIGNS for word in lexicon.details[name]}
    pieces = [signs.get(word, word) for word in _TOKEN.findall(stripped.casefold())]
    if "@" not in pieces:
        return None
    at = len(pieces) - 1 - pieces[::-1].index("@")
    before, after = pieces[:at], _domain(pieces[at + 1 :])
    local = "".join(before)
    if not local or "." not in after:
        return None
    loose = sum(1 for piece in before if len(piece) > 1 and piece.isalpha())
    return Detail(f"{local}@{after}", sure=loose <= 3)


_SIGNS = (("dot", "."), ("at", "@"), ("dash", "-"), ("underscore", "_"))


def _domain(pieces: Sequence[str]) -> str:
    """The part after the @, up to the last dot and the word after it: what follows is said to us."""
    dots = [place for place, piece in enumerate(pieces) if piece == "."]
    return "".join(pieces[: dots[-1] + 2]) if dots else ""


def name_in(lexicon: Lexicon, text: str) -> Detail | None:
    """A person's name as it was typed, without "my name is".

    What reads like a sentence is not sure, nor is a lone word that no list of names knows.
    """
    said = _without_tail(_without_lead(text, lexicon.details["name-lead"], lexicon.details["lead-more"]), lexicon)
    # "it's kyle, kyle mcphail": said twice, the second time in full.
    first, comma, second = said.partition(",")
    if comma and plain(second).strip().startswith(plain(first).strip()):
        said = second
    said = said.strip(_EDGES)
    words = _WORD.findall(said)
    if (
        not words
        or not any(letter.isalpha() for letter in said)
        or any(sign.isdecimal() or sign == "@" for sign in said)
    ):
        return None
    reads_on = any(plain(word) in lexicon.details["not-a-name"] for word in words)
    # One word that no list of names knows may be a wish, such as "list" or "menu": it is asked about once.
    strange = len(words) == 1 and not (is_given(words[0].casefold()) or is_surname(words[0].casefold()))
    sure = not reads_on and not strange and len(words) <= _MOST_NAME_WORDS
    return Detail(" ".join(said.split()), sure=sure)


def is_written_as_name(text: str) -> bool:
    """Whether a text is two to four words of letters that all begin with a capital, as names are written."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(
        word[0].isupper() and not word.isupper() and word.strip(_EDGES).replace("-", "").replace("'", "").isalpha()
        for word in words
    )


def employer_in(lexicon: Lexicon, text: str) -> Detail | None:
    """An employer's name as it was typed, without "I work for". After "put", only what follows."""
    sentences = [piece for piece in re.split(r"(?<=[.!?])\s+", text.strip()) if piece]
    last = _without_tail(sentences[-1], lexicon) if sentences else ""
    put = _without_lead(last, lexicon.details["employer-put"], lexicon.details["lead-more"])
    if len(sentences) > 1 and put != last:
        return Detail(put.strip(_EDGES))
    whole = _without_tail(text, lexicon)
    said = _without_lead(whole, lexicon.details["employer-lead"], lexicon.details["lead-more"])
    said = said.strip(" \t\n.,;:!")
    if not any(letter.isalpha() for letter in said):
        return None
    return Detail(" ".join(said.split()), sure=len(said.split()) <= 12 and not text.rstrip().endswith("?"))


def parts_in(
    lexicon: Lexicon,
    text: str,
    options: tuple[tuple[str, tuple[str, ...]], ...],
    jobs: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Detail | None:
    """The ids of the options that a message names, in their order, joined by commas; else those of its jobs.

    A part that was named by its job or service only is not sure.
    """
    words = lexicon.words_of(text).standard
    labels = _labels(lexicon, options)
    named = _longest_only(words, labels) or _numbered(lexicon, words, [id_ for id_, _ in options])
    if named:
        return Detail(",".join(id_ for id_, _ in options if id_ in named))
    if meant := _longest_only(_respelt(words, labels), labels):
        return Detail(",".join(id_ for id_, _ in options if id_ in meant), sure=False)
    likely = [id_ for id_, _ in jobs if id_ in _longest_only(words, _labels(lexicon, jobs))]
    return Detail(",".join(likely), sure=False) if likely else None


@lru_cache(maxsize=32)
def _labels(lexicon: Lexicon, named: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, tuple[str, ...]]:
    """The labels of each option in standard words."""
    return {id_: tuple(" ".join(lexicon.words_of(label).standard) for label in labels) for id_, labels in named}


def _respelt(words: Sequence[str], labels: Mapping[str, Sequence[str]]) -> list[str]:
    """The words, each long one that nearly is a word of a label as that label spells it."""
    known = {word for named in labels.values() for label in named for word in label.split() if len(word) >= _SPELT_FROM}
    near = (get_close_matches(word, known, 1, _ALIKE) if len(word) >= _SPELT_FROM else () for word in words)
    return [next(iter(found), word) for word, found in zip(words, near, strict=True)]


_SPELT_FROM = 5
"""Letters of a word that is worth a look for a slip of a key."""
_ALIKE = 0.85


def _numbered(lexicon: Lexicon, words: Sequence[str], ids: Sequence[str]) -> set[str]:
    """The options whose numbers a message is, but for words such as "number" and "the"."""
    said = [lexicon.ordinals.get(word, word) for word in words]
    numbers = {int(word) for word in said if word.isdecimal() and word.isascii() and len(word) < 3}
    rest = " ".join(word for word in said if not word.isdecimal())
    around = {word for phrase in lexicon.details["number-of-list"] for word in phrase.split()}
    if not numbers or not all(0 < number <= len(ids) for number in numbers) or not {*rest.split()} <= around:
        return set()
    return {ids[number - 1] for number in numbers}


def _longest_only(words: Sequence[str], labels: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The ids of labels that stand in the words, but for a label within a longer one that stands there too."""
    line = f" {' '.join(words)} "
    hits = [(label, id_) for id_, named in labels.items() for label in named if label and f" {label} " in line]
    return {
        id_ for label, id_ in hits if not any(f" {label} " in f" {longer} " and longer != label for longer, _ in hits)
    }


def tool_in(lexicon: Lexicon, text: str) -> Detail | None:
    """The name of an AI tool. What reads like a sentence and names no tool that is known is not sure."""
    said = _without_tail(_without_lead(text, lexicon.details["tool-lead"], lexicon.details["lead-more"]), lexicon)
    said = said.strip(_EDGES)
    if not any(letter.isalnum() for letter in said):
        return None
    words = lexicon.words_of(said).standard
    known = has_any(words, lexicon.details["tool-words"])
    reads_on = any(word in lexicon.details["not-a-name"] for word in words)
    return Detail(" ".join(said.split()), sure=known or (len(words) <= 4 and not reads_on))


def _without_lead(text: str, leads: tuple[str, ...], more: tuple[str, ...]) -> str:
    """A message without the words before a detail, as it was typed."""
    said, before = text.strip(), None
    while said != before:
        before = said
        said = _cut_first(_cut_first(said, leads), more)
    return said


def _cut_first(text: str, leads: tuple[str, ...]) -> str:
    for lead in _leads(leads):
        match = lead.match(text)
        if match and text[match.end() :].strip(_EDGES):
            return text[match.end() :]
    return text


@lru_cache(maxsize=64)
def _leads(leads: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    words = (r"[\s']+".join(map(_loosely, lead.split())) for lead in sorted(leads, key=len, reverse=True))
    return tuple(re.compile(rf"\s*(?:{one})(?=[\s:,.-])[\s:,-]*", re.IGNORECASE) for one in words)


@lru_cache(maxsize=8)
def _tails(tails: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    words = (r"\s+".join(map(re.escape, tail.split())) for tail in sorted(tails, key=len, reverse=True))
    return tuple(re.compile(rf"[\s,.;-]+{one}[\s.!]*$", re.IGNORECASE) for one in words)


def _loosely(word: str) -> str:
    """A word of a lead as people shorten it: "it is" is also "it's" and "its"."""
    return {"is": r"(?:is|s)", "am": r"(?:am|m)"}.get(word, re.escape(word))


def _without_tail(text: str, lexicon: Lexicon) -> str:
    for tail in _tails(lexicon.details["tail"]):
        match = tail.search(text)
        if match:
            return text[: match.start()]
    return text
