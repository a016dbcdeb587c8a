"""Likely personal details of other people in an answer: where they stand and of what kind.

A hint for the worker to look at, never a judgement and never a change to the text. No offline tool finds a
plain first name without a language model, so the worker is asked as well. Left out on purpose: web
addresses (a worker may link to their own portfolio), professors (people quote them), titles such as Father
or Nurse ("Father Christmas", "Nurse Practitioner"), and dates that are no birthday (learning has dates).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum.gb import nhs


class Kind(Enum):
    """What a finding may be. Where two overlap, the earlier in this list is reported."""

    email = "email"
    chi = "chi"
    nhs = "nhs"
    national_insurance = "national_insurance"
    date_of_birth = "date_of_birth"
    phone = "phone"
    postcode = "postcode"
    named_person = "named_person"
    room = "room"


@dataclass(frozen=True, slots=True)
class Finding:
    """A likely personal detail at `text[start:end]` (characters). Never holds the words themselves."""

    kind: Kind
    start: int
    end: int


_Spans = Iterator[tuple[int, int]]


def screen(text: str) -> tuple[Finding, ...]:
    """Find what may point to a person: in the order of the text, no two overlapping. Never raises."""
    found: list[Finding] = []
    taken = bytearray(len(text))
    for kind in Kind:
        for start, end in _FINDERS[kind](text):
            if not any(taken[start:end]):
                found.append(Finding(kind, start, end))
                taken[start:end] = b"x" * (end - start)
    return tuple(sorted(found, key=lambda finding: finding.start))


def _every(pattern: re.Pattern[str]) -> Callable[[str], _Spans]:
    """Make a finder for a kind that its shape alone tells."""
    return lambda text: (match.span() for match in pattern.finditer(text))


_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w+%-][\w.+%-]{0,63}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w-])"
)

# Ten digits as people group them: whole, six and four, three-three-four, or in pairs.
_TEN_DIGITS = re.compile(
    r"(?<![\d+])(?:[0-9]{10}|[0-9]{6}[ -][0-9]{4}|[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}"
    r"|[0-9]{2}[ -][0-9]{2}[ -][0-9]{2}[ -][0-9]{2}[ -]?[0-9]{2})(?!\d)"
)


def _chi(text: str) -> _Spans:
    """CHI numbers, for Scotland: a birth date DDMMYY, two digits, sex, and the NHS number's check digit."""
    return (match.span() for match in _health_numbers(text) if _begins_with_a_date(match.group()))


def _nhs(text: str) -> _Spans:
    return (match.span() for match in _health_numbers(text))


def _health_numbers(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _TEN_DIGITS.finditer(text) if nhs.is_valid(match.group()))


def _begins_with_a_date(number: str) -> bool:
    digits = nhs.compact(number)
    try:
        # Two digits name no century. 2000 is the right guess for the one day where it matters.
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


# By shape, not by issued prefix: then the QQ of official examples counts. In small letters one of the
# spaces must be missing or the digits in pairs, or "in 202526 a plan" would count.
_NATIONAL_INSURANCE = re.compile(
    r"(?<!\w)(?:[A-Z]{2}\s?[0-9]{2}\s?[0-9]{2}\s?[0-9]{2}\s?[A-D]"
    r"|(?i:[A-Z]{2}\s?[0-9]{2}\s[0-9]{2}\s[0-9]{2}\s?[A-D]|[A-Z]{2}[0-9]{6}\s?[A-D]))(?!\w)"
)


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_YEAR = r"(?P<year{}>(?:19|20)?[0-9]{{2}})"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:[0-3]?[0-9](?P<mark>[/.-])[01]?[0-9](?P=mark){_YEAR.format(1)}"
    rf"|{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR.format(2)}"
    rf"|{_MONTH}\s+{_DAY},?\s+{_YEAR.format(3)}"
    rf"|{_YEAR.format(4)}-[01][0-9]-[0-3][0-9])(?![\w/]|[.-][0-9])",
    re.IGNORECASE,
)
_BIRTH = r"\b(?:born|d\.?o\.?b|date of birth|birth ?date|birthday)\b"
_BIRTH_BEFORE = re.compile(rf"{_BIRTH}\.?[^\d.!?;\n]{{0,24}}$", re.IGNORECASE)
_BIRTH_AFTER = re.compile(rf"[^\d.!?;\n]{{0,24}}{_BIRTH}", re.IGNORECASE)


def _dates_of_birth(text: str) -> _Spans:
    """Full dates beside a word about birth, and any before 1960: no learning written up now is so old."""
    for match in _DATE.finditer(text):
        year = next(filter(None, match.group("year1", "year2", "year3", "year4")))
        beside = _BIRTH_BEFORE.search(text[max(0, match.start() - 45) : match.start()])
        if beside or _BIRTH_AFTER.match(text, match.end()) or 1900 <= int(year) < 1960:
            yield match.span()


# The library tries every cluster of digits; seven close together is the least that a number can be.
_SEVEN_DIGITS = re.compile(r"(?:\d[^\w\n]{0,4}){7}")


