"""Finds numbers, codes, dates of birth and electronic addresses that point to a person."""

import re
from datetime import date

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum.gb import nhs

from flows.model.long_work import make_way
from flows.rules.details.detail_kinds import Spans, Why
from flows.rules.details.names.public_names import ORGANISATIONS

_SEP = r"[ \t\u00a0\u2007\u2009\u202f.\-\u2010-\u2013/]"
"""What people put between groups of digits."""
_DIGITS = "zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LOCAL = r"[\w+%-](?:[\w.+%-]{0,62}[\w+%-])?"
_EMAIL = re.compile(
    rf"(?<![\w.+%-]){_LOCAL}@(?P<host>(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?\.){{1,8}}[^\W\d_]{{2,24}})(?![\w-])"
)
_JOIN = r"(?:dot|underscore|hyphen|dash|point)"
# In words: what stands before "at" may itself be in pieces ("j dot smith"), and what stands after has to have a dot.
_EMAIL_IN_WORDS = re.compile(
    rf"(?<![\w.+%-])(?:[\w.+-]{{1,40}}\s{{1,2}}{_JOIN}\s{{1,2}}){{0,4}}[\w.+-]{{1,40}}\s{{0,2}}(?:\bat\b"
    rf"|[(\[{{]at[)\]}}]|@)"
    rf"\s{{0,2}}(?P<host>[\w-]{{1,40}}(?:\s{{1,2}}(?:hyphen|dash|underscore)\s{{1,2}}[\w-]{{1,40}}){{0,3}}"
    r"(?:\s{0,2}(?:\bdot\b|[(\[{]dot[)\]}]|\.)\s{0,2}[\w-]{2,30}){1,4})",
    re.IGNORECASE,
)
_PUBLIC_HOST = re.compile(
    r"sssc|careinspectorate|gov|nhsinform|alzscot|childline|samaritans|iriss|nmc-uk|police|parliament|badge"
    r"|carescotland",
    re.IGNORECASE,
)
_PUBLIC_BOX = re.compile(
    r"(?:enquir(?:y|ies)|info|hello|office|contact(?:us)?|support|help(?:line|desk)?|registration|admin|mail"
    r"|feedback|noreply|media"
    r"|press|membership|training|learning|bookings?|customer\w*|complaints)$",
    re.IGNORECASE,
)  # fmt: skip


def emails(text: str, a: int, b: int) -> Spans:
    """Email addresses, in letters or in words. Not a public body's, nor a mailbox that belongs to nobody."""
    for match in _EMAIL.finditer(text, a, b):
        box = match.group().partition("@")[0]
        if not _PUBLIC_HOST.search(match["host"]) and not _PUBLIC_BOX.match(box):
            yield *match.span(), Why.shape
    for match in _EMAIL_IN_WORDS.finditer(text, a, b):
        spoken = re.search(r"\bdot\b|[(\[{]dot", match["host"], re.IGNORECASE)
        domain = re.search(r"\.(?:com|uk|org|net|scot)$", match["host"].replace(" ", ""), re.IGNORECASE)
        public = _PUBLIC_HOST.search(match["host"]) or _PUBLIC_BOX.match(match.group().split()[0])
        if (spoken or (domain and " " not in match["host"])) and not public:
            yield *match.span(), Why.shape


