"""The words of a recording as a program heard them: shown, vouched for, put right or refused by the worker."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from criteria.model import Question
from flows import answers, progress, screens, settling
from flows import words as counter
from flows.buttons import Action, Press
from flows.changing import changed
from flows.draft import Draft, Part, SoundPart
from flows.events import TextEdited, TextSent, TranscriptFailed, TranscriptMade
from flows.here import here
from flows.places import Ask, Place
from flows.replies.answering import Kept
from flows.replies.asides import Aside, Note
from flows.replies.base import Reply
from flows.replies.sounding import MendWords, WordsFailed, WordsReady
from flows.scene import Scene, Turn, Work
from flows.stages import WRITING_STAGES
from flows.transcript import Mend, Transcript, Vouched, misheard

_SHOWN_OVER = frozenset({Ask.question, Ask.recordings, Ask.list, Ask.review, Ask.transcript})
"""Where a page of words can come up without taking the place of something that waits to be answered or typed."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A recording of an answer whose words were written down, and what stood on the phone before them."""

    question: Question
    part: SoundPart
    transcript: Transcript
    before: str
    """The question to which belongs what is no answer about the words; empty where there was none."""

    @property
    def about(self) -> str:
        return f"{self.part.key}:{self.before}"


def made(scene: Scene, event: TranscriptMade) -> Turn:
    """A program's words are kept with their recording, and shown unless that would be in somebody's way."""
    draft = _awaiting(scene, event.draft, event.key)
    if draft is None:
        return scene.say()
    if not counter.strict(event.text):
        return failed(scene, TranscriptFailed(at=event.at, fresh=event.fresh, draft=event.draft, key=event.key))
    work = _with(scene, draft, lambda part: _written(part, event), _copies(draft, event.key))
    found = _found(work, event.key)
    if found is None or draft.stage not in WRITING_STAGES:
        return work.say()
    under = event.under
    if under is None or under.draft != draft.id or under.ask not in _SHOWN_OVER:
        return work.say(WordsReady(number=progress.number(work.badge, found.question.id)))
    return work.say(_shown(work, replace(found, before=_standing(under))))


def failed(scene: Scene, event: TranscriptFailed) -> Turn:
    """Nothing was written down: the recording is what it was, and that is said."""
    draft = _awaiting(scene, event.draft, event.key)
    if draft is None:
        return scene.say()
    work = _with(scene, draft, lambda part: replace(part, writing=False), frozenset({event.key}))
    held = _holding(work, event.key)
    if held is None or draft.stage not in WRITING_STAGES:
        return work.say()
    question, part = held
    return work.say(WordsFailed(number=progress.number(work.badge, question.id), needed=part.words_needed))


def _standing(under: Place) -> str:
    beneath = under.beneath
    return beneath.about if beneath.ask in (Ask.question, Ask.recordings) else ""


def _every(draft: Draft) -> tuple[Part, ...]:
    return (*(p for a in draft.answers.values() for p in (*a.parts, *a.struck)), *draft.unplaced)


def _awaiting(scene: Scene, draft_id: str, key: int) -> Draft | None:
    """The draft in which words are waited for. News of them may come twice, or after it was sent."""
    draft = scene.desk.drafts.get(draft_id)
    if draft is None or not draft.is_open:
        return None
    waits = any(isinstance(p, SoundPart) and p.key == key and p.writing for p in _every(draft))
    return draft if waits else None


def _copies(draft: Draft, key: int) -> frozenset[int]:
    """The recordings with the same bytes: what is said in one is said in each."""
    heard = {p.key: p.heard.sha256 for p in _every(draft) if isinstance(p, SoundPart) and p.heard}
    return frozenset(other for other, sha256 in heard.items() if sha256 == heard.get(key))


def _written(part: SoundPart, event: TranscriptMade) -> SoundPart:
    if part.transcript is not None:
        return replace(part, writing=False)
    estimate = (part.heard.words or part.heard.repeated_words) if part.heard else 0
    doubt = misheard(counter.strict(event.text), estimate, event.sure)
    made = Transcript(event.text, event.engine, event.model, event.at, misheard=doubt)
    return replace(part, writing=False, transcript=made)


def _with(scene: Scene, draft: Draft, change: Callable[[SoundPart], SoundPart], keys: frozenset[int]) -> Work:
    """The draft with some of its recordings changed. What the worker has in hand meanwhile stays in hand."""
    work = scene.with_draft(draft)
    work = replace(work, desk=replace(work.desk, person=scene.desk.person))
    return work.put(_each(draft, change, keys))


