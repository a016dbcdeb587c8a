"""Where a name ends: surnames and middle initials behind it are taken in."""

import re

from flows.rules.details import detail_words as cues
from flows.rules.details.name_lists import SMALL_SURNAMES, is_surname
from flows.rules.details.named_text import NamedText
from flows.rules.details.public_names import ACRONYMS, NAMED_AFTER

JOINED_INITIAL = re.compile(r"\.?[ \t\u00a0]{0,3}")


def name_end(words: NamedText, i: int, *, most: int = 3) -> int:
    """Where a name ends that begins at word i: surnames and middle initials behind it are taken in."""
    first, end = words.at(i), words.at(i).end
    for j in range(i + 1, i + 1 + most):
        word = words.at(j)
        joined = word.is_next or (
            len(words.at(j - 1).text) == 1 and bool(JOINED_INITIAL.fullmatch(word.gap)) and word.gap != ""
        )
        if not joined or words.owned(j - 1) or (j < len(words.free) and words.free[j]):
            break
        if not first.capital and (
            not is_surname(word.low) or word.low in cues.HUMAN_VERBS or word.low in SMALL_SURNAMES
        ):
            break
        if first.capital and not (word.capital or word.low in ("van", "de", "von", "der", "bin", "al", "da")):
            break
        if (
            word.low in cues.NO_NAMES
            or word.low in NAMED_AFTER
            or word.low in cues.HUMAN_VERBS
            or word.low in cues.TITLES - {"doc"}
        ):
            break
        if word.shouted and not first.shouted and word.low in ACRONYMS:
            break
        if word.capital or not first.capital:
            end = word.end
    return end
