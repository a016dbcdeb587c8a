"""Names of somebody who does something, known by the verb behind them."""

from collections.abc import Iterator

from flows.model.long_work import make_way
from flows.rules.details import detail_words as cues
from flows.rules.details.detail_kinds import Kind, Why
from flows.rules.details.names.name_lists import (
    ACRONYMS,
    GIVEN_NAMES,
    MONTH_NAMES,
    NAMED_AFTER,
    PLACE_NAMES,
    PLACES,
    WORD_NAMES,
)
from flows.rules.details.names.named_text import NamedText, name_end
from flows.rules.details.names.word_names import DONE_BY_PEOPLE, MEETING, NEGATED, was_told
from flows.rules.details.word_sets import listed, word_set

BODIES = listed("bodies")


def _singled_out(words: NamedText, i: int) -> bool:
    """Whether it says who did something: "it was Xiao Ling who saw"."""
    at = i + 2 if words.next_to(i).capital else i + 1
    begun = words.before(i).low in ("was", "is") and words.at(i - 2).low in ("it", "that", "this")
    return (begun or words.before(i).low == "it's") and words.at(at).low in ("who", "that") and words.at(at).is_next


def _met_alone(words: NamedText, i: int) -> bool:
    """Whether the writer was with them: "on Fridays I am with Jamesina"."""
    back = i - 3 if words.at(i - 2).low == "over" else i - 2
    met = words.at(back).low in (_HANDING if back < i - 2 else MEETING)
    after = words.next_to(i)
    if words.before(i).low not in ("to", "with") or not met or after.low in NAMED_AFTER:
        return False
    return not after.capital or not (after.low in PLACES | BODIES | cues.NO_NAMES or words.at(i + 2).capital)


def _set_beside(words: NamedText, i: int) -> bool:
    """Whether it says between commas what they are: "Eleni, our physio, drew"."""
    owner, what, beyond = words.at(i + 1), words.at(i + 2), words.at(i + 3)
    told = owner.gap == ", " and owner.low in ("our", "my", "her", "his") and what.low in cues.RELATIONS
    return told and what.is_next and beyond.gap == ", "


def _with_me(words: NamedText, i: int) -> bool:
    """Whether it did something together with the writer, in small letters too: "me and shaz did"."""
    joined = words.before(i).low in ("and", "&", "n") and words.at(i - 2).low in ("me", "myself")
    return joined and words.next_to(i).low in _DONE_TOGETHER and words.at(i).low not in cues.PEOPLE_SPOKEN_OF


_DONE_TOGETHER = listed("done together")


def _named_together(words: NamedText, i: int) -> bool:
    """Whether it is joined with a name that is known: "Innes and Rowan"; or with their own people: "and her pal"."""
    joined, second = words.next_to(i), words.at(i + 2)
    if joined.low not in ("and", "&") or words.before(i).capital or not second.is_next:
        return False
    own = second.low in ("her", "his") and words.at(i + 3).low in cues.RELATIONS
    return own or (second.capital and second.low in GIVEN_NAMES | WORD_NAMES and not words.at(i).opens)


_THINGS_DO_TOO = listed("things do too")
"""What firms, tools and events do as well as people."""
_NOT_BEFORE_A_NAME = listed("not before a name")


def _does_it(words: NamedText, i: int) -> bool:
    """Whether an unknown word inside a sentence does what people alone do: "because Xanthe sobbed"."""
    word, before, after = words.at(i), words.before(i), words.next_to(i)
    does = after.low in cues.HUMAN_VERBS - _THINGS_DO_TOO
    return does and not word.opens and not before.capital and before.low not in _NOT_BEFORE_A_NAME


def _cared_for(words: NamedText, i: int) -> bool:
    """Whether care is given to it: "I hoisted Xanthe", "supported Xanthe to"."""
    before, after = words.before(i).low, words.next_to(i)
    if after.capital and after.low in PLACES | BODIES | NAMED_AFTER:
        return False
    return before in _CARE or (before in _SUPPORT and after.low in ("to", "with"))


_CARE = listed("care")
_SUPPORT = word_set("support supports supported supporting help helped helping encourage enable enabled let")


def _begins_with_theirs(words: NamedText, i: int) -> bool:
    """Whether a sentence begins with somebody's own things: "Xanthe's slippers were wet"."""
    word = words.at(i)
    return (
        word.opens
        and words.owned(i)
        and words.own(i).low in _BODILY
        and word.low not in cues.PEOPLE_SPOKEN_OF | _TIMES
        and not word.low.endswith(("body", "one", "day", "er", "or", "ist"))
    )


def _will_not(words: NamedText, i: int) -> bool:
    """Whether a sentence begins with what it does not do, as people do not: "Xiomara does not like to"."""
    word, after = words.at(i), words.next_to(i)
    done = words.at(i + 3 if words.at(i + 2).low == "not" else i + 2).low
    denied = after.low in NEGATED or (
        after.low in ("does", "did", "will", "would", "could") and words.at(i + 2).low == "not"
    )
    nobody = cues.PEOPLE_SPOKEN_OF | _TIMES
    return word.opens and denied and done in DONE_BY_PEOPLE and word.low not in nobody and not word.low.endswith("s")


_BODILY = listed("bodily")
_TIMES = word_set("today tonight yesterday tomorrow mother father it let here what")
_HANDING = frozenset({"handed", "hand", "handing", "handover", "passed"})


_TELLING = listed("telling")
_NO_UNKNOWN_NAME = (
    cues.NO_NAMES | PLACES | BODIES | cues.RELATIONS | NAMED_AFTER | cues.TITLES | ACRONYMS | WORD_NAMES
    | MONTH_NAMES | PLACE_NAMES | cues.HUMAN_VERBS
)  # fmt: skip


def acting(words: NamedText) -> Iterator[tuple[Kind, int, int, Why]]:
    """An unknown word with a capital inside a sentence that does what only people do: "when Oluwaseun told me"."""
    beside_me = [i + 2 for i in words.every(frozenset({"me", "myself"})) if _with_me(words, i + 2)]
    for i in sorted({*words.capitals, *beside_me}):
        make_way()
        word = words.at(i)
        if word.shouted or len(word.text) < 3 or words.free[i]:
            continue
        low, before, after = word.low, words.before(i), words.next_to(i)
        if low in _NO_UNKNOWN_NAME or low.endswith(("ing", "ly", "ness", "tion", "ment")):
            continue
        companion = after.low in ("and", "&") and words.at(i + 2).text in ("I", "i", "me") and words.at(i + 2).is_next
        told = after.low in _TELLING
        said = told and not word.opens and not (before.capital and before.text != "I")
        told_me = (
            told
            and after.low in ("told", "asked", "taught", "showed", "thanked", "phoned")
            and words.at(i + 2).low in ("me", "us", "him", "her")
        )
        if (
            said
            or told_me
            or (companion and (not before.capital or before.opens))
            or _singled_out(words, i)
            or _met_alone(words, i)
            or was_told(words, i)
            or _set_beside(words, i)
            or _named_together(words, i)
            or _does_it(words, i)
            or _will_not(words, i)
            or i in beside_me
            or _cared_for(words, i)
            or _begins_with_theirs(words, i)
            or (
                words.owned(i)
                and not word.opens
                and not before.capital
                and words.at(i + 1).low in cues.POSSESSED - {"care", "life", "needs", "story", "tea", "plan", "money"}
            )
        ):
            yield Kind.named_person, word.start, name_end(words, i), Why.used_as_name
