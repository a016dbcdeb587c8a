"""Replies built from a draft: what each screen shows and which buttons it has.

The screens of badges that are held go by names of their own, in `flows.screens.holding`.
"""

from flows.screens.answering import (
    ask_question,
    lines,
    loose_words,
    onward,
    open_questions,
    progress_of,
    question_list,
    tally,
)
from flows.screens.declaring import ask_declaration, too_heavy_to_send
from flows.screens.opening import ask_fact, fact_list, right_badge
from flows.screens.reviewing import left_out_offers, review, to_review
from flows.screens.sounding import recording_button, recording_list, sound_rules, spoken_words, writes_down

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
