"""Words around a name: what tells that it is somebody's, and what tells that it is not."""

from flows.rules.details.word_sets import listed, word_set

TITLES = listed("titles")
TITLES_WITH_CAPITAL_ONLY = listed("titles with capital only")
"""Titles that are words as well. In small letters they need a known name behind them."""
TITLES_ALONE = listed("titles alone")
"""Titles before which an initial is enough: "Mrs C"."""

NOT_AFTER_A_TITLE = listed("not after a title")

RELATIONS = listed("relations")
"""What somebody is to the writer or to a person supported: a name follows."""

PEOPLE_SPOKEN_OF = listed("people spoken of")

HUMAN_VERBS = listed("human verbs")
LOOSE_VERBS = listed("loose verbs")
"""What persons do and things as well: enough for a name that is a place, not for one that is a word."""

EPITHETS = word_set("big wee auld old young poor dear lovely bonnie")
BEFORE_A_PERSON = listed("before a person")
BEFORE_A_PLACE = listed("before a place")
BEFORE_A_MONTH = listed("before a month")
POSSESSED = listed("possessed")

NO_NAMES = listed("no names")
"""Words that begin a sentence, or bear a capital, and are nobody's name."""
