"""Examples of a worker's own words: every count and doubt, and as many lines as there can be."""

from collections.abc import Iterator
from itertools import product

from screen_examples.samples import BADGE

from flows.engine.buttons import Action, Button
from flows.engine.payloads import CutPage, OfDraft, OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen
from flows.features.help.screens import SetAside
from flows.features.own_words.answer_screen import OwnAnswer, OwnMessage
from flows.features.own_words.cut_screen import CutLine, CutList, Short
from flows.features.own_words.deletion import Deleted, DeletionCheck, EmptyingCheck
from flows.features.own_words.detail_screen import DetailMessage
from flows.features.questions.question_list import Line, QuestionList
from flows.features.review.screens import DoubtLine, Review
from flows.rules.evidence.answer_doubts import DoubtKind


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    there = Prompt(PromptKind.question, "0123456789", OfQuestion("topic"))
    long = tuple(OwnMessage(n, "a", n, "a & b <" * 20) for n in range(1, 21))
    spoken = OwnMessage(21, "b", 0, "", 61.0)
    for missing, about in product((0, 1, 9), (True, False)):
        yield OwnAnswer(
            question=1, count=60, missing=missing, about=about, messages=long, out=(*long, spoken), place=there
        )
    yield OwnAnswer(question=1, count=0, missing=9, about=False, messages=(), place=there)
    yield DetailMessage(question=1, words="Betty", text="")
    deleting, emptying = (Prompt(ask, there.draft) for ask in (PromptKind.deleting, PromptKind.emptying))
    for count in (1, 14):
        sure = (Button(Action.delete_out_sure, there.draft), Button(Action.resume, there.draft))
        yield DeletionCheck(count=count, begins=("a & b <", ""), place=deleting, offers=(sure,))
    sure = (Button(Action.delete_all_sure, there.draft), Button(Action.resume, there.draft))
    yield EmptyingCheck(title="a & b <", place=emptying, offers=(sure,))
    yield from (Deleted(key=key, sent=sent) for key in ("deleted", "delete-nothing") for sent in (False, True))
    yield SetAside(title="a & b <", offers=((Button(Action.delete_all, "", OfDraft(there.draft)),),))
    lines = tuple(CutLine(n, 1, n, "a & b <" * 11, "c" * 80, out=n > 8) for n in range(1, 15))
    for over, needed, inside, about in product((0, 1, 90), (0, 1, 9), (True, False), (True, False)):
        yield CutList(total=9, maximum=9, over=over, about=about, lines=lines, short=(), needed=needed, inside=inside)
    short, at = (Short(1, 1), Short(2, 9)), Prompt(PromptKind.cutting, "0123456789", CutPage(1))
    ways = (Button(Action.cut_more, at.draft, CutPage(2)), Button(Action.cut, at.draft))
    yield CutList(total=9, maximum=9, over=0, about=False, lines=lines, short=short, place=at, offers=(ways,))
    listing = Prompt(PromptKind.list, at.draft)
    many = (Line(1, "Topic", 901, 9, done=True),)
    yield QuestionList(
        badge=BADGE, lines=many, total=901, left=-1, loose=0, place=listing, offers=((Button(Action.cut, at.draft),),)
    )
    doubted = tuple(DoubtLine(kind, 2, "a & b <") for kind in DoubtKind)
    twice = DoubtLine(DoubtKind.repeated, 2, "words", 1)
    yield Review(
        badge=BADGE, facts=(), lines=(Line(1, "Topic", 9, 9, done=True),), total=9, over=0, total_missing=0,
        facts_missing=(), loose=0, ready=True, openings=("a & b <",), doubts=(*doubted, twice),
    )  # fmt: skip
