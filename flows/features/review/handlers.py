"""Checking the answers: what there is, what is missing, and likely personal details."""

from dataclasses import replace

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnResult
from flows.engine.prompts import PromptKind
from flows.engine.screen import rows
from flows.features import screen_index as screens
from flows.features.declarations.handlers import next_step
from flows.features.recordings.replies import AskNobody
from flows.features.review.replies import PersonalDetails, Sighting, WholeText
from flows.model.stages import Stage, TransitionRefused, Trigger, advance
from flows.pack.assemble import evidence
from flows.pack.recordings import goes_as_it_came, has_picture
from flows.rules import answers, progress, readiness

MOST_SIGHTINGS = 12
LONGEST_SIGHTING = 60
"""Characters. What is more than a screenful helps nobody to look."""


def review(work: DraftContext, _: Button) -> TurnResult:
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


def read_all(work: DraftContext, _: Button) -> TurnResult:
    """Shows the evidence as the assessor will read it."""
    return work.say(WholeText(text=evidence(work.badge, work.draft), offers=(screens.to_review(work),)))


def facts(work: DraftContext, _: Button) -> TurnResult:
    """Shows the facts, to change one."""
    return work.say(screens.fact_list(work))


def accept(work: DraftContext, _: Button) -> TurnResult:
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
    return declaring.say(next_step(declaring))


def ask_nobody(work: DraftContext) -> AskNobody:
    """Could anyone be known from the recordings?"""
    every = [screens.recording_button(work, q) for q in work.badge.questions]
    listen = [press for press in every if press]
    return AskNobody(
        count=len(readiness.sounds(work.draft)),
        picture=any(has_picture(s) and goes_as_it_came(work.badge, s) for s in readiness.sounds(work.draft)),
        place=work.place(PromptKind.nobody),
        offers=((work.press(Action.nobody),), *rows(listen, 2), screens.to_review(work)),
    )


def personal_details(work: DraftContext) -> PersonalDetails:
    """Likely personal details about others, with the words found."""
    seen = readiness.findings(work.badge, work.draft)
    asked = list(dict.fromkeys(sighting.question for sighting in seen))
    changes = [work.press(Action.question, q, progress.number(work.badge, q), _heading(work, q)) for q in asked]
    return PersonalDetails(
        sightings=tuple(
            Sighting(progress.number(work.badge, s.question), s.finding.kind, s.words[:LONGEST_SIGHTING])
            for s in seen[:MOST_SIGHTINGS]
        ),
        more=max(0, len(seen) - MOST_SIGHTINGS),
        place=work.place(PromptKind.screening),
        offers=(*rows(changes, 1), (work.press(Action.keep_words),), screens.to_review(work)),
    )


def _heading(work: DraftContext, question: str) -> str:
    found = work.badge.question(question)
    return found.heading if found else ""


def keep_words(work: DraftContext, press: Button) -> TurnResult:
    """Keeps the answers as they are. Changed words are looked at anew."""
    kept = dict(work.draft.answers)
    for seen in readiness.findings(work.badge, work.draft):
        given = kept[seen.question]
        kept[seen.question] = replace(given, kept_as_is=answers.digest(given))
    return accept(work.put(replace(work.draft, answers=kept)), press)
