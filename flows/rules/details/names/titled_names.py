"""Names after a title: "Nurse Mary", "Cllr Reid"."""

import re
from collections.abc import Iterator

from flows.rules.details import detail_words as cues
from flows.rules.details.detail_kinds import Kind, Why
from flows.rules.details.names.name_lists import PLACE_NAMES, SMALL_SURNAMES, WORD_NAMES, is_given, is_surname
from flows.rules.details.names.named_text import JOINED_INITIAL, NamedText, name_end

_PARTICLES = frozenset({"van", "de", "der", "den", "von", "la", "le", "du", "al", "el", "bin", "ten"})


def _begins(words: NamedText, i: int) -> int:
    """Where a titled name begins: at the first title of two, as in "Mr and Mrs Reid"."""
    first = words.at(i - 2)
    if (
        words.at(i - 1).low == "and"
        and first.low in cues.TITLES_ALONE
        and first.low != words.at(i).low
        and words.at(i - 1).gap in (" ", ". ")
    ):
        return first.start
    return words.at(i).start


def titled(words: NamedText) -> Iterator[tuple[Kind, int, int, Why]]:  # noqa: C901, PLR0912 - one exception after another, each a line
    """Names after a title, and initials after one: "Nurse Mary", "Cllr Reid", "Mrs C"."""
    for i in words.every(cues.TITLES):
        title = words.at(i)
        if words.free[i]:
            continue
        if title.low in ("ms", "pc", "di", "dc") and title.text == title.low:
            continue
        j = i + 1
        name = words.at(j)
        if not re.fullmatch(r"\.?[ \t\u00a0]{1,3}|\.", name.gap):
            continue
        start = i
        while name.low in _PARTICLES and words.at(j + 1).is_next:
            j += 1
            name = words.at(j)
        while (
            len(name.text) == 1
            and name.capital
            and words.at(j + 1).capital
            and JOINED_INITIAL.fullmatch(words.at(j + 1).gap)
        ):
            if len(words.at(j + 1).text) > 1 and words.at(j + 1).low in cues.NO_NAMES:
                break
            j += 1
            name = words.at(j)
        if len(name.text) == 1 or (len(name.text) == 2 and name.shouted):
            small = title.low in ("mr", "mrs", "miss", "ms") and name.text not in "aio"
            if (title.capital or title.low in ("mr", "mrs") or small) and (
                (title.low in cues.TITLES_ALONE and name.capital and name.text != "I") or (small and not title.capital)
            ):
                yield Kind.initials, words.at(start).start, name.end, Why.title
            continue
        if j < len(words.free) and words.free[j]:
            continue
        known = is_given(name.low) or name.low in WORD_NAMES or name.low in PLACE_NAMES or is_surname(name.low)
        if name.low in cues.NOT_AFTER_A_TITLE or (name.low in cues.NO_NAMES and not known):
            continue
        if title.shouted and title.low == "mr" and name.low in ("scan", "scans"):
            continue
        verb = title.low in ("miss", "nurse", "doctor", "master", "minister", "lord") and not title.capital
        typed_small = title.low in ("mr", "mrs", "mister", "cllr") and name.low not in cues.HUMAN_VERBS
        if not name.capital and not known and not typed_small:
            # Mr and Mrs need no capital after them, as people type on a phone.
            continue
        if not title.capital and (title.low in cues.TITLES_WITH_CAPITAL_ONLY or verb) and not known:
            continue
        if (
            not title.capital
            and title.low == "miss"
            and words.before(i).low
            in ("i", "we", "you", "they", "will", "to", "not", "don't", "didn't", "never", "really")
        ):
            continue
        if (
            not name.capital
            and name.low in SMALL_SURNAMES | {"hope", "will", "may", "trust", "mark"}
            and title.low not in ("mr", "mrs")
        ):
            continue
        yield Kind.named_person, _begins(words, start), name_end(words, j), Why.title
