"""Initials that stand for a person."""

import re
from collections.abc import Iterator

from flows.rules.details import detail_words as cues
from flows.rules.details.detail_kinds import Kind, Why
from flows.rules.details.detail_tokens import fold
from flows.rules.details.names.name_lists import ACRONYMS, WRITERS, is_surname
from flows.rules.details.names.named_text import NamedText
from flows.rules.details.word_sets import PATTERNS, listed

_ONE_LETTER = re.compile(
    r"(?<![\w.])(?<!itamin )(?<!epatitis )(?<!type )(?<!plan )(?<!grade )(?<!part )[A-Z]\."
    rf"(?= (?:is|was|has|had|never|always|can|cannot|will|does|{'|'.join(sorted(cues.HUMAN_VERBS))})\b)"
)
"""A lone letter with a point that does something: "M. likes the window open"."""
_PERSON_BEFORE = listed("person before")


def initials(words: NamedText) -> Iterator[tuple[Kind, int, int, Why]]:  # noqa: C901, PLR0912 - one form after another
    """Initials that stand for somebody: "R. McL.", "PD was born", "resident JT", "J. Smith"."""
    text = words.text
    for match in PATTERNS["dotted"].finditer(text):
        if not PATTERNS["no initials"].fullmatch(re.sub(r"[\s\u00a0]", "", match.group())):
            quoted = re.match(
                r"[ \u00a0]{0,2}[A-Z][a-z]+[, ]+(?:\(?(?:19|20)\d\d|et al)", text[match.end() : match.end() + 40]
            )
            if not quoted:
                yield Kind.initials, *match.span(), Why.shape
    for pattern in (PATTERNS["person letter"], PATTERNS["told letter"], PATTERNS["letter apart"]):
        for match in pattern.finditer(text):
            yield Kind.initials, *match.span("found"), Why.relation
    for pattern in (_ONE_LETTER, PATTERNS["mc initials"]):
        for match in pattern.finditer(text):
            yield Kind.initials, *match.span(), Why.used_as_name
    for match in PATTERNS["initial surname"].finditer(text):
        low = fold(match["name"])
        cited = re.match(r"[,\s]+(?:\(?(?:19|20)\d\d|et al)", text[match.end() : match.end() + 16])
        signed = re.search(
            r"\b(?:(?:signed|initialled|countersigned)(?: by)?|(?:witnessed|checked|verified|observed|approved|assessed"
            r"|supervised|mentored|covered|shadowed|trained) by)[:,]?\s$",
            text[max(0, match.start() - 20) : match.start()],
            re.IGNORECASE,
        )
        if (
            (is_surname(low) or signed)
            and low not in WRITERS
            and not cited
            and match.group()[0] not in "IA"
            and low not in cues.NO_NAMES
        ):
            yield Kind.named_person, *match.span(), Why.shape
    for i in words.capitals:
        word = words.at(i)
        if not (2 <= len(word.text) <= 3 and word.shouted) or words.free[i]:
            continue
        before, after = words.before(i), words.next_to(i)
        if word.low in ACRONYMS:
            theirs = words.owned(i) and words.at(i + 1).low in _FAMILY and word.low not in _POSTS
            sure = (
                theirs
                or (after.low == "was" and words.at(i + 2).low == "born")
                or (before.low in ("resident", "client", "tenant") and len(word.text) == 2)
            )
            if not sure or word.low in ("ai", "ot", "gp", "uk", "tv"):
                continue
        if not before.low and word.gap == ", ":
            before = words.at(i - 1)
        loud = words.at(i - 1).shouted and words.at(i + 1).shouted
        acts = after.low in cues.HUMAN_VERBS or (
            after.low in ("was", "had", "has", "is") and words.at(i + 2).low in _STATES
        )
        owns = words.owned(i) and words.own(i).low in cues.POSSESSED
        met = (before.low in _PERSON_BEFORE and before.low not in ("for", "from", "with")) or (
            before.low in ("with", "for", "from")
            and (after.low in _AFTER_INITIALS or not after.low)
            and len(word.text) == 2
        )
        if not loud and (acts or owns or met):
            yield Kind.initials, word.start, word.end, Why.used_as_name


_AFTER_INITIALS = listed("after initials")
_FAMILY = listed("family")
_POSTS = listed("posts")
_STATES = listed("states")
