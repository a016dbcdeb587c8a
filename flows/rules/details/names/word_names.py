"""Names that are words, places or months as well: whether one is used as a name."""

import re

from flows.rules.details import detail_words as cues
from flows.rules.details.names.name_lists import (
    GIVEN_NAMES,
    MONTH_NAMES,
    NAMED_AFTER,
    PLACE_NAMES,
    PLACES,
    STREETS,
    WORD_NAMES,
    is_given,
    is_surname,
)
from flows.rules.details.names.named_text import NamedText
from flows.rules.details.word_sets import listed, word_set


def is_used_as_name(words: NamedText, i: int) -> bool:  # noqa: C901, PLR0911, PLR0912 - one question after another, each a line
    """Whether a name that is a word, a place or a month as well is somebody's here."""
    word, before, after = words.at(i), words.before(i), words.next_to(i)
    place = word.low in PLACE_NAMES
    month = word.low in MONTH_NAMES
    capital = word.capital and not word.shouted and not word.opens
    if after.low in STREETS and words.at(i).low not in WORD_NAMES:
        return False
    if after.capital and (after.low in NAMED_AFTER or after.low in STREETS or after.low in PLACES):
        return False
    if after.capital and is_surname(after.low) and word.capital and not month and before.low not in cues.BEFORE_A_PLACE:
        return True
    if before.low in cues.RELATIONS and not word.opens and (word.capital or word.low not in _EVERYDAY):
        return True
    if (
        before.low in ("big", "wee", "auld", "auntie", "uncle", "aunt", "granny")
        and (word.capital or before.low != "big")
        and after.low not in _NOT_ALONE
    ):
        return word.capital or word.low not in _EVERYDAY
    if month and (
        before.low in cues.BEFORE_A_MONTH
        or re.search(r"\d\W*$", word.gap)
        or re.match(r"\W{0,2}\d", words.text[word.end : word.end + 3])
    ):
        return False
    if before.low in ("was", "is", "it's") and after.low in ("who", "that") and word.capital:
        return True
    if _with_somebody(words, i, modal=word.low in _MODALS):
        return True
    if word.low == "will" and word.capital and after.low in ("will", "won't", "would", "wouldn't", "can", "can't"):
        # "Will will not wear it": two verbs of one kind do not follow each other.
        return True
    if word.low == "may" and after.low in ("was", "is") and words.at(i + 2).low.endswith("ing"):
        # A month asks for nothing.
        return True
    if place and before.low in cues.BEFORE_A_PLACE:
        return False
    if place and (
        in_a_list_of_places(words, i) or (word.low in _LANDS and words.at(i + 2).low in ("a", "an", "no", "many"))
    ):
        return False
    if word.low in _ADJECTIVES and before.low in ("was", "is", "are", "were", "be", "being", "very", "not", "so"):
        return False
    if before.low in ("the", "a", "an", "our", "this", "that", "some", "any", "no", "of") and not (
        capital and before.low == "of" and not place
    ):
        return False
    if word.low in _MODALS and not word.capital:
        return False
    if words.owned(i) and words.own(i).low in cues.POSSESSED and (word.capital or word.low not in _EVERYDAY):
        return True
    if _does_what_a_person_does(words, i) or _of_a_department(words, i) or _met(words, i):
        return True
    if word.capital and not word.shouted and _is_subject(words, i):
        return True
    if after.low in cues.HUMAN_VERBS and before.low not in _NO_SUBJECT:
        return word.capital or (word.low not in _EVERYDAY)
    if (after.low in {"and", "&"}) and words.at(i + 2).capital and is_given(words.at(i + 2).low) and word.capital:
        return True
    if before.low == "and" and is_given(words.at(i - 2).low) and word.capital:
        return True
    if word.capital and after.low in ("was", "is", "had", "has", "in") and words.at(i + 2).low in _DOING:
        return True
    if month:
        return False
    if place:
        if after.low in cues.LOOSE_VERBS and words.at(i + 2).low not in _OF_PLACES:
            return (
                before.low in ("", "when", "because", "and", "but", "so", "as", "that", "after", "where", "if", "while")
                or word.opens
            )
        return (capital and (before.low in cues.BEFORE_A_PERSON or (words.owned(i) and after.low not in PLACES))) or (
            capital and _plain_object(words, i)
        )
    if not capital or word.low in _NEVER_ALONE:
        return False
    # A capital inside a sentence, where no other capital stands beside it that would make it a title or a body.
    return not (before.capital and not before.opens and before.low != "i") and not (
        after.capital and not is_surname(after.low)
    )


