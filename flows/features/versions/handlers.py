"""Moving a draft to a newer version of its badge: the worker's own choice, with the differences shown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from criteria.library import Library
from criteria.model import Badge
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnResult
from flows.engine.prompts import PromptKind
from flows.features.versions.screens import Difference, QuestionChange, QuestionsGone, VersionMoved, VersionOffer
from flows.model.attachments.transcript import Vouched
from flows.model.draft import Answer, AudioPart, Draft, Part, Session
from flows.model.stages import OPEN_STAGES, Stage, Trigger, advance
from flows.rules.evidence.answers import words as count
from flows.rules.evidence.links import as_words, settled
from flows.rules.progress import strays
from flows.rules.readiness import sounds, standing

_MOVABLE = frozenset({Stage.checking, Stage.answering, Stage.reviewing, Stage.declaring})


def offer(work: DraftContext) -> VersionOffer | None:
    """The newer version, if there is one that the worker has not yet turned down."""
    newest = newer(work)
    if newest is None or work.draft.stayed_on == newest.version:
        return None
    return VersionOffer(
        badge=newest,
        differences=tuple(differences(work.badge, newest)),
        place=work.place(PromptKind.version),
        offers=((work.press(Action.move),), (work.press(Action.stay),)),
    )


def differences(old: Badge, new: Badge) -> Iterator[Difference]:
    """How a newer version differs, as far as a worker would feel it."""
    before = {question.id: question for question in old.questions}
    after = {question.id: question for question in new.questions}
    for question in new.questions:
        was = before.get(question.id)
        if was is None:
            yield Difference(QuestionChange.question_added, question.heading, after=question.minimum)
        elif was.ask != question.ask:
            yield Difference(QuestionChange.question_reworded, question.heading)
        if was is not None and was.minimum != question.minimum:
            yield Difference(QuestionChange.minimum, question.heading, was.minimum, question.minimum)
    for question in old.questions:
        if question.id not in after:
            yield Difference(QuestionChange.question_removed, question.heading)
    if new.words and new.words != old.words:
        yield Difference(QuestionChange.limits, before=new.words.minimum, after=new.words.maximum)
    yield from (Difference(change) for change, said in _RULES.items() if said(old) != said(new))


_RULES: Mapping[QuestionChange, Callable[[Badge], object]] = {
    QuestionChange.facts: lambda badge: [fact.id for fact in badge.facts],
    QuestionChange.declarations: lambda badge: badge.declarations,
    QuestionChange.prerequisites: lambda badge: (badge.needed, [(item.id, item.title) for item in badge.prerequisites]),
    QuestionChange.links: lambda badge: badge.links,
    QuestionChange.ai: lambda badge: badge.ai,
    QuestionChange.sound: lambda badge: badge.sound,
}
"""What else a worker would feel, in the order in which it is told."""


def newer(work: DraftContext) -> Badge | None:
    """The newer version to which a draft may be moved, if there is one, turned down or not."""
    newest = work.library.latest(work.draft.badge)
    # Where the draft's own version is not offered any more, the newest that is may be older.
    if newest is None or newest.age <= work.badge.age or work.draft.stage not in _MOVABLE:
        return None
    # What the assessor has read stays on the version that it was written for.
    return newest if work.draft.returned is None else None


def move(work: DraftContext, newest: Badge) -> TurnResult:
    """Moves the draft. Answers whose question has gone are kept, and offered a place."""
    moved = work.with_draft(_moved(work.draft, newest))
    draft, loose = _without_strays(newest, moved.draft)
    words = count(Answer(loose))
    kept = moved.put(settled(newest, _by_the_rules_of(newest, draft)))
    unwritten = newest.ai.rule == "banned" and any(part.written for part in sounds(draft))
    return kept.say(VersionMoved(badge=newest, loose=words, unwritten=unwritten, offers=_onward(kept, words)))


def refitted(library: Library, session: Session) -> tuple[Session, QuestionsGone | None]:
    """The session with every word of the draft in hand in sight, and what to say where some would have been hidden.

    A version that is not published may lose a question. What was written for it is then in no answer, as after a move.
    """
    draft = session.in_hand
    badge = library.at(draft.badge, draft.version) if draft and draft.stage in OPEN_STAGES else None
    if draft is None or badge is None or not strays(badge, draft):
        return session, None
    fitting, loose = _without_strays(badge, draft)
    drafts = {**session.drafts, draft.id: settled(badge, fitting)}
    return replace(session, drafts=drafts), QuestionsGone(badge=badge, loose=count(Answer(loose)))


def _without_strays(badge: Badge, draft: Draft) -> tuple[Draft, tuple[Part, ...]]:
    """The draft with what answers no question of the badge among the words that are in no answer, and just those."""
    gone = strays(badge, draft)
    loose = tuple(as_words(part) for question in gone for part in draft.answers[question].parts)
    # What was put away under a question that has gone stays put away.
    answers = {
        question: replace(given, parts=()) if question in gone else given for question, given in draft.answers.items()
    }
    return replace(draft, answers=answers, unplaced=(*draft.unplaced, *loose)), loose


def _by_the_rules_of(badge: Badge, draft: Draft) -> Draft:
    """A draft whose recordings count as a badge has it. One that bans AI gets no words that a program wrote down."""

    def judged(part: Part) -> Part:
        if not isinstance(part, AudioPart):
            return part
        made = part.transcript
        if made is not None and badge.ai.rule == "banned":
            made = replace(made, vouched=Vouched.refused)
        return replace(part, words_needed=badge.sound == "with_transcript", transcript=made)

    answers = {
        question: replace(given, parts=tuple(map(judged, given.parts)), struck=tuple(map(judged, given.struck)))
        for question, given in draft.answers.items()
    }
    return replace(draft, answers=answers, unplaced=tuple(map(judged, draft.unplaced)))


def _moved(draft: Draft, newest: Badge) -> Draft:
    stage = draft.stage
    if stage in (Stage.reviewing, Stage.declaring):
        stage = advance(stage, Trigger.edit, standing(newest, draft))
    # What was agreed to were the old version's statements, so they are asked for afresh.
    return replace(draft, version=newest.version, stage=stage, stayed_on=None, ai=None, declarations={})


def _onward(work: DraftContext, loose: int) -> tuple[tuple[Button, ...], ...]:
    more = ((work.press(Action.loose),),) if loose else ()
    return ((work.press(Action.resume),), *more)


def stay(work: DraftContext) -> DraftContext:
    """Notes that the worker stays with the version that they began with."""
    newest = work.library.latest(work.draft.badge)
    return work.put(replace(work.draft, stayed_on=newest.version if newest else None))
