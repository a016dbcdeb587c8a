"""Recordings as answers: taken, listened to, played back, taken out, and asked about before sending."""

from dataclasses import replace

from criteria.model import Question
from flows.engine.changes import changed, once_each, with_part
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.effects import KeepMedia, Transcribe
from flows.engine.events import AttachmentKind, AudioAnalysed, AudioLate, AudioLost, AudioSent
from flows.engine.payloads import OfQuestion, PartOf
from flows.engine.prompts import PromptKind
from flows.engine.screen import Screen, Show
from flows.features.help.screens import Aside, Note
from flows.features.questions.loose_parts import ask_place
from flows.features.questions.progress_screen import Kept, progress_of
from flows.features.recordings.screens import PlayBack, SoundTrouble, recording_list, sound_rules
from flows.model.attachments.audio import AudioProblem, heard_in_part
from flows.model.attachments.transcript import Vouched
from flows.model.draft import Answer, AudioPart
from flows.model.stages import Stage
from flows.pack.recordings import goes_as_it_came, playable
from flows.rules import held_badges as held_rules
from flows.rules import progress, readiness
from flows.rules.evidence import answers, put_away


def take(work: DraftContext, event: AudioSent) -> TurnResult:
    """Takes a recording into the answer that it was sent under. It is fetched, and listened to, afterwards."""
    if held_rules.asks_for_badges_alone(work.badge):
        return work.say(Aside(note=Note.held_words))
    if work.badge.sound == "no":
        return work.say(Aside(note=AttachmentKind.sound))
    if event.too_big:
        return work.say(SoundTrouble(trouble=AudioProblem.too_big))
    work, rules = _told(work)
    part = AudioPart(
        *(event.key, event.kind, event.at, event.source),
        words_needed=work.badge.sound == "with_transcript",
        # What was recorded before the worker knew of it is not written down.
        writing=work.writes_down and not rules,
    )
    fetch = KeepMedia(work.draft.id, event.key, event.source)
    under = event.under
    question = work.badge.question(under.question) if under else None
    if question is None or progress.is_locked(work.draft, question.id):
        kept = work.put(replace(work.draft, unplaced=(*work.draft.unplaced, part)))
        return kept.say(*rules, ask_place(kept, part), effects=(fetch,))
    kept = with_part(work, question.id, part)
    return kept.say(*rules, Aside(note=Note.fetching), effects=(fetch,))


def _told(work: DraftContext) -> tuple[DraftContext, tuple[Screen, ...]]:
    """Tells who writes recordings down, where the worker has not heard of it: it may be new since they began."""
    rules = sound_rules(work)
    if rules.scribe is None or rules.scribe.told == work.draft.told_of_scribe:
        return work, ()
    return work.put(replace(work.draft, told_of_scribe=rules.scribe.told)), (rules,)


def heard(context: TurnContext, event: AudioAnalysed) -> TurnResult:
    """A recording is kept, and it is known how much is said in it."""
    found = _awaited(context, event.draft, event.key)
    if found is None:
        return context.say()
    work, part = found
    part = _to_be_written(work, replace(part, heard=event.heard))
    write = (Transcribe(work.draft.id, part.key, event.heard.sha256),) if part.writing else ()
    after, question = _with(work, part)
    judged = next((p.heard for p in readiness.sounds(after.draft) if p.key == part.key and p.heard), event.heard)
    noted = _noted(after, replace(part, heard=event.heard))
    if judged.trouble is not None and not heard_in_part(judged):
        trouble = SoundTrouble(trouble=judged.trouble, seconds=judged.seconds)
        return after.say(trouble, *noted, *_standing(after, question), effects=write)
    if question is None:
        return after.say(*noted, effects=write)
    standing = progress_of(after, question, Kept.heard)
    told = replace(standing, heard=judged, words_needed=part.words_needed, writing=part.writing)
    return after.say(*noted, told, effects=write)


def _noted(work: DraftContext, part: AudioPart) -> tuple[Screen, ...]:
    """What else the file tells whoever gets it as it was sent."""
    told = playable(part) is not None and part.heard is not None and part.heard.place
    return (Aside(note=Note.sound_place),) if told and goes_as_it_came(work.badge, part) else ()


def late(context: TurnContext, event: AudioLate) -> TurnResult:
    """A recording is hard to have. The worker is told once, and need not wait for it."""
    found = _awaited(context, event.draft, event.key)
    return found[0].say(Aside(note=Note.still_fetching)) if found else context.say()


