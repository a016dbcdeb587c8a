"""Initials that stand for a person."""

import re
from collections.abc import Iterator

from flows.rules.details import detail_words as cues
from flows.rules.details.detail_kinds import Kind, Why
from flows.rules.details.detail_tokens import fold
from flows.rules.details.names.name_lists import is_surname
from flows.rules.details.names.named_text import NamedText
from flows.rules.details.names.public_names import ACRONYMS, WRITERS
from flows.rules.details.word_sets import listed

_DOTTED = re.compile(
    r"(?<![\w.@/])(?:[A-Z]\.[ \u00a0]?){1,2}(?:(?:Mc|Mac|O['\u2019])?[A-Z][a-z]{0,2}\.)(?![\w@])"
    r"|(?<![\w.@/])[A-Z]\.[A-Z](?:\.[A-Z])?(?=['\u2019]s|\s|,)"
)
_NO_INITIALS = re.compile(
    r"(?:e\.?g|i\.?e|u\.?k|d\.?o\.?b|n\.?i|p\.?s|r\.?i\.?p|a\.?m|p\.?m|b\.?a|m\.?a|g\.?p|o\.?t|u\.?s"
    r"|u\.?s\.?a|n\.?b|b\.?sc|m\.?sc|h\.?n\.?c|n\.?h\.?s|v\.?i\.?p|t\.?v|q\.?a|"
    r"h\.?r|a\.?i|p\.?p\.?e|s\.?v\.?q|f\.?y\.?i|p\.?r\.?n|r\.?e|c\.?v|l\.?t\.?d|c\.?p\.?d|k\.?p\.?i|s\.?o\.?s"
    r"|m\.?a\.?r)\.?$",
    re.IGNORECASE,
)
_INITIAL_SURNAME = re.compile(
    r"(?<![\w.&'\u2019-])[A-Z](?:\.[ \u00a0]?|[ \u00a0])(?:[A-Z](?:\.[ \u00a0]?|[ \u00a0]))?(?P<name>(?:Mc"
    r"|Mac|O['\u2019])?[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)\b"
)
_ONE_LETTER = re.compile(
    r"(?<![\w.])(?<!itamin )(?<!epatitis )(?<!type )(?<!plan )(?<!grade )(?<!part )[A-Z]\."
    rf"(?= (?:is|was|has|had|never|always|can|cannot|will|does|{'|'.join(sorted(cues.HUMAN_VERBS))})\b)"
)
"""A lone letter with a point that does something: "M. likes the window open"."""
_MC_INITIALS = re.compile(r"(?<!\w)[A-Z]{1,2}(?:Mc|Mac|O['\u2019])[A-Z](?!\w)")
_PERSON_LETTER = re.compile(
    r"\b(?:[Cc]lient|[Rr]esident|[Tt]enant|[Pp]atient|[Ss]ervice [Uu]ser|[Yy]oung [Pp]erson|[Ss]upported [Pp]erson"
    r"|[Cc]olleague|[Pp]erson|[Cc]hild) [\"'\u201c\u2018]?(?P<found>[B-HJ-Z](?:\.(?=\s[a-z]))?"
    r"|[A-Z]\.[A-Z]\.)(?=[\"'\u201d\u2019]|[ ,.;:!?)]|$)"
)
"""A letter that stands for somebody: "client J was discharged"."""
_TOLD_LETTER = re.compile(
    r"\b(?:told|asked|helped|supported|reassured|reminded|with|washed|dressed|fed|hoisted|thanked|hugged"
    r"|encouraged|persuaded|phoned|for) (?P<found>[B-HJ-Z])(?:\.(?! diff)(?= [a-z])|(?= (?:that|to|if|who|and"
    r"|about|with|when|because|in)\b))"
)
"""A letter that something was said to or done for: "told P. that"."""
_LETTER_APART = re.compile(
    r"\b(?:boys?|girls?|lads?|lass(?:es)?|wom[ae]n|m[ae]n|lad(?:y|ies)|gentlem[ae]n|residents?|tenants?|clients?"
    r"|child|children"
    r"|bairns?|weans?|[Ww]ee|teenager|person|people|son|daughter|brother|sister|pal|friend|colleague|us"
    r"|them)[ ,(\u2013-]{1,3}"
    r"(?P<found>[B-HJ-Z])(?:[,)\u2013]|(?= (?:was|is|has|had|until|when|who|and|to|in|for)\b))"
)
"""A letter set apart behind whom it stands for: "one of the boys, J, had"."""
_PERSON_BEFORE = listed("person before")


def initials(words: NamedText) -> Iterator[tuple[Kind, int, int, Why]]:  # noqa: C901, PLR0912 - one form after another
    """Initials that stand for somebody: "R. McL.", "PD was born", "resident JT", "J. Smith"."""
    text = words.text
    for match in _DOTTED.finditer(text):
        if not _NO_INITIALS.fullmatch(re.sub(r"[\s\u00a0]", "", match.group())):
            quoted = re.match(
                r"[ \u00a0]{0,2}[A-Z][a-z]+[, ]+(?:\(?(?:19|20)\d\d|et al)", text[match.end() : match.end() + 40]
            )
            if not quoted:
                yield Kind.initials, *match.span(), Why.shape
    for pattern in (_PERSON_LETTER, _TOLD_LETTER, _LETTER_APART):
        for match in pattern.finditer(text):
            yield Kind.initials, *match.span("found"), Why.relation
    for pattern in (_ONE_LETTER, _MC_INITIALS):
        for match in pattern.finditer(text):
            yield Kind.initials, *match.span(), Why.used_as_name
    for match in _INITIAL_SURNAME.finditer(text):
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
        owns = words.owned(i) and words.at(i + 1 if words.at(i + 1).low != "s" else i + 2).low in cues.POSSESSED
        met = (before.low in _PERSON_BEFORE and before.low not in ("for", "from", "with")) or (
            before.low in ("with", "for", "from")
            and (after.low in _AFTER_INITIALS or not after.low)
            and len(word.text) == 2
        )
        if not loud and (acts or owns or met):
            yield Kind.initials, word.start, word.end, Why.used_as_name


_AFTER_INITIALS = frozenset(
    {"to", "who", "on", "in", "at", "every", "and", "because", "when", "about", "over", "again"}
)
_FAMILY = frozenset(
    {"mum", "mother", "dad", "father", "daughter", "son", "wife", "husband", "sister", "brother", "family"}
)
_POSTS = frozenset(
    {"ai", "ot", "gp", "uk", "tv", "pa", "mp", "msp", "cpn", "hr", "sw", "hcsw", "rn", "dr", "mr", "ceo", "td"}
)
_STATES = listed("states")
