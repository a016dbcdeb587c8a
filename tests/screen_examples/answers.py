"""Examples of answering: pasted statements, and talk."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from screen_examples.phrases import written

from flows.engine.screen import Screen
from flows.features.answers.pasted_screens import (
    PasteMoves,
    PasteProposal,
    PasteStep,
    PasteTo,
    Share,
)
from flows.features.answers.talk_screens import AsideList, Lead, QuestionLine, TalkReply
from flows.rules.statement import Doubt as PasteDoubt


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    yield PasteProposal(
        shares=(Share(1, "Topic", 9, "words"),), before=2, left_out="Kind regards", asked_number=1,
        empty=(2, 3), replaced=(1,), doubts=tuple(PasteDoubt),
    )  # fmt: skip
    yield PasteMoves(passages=(Share(1, "", 9, "words"), Share(0, "", 1, "word")))
    yield PasteTo(count=1, begins="word", ends="")
    yield PasteStep(text="words", number=1, of=2, current=0, likely=0, heading="")
    yield from _talk()


def _talk() -> Iterator[Screen]:
    """What is said to whoever talks with the bot: each answer on each route, and each form of the line."""
    line = QuestionLine(number=2, of=5, heading="Topic", count=9, minimum=90)
    inside = ("talk-line", "talk-asides", "talk-written", "talk-left", "talk-over", "about-short")
    keys = [key for key in written() if key.startswith(("about-", "term-", "writes-", "talk-", "edit-"))]
    for key, carrier in product(keys, ("bot", "worker", "either")):
        if not key.startswith(inside):
            lead = Lead(key=key, begins="words", label="Name", number=2)
            yield TalkReply(act="about", leads=(lead,), issuer="SSSC", days=28, carrier=carrier, line=line)
    forms = (
        replace(line, count=90), replace(line, about=True), replace(line, link=True), replace(line, minimum=0),
        replace(line, left=8, maximum=99), replace(line, left=-8, maximum=99),
    )  # fmt: skip
    yield from (TalkReply(act="where", line=form) for form in forms)
    yield TalkReply(act="ack", leads=(Lead(key="talk-left-out", begins="words"),))
    yield AsideList()
