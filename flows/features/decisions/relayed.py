"""They wrote back: the worker tells what the issuer said, where the bot cannot hear it."""

from dataclasses import dataclass, replace

from criteria.model import Badge, Issuer
from flows.engine.buttons import Action, ActionOf
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import Nothing, Nth
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, Phrases, Screen, rows
from flows.features.decisions.handlers import pronounce
from flows.features.help.screens import Aside, Note
from flows.features.submission import status as status_screens
from flows.model.decision import Decided, Decision, DecisionVerdict, Relayed, Remark
from flows.rules import progress


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOutcome(Notice):
    """What did the issuer write back?"""

    issuer: Issuer
    reference: str

    KEY = "ask-outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSure(Screen):
    """Is that what they wrote? It closes the application."""

    badge: Badge
    issuer: Issuer
    verdict: DecisionVerdict

    def render(self, say: Phrases) -> str:
        key = "ask-sure-awarded" if self.verdict is DecisionVerdict.awarded else "ask-sure-declined"
        return say.phrase(key, issuer=self.issuer.short, title=self.badge.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTheirWords(Notice):
    """Asks for what the issuer wrote, so that it stands beside the work."""

    issuer: Issuer

    KEY = "ask-their-words"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhichQuestions(Screen):
    """For which questions does the issuer want more? Each can be chosen, and chosen off again."""

    issuer: Issuer
    chosen: tuple[int, ...]

    def render(self, say: Phrases) -> str:
        chosen = ", ".join(str(number) for number in self.chosen)
        asked = say.phrase("ask-which", issuer=self.issuer.short)
        return f"{asked}\n\n{say.phrase('fact-chosen', chosen=chosen)}" if chosen else asked


LONGEST = 3000
"""Characters of a letter that are kept and shown with the work."""


def wrote_back(work: DraftContext) -> TurnResult:
    """Asks what the issuer said."""
    asked = work.put(replace(work.draft, relayed=Relayed()))
    return asked.say(ask_outcome(asked))


def ask_outcome(work: DraftContext) -> AskOutcome:
    """What did they write back?"""
    sending = work.draft.sending
    answers = (Action.they_have_it, Action.they_award, Action.they_want_more, Action.they_decline, Action.resume)
    return AskOutcome(
        issuer=work.library.issuer(work.badge),
        reference=sending.reference if sending else "",
        place=work.place(PromptKind.outcome),
        offers=tuple((work.press(action),) for action in answers),
    )


def _decided(work: DraftContext, decision: Decision) -> TurnResult:
    sending = work.draft.sending
    if sending is None or work.draft.relayed is None:
        # An old button: what it was about has been told already.
        return work.say(status_screens.status(work))
    said = (*work.draft.decisions, Decided(sending.attempt, work.at, decision, told=True))
    return pronounce(work.put(replace(work.draft, decisions=said, relayed=None)), sending, decision)


def has_it(work: DraftContext) -> TurnResult:
    """They say that they have it."""
    turn = _decided(work, Decision(DecisionVerdict.received))
    return turn if turn.replies else TurnResult(turn.session, (status_screens.status(work),))


def award(work: DraftContext) -> TurnResult:
    """They gave the badge; asked once more, since that closes the application."""
    return work.say(_ask_sure(work, DecisionVerdict.awarded, Action.awarded_sure))


def awarded(work: DraftContext) -> TurnResult:
    """They gave the badge."""
    return _decided(work, Decision(DecisionVerdict.awarded))


def decline(work: DraftContext) -> TurnResult:
    """They said no; asked once more, since that closes the application."""
    return work.say(_ask_sure(work, DecisionVerdict.declined, Action.declined_sure))


def declined(work: DraftContext) -> TurnResult:
    """They said no."""
    return _decided(work, Decision(DecisionVerdict.declined))


def _ask_sure(work: DraftContext, verdict: DecisionVerdict, sure: ActionOf[Nothing]) -> AskSure:
    return AskSure(
        badge=work.badge,
        issuer=work.library.issuer(work.badge),
        verdict=verdict,
        place=work.place(PromptKind.sure),
        offers=((work.press(sure),), (work.press(Action.wrote_back),)),
    )


def want_more(work: DraftContext) -> TurnResult:
    """They want more: what they wrote is asked for first, then for which questions."""
    if not work.badge.questions:
        return _decided(work, Decision(DecisionVerdict.returned))
    return work.say(their_words(work))


def their_words(work: DraftContext) -> AskTheirWords:
    """Asks for what they wrote."""
    return AskTheirWords(
        issuer=work.library.issuer(work.badge),
        place=work.place(PromptKind.their_words),
        offers=((work.press(Action.skip_words),),),
    )


def take_words(work: DraftContext, event: TextSent) -> TurnResult:
    """Keeps what they wrote. A letter may come in several messages; one that makes it too long is refused whole."""
    relayed = work.draft.relayed or Relayed()
    comment = "\n\n".join(filter(None, (relayed.comment, event.text.strip())))
    if len(comment) > LONGEST:
        return work.say(Aside(note=Note.letter_full), which(work) if relayed.comment else their_words(work))
    kept = work.put(replace(work.draft, relayed=replace(relayed, comment=comment)))
    return kept.say(which(kept))


def skip_words(work: DraftContext) -> TurnResult:
    """The worker does not copy it here."""
    return work.say(which(work))


def which(work: DraftContext, message: int | None = None) -> AskWhichQuestions:
    """For which questions do they want more?"""
    chosen = work.draft.relayed.questions if work.draft.relayed else ()
    presses = [
        replace(work.press(Action.which, Nth(number), number, question.heading), on=question.id in chosen)
        for number, question in enumerate(work.badge.questions, 1)
    ]
    done = (work.press(Action.which_done),) if chosen else (work.press(Action.which_all),)
    return AskWhichQuestions(
        issuer=work.library.issuer(work.badge),
        chosen=tuple(progress.number(work.badge, question) for question in chosen),
        place=work.place(PromptKind.which),
        offers=(*rows(presses, 1), done),
        replaces=message,
    )


def choose(work: DraftContext, target: Nth) -> TurnResult:
    """Chooses a question, or chooses it off."""
    relayed = work.draft.relayed
    if relayed is None:
        return work.say(status_screens.status(work))
    position = target.number or 0
    if not 0 < position <= len(work.badge.questions):
        return work.say(which(work))
    chosen = {*relayed.questions} ^ {work.badge.questions[position - 1].id}
    questions = tuple(question.id for question in work.badge.questions if question.id in chosen)
    after = work.put(replace(work.draft, relayed=replace(relayed, questions=questions)))
    return after.say(which(after, work.pressed))


def every(work: DraftContext) -> TurnResult:
    """They want more for all of them, or do not say for which."""
    relayed = work.draft.relayed or Relayed()
    return _decided(work, Decision(DecisionVerdict.returned, relayed.comment))


def these(work: DraftContext) -> TurnResult:
    """They want more for those that are chosen."""
    relayed = work.draft.relayed or Relayed()
    if not relayed.questions:
        return work.say(which(work))
    remarks = tuple(Remark(question, satisfied=False) for question in relayed.questions)
    return _decided(work, Decision(DecisionVerdict.returned, relayed.comment, remarks))
