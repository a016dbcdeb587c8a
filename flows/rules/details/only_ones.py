"""Finds descriptions that fit one person only."""

import re

from flows.rules.details.detail_kinds import Spans, Why

_WHO = (
    r"man|woman|lady|gentleman|resident|tenant|client|patient|service user|nurse|carer|worker|person living"
    r"|lad|lass|girl|boy|one in|male|female"
    r"|dad|father|mother|mum|widow|widower|twins?|couple|pensioner|farmer|teacher|doctor|minister|priest|nun"
    r"|triplets?|survivor|amputee|refugee|grandmother|grandfather|great-grandmother|speaker|signer|musician"
    r"|soldier|vet|veteran|centenarian|year[- ]old|wheelchair user|person (?:in|on|at|from"
    r"|who (?:lives|stays|speaks|signs|uses))"
)
_ONLY = re.compile(
    rf"\b(?P<found>(?:only|oldest|youngest|tallest|longest[- ]serving|longest[- ]staying"
    rf"|first ever) (?:[\w'\u2019-]{{1,20}} ){{0,3}}?(?:{_WHO})\b"
    r"(?P<rest>(?:\s[\w'\u2019-]{1,20}){0,9}))",
    re.IGNORECASE,
)
_THE_ONE = re.compile(
    r"\b(?P<found>(?:the|our) one (?:man|woman|lady|gentleman|resident|tenant|boy|girl|lad|lass) (?:in|on|at|here)\b"
    r"(?:\s[\w'\u2019-]{1,20}){1,9})",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"\b(?:was|were|am|be|felt|being|as|like) the $|\bnot the $|\bif $", re.IGNORECASE)
