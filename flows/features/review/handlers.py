"""Checking the answers: what there is, what is missing, and likely personal details."""

from dataclasses import replace
from hashlib import sha256

from flows.engine.buttons import Action
from flows.engine.context import DraftContext, TurnResult
from flows.engine.payloads import OfDetail
from flows.engine.prompts import PromptKind
from flows.engine.screen import Show, rows
from flows.features.facts.screens import fact_list
from flows.features.own_words.detail_screen import detail_message
from flows.features.questions.screens import ask_question, recording_button
from flows.features.review import screens
from flows.features.review.screens import AskNobody, PersonalDetails, Sighting, WholeText
from flows.model.draft import KeptDetail
from flows.model.stages import Stage, TransitionRefused, Trigger, advance
from flows.pack.assemble import evidence
from flows.pack.recordings import goes_as_it_came, has_picture
from flows.rules import progress, readiness

LONGEST_SIGHTING = 60
"""Characters of a detail that are shown."""


def review(work: DraftContext) -> TurnResult:
    """Shows the check. It becomes the draft's stage once nothing is missing."""
    ready = reached(work)
    return ready.say(screens.review(ready))


def reached(work: DraftContext) -> DraftContext:
    """The draft at the check, if nothing is missing; else as it was."""
    if work.draft.stage is Stage.reviewing:
        return work
    trigger = Trigger.edit if work.draft.stage is Stage.declaring else Trigger.complete
    try:
        stage = advance(work.draft.stage, trigger, readiness.standing(work.badge, work.draft))
    except TransitionRefused:
        return work
    moved = work.put(replace(work.draft, stage=stage))
    return reached(moved) if stage is Stage.answering else moved


def read_all(work: DraftContext) -> TurnResult:
    """Shows the evidence as the assessor will read it."""
    return work.say(WholeText(text=evidence(work.badge, work.draft), offers=((work.press(Action.review),),)))


def facts(work: DraftContext) -> TurnResult:
    """Shows the facts, to change one."""
    return work.say(fact_list(work))


def accept(work: DraftContext) -> TurnResult:
    """Goes on to the declarations, unless something is missing or likely personal details wait to be looked at."""
    ready = reached(work)
    if ready.draft.stage is not Stage.reviewing:
        return ready.say(screens.review(ready))
    try:
        stage = advance(ready.draft.stage, Trigger.accept, readiness.standing(ready.badge, ready.draft))
    except TransitionRefused as refused:
        if "every_finding_settled" in refused.guards:
            return ready.say(personal_details(ready))
        if refused.guards == ("nobody_is_heard_of",):
            return ready.say(ask_nobody(ready))
        return ready.say(screens.review(ready))
    declaring = ready.put(replace(ready.draft, stage=stage))
    return declaring.say(Show.CURRENT)


def ask_nobody(work: DraftContext) -> AskNobody:
    """Could anyone be known from the recordings?"""
    every = [recording_button(work, q) for q in work.badge.questions]
    listen = [press for press in every if press]
    return AskNobody(
        count=len(readiness.sounds(work.draft)),
        picture=any(has_picture(s) and goes_as_it_came(work.badge, s) for s in readiness.sounds(work.draft)),
        place=work.place(PromptKind.nobody),
        offers=((work.press(Action.nobody),), *rows(listen, 2), (work.press(Action.review),)),
    )


def personal_details(work: DraftContext) -> PersonalDetails:
    """Likely personal details about others, all of them; the first is to be decided about now."""
    seen = readiness.findings(work.badge, work.draft)
    first = OfDetail(_mark(seen[0]))
    keep = work.press(Action.keep_detail, first)
    change = work.press(Action.change_detail, first, progress.number(work.badge, seen[0].question))
    keep_all = ((work.press(Action.keep_words),),) if len(seen) > 1 else ()
    return PersonalDetails(
        sightings=tuple(
            Sighting(progress.number(work.badge, s.question), s.finding.kind, s.words[:LONGEST_SIGHTING], s.finding.why)
            for s in seen
        ),
        place=work.place(PromptKind.screening, first),
        offers=((keep,), (change,), *keep_all, (work.press(Action.review),)),
    )


def _mark(seen: readiness.Seen) -> str:
    """A short mark of a detail, which tells whether a button is still about the one that is shown."""
    return sha256(f"{seen.question} {seen.words}".encode("utf-8", "backslashreplace")).hexdigest()[:10]


def keep_detail(work: DraftContext, target: OfDetail) -> TurnResult:
    """Keeps one detail as it is, and asks about the next."""
    seen = readiness.findings(work.badge, work.draft)
    return accept(_kept(work, tuple(one for one in seen if _mark(one) == target.detail)))


def change_detail(work: DraftContext, target: OfDetail) -> TurnResult:
    """Shows the very message in which a detail stands, to be changed; where there is no single one, its question."""
    every = readiness.findings(work.badge, work.draft)
    seen = next((one for one in every if _mark(one) == target.detail), None)
    question = work.badge.question(seen.question) if seen else None
    if seen is None or question is None:
        return accept(work)
    shown = detail_message(work, question, seen.words, target.detail)
    if shown is None or progress.is_locked(work.draft, question.id):
        return work.say(ask_question(work, question))
    return work.say(shown)


def keep_words(work: DraftContext) -> TurnResult:
    """Keeps all details as they are. New ones are asked about."""
    return accept(_kept(work, readiness.findings(work.badge, work.draft)))


def _kept(work: DraftContext, seen: tuple[readiness.Seen, ...]) -> DraftContext:
    kept = tuple(KeptDetail(one.question, one.words, one.finding.kind.value, work.at) for one in seen)
    return work.put(replace(work.draft, kept_details=(*work.draft.kept_details, *kept)))


def nobody(work: DraftContext) -> TurnResult:
    """The worker says that nobody can be known from the recordings."""
    return accept(work.put(replace(work.draft, listened=readiness.listening_digest(work.draft))))
