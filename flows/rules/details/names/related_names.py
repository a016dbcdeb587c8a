"""Names after a relation, such as "my sister Betty"."""

import re
from collections.abc import Iterator

from flows.rules.details import detail_words as cues
from flows.rules.details.detail_kinds import Kind, Why
from flows.rules.details.names.acting_names import BODIES
from flows.rules.details.names.name_lists import ACRONYMS, MONTH_NAMES, NAMED_AFTER, PLACES, is_given
from flows.rules.details.names.named_text import NamedText, name_end
from flows.rules.details.word_sets import word_set

_RELATED = cues.RELATIONS | {"big", "wee", "auld"}
_NOBODY = cues.NO_NAMES | ACRONYMS | PLACES | NAMED_AFTER | cues.TITLES
_NOT_CALLED = _NOBODY | BODIES | MONTH_NAMES | word_set(
    "brother lottery macs reekie county firm alliance toun kirk lang yin"
)  # fmt: skip
"""What comes after "big", "wee" and "auld" or after "is" and is nobody's name."""


def _set_apart(words: NamedText, i: int) -> bool:
    """Whether a name stands in brackets, behind a dash or a colon: "my mentor (Xola)", "Supervisor: Jo Kerr"."""
    name, end = words.at(i), words.text[words.at(i).end : words.at(i).end + 2]
    if re.fullmatch(r" ?\(", name.gap):
        return is_given(name.low) or end.startswith(")")
    return bool(re.fullmatch(r" ?[:\u2013\u2014-] ?", name.gap)) and is_given(name.low)


def related(words: NamedText) -> Iterator[tuple[Kind, int, int, Why]]:
    """An unknown name right after what somebody is: "my client John", "her son Ioan", "our cook Bukola"."""
    for i in words.every(cues.RELATIONS):
        word = words.at(i)
        if i + 1 >= len(words.words) or words.free[i + 1]:
            continue
        name = words.at(i + 1)
        if (
            not (re.fullmatch(r",?[ \t\u00a0]{1,2}", name.gap) or _set_apart(words, i + 1))
            or not (name.capital or (is_given(name.low) and word.low not in ("wee", "senior", "lead", "owner")))
            or (name.shouted and not word.shouted)
            or len(name.text) < 3
        ):
            continue
        if name.low in _NOBODY or name.low in cues.RELATIONS or (word.capital and not word.opens):
            continue
        commas = "," in name.gap
        owner = {words.at(i - 1).low, words.at(i - 2).low} & {"my", "our", "her", "his", "their", "the", "a", "s"} or (
            words.at(i - 1).end and words.owned(i - 1)
        )
        if (commas and not owner) or not (
            owner or word.low in ("resident", "client", "tenant", "colleague", "patient", "senior")
        ):
            continue
        if name.low in MONTH_NAMES or (commas and word.low.endswith("s") and not is_given(name.low)):
            continue
        yield Kind.named_person, name.start, name_end(words, i + 1), Why.relation
    for i in words.every(_RELATED):
        word, name = words.at(i), words.at(i + 2)
        said = (
            word.low in cues.RELATIONS
            and words.at(i + 1).low in ("is", "was")
            and words.at(i + 1).is_next
            and name.is_next
        )
        epithet = word.low in ("big", "wee", "auld") and (not word.opens or word.text in ("Wee", "Auld"))
        j = i + 2 if said else i + 1
        name = words.at(j)
        if (
            (said or (epithet and name.is_next))
            and name.capital
            and not name.shouted
            and len(name.text) > 2
            and not words.free[j]
            and name.low not in _NOT_CALLED
        ):
            start = name.start if said else word.start
            yield (Kind.named_person if said else Kind.nickname), start, name_end(words, j), Why.relation