_HANDLE = re.compile(r"(?<![\w@.+%-])@(?P<handle>[A-Za-z0-9_](?:[\w.]{1,38}\w))(?!@)")
_SITES = (
    r"insta(?:gram)?|twitter|tik ?tok|facebook|fb|snap(?:chat)?|messenger|whats ?app|linked ?in|bluesky"
    r"|threads|telegram|discord"
)
_HANDLE_SAID = re.compile(
    rf"\b(?:{_SITES}|handle|user ?name|dm me|follow (?:me|him|her))\b[^.!?\n@]{{0,24}}?(?:\bis|\bas|\bat|:|\bon|,)\s+"
    r"(?P<handle>[A-Za-z][\w.]{1,38}\w)(?!@)",
    re.IGNORECASE,
)
_HANDLE_IN_WORDS = re.compile(
    r"\b(?:at )?(?P<found>[A-Za-z][\w.]{1,30}(?: (?:underscore|dot) [A-Za-z0-9]{1,30}){1,5})(?! (?:at|com|co|org)\b)",
    re.IGNORECASE,
)
_PUBLIC_HANDLE = re.compile(
    r"sssc|careinsp|nhs|gov|alz|agescot|unison|bbc|iriss|home|work|police|council", re.IGNORECASE
)
_HANDLE_ON = re.compile(
    rf"(?<![\w@.])(?P<handle>[A-Za-z][A-Za-z_.]{{2,30}}[0-9][\w.]{{0,12}})\s(?:on|at)\s(?:{_SITES})\b", re.IGNORECASE
)


def handles(text: str, a: int, b: int) -> Spans:
    """Names in social networks: with an @, or said to be one. Not a public body's."""
    for match in _HANDLE.finditer(text, a, b):
        if not _PUBLIC_HANDLE.match(match["handle"]):
            yield *match.span(), Why.shape
    for match in _HANDLE_IN_WORDS.finditer(text, a, b):
        if "underscore" in match["found"].casefold():
            yield *match.span("found"), Why.said_so
    for match in _HANDLE_ON.finditer(text, a, b):
        yield *match.span("handle"), Why.said_so
    for match in _HANDLE_SAID.finditer(text, a, b):
        if re.search(r"[\d_.]", match["handle"]) and not _PUBLIC_HANDLE.match(match["handle"]):
            yield *match.span("handle"), Why.said_so


_TEN_DIGITS = re.compile(rf"(?<![\d+])(?<!\d[.\-])[0-9](?:{_SEP}{{0,2}}[0-9]){{9}}(?!{_SEP}?\d)")
_SAYS_CHI = re.compile(r"\bchi\b(?:[^.!?\n]|\bno\.){0,24}$", re.IGNORECASE)
_SAYS_NHS = re.compile(r"\b(?:nhs|hospital|patient|health) (?:number|no\.?|num|id|#)[^.!?\n]{0,16}$", re.IGNORECASE)


def chi_numbers(text: str, a: int, b: int) -> Spans:
    """CHI numbers, for Scotland: a birth date DDMMYY, two digits, sex, and the NHS number's check digit.

    Beside the word CHI a number needs no right check digit: people copy wrongly what still points to somebody.
    """
    for match in _TEN_DIGITS.finditer(text, a, b):
        make_way()
        digits = re.sub(r"\D", "", match.group())
        said = _SAYS_CHI.search(text, max(0, match.start() - 40), match.start())
        if said or (_begins_with_a_date(digits) and nhs.is_valid(digits)):
            yield *match.span(), Why.said_so if said else Why.shape


def nhs_numbers(text: str, a: int, b: int) -> Spans:
    """NHS numbers, by their check digit, or beside words that say so."""
    for match in _TEN_DIGITS.finditer(text, a, b):
        digits = re.sub(r"\D", "", match.group())
        said = _SAYS_NHS.search(text, max(0, match.start() - 40), match.start())
        # One in eleven telephone numbers has a right check digit too.
        if said or (digits[0] != "0" and nhs.is_valid(digits)):
            yield *match.span(), Why.said_so if said else Why.shape


def _begins_with_a_date(digits: str) -> bool:
    try:
        # Two digits name no century. 2000 is the right guess for the one day where it matters.
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


# By shape, not by issued prefix: then the QQ of official examples counts. In small letters one of the
# spaces must be missing or the digits in pairs, or "in 202526 a plan" would count.
_NI = re.compile(
    rf"(?<!\w)(?:[A-Z]{{2}}{_SEP}?[0-9]{{2}}{_SEP}?[0-9]{{2}}{_SEP}?[0-9]{{2}}{_SEP}?[A-D]"
    rf"|(?i:[A-Z]{{2}}{_SEP}?[0-9]{{2}}{_SEP}[0-9]{{2}}{_SEP}[0-9]{{2}}{_SEP}?[A-D]"
    rf"|[A-Z]{{2}}[0-9]{{6}}{_SEP}?[A-D]))(?!\w)"
)


