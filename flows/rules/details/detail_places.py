"""Finds where somebody lives or sleeps, the names of homes, and descriptions that fit one person only."""

import re

from flows.rules.details.detail_kinds import Spans, Why
from flows.rules.details.names.name_lists import PLACES
from flows.rules.details.word_sets import PATTERNS, listed, marked


def _public_address(text: str, start: int, end: int) -> bool:
    """Whether the sentence names a public body and nobody who could live there."""
    before, after = text[max(0, start - 120) : start], text[end : end + 60]
    sentence = re.split(r"[!?\n]|\.\s", before)[-1] + " " + re.split(r"[!?\n]|\.\s", after)[0]
    return bool(PATTERNS["public"].search(sentence)) and not PATTERNS["private"].search(sentence)


def postcodes(text: str, a: int, b: int) -> Spans:
    """Postcodes, save those of public bodies."""
    for match in PATTERNS["postcode"].finditer(text, a, b):
        named = PATTERNS["named so"].search(text, max(0, match.start() - 24), match.start())
        if not named and not _public_address(text, *match.span()):
            yield *match.span(), Why.shape


def streets(text: str, a: int, b: int) -> Spans:
    """A house number with a street, and a street alone where somebody lives."""
    for name in ("street", "word street", "street small"):
        for match in PATTERNS[name].finditer(text, a, b):
            small = name == "street small" and PATTERNS["not a street"].search(match["name"])
            if not small and not PATTERNS["famous"].search(match.group()) and not _public_address(text, *match.span()):
                yield *match.span(), Why.shape
    yield from marked(text, a, b, Why.said_so, "lives at", "address is", "number and name", "croft at")
    for match in PATTERNS["po box"].finditer(text, a, b):
        if not _public_address(text, *match.span()):
            yield *match.span(), Why.shape
    for match in PATTERNS["street alone small"].finditer(text, a, b):
        if not PATTERNS["not a street"].search(match["name"]) and PATTERNS["lives"].search(
            text, max(0, match.start() - 45), match.start("found")
        ):
            yield *match.span("found"), Why.shape
    for match in PATTERNS["street alone"].finditer(text, a, b):
        if PATTERNS["famous"].search(match.group()) or _public_address(text, *match.span("found")):
            continue
        lives = PATTERNS["lives"].search(text, max(0, match.start() - 45), match.start("found"))
        if lives or PATTERNS["called on"].match(text, match.end()):
            yield *match.span("found"), Why.shape


def rooms(text: str, a: int, b: int) -> Spans:
    """Where somebody lives or sleeps: "room 12", "bed three", "flat 3/2", "ward 4", "the lady in nine"."""
    for match in PATTERNS["room"].finditer(text, a, b):
        if not PATTERNS["shared room"].fullmatch(match["before"] or "") and not (
            match["words"] and match["what"].casefold() == "suite"
        ):
            yield *match.span("room"), Why.shape
    also = ("numbered", "for number", "number does", "at number", "ward", "end room", "in an end room", "up stair")
    yield from marked(text, a, b, Why.shape, *also)


_NO_HOME = listed("no home")
_NOT_HOMES = listed("not homes")


def homes(text: str, a: int, b: int) -> Spans:
    """Care homes and other places of care by their own names."""
    for match in PATTERNS["home by name"].finditer(text, a, b):
        lone = match["kind"] in {"House", "Lodge", "Court", "Unit", "Wing"}
        near = re.search(
            r"\b(?:at|in|from|to|of|called|near|we are|we\u2019re|we're|home is|work for)\s(?:the\s)?$",
            text[max(0, match.start() - 14) : match.start()],
            re.IGNORECASE,
        )
        opens = re.search(r"(?:^|[.!?\n]\s{0,2})$", text[max(0, match.start() - 4) : match.start()])
        stands = (
            opens
            and match["kind"] in {"House", "Lodge", "Court"}
            and re.match(r"\s(?:was|is|has|had|where)\b", text[match.end() : match.end() + 8])
        )
        if (
            match["first"].casefold() in _NO_HOME
            or (lone and not near and not stands)
            or _public_address(text, *match.span())
        ):
            continue
        yield *match.span("found"), Why.said_so
    for match in PATTERNS["workplace"].finditer(text, a, b):
        low = (match["many"] or match["one"]).casefold()
        at = re.search(r"\b(?:at|fae|from|of)\s$", text[max(0, match.start("found") - 5) : match.start("found")])
        if low not in _NOT_HOMES | _NO_HOME | PLACES and (at or match["many"]):
            yield *match.span("found"), Why.said_so
    for match in PATTERNS["workplace small"].finditer(text, a, b):
        if match["found"] not in _NOT_HOMES:
            yield *match.span("found"), Why.said_so
    for match in PATTERNS["sister home"].finditer(text, a, b):
        if not set(match["found"].casefold().split()) & (_NOT_HOMES | PLACES):
            yield *match.span("found"), Why.said_so
    for match in PATTERNS["home small"].finditer(text, a, b):
        if not set(match["found"].casefold().split()[:-2]) & _NO_HOME:
            yield *match.span("found"), Why.said_so


def only_ones(text: str, a: int, b: int) -> Spans:
    """Descriptions that fit one person: "the only man in our day centre who signs"."""
    for match in PATTERNS["the only"].finditer(text, a, b):
        if PATTERNS["narrowed"].search(match["rest"]) and not PATTERNS["not only"].search(
            text, max(0, match.start() - 12), match.start()
        ):
            yield *match.span("found"), Why.only_one
    yield from marked(text, a, b, Why.only_one, *_OTHERS)


_OTHERS = (
    "the one", "former", "once", "was once", "whose", "distinct", "whose thing", "offices kin", "held office", "twins",
    "first or last", "our only", "in office", "oldest", "very old",
)  # fmt: skip
