"""Examples of links: each fault, and each count of words beside one."""

from collections.abc import Iterator
from itertools import product

from screen_examples.samples import BADGE

from flows.engine.screen import Screen
from flows.features.links.screens import LinkFault
from flows.features.questions.progress_screen import Kept, Progress
from flows.features.questions.question_list import Line, QuestionList
from flows.rules.evidence.links import Ticked
from flows.rules.evidence.web_address import AddressFault


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    yield from (LinkFault(url="http://example.org", fault=fault, number=1) for fault in AddressFault)
    for ticked, whole, count in product((Ticked(1, 2), None), (True, False), (0, 1, 9)):
        yield Progress(
            kept=Kept.added, number=1, count=count, minimum=9, left=9, maximum=99, missing=9, all_done=False,
            total_missing=9, link=ticked, whole=whole,
        )  # fmt: skip
        lines = tuple(
            Line(1, "Topic", count, 9, done=done, link=ticked and Ticked(1 + done, 2), whole=whole)
            for done in (False, True)
        )
        yield QuestionList(badge=BADGE, lines=lines, total=9, left=8, loose=0, whole=ticked if whole else None)