def _to_be_written(work: DraftContext, part: AudioPart) -> AudioPart:
    """A recording that was heard: whether it is still to be written down, or was when it was sent before."""
    if not part.writing or part.heard is None or not part.heard.words or not work.writes_down:
        return replace(part, writing=False)
    every = (p for given in work.draft.answers.values() for p in (*given.parts, *given.struck))
    sounds = (p for p in (*every, *work.draft.unplaced) if isinstance(p, AudioPart) and p.heard and p.transcript)
    before = next((p.transcript for p in sounds if p.heard and p.heard.sha256 == part.heard.sha256), None)
    if before is None:
        return part
    return replace(part, writing=False, transcript=replace(before, vouched=Vouched.shown, mends=(), replaced=()))


def lost(context: TurnContext, event: AudioLost) -> TurnResult:
    """A recording cannot be had. The worker is told once, and may send it again."""
    found = _awaited(context, event.draft, event.key)
    if found is None:
        return context.say()
    work, part = found
    after, question = _with(work, replace(part, lost=event.trouble))
    return after.say(SoundTrouble(trouble=event.trouble), *_standing(after, question))


def _standing(work: DraftContext, question: Question | None) -> tuple[Screen, ...]:
    return (progress_of(work, question, Kept.noted),) if question else ()


def _awaited(context: TurnContext, draft_id: str, key: int) -> tuple[DraftContext, AudioPart] | None:
    """The recording that is waited for. News of it may come twice, or after it was taken out."""
    draft = context.session.drafts.get(draft_id)
    if draft is None:
        return None
    every = (*(p for a in draft.answers.values() for p in (*a.parts, *a.struck)), *draft.unplaced)
    part = next((p for p in every if isinstance(p, AudioPart) and p.key == key), None)
    if part is None or part.heard or part.lost:
        return None
    return context.with_draft(draft), part


def _with(work: DraftContext, part: AudioPart) -> tuple[DraftContext, Question | None]:
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


def _same(other: object, part: AudioPart) -> bool:
    return isinstance(other, AudioPart) and other.key == part.key


def keep_short(work: DraftContext, target: OfQuestion) -> TurnResult:
    """Keeps a spoken answer that is shorter than asked. The pack says so, and the assessor decides."""
    question = work.badge.question(target.question)
    if question is None or not answers.is_about(answers.answer(work.draft, question.id)):
        return work.say(Show.CURRENT)
    given = replace(answers.answer(work.draft, question.id), kept_short=True)
    after = work.put(work.draft.with_answer(question.id, given))
    return after.say(progress_of(after, question, Kept.short))


def recordings(work: DraftContext, target: OfQuestion) -> TurnResult:
    """The recordings of an answer, each to be played or taken out; at the check they are played at once."""
    question = progress.question_of(work.badge, target.question, target.number)
    if question is None:
        return work.say(Show.CURRENT)
    every = answers.recordings(answers.answer(work.draft, question.id))
    played = map(_play_back, every) if work.draft.stage is Stage.reviewing else ()
    return work.say(*played, recording_list(work, question))


def _play_back(part: AudioPart) -> PlayBack:
    kept = part.heard.copy_sha256 if part.heard else None
    return PlayBack(source=part.source, kind=part.kind, copy_sha256=kept)


def _chosen(work: DraftContext, target: PartOf) -> tuple[Question, AudioPart] | None:
    question = work.badge.question(target.question)
    if question is None:
        return None
    every = answers.recordings(answers.answer(work.draft, question.id))
    part = next((p for n, p in enumerate(every, 1) if target.number == n or target.key == p.key), None)
    return (question, part) if part else None


def play(work: DraftContext, target: PartOf) -> TurnResult:
    """Plays a recording back, as it was sent."""
    found = _chosen(work, target)
    if found is None:
        return work.say(Aside(note=Note.old_button), Show.CURRENT)
    return work.say(_play_back(found[1]))


def take_out(work: DraftContext, target: PartOf) -> TurnResult:
    """Takes a recording out of its answer. It can be brought back."""
    found = _chosen(work, target)
    if found is None:
        return work.say(Aside(note=Note.old_button), Show.CURRENT)
    question, part = found
    given = answers.answer(work.draft, question.id)
    without = replace(put_away.take_out(given, part), kept_short=False)
    after = changed(work, work.draft.with_answer(question.id, without))
    # The list is gone, and what is typed next is for the question: "bring it back", or words.
    place = work.place(PromptKind.question, OfQuestion(question.id))
    return after.say(replace(progress_of(after, question, Kept.taken_out), place=place))
