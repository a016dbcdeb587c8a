"""Finds numbers, codes, dates of birth and electronic addresses that point to a person."""

import re
from collections.abc import Callable
from datetime import date

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum.gb import nhs

from flows.model.long_work import make_way
from flows.rules.details.detail_kinds import Spans, Why
from flows.rules.details.word_sets import PATTERNS, marked


def emails(text: str, a: int, b: int) -> Spans:
    """Email addresses, in letters or in words. Not a public body's, nor a mailbox that belongs to nobody."""
    for match in PATTERNS["email"].finditer(text, a, b):
        box = match.group().partition("@")[0]
        if not PATTERNS["public host"].search(match["host"]) and not PATTERNS["public box"].match(box):
            yield *match.span(), Why.shape
    for match in PATTERNS["email in words"].finditer(text, a, b):
        spoken = re.search(r"\bdot\b|[(\[{]dot", match["host"], re.IGNORECASE)
        domain = re.search(r"\.(?:com|uk|org|net|scot)$", match["host"].replace(" ", ""), re.IGNORECASE)
        public = PATTERNS["public host"].search(match["host"]) or PATTERNS["public box"].match(match.group().split()[0])
        if (spoken or (domain and " " not in match["host"])) and not public:
            yield *match.span(), Why.shape


def handles(text: str, a: int, b: int) -> Spans:
    """Names in social networks: with an @, or said to be one. Not a public body's."""
    for match in PATTERNS["handle"].finditer(text, a, b):
        if not PATTERNS["public handle"].match(match["handle"]):
            yield *match.span(), Why.shape
    for match in PATTERNS["handle in words"].finditer(text, a, b):
        if "underscore" in match["found"].casefold():
            yield *match.span("found"), Why.said_so
    for match in PATTERNS["handle on"].finditer(text, a, b):
        yield *match.span("handle"), Why.said_so
    for match in PATTERNS["handle said"].finditer(text, a, b):
        if re.search(r"[\d_.]", match["handle"]) and not PATTERNS["public handle"].match(match["handle"]):
            yield *match.span("handle"), Why.said_so


def chi_numbers(text: str, a: int, b: int) -> Spans:
    """CHI numbers, for Scotland: a birth date DDMMYY, two digits, sex, and the NHS number's check digit.

    Beside the word CHI a number needs no right check digit: people copy wrongly what still points to somebody.
    """
    return _ten_digits(text, a, b, "says chi", _begins_with_a_date)


def nhs_numbers(text: str, a: int, b: int) -> Spans:
    """NHS numbers, by their check digit, or beside words that say so."""
    # One in eleven telephone numbers has a right check digit too.
    return _ten_digits(text, a, b, "says nhs", lambda digits: digits[0] != "0")


def _ten_digits(text: str, a: int, b: int, says: str, may_be: Callable[[str], bool]) -> Spans:
    for match in PATTERNS["ten digits"].finditer(text, a, b):
        make_way()
        digits = re.sub(r"\D", "", match.group())
        said = PATTERNS[says].search(text, max(0, match.start() - 40), match.start())
        if said or (may_be(digits) and nhs.is_valid(digits)):
            yield *match.span(), Why.said_so if said else Why.shape


def _begins_with_a_date(digits: str) -> bool:
    try:
        # Two digits name no century. 2000 is the right guess for the one day where it matters.
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


def national_insurance(text: str, a: int, b: int) -> Spans:
    """National Insurance numbers."""
    return ((*match.span(), Why.shape) for match in PATTERNS["national insurance"].finditer(text, a, b))


def _long_ago(year: str) -> bool:
    """Whether a year is one of a birth and of no learning. Of two digits, those that are not near today."""
    return 1900 <= int(year) < 1960 if len(year) == 4 else 28 <= int(year) < 75


