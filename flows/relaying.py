"""They wrote back: the worker tells what the issuer said, where the bot cannot hear it."""

from dataclasses import replace

from flows import progress, standings
from flows.buttons import Action, Press
from flows.deciding import pronounce
from flows.decisions import Decided, Decision, Relayed, Remark, Verdict
from flows.events import TextSent
from flows.places import Ask
from flows.replies.base import rows
from flows.replies.relaying import AskOutcome, AskSure, AskTheirWords, AskWhichQuestions
from flows.scene import Turn, Work

LONGEST = 3000
"""Characters of a letter that are kept and shown with the work."""


def wrote_back(work: Work, _: Press) -> Turn:
    """Asks what the issuer said."""
    asked = work.put(replace(work.draft, relayed=Relayed()))
    return asked.say(ask_outcome(asked))


def ask_outcome(work: Work) -> AskOutcome:
    """What did they write back?"""
    sending = work.draft.sending
    answers = (Action.they_have_it, Action.they_award, Action.they_want_more, Action.they_decline, Action.resume)
    return AskOutcome(
        issuer=work.shelf.issuer(work.badge),
        reference=sending.reference if sending else "",
        place=work.place(Ask.outcome),
        offers=tuple((work.press(action),) for action in answers),
    )


def _decided(work: Work, decision: Decision) -> Turn:
    sending = work.draft.sending
    if sending is None or work.draft.relayed is None:
        # An old button: what it was about has been told already.
        return work.say(standings.status(work))
    said = (*work.draft.decisions, Decided(sending.attempt, work.at, decision, told=True))
    return pronounce(work.put(replace(work.draft, decisions=said, relayed=None)), sending, decision)


def has_it(work: Work, _: Press) -> Turn:
    """They say that they have it."""
    turn = _decided(work, Decision(Verdict.received))
    return turn if turn.replies else Turn(turn.desk, (standings.status(work),))


def award(work: Work, _: Press) -> Turn:
    """They gave the badge; asked once more, since that closes the application."""
    return work.say(_ask_sure(work, Verdict.awarded, Action.awarded_sure))


def awarded(work: Work, _: Press) -> Turn:
    """They gave the badge."""
    return _decided(work, Decision(Verdict.awarded))


def decline(work: Work, _: Press) -> Turn:
    """They said no; asked once more, since that closes the application."""
    return work.say(_ask_sure(work, Verdict.declined, Action.declined_sure))


def declined(work: Work, _: Press) -> Turn:
    """They said no."""
    return _decided(work, Decision(Verdict.declined))


def _ask_sure(work: Work, verdict: Verdict, sure: Action) -> AskSure:
    return AskSure(
        badge=work.badge,
        issuer=work.shelf.issuer(work.badge),
        verdict=verdict,
        place=work.place(Ask.sure),
        offers=((work.press(sure),), (work.press(Action.wrote_back),)),
    )


def want_more(work: Work, _: Press) -> Turn:
    """They want more: what they wrote is asked for first, then for which questions."""
    if not work.badge.questions:
        return _decided(work, Decision(Verdict.returned))
    return work.say(their_words(work))


def their_words(work: Work) -> AskTheirWords:
    """Asks for what they wrote."""
    return AskTheirWords(
        issuer=work.shelf.issuer(work.badge),
        place=work.place(Ask.their_words),
        offers=((work.press(Action.skip_words),),),
    )


def take_words(work: Work, event: TextSent) -> Turn:
    """Keeps what they wrote. A letter that comes in several messages is kept whole."""
    relayed = work.draft.relayed or Relayed()
    comment = "\n\n".join(filter(None, (relayed.comment, event.text.strip())))[:LONGEST]
    kept = work.put(replace(work.draft, relayed=replace(relayed, comment=comment)))
    return kept.say(which(kept))


def skip_words(work: Work, _: Press) -> Turn:
    """The worker does not copy it here."""
    return work.say(which(work))


def which(work: Work, message: int | None = None) -> AskWhichQuestions:
    """For which questions do they want more?"""
    chosen = work.draft.relayed.questions if work.draft.relayed else ()
    presses = [
        replace(work.press(Action.which, str(number), number, question.heading), on=question.id in chosen)
        for number, question in enumerate(work.badge.questions, 1)
    ]
    done = (work.press(Action.which_done),) if chosen else (work.press(Action.which_all),)
    return AskWhichQuestions(
        issuer=work.shelf.issuer(work.badge),
        chosen=tuple(progress.number(work.badge, question) for question in chosen),
        place=work.place(Ask.which),
        offers=(*rows(presses, 1), done),
        replaces=message,
    )


def choose(work: Work, press: Press) -> Turn:
    """Chooses a question, or chooses it off."""
    relayed = work.draft.relayed
    if relayed is None:
        return work.say(standings.status(work))
    position = int(press.about) if press.about.isdecimal() else 0
    if not 0 < position <= len(work.badge.questions):
        return work.say(which(work))
    chosen = {*relayed.questions} ^ {work.badge.questions[position - 1].id}
    questions = tuple(question.id for question in work.badge.questions if question.id in chosen)
    after = work.put(replace(work.draft, relayed=replace(relayed, questions=questions)))
    return after.say(which(after, work.pressed))


def every(work: Work, _: Press) -> Turn:
    """They want more for all of them, or do not say for which."""
    relayed = work.draft.relayed or Relayed()
    return _decided(work, Decision(Verdict.returned, relayed.comment))


def these(work: Work, _: Press) -> Turn:
    """They want more for those that are chosen."""
    relayed = work.draft.relayed or Relayed()
    if not relayed.questions:
        return work.say(which(work))
    remarks = tuple(Remark(question, satisfied=False) for question in relayed.questions)
    return _decided(work, Decision(Verdict.returned, relayed.comment, remarks))