def national_insurance(text: str, a: int, b: int) -> Spans:
    """National Insurance numbers."""
    return ((*match.span(), Why.shape) for match in _NI.finditer(text, a, b))


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_YEAR = r"(?P<year{}>(?:19|20)?[0-9]{{2}})"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:[0-3]?[0-9]\s?(?P<mark>[/.\- \u00a0\u2013])\s?[01]?[0-9]\s?(?P=mark)\s?{_YEAR.format(1)}"
    rf"|{_DAY}(?:\s+of)?[\s-]*{_MONTH},?[\s-]*['\u2019]?{_YEAR.format(2)}"
    rf"|{_MONTH}\s+{_DAY},?\s+{_YEAR.format(3)}"
    rf"|{_YEAR.format(4)}-[01][0-9]-[0-3][0-9])(?![\w/]|[.-][0-9])",
    re.IGNORECASE,
)
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    "|fifteenth|sixteenth"
    "|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_DATE_WORD = (
    rf"(?:(?:{_TENS})[\s-]?(?:{_ORDINALS}|{_DIGITS})|{_ORDINALS}|{_TENS}|{_TEENS}|{_DIGITS}|hundred|{_MONTH}|{_DAY}"
    r"|(?:19|20)[0-9]{2}|['\u2019][0-9]{2})"
)
_DATE_IN_WORDS = re.compile(
    rf"(?<!\w){_DATE_WORD}(?:[\s,]+(?:of[\s]+)?(?:the\s+)?(?:and\s+)?{_DATE_WORD}){{1,5}}(?!\w)", re.IGNORECASE
)
_TURNS = re.compile(
    rf"\b(?:(?:will|'ll|\u2019ll) be|turns|turned|turning|(?:is|was) (?:going to be)?)\s(?:[1-9][0-9]|1[01][0-9]"
    rf"|(?:{_TENS})(?:[ -](?:{_DIGITS}))?|a hundred) on (?P<found>(?:the )?{_DAY}(?: of)? {_MONTH})",
    re.IGNORECASE,
)
"""The day on which somebody turns an age."""
_BIRTH = r"\b(?:born|d\.?o\.?b|date of birth|birth ?dates?|birth ?days?|b\.)(?!\w)"
_BIRTH_BEFORE = re.compile(rf"{_BIRTH}[.:]?[^\d!?;\n]{{0,28}}$", re.IGNORECASE)
_BIRTH_AFTER = re.compile(rf"[^\d.!?;\n]{{0,24}}{_BIRTH}", re.IGNORECASE)
_BIRTH_CUE = re.compile(_BIRTH, re.IGNORECASE)
_BORN_IN = re.compile(r"\bborn (?:back )?in (?:\w+ )?(?P<year>19[0-9]{2}|['\u2019][2-9][0-9])(?!\w)", re.IGNORECASE)
_BORN_ON_A_FEAST = re.compile(
    r"\b(?:born|birthday (?:is|was)) (?:on )?(?P<found>(?:Christmas|Boxing|New Year['\u2019]?s|Hogmanay"
    r"|St [A-Z]\w+['\u2019]?s|Easter|Armistice|VE|Burns|May|Midsummer['\u2019]?s)"
    r"(?: (?:Day|Eve|Night|Sunday))?(?:,? (?:in )?(?:19|20)[0-9]{2})?)(?!\w)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:he|she|him|her|his|who|resident|tenant|client|lady|gentleman|man|woman|mr|mrs|miss|i was"
    r"|[A-Z]{2})\b[^.!?\n]{0,30}$",
    re.IGNORECASE,
)


def _long_ago(year: str) -> bool:
    """Whether a year is one of a birth and of no learning. Of two digits, those that are not near today."""
    return 1900 <= int(year) < 1960 if len(year) == 4 else 28 <= int(year) < 75