def dates_of_birth(text: str, a: int, b: int) -> Spans:
    """Dates beside a word about birth, in digits or words, and full ones from long ago: learning is not so old."""
    for match in PATTERNS["date"].finditer(text, a, b):
        year = next(filter(None, match.group("year1", "year2", "year3", "year4")))
        beside = PATTERNS["birth before"].search(text, max(0, match.start() - 48), match.start())
        if beside or PATTERNS["birth after"].match(text, match.end()):
            yield *match.span(), Why.said_so
        elif _long_ago(year) and match["mark"] not in (" ", "\u00a0"):
            yield *match.span(), Why.shape
    for cue in PATTERNS["birth cue"].finditer(text, a, b):
        found = PATTERNS["date in words"].search(text, cue.end(), cue.end() + 110)
        if (
            found
            and not re.search(r"[.!?;\n]", text[cue.end() : found.start()].lstrip(".: "))
            and found.start() - cue.end() < 32
        ):
            yield *found.span(), Why.said_so
    yield from marked(text, a, b, Why.said_so, "born on a feast", "turns")
    for match in PATTERNS["born in"].finditer(text, a, b):
        if PATTERNS["somebody"].search(text, max(0, match.start() - 60), match.start()):
            yield *match.span("year"), Why.said_so


def phones(text: str, a: int, b: int) -> Spans:
    """Numbers that could ring at somebody's: mobiles, and landlines that no public body is named beside."""
    if PATTERNS["seven digits"].search(text, a, b):
        for match in PATTERNS["uk phone"].finditer(text, a, b):
            if _private(text, *match.span()):
                yield *match.span(), Why.shape
        # The library knows the numbers of other countries. It is slow where there are many digits.
        part = text[a:b]
        if "+" in part or "00" in part:
            for found in PhoneNumberMatcher(part, "GB", leniency=Leniency.VALID, max_tries=20):
                if _private(text, a + found.start, a + found.end):
                    yield a + found.start, a + found.end, Why.shape
    for match in PATTERNS["phone in words"].finditer(text, a, b):
        yield *match.span(), Why.shape


def _private(text: str, start: int, end: int) -> bool:
    digits = re.sub(r"\D", "", text[start:end].replace("(0)", ""))
    national = "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    if PATTERNS["national"].match(national) or not PATTERNS["in use"].match(national):
        return digits.startswith("00") or (text[start] == "+" and not digits.startswith("44"))
    if national.startswith("07"):
        return True
    before = max(0, start - 70)
    return not PATTERNS["public before"].search(text, before, start) or bool(
        PATTERNS["private before"].search(text, before, start)
    )


def registrations(text: str, a: int, b: int) -> Spans:
    """Registration numbers of workers: seven digits of the SSSC, and the nurses' PIN."""
    for match in PATTERNS["sssc"].finditer(text, a, b):
        if len(re.sub(r"\D", "", match["found"])) == 7:
            yield *match.span("found"), Why.said_so
    yield from marked(text, a, b, Why.shape, "nurses pin")


def payroll_numbers(text: str, a: int, b: int) -> Spans:
    """Numbers that an employer gives a worker."""
    for match in PATTERNS["payroll"].finditer(text, a, b):
        group = "found" if match["found"] else "also"
        if sum(map(str.isdigit, match[group])) >= 4 or "pay" in match.group().casefold():
            yield *match.span(group), Why.said_so


def record_numbers(text: str, a: int, b: int) -> Spans:
    """Numbers under which a service or a bank has somebody."""
    return marked(text, a, b, Why.said_so, "record")


def key_codes(text: str, a: int, b: int) -> Spans:
    """Codes of key safes, doors and alarms."""
    yield from marked(text, a, b, Why.said_so, "key turned", "key is", "get in")
    for pattern in (PATTERNS["key code"], PATTERNS["key loose"]):
        for match in pattern.finditer(text, a, b):
            # What is locked may stand a few words before: "the key is in the box, code 7890".
            said = text[max(a, match.start() - 28) : match.start("found")].rpartition(".")[2]
            if PATTERNS["key word"].search(said):
                yield *match.span("found"), Why.said_so


def cars(text: str, a: int, b: int) -> Spans:
    """Number plates."""
    for match in PATTERNS["plate"].finditer(text, a, b):
        yield *match.span(), Why.shape
    yield from marked(text, a, b, Why.said_so, "plate said")
