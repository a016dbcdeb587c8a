"""Reads the wish to have words deleted for good, as a whole message says it: "delete it for good"."""

import re

from flows.engine.typed_words import spoken

_LONGEST = 14
"""Words. A longer message says more than that."""
_VERB = r"(?:delete|erase|remove|wipe|destroy|scrub|bin|take|get rid of|clear)"
_ASKS = (
    r"(?:(?:please|ok|okay|so|now|and|no|then|right|actually) )*"
    r"(?:(?:can|could|will|would) (?:you|u|ye) (?:please )?|(?:i )?(?:want|need|would like|id like) (?:you )?(?:to )?)?"
    r"(?:please )?"
)
_WORDS = (
    r"(?:name|names|words|word|detail|details|answer|answers|message|messages|text|sentence|sentences|paragraph|line|"
    r"number|address|recording|recordings|voice note|bit|bits|part|parts|stuff|thing|things|ones?)"
)
_WHAT = (
    r"(?:it|them|that|this|those|these|all of (?:it|them|that)|it all|them all|both"
    rf"|(?:the|that|this|those|these|my|her|his|their|any) (?:\w+ ){{0,2}}{_WORDS}(?: out)?"
    rf"|(?!the |a |an )\w+(?: \w+)? {_WORDS}"
    r"|(?:what|everything|all|the \w+|anything)(?: that)? (?:i|ive)(?: have| just)? "
    r"(?:took|taken|deleted|removed|struck|put|left|cut)(?: out| aside| away)?)"
)
_EVER = (
    r"(?:for good|for ever|forever|completely|permanently|entirely|altogether|totally|once and for all|properly"
    r"|so (?:that )?(?:it is|its|it|they are|theyre|nobody|no one) .{1,30}"
    r"|from your (?:records|memory|system|database)|out of your (?:records|memory|system|database))"
)
_END = r"(?: (?:please|now|thanks|thank you|too|as well))*"
_WISH = re.compile(
    rf"{_ASKS}(?:{_VERB} (?:out )?{_WHAT}(?: (?:out|off|away))? {_EVER}"
    rf"|{_EVER} {_VERB} (?:out )?{_WHAT}(?: out)?"
    rf"|(?:i )?(?:want|need) {_WHAT} (?:deleted|erased|removed|wiped|gone|taken out) {_EVER}"
    rf"|{_VERB} {_EVER}|(?:dont|do not|stop) (?:keep|keeping|store|storing) {_WHAT}(?: any ?more| any longer)?"
    rf"|(?:dont|do not) bring {_WHAT} back ever){_END}"
)


def wants_deleted(text: str) -> bool:
    """Whether a message as a whole asks for words to be deleted for good."""
    return len(text.split()) <= _LONGEST and _WISH.fullmatch(spoken(text)) is not None