def _does_what_a_person_does(words: NamedText, i: int) -> bool:
    """Whether a word in small letters is a person's: "rose wouldnt take her tablets", "gave florence her drops"."""
    word, before, after = words.at(i), words.before(i), words.next_to(i)
    if before.low in _GIVEN and after.low in ("her", "his") and after.is_next:
        return True
    if (
        word.opens
        and after.low in ("is", "was")
        and words.at(i + 2).low in ("on", "at")
        and words.at(i + 3).low in ("her", "his")
    ):
        return True
    if word.opens and after.low in ("and", "&", "n") and words.at(i + 2).low in GIVEN_NAMES:
        return True
    if word.low in _ABSTRACT or not (word.opens or before.low in _CLAUSE_BEGINS):
        return False
    state = after.low in ("was", "is", "got", "seems", "seemed") and words.at(i + 2).low in _PERSON_STATES
    spoke = after.low in ("told", "asked", "said", "says") and words.at(i + 2).low in _SPOKEN_TO
    return state or spoke or (after.low in NEGATED and words.at(i + 2).low in DONE_BY_PEOPLE)


def _is_subject(words: NamedText, i: int) -> bool:
    return (
        _without_an_article(words, i)
        or _has_their_own(words, i)
        or _has_an_age(words, i)
        or (was_told(words, i) and words.at(i).low not in _MONTHS_AND_SEASONS)
    )


_MONTHS_AND_SEASONS = MONTH_NAMES | {"summer", "winter", "autumn", "dawn", "christian"}


def was_told(words: NamedText, i: int) -> bool:
    """Whether something was said or shown to them: "nobody had told Ottilie that", "showed Justice where"."""
    return words.before(i).low in _SAID_TO and words.next_to(i).low in _WHAT_WAS_SAID


_SAID_TO = word_set("told asked reminded showed shown persuaded telling asking showing tell ask show")
_WHAT_WAS_SAID = word_set("that to if what about how why where whether when who for again twice she he it they")


def _without_an_article(words: NamedText, i: int) -> bool:
    """Whether a thing that one counts is a subject without an article, as a name is: "Bill is on thickened fluids"."""
    word, before, after = words.at(i), words.before(i), words.next_to(i)
    if word.low not in _COUNTED or not (word.opens or before.low in _CLAUSE_BEGINS):
        return False
    return after.low in cues.HUMAN_VERBS or (after.low in _SINGULAR and words.at(i + 2).low not in _OF_THINGS)


def _has_an_age(words: NamedText, i: int) -> bool:
    """Whether a subject has an age, or is among the writer's people: "River is three and", "Prosper is on my team"."""
    after, second = words.next_to(i), words.at(i + 2)
    if after.low not in ("is", "was", "turned") or (
        not second.is_next and not re.match(r" \d", words.text[after.end : after.end + 2])
    ):
        return False
    rest = words.text[after.end : after.end + 24]
    aged = re.match(rf" (?:(?:only|nearly|just) )?(?:[1-9][0-9]?|10[0-9]|{_AGES})(?: and|[.,;!]| now|$)", rest)
    ours = re.match(r" (?:on|in) my (?:team|shift|group|room|unit|run|list|class|flat)\b", rest)
    return bool(aged or ours) and (words.at(i).opens or words.before(i).low in _CLAUSE_BEGINS)


_AGES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen"
)


def _has_their_own(words: NamedText, i: int) -> bool:
    """Whether it has somebody or something of its own: "Ivy had her hair done", "took Skye to her gran's"."""
    after, second, third = words.next_to(i), words.at(i + 2), words.at(i + 3)
    if after.low in ("to", "with", "on", "in", "from") and second.low in ("her", "his") and second.is_next:
        return words.before(i).low not in ("the", "a", "of", "from", "in", "to", "around", "our", "my", "some")
    verb = after.low in _SINGULAR or after.low in cues.HUMAN_VERBS
    kin = bool({third.low, words.at(i + 4).low} & _WORK_KIN) and after.low in ("is", "was")
    if words.at(i).low in _ABSTRACT - _NAMES_FIRST:
        return kin and second.low in ("my", "our") and words.at(i).opens
    kin = kin and second.low in ("my", "our", "her", "his", "the")
    return verb and (kin or second.low in ("her", "his", "himself", "herself", "me", "us", "him"))