def _each(draft: Draft, change: Callable[[SoundPart], SoundPart], keys: frozenset[int]) -> Draft:
    def new(part: Part) -> Part:
        return change(part) if isinstance(part, SoundPart) and part.key in keys else part

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


def _holding(work: Work, key: int) -> tuple[Question, SoundPart] | None:
    """The question whose answer holds a recording; None where it was taken out, or is in no answer yet."""
    for question in work.badge.questions:
        for part in answers.recordings(answers.answer(work.draft, question.id)):
            if part.key == key:
                return question, part
    return None


def _found(work: Work, key: int) -> _Found | None:
    held = _holding(work, key)
    if held is None or held[1].transcript is None:
        return None
    question, part = held
    return _Found(question, part, held[1].transcript, question.id)


def _named(work: Work, about: str) -> _Found | None:
    """What a button or its place is about: `<message>:<question before>`, or `<question>:<message or #number>`."""
    first, _, second = about.partition(":")
    if first.isdecimal():
        found = _found(work, int(first))
        return replace(found, before=second) if found else None
    given = answers.recordings(answers.answer(work.draft, first))
    numbered = {f"#{number}": part.key for number, part in enumerate(given, 1)}
    key = numbered.get(second) or (int(second) if second.isdecimal() else 0)
    return _found(work, key)


def _shown(work: Work, found: _Found) -> Reply:
    return screens.spoken_words(work, found.question, found.part, found.before)


def _vouched(work: Work, found: _Found, transcript: Transcript, kept: Kept) -> Turn:
    """A transcript as the worker now has it. Their evidence has changed, if what they vouch for has."""
    draft = _transcribed(work.draft, found.part.key, transcript)
    was, now = found.transcript, transcript
    alike = (was.is_settled, was.words) == (now.is_settled, now.words) or not (was.is_settled or now.is_settled)
    after = work.put(draft) if alike else changed(work, draft)
    return after.say(*_afterwards(after, found, kept))


def _afterwards(work: Work, found: _Found, kept: Kept) -> tuple[Reply, ...]:
    """How the answer stands, and then what the worker was at before the words came up."""
    standing = screens.progress_of(work, found.question, kept)
    before = work.badge.question(found.before)
    if before is None or before.id == found.question.id:
        return (replace(standing, place=work.place(Ask.question, found.question.id)),)
    return (replace(standing, offers=()), screens.ask_question(work, before))


def _on(act: Callable[[Work, _Found], Turn]) -> Callable[[Work, Press], Turn]:
    """An act on words that are still there and not refused."""

    def acted(work: Work, press: Press) -> Turn:
        found = _named(work, press.about)
        if found is None:
            return work.say(Aside(note=Note.old_button), here(work))
        if found.transcript.vouched is Vouched.refused:
            return work.say(Aside(note=Note.sound_only), *_afterwards(work, found, Kept.noted))
        return act(work, found)

    return acted


def _show(work: Work, found: _Found) -> Turn:
    return work.say(_shown(work, found))


def _right(work: Work, found: _Found) -> Turn:
    if found.transcript.is_settled:
        return work.say(*_afterwards(work, found, Kept.words_right))
    now = replace(found.transcript, vouched=Vouched.confirmed, vouched_at=work.at, mending=False)
    return _vouched(work, found, now, Kept.words_right)


def _fix(work: Work, found: _Found) -> Turn:
    asked = replace(found.transcript, mending=True)
    draft = _transcribed(work.draft, found.part.key, asked)
    place = work.place(Ask.mending, found.about)
    return work.put(draft).say(
        MendWords(text=asked.words, place=place, offers=((work.press(Action.words, found.about),),))
    )


def _refuse(work: Work, found: _Found) -> Turn:
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


def show_next(work: Work, _: Press) -> Turn:
    """Shows the first words of which the worker has not yet said what to do with them."""
    waiting = settling.unchecked(work.badge, work.draft)
    found = _found(work, waiting[0].key) if waiting else None
    return work.say(_shown(work, replace(found, before="")) if found else screens.review(work))


def mend(work: Work, event: TextSent, place: Place) -> Turn | None:
    """Takes the worker's own version of the words; None where there is nothing to mend any more."""
    found = _named(work, place.about)
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


def edited(work: Work, event: TextEdited) -> Turn | None:
    """Changes words of the worker's own that came with this message; None if none did."""
    for part in _every(work.draft):
        given = part.transcript if isinstance(part, SoundPart) else None
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