def dates_of_birth(text: str, a: int, b: int) -> Spans:
    """Dates beside a word about birth, in digits or words, and full ones from long ago: learning is not so old."""
    for match in _DATE.finditer(text, a, b):
        year = next(filter(None, match.group("year1", "year2", "year3", "year4")))
        beside = _BIRTH_BEFORE.search(text, max(0, match.start() - 48), match.start())
        if beside or _BIRTH_AFTER.match(text, match.end()):
            yield *match.span(), Why.said_so
        elif _long_ago(year) and match["mark"] not in (" ", "\u00a0"):
            yield *match.span(), Why.shape
    for cue in _BIRTH_CUE.finditer(text, a, b):
        found = _DATE_IN_WORDS.search(text, cue.end(), cue.end() + 110)
        if (
            found
            and not re.search(r"[.!?;\n]", text[cue.end() : found.start()].lstrip(".: "))
            and found.start() - cue.end() < 32
        ):
            yield *found.span(), Why.said_so
    for feast in _BORN_ON_A_FEAST.finditer(text, a, b):
        yield *feast.span("found"), Why.said_so
    for match in _TURNS.finditer(text, a, b):
        yield *match.span("found"), Why.said_so
    for match in _BORN_IN.finditer(text, a, b):
        if _SOMEBODY.search(text, max(0, match.start() - 60), match.start()):
            yield *match.span("year"), Why.said_so


