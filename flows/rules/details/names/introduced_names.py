"""Names that are given as such: "a lady named Betty"."""

import re
from collections.abc import Iterator

from flows.rules.details import detail_words as cues
from flows.rules.details.detail_kinds import Kind, Why
from flows.rules.details.detail_tokens import NOBODY
from flows.rules.details.names.name_lists import PLACE_NAMES, PLACES, WORD_NAMES, is_given
from flows.rules.details.names.named_text import NamedText, name_end
from flows.rules.details.word_sets import PATTERNS, listed, word_set

_ANYBODY = listed("anybody")
_ONLY_TO = word_set("only will she'll he'll they'll just would to")
_NOBODYS = listed("nobodys") | listed("bodies")
_CALLING = frozenset({"called", "named", "nicknamed", "dubbed", "christened"})
_CALLING_SOMEBODY = frozenset({"call", "calls", "called", "calling", "cry", "cries", "cried"})
_GIVING_A_NAME = _CALLING | listed("giving a name")


def _ends_the_phrase(words: NamedText, i: int, name: int) -> bool:
    """Whether an unknown word in small letters is a name: "a lady called jessamine who", "a boy named kellan."."""
    low = words.at(name).low
    person = words.before(i).low in (cues.PEOPLE_SPOKEN_OF - {"one"}) | cues.RELATIONS
    ends = re.match(
        r"\s*(?:[.,;!?)]|$|(?:who|that|and|from|fae|with|on|in|at|has|had|is|was)\b)", words.text[words.at(name).end :]
    )
    no_name = low in cues.NO_NAMES | cues.HUMAN_VERBS | cues.RELATIONS | cues.BEFORE_A_PLACE | PLACES
    return person and bool(ends) and not no_name and len(low) > 3 and not low.endswith(("ing", "ly", "ed"))


def introduced(words: NamedText) -> Iterator[tuple[Kind, int, int, Why]]:  # noqa: C901, PLR0912, PLR0915 - one phrase after another, each a line
    """Names that are given as such: "a lady named Betty", "her name is Isla", "they call him Tiny"."""
    for match in PATTERNS["before birth date"].finditer(words.text):
        if not set(match["name"].lower().split()) & (cues.NO_NAMES | PLACES | cues.TITLES):
            yield Kind.named_person, *match.span("name"), Why.used_as_name
    for pattern in (PATTERNS["we call"], PATTERNS["role as name"]):
        for match in pattern.finditer(words.text):
            if match["name"].lower() not in cues.NO_NAMES:
                yield Kind.nickname, *match.span("name"), Why.said_so
    for match in PATTERNS["called as"].finditer(words.text):
        group = next(filter(match.group, ("name", "also", "last")))
        if not set(match[group].lower().split()[-1:]) & cues.NO_NAMES:
            yield Kind.nickname, *match.span(group), Why.said_so
    for match in PATTERNS["done alone"].finditer(words.text):
        if match["name"] not in cues.NO_NAMES | cues.RELATIONS | cues.PEOPLE_SPOKEN_OF | _ANYBODY:
            yield Kind.named_person, *match.span("name"), Why.used_as_name
    for pattern in (PATTERNS["signed"], PATTERNS["writer at start"]):
        for match in pattern.finditer(words.text):
            group = "name" if match["name"] else "also"
            if not set(match[group].lower().split()) & (cues.NO_NAMES | PLACES | cues.TITLES | _NOBODYS):
                yield Kind.named_person, *match.span(group), Why.used_as_name
    for i in words.every(_GIVING_A_NAME):
        word = words.at(i)
        name = -1
        kind = Kind.named_person
        if word.low in _CALLING and words.before(i) is not NOBODY:
            near = {words.at(i - back).low for back in (1, 2, 3)}
            of_somebody = words.at(i - 1).low in ("is", "was", "gets", "aye", "always") and is_given(
                words.at(i - 2).low
            )
            if near & cues.PEOPLE_SPOKEN_OF or word.low == "nicknamed" or of_somebody:
                name = i + 1
            if word.low == "nicknamed" or (word.low == "called" and near & {"he's", "she's", "gets", "always"}):
                kind = Kind.nickname
            if words.at(name).low in ("him", "her"):
                name = i + 2
        elif word.low in _CALLING_SOMEBODY and words.at(i + 1).low in ("him", "her", "them", "me"):
            name, kind = i + 2, Kind.nickname
        elif word.low in ("known", "kent", "knows", "ken") and "as" in (words.at(i + 1).low, words.at(i + 2).low):
            name, kind = (i + 2 if words.at(i + 1).low == "as" else i + 3), Kind.nickname
        elif (
            word.low in ("call", "calls")
            and words.at(i + 1).low == "the"
            and words.at(i + 2).capital
            and words.at(i + 2).low not in cues.NO_NAMES | PLACES
        ):
            name, kind = i + 1, Kind.nickname
        elif word.low in ("answers", "answer") and words.at(i + 1).low == "to":
            name, kind = i + 2, Kind.nickname
            if word.low == "answer" and not {words.at(i - back).low for back in (1, 2)} & _ONLY_TO:
                continue
        elif word.low == "gets" and words.before(i).low in ("he", "she", "they", "always", "just"):
            # "he gets Baldy": in Scotland, what somebody is called.
            name, kind = i + 1, Kind.nickname
            ends = re.match(
                r"\s*(?:[.,;!?)]|$|\b(?:fae|from|by|off|because|cause|cos|and|but)\b)", words.text[words.at(name).end :]
            )
            if not words.at(name).capital or not ends or is_given(words.at(name).low):
                continue
        elif (word.low == "name" and words.at(i + 1).low == "of" and words.at(i - 2).low == "by") or (
            word.low in ("name", "nickname") and words.at(i + 1).low in ("is", "was")
        ):
            name = i + 2
        elif word.low in ("name", "names") and words.owned(i):
            name = i + 2 if words.at(i + 1).low == "s" else i + 1
        elif word.low == "goes" and words.at(i + 1).low == "by":
            name, kind = i + 2, Kind.nickname
            if words.at(i + 2).low == "the":
                continue
        elif word.low in ("i'm", "im", "signed") or (word.low == "am" and words.before(i).low == "i"):
            name = i + 1
            if not is_given(words.at(name).low):
                continue
        elif word.low == "i" and words.at(i + 1).low == "m" and words.text[word.end : word.end + 1] in "'\u2019":
            name = i + 2
            if not is_given(words.at(name).low):
                continue
        if name < 0 or name >= len(words.words) or words.free[name]:
            continue
        found = words.at(name)
        if not re.fullmatch(r"['\u2019]?s?[ \t\u00a0]{1,2}[\"'\u2018\u201c(]?", found.gap):
            continue
        known = is_given(found.low) or found.low in WORD_NAMES or found.low in PLACE_NAMES
        if found.low in cues.NO_NAMES - {"the"} or found.low in cues.TITLES or len(found.text) < 2:
            continue
        if found.low == "the" and not (kind is Kind.nickname and words.at(name + 1).capital):
            continue
        if found.low == "the":
            yield kind, found.start, words.at(name + 1).end, Why.said_so
        elif found.capital or known or (word.low in _CALLING and _ends_the_phrase(words, i, name)):
            yield kind, found.start, name_end(words, name), Why.said_so
