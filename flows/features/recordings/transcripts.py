"""The words of a recording as a program heard them: shown, vouched for, put right or refused by the worker."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.changes import changed
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import TextEdited, TextSent, TranscriptFailed, TranscriptMade
from flows.engine.payloads import OfQuestion, Spoken
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen, ScreenName, Show
from flows.features.help.screens import Aside, Note
from flows.features.questions.progress_screen import Kept, progress_of
from flows.features.questions.screens import ask_question
from flows.features.recordings.transcript_screens import MendWords, WordsFailed, WordsReady, spoken_words
from flows.model.attachments.transcript import Mend, Transcript, Vouched, misheard
from flows.model.draft import AudioPart, Draft, Part
from flows.model.stages import WRITING_STAGES
from flows.rules import progress, readiness
from flows.rules.evidence import answers
from flows.rules.evidence import word_count as counter

_SHOWN_OVER = frozenset(
    {PromptKind.question, PromptKind.recordings, PromptKind.list, PromptKind.review, PromptKind.transcript}
)
"""Where a page of words can come up without taking the place of something that waits to be answered or typed."""


@dataclass(frozen=True, slots=True)
class _FoundRecording:
    """A recording of an answer whose words were written down, and what stood on the phone before them."""

    question: Question
    part: AudioPart
    transcript: Transcript
    before: str
    """The question to which belongs what is no answer about the words; empty where there was none."""

    @property
    def about(self) -> Spoken:
        return Spoken(self.part.key, self.before)


def made(context: TurnContext, event: TranscriptMade) -> TurnResult:
    """A program's words are kept with their recording, and shown unless that would be in somebody's way."""
    draft = _awaiting(context, event.draft, event.key)
    if draft is None:
        return context.say()
    if not counter.strict(event.text):
        return failed(context, TranscriptFailed(at=event.at, fresh=event.fresh, draft=event.draft, key=event.key))
    work = _with(context, draft, lambda part: _written(part, event), _copies(draft, event.key))
    found = _found(work, event.key)
    if found is None or draft.stage not in WRITING_STAGES:
        return work.say()
    under = event.under
    if under is None or under.draft != draft.id or under.ask not in _SHOWN_OVER:
        return work.say(WordsReady(number=progress.number(work.badge, found.question.id)))
    return work.say(_shown(work, replace(found, before=_standing(under))))


def failed(context: TurnContext, event: TranscriptFailed) -> TurnResult:
    """Nothing was written down: the recording is what it was, and that is said."""
    draft = _awaiting(context, event.draft, event.key)
    if draft is None:
        return context.say()
    work = _with(context, draft, lambda part: replace(part, writing=False), frozenset({event.key}))
    held = _holding(work, event.key)
    if held is None or draft.stage not in WRITING_STAGES:
        return work.say()
    question, part = held
    return work.say(WordsFailed(number=progress.number(work.badge, question.id), needed=part.words_needed))


def _standing(under: Prompt) -> str:
    beneath = under.beneath
    return beneath.question if beneath.ask in (PromptKind.question, PromptKind.recordings) else ""


def _every(draft: Draft) -> tuple[Part, ...]:
    return (*(p for a in draft.answers.values() for p in (*a.parts, *a.struck)), *draft.unplaced)


def _awaiting(context: TurnContext, draft_id: str, key: int) -> Draft | None:
    """The draft in which words are waited for. News of them may come twice, or after it was sent."""
    draft = context.session.drafts.get(draft_id)
    if draft is None or not draft.is_open:
        return None
    waits = any(isinstance(p, AudioPart) and p.key == key and p.writing for p in _every(draft))
    return draft if waits else None


def _copies(draft: Draft, key: int) -> frozenset[int]:
    """The recordings with the same bytes: what is said in one is said in each."""
    heard = {p.key: p.heard.sha256 for p in _every(draft) if isinstance(p, AudioPart) and p.heard}
    return frozenset(other for other, sha256 in heard.items() if sha256 == heard.get(key))


def _written(part: AudioPart, event: TranscriptMade) -> AudioPart:
    if part.transcript is not None:
        return replace(part, writing=False)
    estimate = (part.heard.words or part.heard.repeated_words) if part.heard else 0
    doubt = misheard(counter.strict(event.text), estimate, event.sure)
    made = Transcript(event.text, event.engine, event.model, event.at, misheard=doubt)
    return replace(part, writing=False, transcript=made)


def _with(
    context: TurnContext, draft: Draft, change: Callable[[AudioPart], AudioPart], keys: frozenset[int]
) -> DraftContext:
    """The draft with some of its recordings changed."""
    return context.with_draft(draft).put(_each(draft, change, keys))


def _each(draft: Draft, change: Callable[[AudioPart], AudioPart], keys: frozenset[int]) -> Draft:
    def new(part: Part) -> Part:
        return change(part) if isinstance(part, AudioPart) and part.key in keys else part

    return replace(
        draft,
        answers={
            question: replace(a, parts=tuple(map(new, a.parts)), struck=tuple(map(new, a.struck)))
            for question, a in draft.answers.items()
        },
        unplaced=tuple(map(new, draft.unplaced)),
    )


def _transcribed(draft: Draft, key: int, transcript: Transcript) -> Draft:
    return _each(draft, lambda part: replace(part, transcript=transcript), frozenset({key}))


def _holding(work: DraftContext, key: int) -> tuple[Question, AudioPart] | None:
    """The question whose answer holds a recording; None where it was taken out, or is in no answer yet."""
    for question in work.badge.questions:
        for part in answers.recordings(answers.answer(work.draft, question.id)):
            if part.key == key:
                return question, part
    return None


def _found(work: DraftContext, key: int) -> _FoundRecording | None:
    held = _holding(work, key)
    if held is None or held[1].transcript is None:
        return None
    question, part = held
    return _FoundRecording(question, part, held[1].transcript, question.id)


def _named(work: DraftContext, about: Spoken) -> _FoundRecording | None:
    """What a button or its place is about."""
    given = enumerate(answers.recordings(answers.answer(work.draft, about.question)), 1)
    key = next((part.key for number, part in given if number == about.number), about.key)
    found = _found(work, key)
    return replace(found, before=about.question) if found else None


def _shown(work: DraftContext, found: _FoundRecording) -> Screen:
    return spoken_words(work, found.question, found.part, found.before)


def _vouched(work: DraftContext, found: _FoundRecording, transcript: Transcript, kept: Kept) -> TurnResult:
    """A transcript as the worker now has it. Their evidence has changed, if what they vouch for has."""
    draft = _transcribed(work.draft, found.part.key, transcript)
    was, now = found.transcript, transcript
    alike = (was.is_settled, was.words) == (now.is_settled, now.words) or not (was.is_settled or now.is_settled)
    after = work.put(draft) if alike else changed(work, draft)
    return after.say(*_afterwards(after, found, kept))


def _afterwards(work: DraftContext, found: _FoundRecording, kept: Kept) -> tuple[Screen, ...]:
    """How the answer stands, and then what the worker was at before the words came up."""
    standing = progress_of(work, found.question, kept)
    before = work.badge.question(found.before)
    if before is None or before.id == found.question.id:
        return (replace(standing, place=work.place(PromptKind.question, OfQuestion(found.question.id))),)
    return (replace(standing, offers=()), ask_question(work, before))


def _on(act: Callable[[DraftContext, _FoundRecording], TurnResult]) -> Callable[[DraftContext, Spoken], TurnResult]:
    """An act on words that are still there and not refused."""

    def acted(work: DraftContext, about: Spoken) -> TurnResult:
        found = _named(work, about)
        if found is None:
            return work.say(Aside(note=Note.old_button), Show.CURRENT)
        if found.transcript.vouched is Vouched.refused:
            return work.say(Aside(note=Note.sound_only), *_afterwards(work, found, Kept.noted))
        return act(work, found)

    return acted


def _show(work: DraftContext, found: _FoundRecording) -> TurnResult:
    return work.say(_shown(work, found))


def _right(work: DraftContext, found: _FoundRecording) -> TurnResult:
    if found.transcript.is_settled:
        return work.say(*_afterwards(work, found, Kept.words_right))
    now = replace(found.transcript, vouched=Vouched.confirmed, vouched_at=work.at, mending=False)
    return _vouched(work, found, now, Kept.words_right)


def _fix(work: DraftContext, found: _FoundRecording) -> TurnResult:
    asked = replace(found.transcript, mending=True)
    draft = _transcribed(work.draft, found.part.key, asked)
    place = work.place(PromptKind.mending, found.about)
    return work.put(draft).say(
        MendWords(text=asked.words, place=place, offers=((work.press(Action.words, found.about),),))
    )


def _refuse(work: DraftContext, found: _FoundRecording) -> TurnResult:
    now = replace(found.transcript, vouched=Vouched.refused, vouched_at=work.at, mending=False)
    return _vouched(work, found, now, Kept.sound_only)


show = _on(_show)
"""Shows the words of a recording."""
right = _on(_right)
"""The worker vouches for the words as they are."""
fix = _on(_fix)
"""Gives the words to be copied, and waits for them to come back put right."""
sound_only = _on(_refuse)
"""The worker wants the recording alone: its words are refused, for good."""


def show_next(work: DraftContext) -> TurnResult:
    """Shows the first words of which the worker has not yet said what to do with them."""
    waiting = readiness.unchecked(work.badge, work.draft)
    found = _found(work, waiting[0].key) if waiting else None
    if found is None:
        return work.say(Show(ScreenName.review, work.draft.id))
    return work.say(_shown(work, replace(found, before="")))


def mend(work: DraftContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """Takes the worker's own version of the words; None where there is nothing to mend any more."""
    found = _named(work, Spoken.at(place.about))
    if found is None or found.transcript.vouched is Vouched.refused:
        return None
    was, new = found.transcript, Mend(event.key, event.text, event.at)
    # A long text comes in several messages: those after the first are the rest of it.
    mends = (new,) if was.mending or not was.mends else (*was.mends, new)
    replaced = (*was.replaced, *was.mends) if was.mending else was.replaced
    now = replace(
        was, vouched=Vouched.mended, vouched_at=work.at, mends=mends, replaced=replaced, mending=False
    )  # fmt: skip
    return _vouched(work, found, now, Kept.words_mended)


def edited(work: DraftContext, event: TextEdited) -> TurnResult | None:
    """Changes words of the worker's own that came with this message; None if none did."""
    for part in _every(work.draft):
        given = part.transcript if isinstance(part, AudioPart) else None
        if given is None or all(mend.key != event.key for mend in given.mends):
            continue
        mends = tuple(replace(m, text=event.text) if m.key == event.key else m for m in given.mends)
        at = work.at if given.vouched is Vouched.mended else given.vouched_at
        now = replace(given, mends=mends, vouched_at=at)
        found = _found(work, part.key)
        if found is not None and progress.is_locked(work.draft, found.question.id):
            return work.say(Aside(note=Note.edit_too_late))
        if found is not None:
            return _vouched(work, found, now, Kept.edited)
        return work.put(_transcribed(work.draft, part.key, now)).say(Aside(note=Note.edit_noted))
    return None
