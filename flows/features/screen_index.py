"""The screens that handlers of other features show, by one name each.

The screens of badges that are held go by names of their own, in `flows.features.held_badges.screens`.
"""

from flows.features.answers.progress_screen import progress_of
from flows.features.answers.question_list import lines, loose_words, open_questions, question_list, tally
from flows.features.answers.screens import ask_question, onward
from flows.features.declarations.screens import ask_declaration, too_heavy_to_send
from flows.features.facts.screens import ask_fact, fact_list
from flows.features.recordings.screens import recording_button, recording_list, sound_rules, writes_down
from flows.features.recordings.transcript_screens import spoken_words
from flows.features.review.screens import left_out_offers, review, to_review
from flows.features.start.screens import right_badge

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