_NARROWED = re.compile(r"\b(?:in|on|at|from|with|who|that|of|here|we have|round|about)\b", re.IGNORECASE)
_FORMER = re.compile(
    r"\b(?P<found>(?:former|retired|ex|late|once the|used to be (?:the|a)|(?:he|she"
    r"|who) was (?:once )?the)[ -](?:[\w-]{2,14} ){0,2}?(?:provost|lord provost|minister|head ?master"
    r"|head ?teacher|headmistress|footballer"
    r"|goal ?keeper|mp|msp|councillor|post ?master|postmistress|lollipop (?:man|lady)|bus driver"
    r"|lighthouse keeper|doctor|gp|piper|judge|sheriff|butcher|baker"
    r"|lifeboat\w*|harbour ?master|coxswain|teacher|janitor|district nurse|farmer|fisherman|olympi\w+|boxer"
    r"|wrestler|singer|champion|captain|manager|chief|police\w*|sergeant|detective|organist)"
    r"(?:\s(?:of|at|in|for|from|who|on)\s(?:the\s|our\s)?[\w'\u2019-]+(?:\s[A-Z][\w'\u2019-]+){0,3}))",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:resident|tenant|client|man|lady|gentleman|woman|twins|brothers|sisters"
    r"|couple)\s(?:here\s)?who\s(?:was|used to be|had been|worked as|ran|owned)\s(?:once\s)?(?:an?|the)\s"
    r"(?P<found>[\w'\u2019-]+(?:\s[\w'\u2019-]+)?\s(?:in|of|at|for|on)\s(?:(?:the|a|his|her)\s)?[\w'\u2019-]+)",
    re.IGNORECASE,
)
_WAS_ONCE = re.compile(
    r"\b(?P<found>(?:one|the|that|our) (?:wee |old |young )?(?:lady|gentleman|man|woman|resident|tenant|client"
    r"|patient|chap|couple) (?:here )?who (?:was|were|used to be|had been) (?:once )?an? (?:[\w-]{2,14} ){0,2}?"
    r"(?:[\w-]{1,14}(?:ist|smith"
    r"|wright|keeper|driver|singer|dancer|player|fisher)|miner|pilot|sailor|weaver|jockey|boxer|soldier|priest|nun|spy"
    r"|champion|piper|diver|acrobat|clown))\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\b(?P<found>(?:the|that) (?:wee |young |old |elderly |new )?(?:boy|girl|lad|lass|lady|man|woman|gentleman|child"
    r"|bairn|baby|teenager|pupil|resident|tenant|client) whose (?:dad|mum|mother|father|son|daughter|husband|wife"
    r"|brother|sister|uncle|aunt|gran|grandad|partner|family|parents)\b(?:\s[\w'\u2019-]{1,20}){1,9})",
    re.IGNORECASE,
)
_PERSON_ONCE = (
    r"(?:wee |young |old |elderly )?(?:boy|girl|lad|lass|lady|man|woman|gentleman|child|bairn|wean|teenager|pupil"
    r"|resident|tenant|client|couple|twins|wifie|mannie|chap|guy|wumman)"
)
_DISTINCT = re.compile(
    rf"\b(?P<found>(?:the|that|our|one|a) {_PERSON_ONCE} (?:here )?(?:who|that|wha) (?:won|played for|survived"
    rf"|swam|climbed|founded"
    r"|invented|designed|sang (?:at|for|on)|ran for|wrote the|danced (?:at|for|with)|fought (?:at|in)|flew"
    r"|sailed|escaped|appeared (?:in|on)"
    r"|(?:was|were|is|had been|got) (?:once |aye )?(?:(?:in|all over) the (?:papers?|news|record|courier|p&j)"
    r"|on (?:the )?(?:news|telly|tv|television|radio|countdown|bake off)"
    r"|struck by|rescued|the (?:first|last)|at (?:hillsborough|dunblane|lockerbie|ibrox|piper alpha|d-day"
    r"|dunkirk|arnhem))"
    r"|(?:played|sang|danced|read|spoke|appeared)(?: the)?(?: [a-z]+){0,2} on (?:the )?(?:telly|tv|radio|stage"
    r"|news)|taught half|lost (?:his|her) (?:leg|arm|eye|hand|sight|foot|fingers?|hearing|son|daughter) (?:in|at|to"
    r"|on)|has the only|owns? the|keeps the|ran the|built the|drove the)\b(?:\s[\w'\u2019-]{1,20}){1,6})",
    re.IGNORECASE,
)
"""What only one person did: "the woman who won the lottery"."""
_WHOSE_THING = re.compile(
    rf"\b(?P<found>(?:the|that) {_PERSON_ONCE} whose (?:house|shop|farm|croft|boat|dog|car|story|picture|face"
    rf"|name|accident|case|restaurant|business|flat|caravan)"
    r" (?!is\b|needs?\b)(?:[\w'\u2019-]{1,20}\s?){1,7})",
    re.IGNORECASE,
)
_OFFICES_KIN = re.compile(
    r"\b(?P<found>the (?:sheriff|provost|minister|msp|mp|headmaster|head ?teacher|doctor|gp|vet|butcher|baker"
    r"|chemist|postman|councillor|priest|laird|bank manager)"
    r"['\u2019]s (?:mother|mum|father|dad|wife|widow|husband|son|daughter|brother|sister|gran|granny|auntie|aunt))\b",
    re.IGNORECASE,
)
_HELD_OFFICE = re.compile(
    r"\b(?:he|she|who|dad|mum|father|mother|man|woman)(?:'d| had)? (?:was"
    r"|been)(?: once)? (?P<found>(?:the )?(?:[\w-]{2,14} )?(?:president|captain|secretary|treasurer"
    r"|chairman|chairwoman|champion|queen|conductor|bandmaster|convener|shop steward|stationmaster|harbourmaster"
    r"|head gardener|gamekeeper)"
    r" (?:in|of|for|at) (?:the )?[\w'\u2019-]+)",
    re.IGNORECASE,
)
"""An office that one person held: "he was club president in 1968"."""
_TWINS = re.compile(
    r"\b(?P<found>the (?:[a-z]+ )?(?:twins|triplets|brothers|sisters)(?: (?:[a-z]+ ){0,2}?)(?:on|in|at|from|up"
    r"|downstairs|upstairs|next door)\b(?: (?:the |our )?(?:[\w'\u2019-]+ )?(?:floor|wing|unit|corridor|flat"
    r"|house|close|stair|room|end))?)",
)
_FIRST = re.compile(
    r"\b(?P<found>the (?:first|last) (?:[a-z]+ )?(?:man|woman|female|lady|girl|boy|lass) (?:in|to|at"
    r"|on)\b(?:\s[\w'\u2019-]{1,20}){1,6})",
    re.IGNORECASE,
)
_OUR_ONLY = re.compile(rf"\b(?P<found>our (?:only|one) (?:[\w-]{{3,14}} ){{1,2}}(?:{_WHO}))\b", re.IGNORECASE)
_IN_OFFICE = re.compile(
    r"\b(?P<found>the (?:provost|janitor|headmaster|head ?teacher|postmaster|postmistress|lollipop (?:man|lady)"
    r"|chief constable|conductor|organist|priest"
    r"|minister|doctor|butcher|vet) (?:of|at|in|for) (?:(?:my|our|the|her|his) (?:[\w-]+ )?(?:school|church"
    r"|village|town|parish|choir|band|kirk|island)"
    r"|(?!social|health|state|educat|child|justice|care|mental|older)(?-i:[A-Z])[\w'\u2019-]{3,20}))(?!\w)",
    re.IGNORECASE,
)
"""Somebody by an office that one person has: "the provost of Kirkcaldy"."""
_OLDEST = re.compile(
    r"\b(?P<found>our (?:oldest|youngest|tallest|longest[- ]serving|first|newest|only) (?:male "
    r"|female )?(?:resident|tenant|client|lady|gentleman|man|woman|member|worker)"
    r",? (?:who|is|was|at|aged)? ?(?:9[0-9]|1[01][0-9]))\b",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?P<found>(?:(?:9[5-9]|10[0-9]|11[0-9])[- ]year[- ]old\b(?:\s[\w'\u2019-]{1,20}){0,6}"
    r"|(?<=turned )1[01][0-9]\b|(?<=aged )1[01][0-9]\b|(?<=reached )1[01][0-9]\b))",
    re.IGNORECASE,
)


def only_ones(text: str, a: int, b: int) -> Spans:
    """Descriptions that fit one person: "the only man in our day centre who signs"."""
    for match in _ONLY.finditer(text, a, b):
        if _NARROWED.search(match["rest"]) and not _NOT_ONLY.search(text, max(0, match.start() - 12), match.start()):
            yield *match.span("found"), Why.only_one
    for pattern in (
        _THE_ONE,
        _FORMER,
        _ONCE,
        _WAS_ONCE,
        _WHOSE,
        _DISTINCT,
        _WHOSE_THING,
        _OFFICES_KIN,
        _HELD_OFFICE,
        _TWINS,
        _FIRST,
        _OUR_ONLY,
        _IN_OFFICE,
        _OLDEST,
        _AGED,
    ):
        for match in pattern.finditer(text, a, b):
            yield *match.span("found"), Why.only_one
