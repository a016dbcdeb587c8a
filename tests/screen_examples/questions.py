"""Examples of questions: counts, and the list."""

from collections.abc import Iterator

from screen_examples.samples import BADGE

from flows.engine.screen import Screen
from flows.features.questions.loose_parts import LooseSound
from flows.features.questions.progress_screen import Kept, Progress
from flows.features.questions.question_list import Line, QuestionList


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    for kept in set(Kept) - {Kept.heard}:
        for left, missing, total in ((-3, 0, 0), (3, 3, 3), (3, 0, 3), (3, 0, 0)):
            yield Progress(
                kept=kept, number=1, count=9, minimum=9, left=left, maximum=99, missing=missing,
                all_done=not missing, total_missing=total,
            )  # fmt: skip
    yield Progress(
        kept=Kept.added, number=1, count=9, minimum=9, left=3, maximum=99, missing=0, all_done=False, total_missing=0,
        marks=46, characters_over=1200,
    )  # fmt: skip
    lines = (Line(1, "Topic", 0, 0, done=False), Line(2, "Learning", 9, 9, done=True))
    yield QuestionList(badge=BADGE, lines=lines, total=901, left=-1, loose=0)
    yield LooseSound()