def _phones(text: str) -> _Spans:
    """Numbers that could ring, read as in Britain. `VALID`: looser rules flag years and registrations."""
    if not _SEVEN_DIGITS.search(text):
        return iter(())
    matches = PhoneNumberMatcher(text, "GB", leniency=Leniency.VALID, max_tries=500)
    return ((match.start, match.end) for match in matches)


# The areas in use. A bare shape would take "b2 3rd" and the like for a postcode.
_AREAS = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]"
    "|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?"
    "|YO|ZE"
)
_POSTCODE = re.compile(
    rf"(?<!\w)(?:{_AREAS})[0-9][0-9A-Z]?[ \u00a0]?[0-9](?!(?-i:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{{2}}(?!\w)",
    re.IGNORECASE,
)


_GAP = r"[ \t\u00a0]+"
# With accents that stand apart, as some phones send them; without the "'s" of an owner.
_WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*(?:['\u2019-](?!s\b)(?:[^\W\d_]|[\u0300-\u036f])+)*"
_INITIALS = rf"(?:[^\W\d_](?:\.[ \t\u00a0]*|{_GAP})){{0,3}}"
# Looks ahead for the name, so that "Mr and" leaves the "Mrs Campbell" after it to be found.
_TITLED = re.compile(
    r"(?<![\w'\u2019-])(?P<title>(?i:mrs?)|Ms|Mx|Miss|[Dd]r|Doctor|Rev|Revd|Reverend|Sister)"
    rf"(?=(?:\.[ \t\u00a0]*|{_GAP})(?P<initials>{_INITIALS})(?P<name>{_WORD})(?:{_GAP}(?P<more>{_WORD}))?)"
)
_INTRODUCED = re.compile(
    r"(?i:\b(?:man|woman|lady|gentleman|boy|girl|child|baby|resident|tenant|client|patient|service user"
    rf"|person|colleague|someone|somebody)){_GAP}(?:who{_GAP}(?:is|was){_GAP})?(?:called|named){_GAP}"
    rf"(?P<name>{_WORD})(?:{_GAP}(?P<more>{_WORD}))?"
)
# What follows a title without being a name: a program, a film, the rest or the next of a sentence.
_NO_NAME = re.compile(
    r"teams|word|office|excel|outlook|forms|powerpoint|society|out|scans?|titles?|said|mrs?|ms|who|an?|and|as"
    r"|at|but|by|for|from|had|has|h?is|he|hers?|i|if|in|it|of|on|or|she|so|that|the[ny]?|this|to|was|we|were"
    r"|when|with|after|my|our",
    re.IGNORECASE,
)


def _named_people(text: str) -> _Spans:
    """Names after a title ("Mrs Campbell", "Dr J. Ahmed") or an introduction ("a resident called Morag")."""
    for match in _TITLED.finditer(text):
        # Mr and Mrs need no capital after them, as people type on a phone; but "MR scan" names nobody.
        typed_small = match["title"] in {"mr", "mrs", "Mr", "Mrs"} and not match["initials"]
        if _may_name(match["name"]) and (typed_small or match["name"][0].isupper()):
            yield match.start(), _end_of_name(match)
    for match in _INTRODUCED.finditer(text):
        if _may_name(match["name"]) and match["name"][0].isupper():
            yield match.start("name"), _end_of_name(match)


def _may_name(word: str) -> bool:
    """Tell a possible name. One letter is none: "Mrs C" is a worker's way to name nobody."""
    return len(word) > 1 and not _NO_NAME.fullmatch(word)


def _end_of_name(match: re.Match[str]) -> int:
    """Take a second name in, where both begin with a capital."""
    more = match["more"]
    both = bool(more) and match["name"][0].isupper() and more[0].isupper() and _may_name(more)
    return match.end("more" if both else "name")


_ROOM = re.compile(
    r"(?<!\w)(?:(?P<before>[^\W\d_]+)[ \u00a0-])?(?P<room>(?:bedroom|room|flat|apartment|bed)\s+"
    r"(?:no\.?\s*|number\s+)?(?:[0-9]{1,4}[A-Z]?(?:[/-]?[0-9]{1,3})?|[A-Z]/?[0-9]{1,3}))"
    r"(?![\w%/]|[.:][0-9]|\s(?:per|hours?|hrs?|minutes?|mins?|days?|nights?|weeks?|times)\b)",
    re.IGNORECASE,
)
_SHARED_ROOM = re.compile(r"training|meeting|class|breakout|conference|seminar|board|staff|zoom", re.IGNORECASE)


def _rooms(text: str) -> _Spans:
    """Where somebody lives or sleeps: "room 12", "flat 3/2", "bed 4". Not a room to meet in."""
    for match in _ROOM.finditer(text):
        if not _SHARED_ROOM.fullmatch(match["before"] or ""):
            yield match.span("room")


_FINDERS: dict[Kind, Callable[[str], _Spans]] = {
    Kind.email: _every(_EMAIL),
    Kind.chi: _chi,
    Kind.nhs: _nhs,
    Kind.national_insurance: _every(_NATIONAL_INSURANCE),
    Kind.date_of_birth: _dates_of_birth,
    Kind.phone: _phones,
    Kind.postcode: _every(_POSTCODE),
    Kind.named_person: _named_people,
    Kind.room: _rooms,
}