_SEVEN_DIGITS = re.compile(r"(?:\d[^\w\n]{0,4}){7}")
_UK_PHONE = re.compile(
    rf"(?<![\w+])(?:(?:\+|00){_SEP}?44{_SEP}?(?:\(0\){_SEP}?)?"
    rf"|\(?0{_SEP}?)[12378](?:\)?{_SEP}{{0,3}}\(?[0-9]){{8,10}}(?!{_SEP}?\d)(?!\w)"
)
_IN_WORDS = re.compile(
    rf"(?<!\w)(?:zero|oh|o|nought)(?:[\s,-]+(?:(?:double|treble|triple)\s+)?(?:{_DIGITS}|{_TEENS}|{_TENS}"
    rf"|hundred)){{6,12}}(?!\w)",
    re.IGNORECASE,
)
_NATIONAL = re.compile(r"0?(?:80|3|84|87|9|1800)")
_IN_USE = re.compile(r"0(?:1[1-9]|2[03489]|7)")
_PUBLIC_BEFORE = re.compile(rf"\b(?:{ORGANISATIONS})(?:'s|\u2019s)?\b[^.!?\n]{{0,50}}$", re.IGNORECASE)
_PRIVATE_BEFORE = re.compile(
    r"\b(?:her|his|my|son|daughter|wife|husband|mum|dad|mobile|manager|supervisor|colleague)\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)


def phones(text: str, a: int, b: int) -> Spans:
    """Numbers that could ring at somebody's: mobiles, and landlines that no public body is named beside."""
    if _SEVEN_DIGITS.search(text, a, b):
        for match in _UK_PHONE.finditer(text, a, b):
            if _private(text, *match.span()):
                yield *match.span(), Why.shape
        # The library knows the numbers of other countries. It is slow where there are many digits.
        part = text[a:b]
        if "+" in part or "00" in part:
            for found in PhoneNumberMatcher(part, "GB", leniency=Leniency.VALID, max_tries=20):
                if _private(text, a + found.start, a + found.end):
                    yield a + found.start, a + found.end, Why.shape
    for match in _IN_WORDS.finditer(text, a, b):
        yield *match.span(), Why.shape


def _private(text: str, start: int, end: int) -> bool:
    digits = re.sub(r"\D", "", text[start:end].replace("(0)", ""))
    national = "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    if _NATIONAL.match(national) or not _IN_USE.match(national):
        return digits.startswith("00") or (text[start] == "+" and not digits.startswith("44"))
    if national.startswith("07"):
        return True
    before = max(0, start - 70)
    return not _PUBLIC_BEFORE.search(text, before, start) or bool(_PRIVATE_BEFORE.search(text, before, start))


_NUMBER_WORD = r"(?:\s*(?:number|no\.?|num|nr|id|ref(?:erence)?|code|#))"
_FILL = r"(?:\s*(?:is|was|[:=,\u2013-]|of|were|still|on|being|in|the))*\s*"
_SSSC = re.compile(
    rf"\b(?:sssc|regist?(?:ration|er(?:ed)?)|reg)\b(?:\s*(?:reg(?:istration)?"
    rf"|register))?(?:,"
    rf"|(?<=reg)ister,?)?{_NUMBER_WORD}?{_FILL}(?P<found>[0-9](?:[ \u00a0.-]?[0-9]){{6}})(?![ .-]?[0-9]|\w)",
    re.IGNORECASE,
)
_RECORD = re.compile(
    rf"\b(?:hospital|patient|unit|case ?notes?|case|record|records|client|resident|service user|tenancy|passport"
    rf"|bank account|account|swift|mosaic|carefirst|social work|sort|pvg|membership"
    rf"|scheme|licence|referral|incident|complaint|blue badge|driving licen[cs]e|visa|brp|sort code|utr|library card"
    rf"|bus pass|young scot|travel card|account)(?:{_NUMBER_WORD}|(?<=account)|(?<=sort code)|(?<=passport)|(?<=utr))"
    rf"{_FILL}(?P<found>(?:[A-Z]{{1,4}}[ /-]?)?[0-9](?:[ -]?[0-9]){{4,15}}(?:[/-]?[A-Z]{{1,2}})?)(?!\w)",
    re.IGNORECASE,
)
"""A number under which somebody is kept in a system: "hospital number 4417762"."""
_NMC = re.compile(r"(?<!\w)(?P<found>[0-9]{2}[A-L][0-9]{4}[A-Z])(?!\w)", re.IGNORECASE)
_PAYROLL = re.compile(
    rf"\b(?:pay ?roll|staff(?: member)?|member of staff|employee|clock(?:ing)?(?:[- ]in)?|works?|personnel"
    rf"|assignment|timesheet"
    rf"|pay)\b{_NUMBER_WORD}{_FILL}"
    r"(?P<found>(?:[A-Z]{1,4}[ /-]?)?[0-9]{3,10}(?:[ /-]?[0-9A-Z]{1,5})?)(?!\w)"
    rf"|\bpay ?roll\b{_FILL}(?P<also>(?:[A-Z]{{1,4}}[ /-]?)?[0-9]{{3,10}}(?:[ /-]?[0-9A-Z]{{1,5}})?)(?!\w)",
    re.IGNORECASE,
)
_CODE = (
    rf"(?:[A-Z]?[0-9](?:{_SEP}?[0-9]){{2,7}}[A-Z#*]?|[A-Z] ?[0-9]{{3,6}} ?[A-Z#*]?(?![A-Za-z])"
    rf"|(?:{_DIGITS})(?:[\s,-]+(?:{_DIGITS})){{2,7}})"
)
_KEY = re.compile(
    r"\b(?:key ?-?(?:safe|pad|box|code)|door ?code|(?:door|gate|alarm|entry|safe|lock ?box|front door"
    r"|back door) (?:code|number|pin|combination|entry)"
    rf"|(?:code|pin|combination) (?:for|to|of) (?:the|her|his|their) [\w ]{{0,24}}?(?:door|safe|key ?safe"
    rf"|gate|alarm|flat|house)|pin number|pin|code)\b"
    rf"(?:\s*(?:code|number|no\.?|pin|combination|outside|at the (?:back"
    rf"|front) door))?{_FILL}(?P<found>{_CODE})(?!\w|{_SEP}?\d)",
    re.IGNORECASE,
)  # fmt: skip
_KEY_WORD = re.compile(r"key|door|gate|alarm|entry|safe|pin\b|flat|house", re.IGNORECASE)
_KEY_LOOSE = re.compile(
    rf"\b(?:key ?safe|door|keypad)\b[^.!?\n\d]{{0,30}}\b(?:opens?|code|set|number"
    rf"|combination)\b[^.!?\n\d]{{0,16}}(?P<found>{_CODE})(?!\w|{_SEP}?\d)",
    re.IGNORECASE,
)


_KEY_IS = re.compile(
    r"\b(?:alarm|keypad|padlock|key ?safe|door|gate)(?: code)?(?:'s|\u2019s)? (?:is|was|takes|wants|="
    r"|:) ?(?P<found>[A-Z]?[0-9]{4,6}[A-Z#*]?)(?![\w%:]|[.,]\d)",
    re.IGNORECASE,
)
"""A code that an alarm or a lock is said to be: "the alarm is 2580#"."""
_GET_IN = re.compile(
    r"\b(?:get|let (?:yourself|myself|him|her)|be) in,? (?:you |just |i )?(?:press|type|punch in|enter|key in"
    r"|put in|put|use) (?P<found>[A-Z]?[0-9]{4,6}[A-Z#*]?)(?![\w%:]|[.,]\d)",
    re.IGNORECASE,
)
_KEY_TURNED = re.compile(
    r"\b(?:box|safe|pad|keypad|door|gate|padlock|lock)\b[^.!?\n\d]{0,24}(?<![\d:.])(?P<found>[0-9]{4,6}[#*]?)(?![\d:.])"
    r",?\s(?:(?:and|then)\s){0,2}(?:push|turn|press|pull|lift|slide|twist|hash|enter|star)\b",
    re.IGNORECASE,
)
"""A number that is put in, and what is done then: "box at the side 2290 then turn"."""


def registrations(text: str, a: int, b: int) -> Spans:
    """Registration numbers of workers: seven digits of the SSSC, and the nurses' PIN."""
    for match in _SSSC.finditer(text, a, b):
        if len(re.sub(r"\D", "", match["found"])) == 7:
            yield *match.span("found"), Why.said_so
    for match in _NMC.finditer(text, a, b):
        yield *match.span("found"), Why.shape


def payroll_numbers(text: str, a: int, b: int) -> Spans:
    """Numbers that an employer gives a worker."""
    for match in _PAYROLL.finditer(text, a, b):
        group = "found" if match["found"] else "also"
        if sum(map(str.isdigit, match[group])) >= 4 or "pay" in match.group().casefold():
            yield *match.span(group), Why.said_so


def record_numbers(text: str, a: int, b: int) -> Spans:
    """Numbers under which a service or a bank has somebody."""
    for match in _RECORD.finditer(text, a, b):
        yield *match.span("found"), Why.said_so


def key_codes(text: str, a: int, b: int) -> Spans:
    """Codes of key safes, doors and alarms."""
    for turned in (_KEY_TURNED, _KEY_IS, _GET_IN):
        for match in turned.finditer(text, a, b):
            yield *match.span("found"), Why.said_so
    for pattern in (_KEY, _KEY_LOOSE):
        for match in pattern.finditer(text, a, b):
            # What is locked may stand a few words before: "the key is in the box, code 7890".
            said = text[max(a, match.start() - 28) : match.start("found")].rpartition(".")[2]
            if _KEY_WORD.search(said):
                yield *match.span("found"), Why.said_so


_PLATE = re.compile(r"(?<![\w-])(?P<area>[A-Z]{2})[0-9]{2}[ \u00a0-]?[A-Z]{3}(?![\w-])")
_PLATE_SAID = re.compile(
    r"\b(?:car|van|cars?'? reg\w*|reg(?:istration)?|plate|number ?plate|registered|motor|corsa|fiesta"
    r"|taxi)\b[^.!?\n]{0,32}?(?<!\w)"
    r"(?P<found>[A-Z]{2}[0-9]{2} ?[A-Z]{3}|[A-Z][0-9]{1,3} ?[A-Z]{3}|[A-Z]{3} ?[0-9]{1,3}[A-Z])(?!\w)",
    re.IGNORECASE,
)


def cars(text: str, a: int, b: int) -> Spans:
    """Number plates."""
    for match in _PLATE.finditer(text, a, b):
        yield *match.span(), Why.shape
    for match in _PLATE_SAID.finditer(text, a, b):
        yield *match.span("found"), Why.said_so
