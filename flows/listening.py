"""Recordings as answers: taken, listened to, played back, taken out, and asked about before sending."""

from dataclasses import replace

from criteria.model import Question
from flows import progress, screens, sharing
from flows.buttons import Press
from flows.changing import changed, once_each, with_part
from flows.draft import Answer, SoundPart
from flows.effects import KeepMedia
from flows.events import SoundHeard, SoundLate, SoundLost, SoundSent
from flows.here import here
from flows.recordings import goes_as_it_came, playable
from flows.replies import Aside, Kept, Note, PlayBack, Reply, SoundTrouble
from flows.reviewing import accept
from flows.scene import Scene, Turn, Work
from flows.sound import Trouble


def take(work: Work, event: SoundSent) -> Turn:
    """Takes a recording into the answer that it was sent under. It is fetched, and listened to, afterwards."""
    if work.badge.sound == "no":
        return work.say(Aside(note=Note.thing_sound))
    if event.too_big:
        return work.say(SoundTrouble(trouble=Trouble.too_big))
    part = SoundPart(event.key, event.kind, event.at, event.source)
    fetch = KeepMedia(work.draft.id, event.key, event.source)
    under = event.under
    question = work.badge.question(under.question) if under else None
    if question is None:
        kept = work.put(replace(work.draft, unplaced=(*work.draft.unplaced, part)))
        return kept.say(sharing.ask_place(kept, part), effects=(fetch,))
    kept = with_part(work, question.id, part)
    return kept.say(Aside(note=Note.fetching), effects=(fetch,))


def heard(scene: Scene, event: SoundHeard) -> Turn:
    """A recording is kept, and it is known how much is said in it."""
    found = _awaited(scene, event.draft, event.key)
    if found is None:
        return scene.say()
    work, part = found
    after, question = _with(work, replace(part, heard=event.heard))
    judged = next((p.heard for p in progress.sounds(after.draft) if p.key == part.key and p.heard), event.heard)
    noted = _noted(after, replace(part, heard=event.heard))
    if judged.trouble is not None:
        trouble = SoundTrouble(trouble=judged.trouble, seconds=judged.seconds)
        return after.say(trouble, *noted, *_standing(after, question))
    if question is None:
        return after.say(*noted)
    return after.say(*noted, replace(screens.progress_of(after, question, Kept.heard), heard=judged))


def _noted(work: Work, part: SoundPart) -> tuple[Reply, ...]:
    """What else the file tells whoever gets it as it was sent."""
    told = playable(part) is not None and part.heard is not None and part.heard.place
    return (Aside(note=Note.sound_place),) if told and goes_as_it_came(work.badge, part) else ()


def late(scene: Scene, event: SoundLate) -> Turn:
    """A recording is hard to have. The worker is told once, and need not wait for it."""
    found = _awaited(scene, event.draft, event.key)
    return found[0].say(Aside(note=Note.still_fetching)) if found else scene.say()


def lost(scene: Scene, event: SoundLost) -> Turn:
    """A recording cannot be had. The worker is told once, and may send it again."""
    found = _awaited(scene, event.draft, event.key)
    if found is None:
        return scene.say()
    work, part = found
    after, question = _with(work, replace(part, lost=event.trouble))
    return after.say(SoundTrouble(trouble=event.trouble), *_standing(after, question))


def _standing(work: Work, question: Question | None) -> tuple[Reply, ...]:
    return (screens.progress_of(work, question, Kept.noted),) if question else ()


def _awaited(scene: Scene, draft_id: str, key: int) -> tuple[Work, SoundPart] | None:
    """The recording that is waited for. News of it may come twice, or after it was taken out."""
    draft = scene.desk.drafts.get(draft_id)
    if draft is None:
        return None
    every = (*(p for a in draft.answers.values() for p in (*a.parts, *a.struck)), *draft.unplaced)
    part = next((p for p in every if isinstance(p, SoundPart) and p.key == key), None)
    if part is None or part.heard or part.lost:
        return None
    # What the worker has in hand meanwhile stays in hand.
    work = scene.with_draft(draft)
    return replace(work, desk=replace(work.desk, person=scene.desk.person)), part


def _with(work: Work, part: SoundPart) -> tuple[Work, Question | None]:
    """The draft with what is now known of a recording, and the question whose answer it is part of."""

    def known(given: Answer) -> Answer:
        return replace(
            given,
            parts=tuple(part if _same(p, part) else p for p in given.parts),
            struck=tuple(part if _same(p, part) else p for p in given.struck),
        )

    draft = replace(
        work.draft,
        answers={question: known(given) for question, given in work.draft.answers.items()},
        unplaced=tuple(part if _same(p, part) else p for p in work.draft.unplaced),
    )
    holding = next((q for q, given in draft.answers.items() if part in given.parts), "")
    return work.put(once_each(draft)), work.badge.question(holding)


def _same(other: object, part: SoundPart) -> bool:
    return isinstance(other, SoundPart) and other.key == part.key


def keep_short(work: Work, press: Press) -> Turn:
    """Keeps a spoken answer that is shorter than asked. The pack says so, and the assessor decides."""
    question = work.badge.question(press.about)
    if question is None:
        return work.say(here(work))
    given = replace(progress.answer(work.draft, question.id), kept_short=True)
    after = work.put(replace(work.draft, answers={**work.draft.answers, question.id: given}))
    return after.say(screens.progress_of(after, question, Kept.short))


def recordings(work: Work, press: Press) -> Turn:
    """The recordings of an answer, each to be played or taken out."""
    question = work.badge.question(press.about) or _numbered(work, press.about)
    return work.say(screens.recording_list(work, question) if question else here(work))


def _numbered(work: Work, number: str) -> Question | None:
    position = int(number) if number.isdecimal() else 0
    return work.badge.questions[position - 1] if 0 < position <= len(work.badge.questions) else None


def _chosen(work: Work, press: Press) -> tuple[Question, SoundPart] | None:
    name, _, key = press.about.partition(":")
    question = work.badge.question(name)
    if question is None:
        return None
    every = progress.recordings(progress.answer(work.draft, question.id))
    # Pressed, a button names the message; typed, the number is the one in the list.
    named = {f"#{number}": part for number, part in enumerate(every, 1)}
    part = named.get(key) or next((p for p in every if str(p.key) == key), None)
    return (question, part) if part else None


def play(work: Work, press: Press) -> Turn:
    """Plays a recording back, as it was sent."""
    found = _chosen(work, press)
    if found is None:
        return work.say(Aside(note=Note.old_button), here(work))
    part = found[1]
    kept = part.heard.copy_sha256 if part.heard else None
    return work.say(PlayBack(source=part.source, kind=part.kind, copy_sha256=kept))


def take_out(work: Work, press: Press) -> Turn:
    """Takes a recording out of its answer. It can be brought back."""
    found = _chosen(work, press)
    if found is None:
        return work.say(Aside(note=Note.old_button), here(work))
    question, part = found
    given = progress.answer(work.draft, question.id)
    rest = tuple(p for p in given.parts if p != part)
    without = replace(given, parts=rest, struck=(*given.struck, part), kept_short=False)
    after = changed(work, replace(work.draft, answers={**work.draft.answers, question.id: without}))
    return after.say(screens.progress_of(after, question, Kept.taken_out))


def nobody(work: Work, press: Press) -> Turn:
    """The worker says that nobody can be known from the recordings."""
    return accept(work.put(replace(work.draft, listened=progress.listening_digest(work.draft))), press)
