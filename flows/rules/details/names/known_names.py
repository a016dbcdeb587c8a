"""Given names that the lists know, and unknown ones with a known surname."""

from collections.abc import Iterator

from flows.rules.details import detail_words as cues
from flows.rules.details.detail_kinds import Kind, Why
from flows.rules.details.names.name_lists import (
    ACRONYMS,
    CAPITAL_NAMES,
    GIVEN_NAMES,
    MONTH_NAMES,
    NAMED_AFTER,
    PLACE_NAMES,
    PLACES,
    SMALL_SURNAMES,
    STREETS,
    SURNAMES,
    WORD_NAMES,
    is_given,
    is_surname,
)
from flows.rules.details.names.named_text import NamedText, name_end
from flows.rules.details.names.word_names import in_a_list_of_places, is_used_as_name
from flows.rules.details.word_sets import word_set


def known(words: NamedText) -> Iterator[tuple[Kind, int, int, Why]]:
    """Given names that the lists know; where one is a word or a place as well, only where it is used as a name."""
    hyphens = [i for low in words.index if "-" in low for i in words.index[low]]
    owners = [i - 1 for i in words.every(cues.POSSESSED) if words.at(i - 1).low.endswith("s")]
    for i in sorted({*words.every(_ALL_NAMES), *words.capitals, *hyphens, *owners}):
        word = words.at(i)
        if words.free[i]:
            continue
        if is_given(word.low) and (word.low not in CAPITAL_NAMES or (word.capital and not word.shouted)):
            before = words.before(i)
            if (
                _is_a_place(words, i)
                or before.low in ("a", "an")
                or (before.low == "the" and not words.next_to(i).capital)
            ):
                continue
            start = word.start
            kind = Kind.named_person
            if before.low in cues.EPITHETS and before.low not in ("old", "young", "poor", "dear", "lovely"):
                start, kind = before.start, Kind.nickname
            if _part_of_a_body(words, i) or words.next_to(i).low in _SURE_STREETS:
                continue
            yield kind, start, name_end(words, i), Why.known_name
        elif (word.low in WORD_NAMES or word.low in PLACE_NAMES or word.low in MONTH_NAMES) and is_used_as_name(
            words, i
        ):
            before = words.before(i)
            nick = before.low in ("big", "wee", "auld")
            yield (
                (Kind.nickname if nick else Kind.named_person),
                (before.start if nick else word.start),
                name_end(words, i),
                Why.used_as_name,
            )
        elif _owner_without_apostrophe(words, i):
            yield Kind.named_person, word.start, word.end, Why.known_name
        elif word.capital and len(word.text) > 2 and not word.shouted and (_whole_name(words, i) or _family(words, i)):
            yield Kind.named_person, word.start, name_end(words, i), Why.used_as_name


def _owner_without_apostrophe(words: NamedText, i: int) -> bool:
    """Whether a known name has somebody or something of its own, with the apostrophe left out: "tommys wife"."""
    word = words.at(i)
    owner = word.low.endswith("s") and word.low[:-1] in GIVEN_NAMES and len(word.low) > 4
    return owner and words.next_to(i).low in cues.POSSESSED


_SURE_STREETS = STREETS - word_set("house care nursing place court ward")
_ALL_NAMES = GIVEN_NAMES | WORD_NAMES | PLACE_NAMES | MONTH_NAMES


def _is_a_place(words: NamedText, i: int) -> bool:
    """Whether a given name is a place here: "Lewis and Harris", "at Craig Dunain"."""
    word, after = words.at(i), words.next_to(i)
    listed = word.low in PLACE_NAMES and word.capital and in_a_list_of_places(words, i)
    at = words.before(i).low == "at" and words.at(i - 2).low not in _DONE_AT_PEOPLE
    return listed or (at and after.capital and not is_surname(after.low) and not words.owned(i + 1))


_DONE_AT_PEOPLE = frozenset(
    stem + end
    for stem in ("look", "shout", "laugh", "point", "bark", "wav", "wave", "smil", "smile", "yell", "star", "stare")
    for end in ("", "s", "d", "ed", "ing")
)


_BEFORE_A_BODY = word_set("st saint queen king prince princess port fort loch ben glen pope hurricane storm")


def _part_of_a_body(words: NamedText, i: int) -> bool:
    """Whether a given name is part of a longer name that is no care worker's: "Queen Margaret", "St Andrew"."""
    before = words.before(i)
    return before.low in _BEFORE_A_BODY and before.capital


def _family(words: NamedText, i: int) -> bool:
    """A whole family: "the Patersons"."""
    word, one = words.at(i), words.at(i).low.removesuffix("s")
    named = word.low.endswith("s") and len(one) > 5 and one in SURNAMES and one not in SMALL_SURNAMES | WORD_NAMES
    return named and words.before(i).low == "the" and not words.next_to(i).capital


def _whole_name(words: NamedText, i: int) -> bool:
    """An unknown first name with a surname that is known: "Thandeka Moyo"."""
    word, after = words.at(i), words.next_to(i)
    if not (after.capital and is_surname(after.low)) or after.shouted or words.owned(i):
        return False
    if i + 1 < len(words.free) and words.free[i + 1]:
        return False
    if word.low in _NO_FIRST_NAME:
        return False
    beyond = words.next_to(i + 1)
    if beyond.capital and (beyond.low in NAMED_AFTER or beyond.low in STREETS):
        return False
    return after.low not in _WORDS_TOO or word.low in WORD_NAMES


_NO_FIRST_NAME = cues.NO_NAMES | _BEFORE_A_BODY | PLACES | cues.TITLES | cues.RELATIONS | ACRONYMS
_WORDS_TOO = SMALL_SURNAMES | word_set("scott ward hill west park main smart house keith grant")
"""Surnames that are words as well."""
