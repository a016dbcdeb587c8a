"""Replies built from a draft: what each screen shows and which buttons it has.

The screens of badges that are held go by names of their own, in `flows.features.held_badges.screens`.
"""

from flows.features.answers.screens import (
    ask_question,
    lines,
    loose_words,
    onward,
    open_questions,
    progress_of,
    question_list,
    tally,
)
from flows.features.declarations.screens import ask_declaration, too_heavy_to_send
from flows.features.recordings.screens import recording_button, recording_list, sound_rules, spoken_words, writes_down
from flows.features.review.screens import left_out_offers, review, to_review
from flows.features.start.screens import ask_fact, fact_list, right_badge

__all__ = [
    "ask_declaration",
    "ask_fact",
    "ask_question",
    "fact_list",
    "left_out_offers",
    "lines",
    "loose_words",
    "onward",
    "open_questions",
    "progress_of",
    "question_list",
    "recording_button",
    "recording_list",
    "review",
    "right_badge",
    "sound_rules",
    "spoken_words",
    "tally",
    "to_review",
    "too_heavy_to_send",
    "writes_down",
]
