"""Names of somebody who does something, known by the verb behind them."""

from collections.abc import Iterator

from flows.rules.details import detail_words as cues
from flows.rules.details.detail_kinds import Kind, Why
from flows.rules.details.name_lists import MONTH_NAMES, PLACE_NAMES, WORD_NAMES
from flows.rules.details.named_text import NamedText
from flows.rules.details.public_names import ACRONYMS, NAMED_AFTER, PLACES
from flows.rules.details.word_sets import listed

BODIES = listed("bodies")


def acting(words: NamedText) -> Iterator[tuple[Kind, int, int, Why]]:
    """An unknown word with a capital inside a sentence that does what only people do: "when Oluwaseun told me"."""
    for i in words.capitals:
        word = words.at(i)
        if word.shouted or len(word.text) < 3 or words.free[i]:
            continue
        low, before, after = word.low, words.before(i), words.next_to(i)
        if (
            low in cues.NO_NAMES
            or low in PLACES
            or low in BODIES
            or low in cues.RELATIONS
            or low in NAMED_AFTER
            or low in cues.TITLES
        ):
            continue
        if (
            low in ACRONYMS
            or low in WORD_NAMES
            or low in MONTH_NAMES
            or low in PLACE_NAMES
            or low in cues.HUMAN_VERBS
            or low.endswith(("ing", "ly", "ness", "tion", "ment"))
        ):
            continue
        companion = after.low in ("and", "&") and words.at(i + 2).text in ("I", "i", "me") and words.at(i + 2).is_next
        told = after.low in (
            "told",
            "asked",
            "taught",
            "showed",
            "said",
            "says",
            "laughed",
            "smiled",
            "cried",
            "phoned",
            "whispered",
            "thanked",
            "trained",
            "loves",
            "likes",
            "prefers",
            "refused",
        )
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
            or (
                words.owned(i)
                and not word.opens
                and not before.capital
                and words.at(i + 1).low in cues.POSSESSED - {"care", "life", "needs", "story", "tea", "plan", "money"}
            )
        ):
            yield Kind.named_person, word.start, word.end, Why.used_as_name