_NAMES_FIRST = word_set("pat jack rich gene guy bill sue mark drew max victor peg")
_SINGULAR = listed("singular")
_LANDS = word_set("india kenya jordan chad malta israel asia georgia austin paris chelsea sydney geneva")
_ADJECTIVES = word_set("christian noble gay frank bonnie lovely sunny rusty sandy ginger dusty misty merry harmony")
_OF_THINGS = word_set("due paid up down ready full empty high low broken needed used for free included attached")
_WORK_KIN = listed("work kin")
_COUNTED = listed("counted")


def _of_a_department(words: NamedText, i: int) -> bool:
    """Whether somebody is told by where they work: "Grant from the office"."""
    at = i + 3 if words.at(i + 2).low in ("the", "our") else i + 2
    return words.at(i).capital and words.next_to(i).low in ("from", "in", "on") and words.at(at).low in _DEPARTMENTS


def _met(words: NamedText, i: int) -> bool:
    """Whether the writer was with them, and another capital follows, their surname: "allocated to Nan Crombie"."""
    word, after = words.at(i), words.next_to(i)
    together = words.before(i).low in ("to", "with") and words.at(i - 2).low in MEETING | {"over"}
    public = after.low in NAMED_AFTER | STREETS | PLACES
    return together and word.capital and after.capital and not public and not words.next_to(i + 1).capital


MEETING = listed("meeting")
"""What is done with somebody: "spoke to", "sat with"."""
_GIVEN = word_set("gave give giving made make brought handed passed got fed took showed")
_SPOKEN_TO = word_set("me us him her them that she he to it")
_ABSTRACT = listed("abstract")
_CLAUSE_BEGINS = word_set("when because and but so as that after while if then since")
NEGATED = listed("negated")
_PERSON_STATES = listed("person states")
DONE_BY_PEOPLE = listed("done by people")
_DEPARTMENTS = listed("departments")
_NOT_ALONE = frozenset({"of", "and"})
_MODALS = listed("modals")
_EVERYDAY = listed("everyday")
_NEVER_ALONE = listed("never alone") - word_set("ben faith lee nan ted max dean hope mark bill penny christian")
_DOING = listed("doing")
_OF_PLACES = word_set("where in an near far beautiful remote lovely the island town my")


def _with_somebody(words: NamedText, i: int, *, modal: bool) -> bool:
    """Whether it is joined with the writer, as people alone are: "Faith and I", "me and Faith"."""
    after, second = words.next_to(i), words.at(i + 2)
    before, first = words.before(i), words.at(i - 2)
    if after.low == "and" and second.low in ("her", "his") and words.at(i + 3).low in cues.RELATIONS:
        return words.at(i).low not in _ABSTRACT and before.low not in ("a", "the", "of")
    if after.low in ("and", "&", "n") and second.low in ("i", "me", "myself") and second.is_next:
        return before.low not in ("of", "in", "my", "our", "the", "a", "with") or words.at(i).capital
    if before.low in ("and", "&") and first.low in ("me", "myself"):
        return True
    return (
        not modal
        and before.low in ("fae", "frae", "asked", "thanked", "phoned")
        and words.at(i).low not in ("love", "hope", "comfort")
    )


def in_a_list_of_places(words: NamedText, i: int) -> bool:
    """Whether a place stands right before or after it in a list."""
    joined = words.at(i - 1).low == "and" and words.at(i - 2).low in PLACES | PLACE_NAMES
    return (
        joined
        or words.at(i - 1).low in PLACES | PLACE_NAMES
        or (
            words.at(i + 1).low in PLACES | PLACE_NAMES
            or (words.at(i + 1).low == "and" and words.at(i + 2).low in PLACES | PLACE_NAMES)
        )
    )


_NO_SUBJECT = listed("no subject")


_OF_A_PLACE = word_set("moved visited toured reached passed based located called loved crossed")


def _plain_object(words: NamedText, i: int) -> bool:
    """Whether it comes after a verb in the past, which a place hardly follows: "I helped Douglas"."""
    before = words.before(i)
    return before.low.endswith("ed") and before.low not in _OF_A_PLACE
