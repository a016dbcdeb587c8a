"""Moving a draft to a newer version of its badge: the worker's own choice, with the differences shown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from criteria.model import Badge
from flows.answers import words as count
from flows.buttons import Action, Press
from flows.draft import Answer, Draft, Part, SoundPart
from flows.places import Ask
from flows.progress import strays
from flows.replies.versions import Change, Difference, VersionMoved, VersionOffer
from flows.scene import Turn, Work
from flows.settling import sounds, standing
from flows.stages import Stage, Trigger, advance
from flows.transcript import Vouched
from flows.vouching import as_words, settled

_MOVABLE = frozenset({Stage.checking, Stage.answering, Stage.reviewing, Stage.declaring})


def offer(work: Work) -> VersionOffer | None:
    """The newer version, if there is one that the worker has not yet turned down."""
    newest = newer(work)
    if newest is None or work.draft.stayed_on == newest.version:
        return None
    return VersionOffer(
        badge=newest,
        differences=tuple(differences(work.badge, newest)),
        place=work.place(Ask.version),
        offers=((work.press(Action.move),), (work.press(Action.stay),)),
    )


def differences(old: Badge, new: Badge) -> Iterator[Difference]:
    """How a newer version differs, as far as a worker would feel it."""
    before = {question.id: question for question in old.questions}
    after = {question.id: question for question in new.questions}
    for question in new.questions:
        was = before.get(question.id)
        if was is None:
            yield Difference(Change.question_added, question.heading, after=question.minimum)
        elif was.ask != question.ask:
            yield Difference(Change.question_reworded, question.heading)
        if was is not None and was.minimum != question.minimum:
            yield Difference(Change.minimum, question.heading, was.minimum, question.minimum)
    for question in old.questions:
        if question.id not in after:
            yield Difference(Change.question_removed, question.heading)
    if new.words and new.words != old.words:
        yield Difference(Change.limits, before=new.words.minimum, after=new.words.maximum)
    yield from (Difference(change) for change, said in _RULES.items() if said(old) != said(new))


_RULES: Mapping[Change, Callable[[Badge], object]] = {
    Change.facts: lambda badge: [fact.id for fact in badge.facts],
    Change.declarations: lambda badge: badge.declarations,
    Change.prerequisites: lambda badge: (badge.needed, [(item.id, item.title) for item in badge.prerequisites]),
    Change.links: lambda badge: badge.links,
    Change.ai: lambda badge: badge.ai,
    Change.sound: lambda badge: badge.sound,
}
"""What else a worker would feel, in the order in which it is told."""


def newer(work: Work) -> Badge | None:
    """The newer version to which a draft may be moved, if there is one, turned down or not."""
    newest = work.shelf.latest(work.draft.badge)
    if newest is None or newest.version == work.draft.version or work.draft.stage not in _MOVABLE:
        return None
    # What the assessor has read stays on the version that it was written for.
    return newest if work.draft.returned is None else None


def move(work: Work, newest: Badge) -> Turn:
    """Moves the draft. Answers whose question has gone are kept, and offered a place."""
    moved = work.with_draft(_moved(work.draft, newest))
    gone = strays(newest, moved.draft)
    loose = tuple(as_words(part) for question in gone for part in moved.draft.answers[question].parts)
    # What was put away under a question that has gone stays put away.
    answers = {
        question: replace(given, parts=()) if question in gone else given
        for question, given in moved.draft.answers.items()
    }
    words = count(Answer(loose))
    draft = replace(moved.draft, answers=answers, unplaced=(*moved.draft.unplaced, *loose))
    kept = moved.put(settled(newest, _by_the_rules_of(newest, draft)))
    unwritten = newest.ai.rule == "banned" and any(part.written for part in sounds(draft))
    return kept.say(VersionMoved(badge=newest, loose=words, unwritten=unwritten, offers=_onward(kept, words)))


def _by_the_rules_of(badge: Badge, draft: Draft) -> Draft:
    """A draft whose recordings count as a badge has it. One that bans AI gets no words that a program wrote down."""

    def judged(part: Part) -> Part:
        if not isinstance(part, SoundPart):
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


def _onward(work: Work, loose: int) -> tuple[tuple[Press, ...], ...]:
    more = ((work.press(Action.loose),),) if loose else ()
    return ((work.press(Action.resume),), *more)


def stay(work: Work, _: Press) -> Work:
    """Notes that the worker stays with the version that they began with."""
    newest = work.shelf.latest(work.draft.badge)
    return work.put(replace(work.draft, stayed_on=newest.version if newest else None))
