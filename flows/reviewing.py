"""Checking the answers: what there is, what is missing, and likely personal details."""

from dataclasses import replace

from flows import answers, progress, screens, settling
from flows.buttons import Action, Press
from flows.declaring import next_step
from flows.packing import evidence
from flows.places import Ask
from flows.recordings import goes_as_it_came, has_picture
from flows.replies.base import rows
from flows.replies.reviewing import PersonalDetails, Sighting, WholeText
from flows.replies.sounding import AskNobody
from flows.scene import Turn, Work
from flows.stages import Refused, Stage, Trigger, advance

MOST_SIGHTINGS = 12
LONGEST_SIGHTING = 60
"""Characters. What is more than a screenful helps nobody to look."""


def review(work: Work, _: Press) -> Turn:
    """Shows the check. It becomes the draft's stage once nothing is missing."""
    ready = reached(work)
    return ready.say(screens.review(ready))


def reached(work: Work) -> Work:
    """The draft at the check, if nothing is missing; else as it was."""
    if work.draft.stage is Stage.reviewing:
        return work
    trigger = Trigger.edit if work.draft.stage is Stage.declaring else Trigger.complete
    try:
        stage = advance(work.draft.stage, trigger, settling.standing(work.badge, work.draft))
    except Refused:
        return work
    moved = work.put(replace(work.draft, stage=stage))
    return reached(moved) if stage is Stage.answering else moved


def read_all(work: Work, _: Press) -> Turn:
    """Shows the evidence as the assessor will read it."""
    return work.say(WholeText(text=evidence(work.badge, work.draft), offers=(screens.to_review(work),)))


def facts(work: Work, _: Press) -> Turn:
    """Shows the facts, to change one."""
    return work.say(screens.fact_list(work))


def accept(work: Work, _: Press) -> Turn:
    """Goes on to the declarations, unless something is missing or likely personal details wait to be looked at."""
    ready = reached(work)
    if ready.draft.stage is not Stage.reviewing:
        return ready.say(screens.review(ready))
    try:
        stage = advance(ready.draft.stage, Trigger.accept, settling.standing(ready.badge, ready.draft))
    except Refused as refused:
        if "every_finding_settled" in refused.guards:
            return ready.say(personal_details(ready))
        if refused.guards == ("nobody_is_heard_of",):
            return ready.say(ask_nobody(ready))
        return ready.say(screens.review(ready))
    declaring = ready.put(replace(ready.draft, stage=stage))
    return declaring.say(next_step(declaring))


def ask_nobody(work: Work) -> AskNobody:
    """Could anyone be known from the recordings?"""
    every = [screens.recording_button(work, q) for q in work.badge.questions]
    listen = [press for press in every if press]
    return AskNobody(
        count=len(settling.sounds(work.draft)),
        picture=any(has_picture(s) and goes_as_it_came(work.badge, s) for s in settling.sounds(work.draft)),
        place=work.place(Ask.nobody),
        offers=((work.press(Action.nobody),), *rows(listen, 2), screens.to_review(work)),
    )


def personal_details(work: Work) -> PersonalDetails:
    """Likely personal details about others, with the words found."""
    seen = settling.findings(work.badge, work.draft)
    asked = list(dict.fromkeys(sighting.question for sighting in seen))
    changes = [work.press(Action.question, q, progress.number(work.badge, q), _heading(work, q)) for q in asked]
    return PersonalDetails(
        sightings=tuple(
            Sighting(progress.number(work.badge, s.question), s.finding.kind, s.words[:LONGEST_SIGHTING])
            for s in seen[:MOST_SIGHTINGS]
        ),
        more=max(0, len(seen) - MOST_SIGHTINGS),
        place=work.place(Ask.screening),
        offers=(*rows(changes, 1), (work.press(Action.keep_words),), screens.to_review(work)),
    )


def _heading(work: Work, question: str) -> str:
    found = work.badge.question(question)
    return found.heading if found else ""


def keep_words(work: Work, press: Press) -> Turn:
    """Keeps the answers as they are. Changed words are looked at anew."""
    kept = dict(work.draft.answers)
    for seen in settling.findings(work.badge, work.draft):
        given = kept[seen.question]
        kept[seen.question] = replace(given, kept_as_is=answers.digest(given))
    return accept(work.put(replace(work.draft, answers=kept)), press)
