"""Finds where somebody lives or sleeps, and the names of homes."""

import re

from flows.rules.details.detail_kinds import Spans, Why
from flows.rules.details.names.public_names import ORGANISATIONS, PLACES
from flows.rules.details.word_sets import listed

_GAP = r"[ \t\u00a0]{1,3}"
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen"
    "|(?:twenty|thirty|forty|fifty|sixty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
)

# The areas in use. A bare shape would take "b2 3rd" and the like for a postcode.
_AREAS = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]"
    "|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?"
    "|YO|ZE"
)
_POSTCODE = re.compile(
    rf"(?<!\w)(?:{_AREAS})[0-9][0-9A-Z]?[ \u00a0]{{0,2}}[0-9](?!(?-i:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{{2}}(?!\w)",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(
    r"\b(?:policy|procedure|form|document|file|leaflet|standard|version|module|model|part|order|invoice|ref(?:erence)?)"
    r"(?: (?:no\.?|number|code))?\s$",
    re.IGNORECASE,
)
"""What bears a number in the shape of a postcode."""
_PUBLIC = re.compile(rf"\b(?:{ORGANISATIONS})\b", re.IGNORECASE)
_PRIVATE = re.compile(
    r"\b(?:her|his|my|she|he|lives?|living|stays?|bides?|resident|tenant|client|lady|gentleman|mrs?|mum|son"
    r"|daughter|moved|keys?|neighbour)\b",
    re.IGNORECASE,
)


def _public_address(text: str, start: int, end: int) -> bool:
    """Whether the sentence names a public body and nobody who could live there."""
    before, after = text[max(0, start - 120) : start], text[end : end + 60]
    sentence = re.split(r"[!?\n]|\.\s", before)[-1] + " " + re.split(r"[!?\n]|\.\s", after)[0]
    return bool(_PUBLIC.search(sentence)) and not _PRIVATE.search(sentence)


def postcodes(text: str, a: int, b: int) -> Spans:
    """Postcodes, save those of public bodies."""
    for match in _POSTCODE.finditer(text, a, b):
        named = _NAMED_SO.search(text, max(0, match.start() - 24), match.start())
        if not named and not _public_address(text, *match.span()):
            yield *match.span(), Why.shape


_WAYS = (
    r"street|st|road|rd|avenue|ave|drive|dr|lane|place|pl|crescent|cres|terrace|terr|court|ct|gardens|gdns"
    r"|grove|way|square|sq|close|row|wynd"
    r"|loan|brae|park|view|quay|walk|path|hill|rise|gate|mews|vennel|quadrant|loaning|bank|green|circle"
    r"|circus|gait|gate|steading|cottages"
    r"|drove|parade|esplanade|promenade|toll|cross|causeway|knowe|neuk|croft|pend|close|meadow|field|link|links"
)
_SURE_WAYS = (
    r"street|road|rd|avenue|ave|drive|lane|crescent|cres|terrace|gardens|wynd|grove|loan|brae|court|place|quadrant"
)
_CAP = r"[A-Z][\w'\u2019-]{1,20}\.?"
_HOUSE = r"[0-9]{1,4}(?:[A-Za-z]|/[0-9]{1,2}|[ ]?-[ ]?[0-9]{1,4})?"
_STREET = re.compile(rf"(?<![\w.,:/\u00a3-]){_HOUSE},?{_GAP}(?:{_CAP}{_GAP}){{1,4}}(?i:{_WAYS})\b")
_STREET_SMALL = re.compile(
    rf"(?<![\w.,:/\u00a3-]){_HOUSE},?{_GAP}(?P<name>(?:[a-z][a-z'\u2019-]{{1,20}}{_GAP}){{1,2}})(?:{_SURE_WAYS})\b",
    re.IGNORECASE,
)
_NOT_A_STREET = re.compile(
    r"\b(?:in|on|of|the|a|an|to|at|and|for|from|people|years?|minutes?|hours?|miles?|days?|weeks?|months?"
    r"|down|up|along|off|other|per|by|our|my|their"
    r"|high|church|shore|main|busy|quiet|different|new|long|staff|care|residents?|first|second|into|with|took"
    r"|under|over|every|each)\b",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:lives?|lived|living|stays?|stayed|staying|bides?|moved|home|house|flat|address|visits?|call|round"
    r"|up|run|client|lady|gentleman|keys?|neighbours?|door)\b"
    r"[^.!?\n]{0,30}$",
    re.IGNORECASE,
)
_CALLED_ON = re.compile(
    r"[^.!?\n]{0,30}\b(?:(?:once|twice|\d times|(?:three|four) times) a (?:day|week)"
    r"|every (?:day|morning|night|evening)"
    r"|(?:lady|gentleman|man|woman|couple|client) (?:there|in it))\b",
    re.IGNORECASE,
)
"""What is said of a street where a worker calls on somebody."""
_STREET_ALONE = re.compile(
    rf"\b(?:in|on|at|to|of|off|along|from|up|down|doon|roon|round"
    rf"|near)\s(?P<found>(?:{_CAP}{_GAP}){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave"
    rf"|Drive|Lane|Place|Crescent|Cres|Terrace|Gardens|Grove|Wynd|Loan|Brae|Court))\b"
)
_STREET_ALONE_SMALL = re.compile(
    r"\b(?:in|on|at|up|down)\s(?P<found>(?P<name>[a-z][a-z'\u2019-]{2,20}(?:\s[a-z]{3,16})?)\s(?:street|road"
    r"|avenue|crescent|terrace|wynd))\b"
)
_FAMOUS = re.compile(
    r"(?:coronation|downing|sesame|albert|baker|fleet|wall|high|quality|main|easy)\s(?:street|square)", re.IGNORECASE
)
_PO_BOX = re.compile(r"(?<!\w)P\.?O\.? Box [0-9]{1,6}(?:, [A-Z][a-z]+)?")
_WORD_STREET = re.compile(
    rf"\b(?:number|no\.?)\s(?:{_HOUSE}|{_NUMBERS}),?{_GAP}(?:(?:in|on|of) (?:the )?)?"
    rf"(?:{_CAP}{_GAP}){{1,3}}(?i:{_WAYS})\b|(?<![\w-])(?i:{_NUMBERS}),?{_GAP}(?:{_CAP}{_GAP}){{1,3}}(?:Street"
    rf"|Road|Avenue"
    rf"|Drive|Lane|Place|Crescent|Terrace|Gardens|Grove|Wynd|Loan|Brae|Court|Row|Close|Square|Way|Gate|Mews"
    rf"|Vennel|Pend|Walk)\b"
)


def streets(text: str, a: int, b: int) -> Spans:
    """A house number with a street, and a street alone where somebody lives."""
    for pattern in (_STREET, _WORD_STREET, _STREET_SMALL):
        for match in pattern.finditer(text, a, b):
            small = pattern is _STREET_SMALL and _NOT_A_STREET.search(match["name"])
            if not small and not _FAMOUS.search(match.group()) and not _public_address(text, *match.span()):
                yield *match.span(), Why.shape
    for pattern in (_LIVES_AT, _ADDRESS_IS, _NUMBER_AND_NAME, _CROFT_AT):
        for match in pattern.finditer(text, a, b):
            yield *match.span("found"), Why.said_so
    for match in _PO_BOX.finditer(text, a, b):
        if not _public_address(text, *match.span()):
            yield *match.span(), Why.shape
    for match in _STREET_ALONE_SMALL.finditer(text, a, b):
        if not _NOT_A_STREET.search(match["name"]) and _LIVES.search(
            text, max(0, match.start() - 45), match.start("found")
        ):
            yield *match.span("found"), Why.shape
    for match in _STREET_ALONE.finditer(text, a, b):
        if _FAMOUS.search(match.group()) or _public_address(text, *match.span("found")):
            continue
        lives = _LIVES.search(text, max(0, match.start() - 45), match.start("found"))
        if lives or _CALLED_ON.match(text, match.end()):
            yield *match.span("found"), Why.shape


_UNITS = (
    r"per|hours?|hrs?|minutes?|mins?|days?|nights?|weeks?|months?|years?|times|mg|mls?|ml|grams?|people"
    r"|percent|sizes?|colours?|degrees|miles"
    r"|(?:is )?for (?:(?:the )?(?:babies|toddlers|twos|threes|under)|quiet|meetings?|training|staff|visitors"
    r"|families|play)"
    r"|of|more|or|and a half|by \d|metres?|weans|bedroom|stars?"
)
_ROOM = re.compile(
    rf"(?<!\w)(?:(?P<before>[^\W\d_]+)[ \u00a0-])?(?P<room>(?P<what>bed ?room|room|rm|flat|apartment|apt|bed"
    rf"|bay|ward|suite)s?[ \t\u00a0]+"
    rf"(?:no\.?\s*|number\s+|nr\s+|#)?(?P<number>[0-9]{{1,4}}[A-Z]?(?:[/-]?[0-9]{{1,3}})?|[A-Z]/?[0-9]{{1,3}}"
    rf"|(?P<words>{_NUMBERS}))"
    r"(?:[ ,]{1,2}(?:bed|bay)\s[0-9]{1,2})?)"
    rf"(?<! 101)(?![\w%/]|[.:][0-9]|-(?:bed|hour|minute|star)|\s(?:{_UNITS})\b)",
    re.IGNORECASE,
)
_SHARED_ROOM = re.compile(
    r"training|meeting|class|breakout|conference|seminar|board|staff|zoom|bath|day|sitting|living|dining"
    r"|lecture|break|team|teams|virtual|quiet|exam"
    r"|spare|every|each|any|chapter",
    re.IGNORECASE,
)
_PERSON = (
    r"lady|gentleman|gent|man|woman|wumman|resident|residents|tenant|patient|client|boy|girl|chap|guy|lass"
    r"|laddie|fella|person|him|her|wife|wee (?:man|lady|woman)"
    r"|service user|old dear|auld yin|soul|someone|somebody|gran|neighbour|couple|sisters|brothers|buzzer"
    r"|bell|door|mum|daughter|son|family"
)
_NUMBERED = re.compile(
    rf"\b(?!(?:him|her|person|someone|somebody|mum|son|family|daughter|wife|gran) at )(?:{_PERSON})"
    rf"\s(?:up |down |over |who (?:is|was|lives|stays) )?(?:in|at|from|frae|fae"
    rf"|of)\s(?P<found>(?:number |no\.? ?|nr )?(?:[0-9]{{1,3}}[A-Za-z]?|{_NUMBERS}))"
    rf"(?![\w%:/]|[.,][0-9]|\s(?:{_UNITS}|minutes?|our|the|different|every|steps?|sessions?|shifts?)\b|(?:st"
    rf"|nd|rd|th)\b)",
    re.IGNORECASE,
)
_FOR_NUMBER = re.compile(
    rf"\b(?:(?:buzzer|bell|call) (?:for|in|at|o'|of)|(?:tray|notes|pad|hoist|sling) for)\s"
    rf"(?P<found>(?:number |no\.? ?)?(?:[0-9]{{1,3}}[A-Za-z]?|{_NUMBERS}))(?![\w%:/]|[.,][0-9]|\s(?:{_UNITS}|our"
    rf"|the|different|residents)\b)",
    re.IGNORECASE,
)
_NUMBER_DOES = re.compile(
    rf"(?:^|(?<=[.!?\n] )|\b(?:because|when|and|but|so) )(?P<found>[Nn]umber (?:[0-9]{{1,3}}[A-Za-z]?|(?i:{_NUMBERS})))"
    r"(?= (?:wants?|wanted|likes|liked|hates|shouts|shouted|buzzed|rang|fell|asked|sleeps|cried|died|takes|gets"
    r"|never|always))"
)
"""A number that wants something: "Number 7 wants her tea"."""
_AT_NUMBER = re.compile(
    rf"\b(?:in|at|from|to|fae|frae)\s(?P<found>(?:number|no\.?)\s(?:[0-9]{{1,3}}[A-Za-z]?|{_NUMBERS}))(?![\w%:/]"
    rf"|[.,][0-9]|\s(?:{_UNITS}|on|in the|among)\b)",
    re.IGNORECASE,
)
_WARD = re.compile(
    r"(?<![\w.])(?P<found>(?!(?:The|A|Our|My|This|Each|Every|Hospital|Old|Acute|Medical|Surgical|Stroke"
    r"|Maternity|In|On)\s)[A-Z][\w'\u2019]{2,20}\s[Ww]ard)\b"
)
_SIDE = re.compile(
    r"\b(?P<found>(?:the )?(?:end|corner|first|second|third|last|top|back|front) (?:bed ?)?(?:room|bed"
    r"|flat)(?: (?:on|of|at|by|past|up) (?:the )?[\w ]{3,24}?)?)\b"
    r"(?=[ ,.](?:lady|man|resident|who))",
    re.IGNORECASE,
)
_IN_SIDE = re.compile(
    rf"\b(?:{_PERSON}|wifie|mannie|young person|(?-i:[A-Z][a-z]+)) (?:in|fae|from|frae) (?P<found>the (?:end"
    rf"|corner|first|second"
    r"|third|last|top|back|front|middle|big|wee|attic|loft|basement|box|top left|top right|bottom left"
    r"|bottom right|upstairs|downstairs"
    r"|ground floor|top floor) (?:bed ?room|room|bed|flat)(?: (?:at|by|on|past|above|below) the [a-z]+)?)\b",
    re.IGNORECASE,
)
"""Where somebody is: "the lady in the end room"."""
_LIVES_AT = re.compile(
    r"\b(?:lives?|living|lived|bides?|bided|stays|stayed|staying) (?:(?:up|down|out|alone|herself|himself|now"
    r"|still) )?(?:at|in) "
    r"(?P<found>(?:the |The )?(?:[A-Z][\w'\u2019-]+ ){0,2}(?:[A-Z][\w'\u2019-]*(?:[Hh]ouse|bank|lea|croft)"
    r"|Cottage|Cottages|Manse|Farm|Mains|Croft|Steading"
    r"|Smithy|Mill|Bothy|Villa)(?:, [A-Z][\w'\u2019-]+)?)(?!\w)"
)
"""A house without a number in which somebody lives."""
_NUMBER_AND_NAME = re.compile(
    rf"\b(?:at|to|in|from|visit|of) (?P<found>{_HOUSE} [A-Z][a-z]+(?:gate|side|bank|lea|croft|wynd|brae|head"
    rf"|foot|row|dykes|mains))(?![\w'])"
)
"""A house number with a street that is one word: "22b Seagate"."""
_CROFT_AT = re.compile(
    r"\b(?:croft|farm|cottage|steading|smallholding|manse|bothy|lodge house) (?:at|called|in"
    r"|by) (?P<found>[A-Z][\w'\u2019-]{3,20})(?!\w)"
)
_ADDRESS_IS = re.compile(
    r"\b(?:address|croft|house|home|flat|cottage|farm)(?:'s|\u2019s)? (?:is|was"
    r"|:) ?(?:at )?(?P<found>[0-9]{1,4}[A-Za-z]? [A-Z][\w'\u2019-]{2,20}(?: [A-Z][\w'\u2019-]{2,20})?)"
)
_UP_STAIR = re.compile(
    r"(?<![\w.])(?P<found>(?:flat )?[0-9][Ff][0-9]|[0-3]/[0-9](?= (?:of|at|on|up|in) (?:the |her "
    r"|his )?(?:close|stair|block|tower)))(?!\w)"
)


def rooms(text: str, a: int, b: int) -> Spans:
    """Where somebody lives or sleeps: "room 12", "bed three", "flat 3/2", "ward 4", "the lady in nine"."""
    for match in _ROOM.finditer(text, a, b):
        if not _SHARED_ROOM.fullmatch(match["before"] or "") and not (
            match["words"] and match["what"].casefold() == "suite"
        ):
            yield *match.span("room"), Why.shape
    for pattern in (_NUMBERED, _FOR_NUMBER, _NUMBER_DOES, _AT_NUMBER, _WARD, _SIDE, _IN_SIDE, _UP_STAIR):
        for match in pattern.finditer(text, a, b):
            yield *match.span("found"), Why.shape


_HOME = re.compile(
    r"(?<![\w'\u2019-])(?P<found>(?P<first>[A-Z][\w'\u2019-]{2,24})(?:\s(?:of|the|[A-Z][\w'\u2019-]{1,20})){0,3}?\s"
    r"(?P<kind>Care Home|Nursing Home|Residential Home|Care Centre|Day Centre|Day Care|Care at Home|Homecare"
    r"|Home Care|Retirement (?:Home|Village)"
    r"|Sheltered Housing|Very Sheltered Housing|House|Lodge|Court|Children's House|Unit|Wing|Resource Centre"
    r"|Nursery|Hospice|Family Centre|Supported Living))(?![\w-])"
)
_HOME_SMALL = re.compile(
    r"\b(?:at|in|from|tae|fae|to"
    r"|of)\s(?P<found>(?P<first>[A-Za-z][a-z'\u2019-]{3,20})(?:\s[a-z]{3,14})?\s(?:care home|nursing home"
    r"|residential home|day centre))\b"
)
_NO_HOME = listed("no home")
_WORKPLACE = re.compile(
    r"\b(?:[Ww]ork(?:ed|s|ing)?|[Ss]tart(?:ed|ing)?|[Nn]ights|[Dd]ays|[Ss]hifts?|[Pp]lacement|[Jj]ob|[Bb]ased"
    r"|[Tt]rained|[Mm]oved|[Rr]esidents?|[Tt]enants?"
    r"|[Ss]taff|[Mm]anager|[Hh]ere|[Ll]ives?|[Ll]iving|[Ll]ived|[Ss]tays?|[Bb]een|[Tt]eam|[Cc]olleagues?"
    r"|[Uu]s)\s(?:at|in|to|fae|from|of)\s"
    r"(?P<found>[Tt]he (?P<many>[A-Z][a-z]{3,14}s)|(?P<one>[A-Z][a-z]{2,10}(?:bank|lea|haven|holm|holme|croft"
    r"|view|brae|park|side|grove|wood|field|mount|knowe"
    r"|bield|rigg|shaw|gate|crest|dene|dale)))(?![\w'\u2019-]| (?:[A-Z]|and [A-Z]))"
)
"""A home by its bare name where somebody works or lives: "I work at Elmbank", "nights at the Laurels"."""
_WORKPLACE_SMALL = re.compile(
    r"\b(?:work|worked|working|started|staff) (?:at|in|from) (?P<found>[a-z]{3,10}(?:lea|haven|holm|bield|knowe"
    r"|rigg|brae|bank|croft|view|burn|lodge))(?![\w'])"
)
_SISTER_HOME = re.compile(r"\b(?:home|house|unit|nursery|service), (?P<found>[A-Z][a-z]{3,20}(?: [A-Z][a-z]{3,20})?),")
_NOT_HOMES = listed("not homes")


def homes(text: str, a: int, b: int) -> Spans:
    """Care homes and other places of care by their own names."""
    for match in _HOME.finditer(text, a, b):
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
    for match in _WORKPLACE.finditer(text, a, b):
        low = (match["many"] or match["one"]).casefold()
        at = re.search(r"\b(?:at|fae|from|of)\s$", text[max(0, match.start("found") - 5) : match.start("found")])
        if low not in _NOT_HOMES | _NO_HOME | PLACES and (at or match["many"]):
            yield *match.span("found"), Why.said_so
    for match in _WORKPLACE_SMALL.finditer(text, a, b):
        if match["found"] not in _NOT_HOMES:
            yield *match.span("found"), Why.said_so
    for match in _SISTER_HOME.finditer(text, a, b):
        if not set(match["found"].casefold().split()) & (_NOT_HOMES | PLACES):
            yield *match.span("found"), Why.said_so
    for match in _HOME_SMALL.finditer(text, a, b):
        if not set(match["found"].casefold().split()[:-2]) & _NO_HOME:
            yield *match.span("found"), Why.said_so
