"""Examples of recordings, and of words that a program wrote down."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from screen_examples.samples import BADGE, ISSUERS
from support.talk import heard

from flows.engine.buttons import Action, Button
from flows.engine.capabilities import TranscriptionService
from flows.engine.payloads import Spoken
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen
from flows.features.questions.progress_screen import Kept, Progress
from flows.features.questions.question_list import Line, QuestionList
from flows.features.recordings.screens import PlayBack, RecordingList, SoundRules, SoundTrouble, Written
from flows.features.recordings.transcript_screens import MendWords, SpokenWords, WordsFailed, WordsReady
from flows.features.review.screens import Review
from flows.model.attachments.audio import AudioKind, AudioProblem
from flows.model.attachments.transcript import Misheard, Vouched


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    long, short = heard(130.0, 300), heard(20.0, 0)
    yield from (SoundTrouble(trouble=trouble, seconds=22.0) for trouble in AudioProblem)
    yield from (RecordingList(number=1, recordings=(long, short, heard(60.0, 130), None)) for _ in "1")
    for kept, missing, given in ((Kept.heard, 9, long), (Kept.heard, 0, short), (Kept.short, 9, None)):
        yield Progress(
            kept=kept, number=1, count=60, minimum=90, left=3, maximum=99, missing=missing,
            all_done=False, total_missing=0, about=True, heard=given,
        )  # fmt: skip
    yield Progress(
        kept=Kept.heard, number=1, count=60, minimum=90, left=3, maximum=99, missing=0, all_done=False,
        total_missing=0, about=True, heard=replace(long, partial=True),
    )  # fmt: skip
    lines = tuple(Line(n, "Topic", 60, 90, done=n > 1, about=True, short=n > 2, spoken=70.0) for n in (1, 2, 3))
    yield QuestionList(badge=BADGE, lines=lines, total=60, left=8, loose=0, about=True)
    for over, missing in ((0, 70), (60, 0)):
        yield Review(
            badge=BADGE, facts=(), lines=lines[1:], total=60, over=over, total_missing=missing, facts_missing=(),
            loose=0, ready=False, about=True,
        )  # fmt: skip
    yield Review(
        badge=BADGE, facts=(), lines=lines, total=60, over=0, total_missing=0, facts_missing=(),
        loose=0, ready=False, about=True,
    )  # fmt: skip
    yield from (SoundRules(issuer=issuer, picture=True) for issuer in ISSUERS)
    yield PlayBack(source="file", kind=AudioKind.voice)
    yield PlayBack(source="file", kind=AudioKind.voice, copy_sha256="a" * 64)
    yield from _written_down()


def _written_down() -> Iterator[Screen]:
    """Each doubt, state and length, and who writes the words down."""
    for scribe in (None, TranscriptionService(), TranscriptionService("speech.example.org")):
        yield from (
            SoundRules(issuer=issuer, needs_words=needs, scribe=scribe)
            for needs, issuer in product((False, True), ISSUERS)
        )
    at = Prompt(PromptKind.transcript, "0123456789", Spoken(918273645, "learning"))
    presses = (Action.words_right, Action.words_fix, Action.sound_only)
    offers = tuple((Button(action, at.draft, at.about),) for action in presses)
    texts = ("a & b <", "w " * 9000)
    for vouched, misheard, text in product((Vouched.shown, Vouched.mended), (None, *Misheard), texts):
        yield SpokenWords(
            number=1, recording=2, seconds=70.0, text=text, vouched=vouched, misheard=misheard, place=at, offers=offers
        )  # fmt: skip
    yield MendWords(text="w " * 9000, place=replace(at, ask=PromptKind.mending))
    yield WordsReady(number=2)
    yield from (WordsFailed(number=2, needed=needed) for needed in (False, True))
    every = (None, Written(), Written(Vouched.shown, 9), Written(Vouched.confirmed, 1), Written(Vouched.mended, 9))
    yield RecordingList(number=1, recordings=(heard(60.0, 130),) * 5, written=every)
