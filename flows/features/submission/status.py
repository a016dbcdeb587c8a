"""How each application stands, with its dates and what happens next."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from criteria.routes import Carrier
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext
from flows.engine.prompts import Prompt, PromptKind, overlay
from flows.engine.screen import Phrases, Rows, Screen, named
from flows.features.questions.question_list import question_lines
from flows.features.submission.status_history import HistoryLine, history
from flows.features.submission.status_history import said as history_said
from flows.model.decision import Way, decision_due
from flows.model.draft import Draft, Outcome, WithdrawnSubmission
from flows.model.stages import GONE_STAGES, Stage
from flows.rules import held_badges as held_rules
from flows.rules.held_badges import Tally


class State(Enum):
    """How an application stands, as its worker would put it."""

    checking = "checking"
    answering = "answering"
    reviewing = "reviewing"
    declaring = "declaring"
    sending = "sending"
    delayed = "delayed"
    to_take = "to_take"
    sent = "sent"
    received = "received"
    overdue = "overdue"
    returned = "returned"
    awarded = "awarded"
    declined = "declined"
    revoked = "revoked"
    withdrawn = "withdrawn"


_OUTCOMES = {
    Outcome.awarded: State.awarded,
    Outcome.declined: State.declined,
    Outcome.revoked: State.revoked,
    Outcome.withdrawn: State.withdrawn,
}


def _state(work: DraftContext) -> State:
    draft, sending = work.draft, work.draft.sending
    if draft.outcome is not None:
        return _OUTCOMES.get(draft.outcome, State.withdrawn)
    if draft.stage is Stage.sending and sending is not None:
        return _on_the_way(sending.way, delayed=sending.delayed)
    if draft.stage is Stage.with_issuer and sending is not None:
        due = decision_due(work.badge, sending.delivered_at or sending.at)
        if work.at.date() > due:
            return State.overdue
        return State.received if sending.received_at else State.sent
    if draft.returned is not None:
        return State.returned
    return State(draft.stage.value)


def _on_the_way(way: Way, *, delayed: bool) -> State:
    if way is Way.hand:
        return State.to_take
    return State.delayed if delayed else State.sending


class Back(Enum):
    """Whether the issuer knows that an application was taken back."""

    telling = "telling"
    told = "told"
    yourself = "yourself"
    """The worker tells them."""


def _back(back: WithdrawnSubmission | None) -> Back:
    if back is None or (back.told_at is None and not back.by_hand):
        return Back.telling
    return Back.told if back.told_at else Back.yourself


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One draft in the status list. Dates are the worker's calendar's."""

    title: str
    state: State
    done: int
    of: int
    issuer: str
    contact: str
    began_on: date
    reference: str = ""
    attempt: int = 0
    sent_on: date | None = None
    by: date | None = None
    theirs: str = ""
    """The issuer's own reference."""
    wanted: tuple[int, ...] = ()
    """The questions of which more is wanted, by number."""
    reply_by: date | None = None
    said_on: date | None = None
    """When the issuer last said something."""
    taken_back_on: date | None = None
    back: Back = Back.telling
    carrier: Carrier = "bot"
    """Who takes it to its issuer, when it is sent next."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""


def _standing(work: DraftContext) -> StatusLine:
    draft, sending = work.draft, work.draft.sending
    delivered = sending.delivered_at if sending else None
    returned = draft.returned if draft.stage is not Stage.closed else None
    lines, back = question_lines(work), draft.taken_back
    return StatusLine(
        title=work.badge.title,
        state=_state(work),
        done=sum(line.done for line in lines),
        of=len(lines),
        reference=sending.reference if sending else "",
        began_on=draft.began_at.date(),
        sent_on=(delivered or sending.at).date() if sending else None,
        by=decision_due(work.badge, delivered) if delivered else None,
        attempt=sending.attempt if sending else 0,
        theirs=(sending.receipt or "") if sending else "",
        wanted=tuple(line.number for line in lines if line.wanted),
        reply_by=returned.reply_by if returned else None,
        said_on=draft.decisions[-1].at.date() if draft.decisions else None,
        issuer=work.library.issuer(work.badge).short,
        contact=work.library.issuer(work.badge).contact,
        taken_back_on=back.at.date() if back else None,
        back=_back(back),
        carrier=work.carrier,
        held=held_rules.tally(work.badge, draft) if work.badge.prerequisites else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Screen):
    """Every application, with its dates and what happens next."""

    standings: tuple[StatusLine, ...]
    history: tuple[HistoryLine, ...] = ()
    """What happened to the one that the buttons are about."""

    def render(self, say: Phrases) -> str:
        if not self.standings:
            return say.phrase("status-none")
        said = [_said_standing(say, standing) for standing in self.standings]
        happened = [history_said(say, self.history)] if self.history else []
        return "\n\n".join([say.phrase("status"), *said, *happened, say.phrase("status-more")])


def _said_standing(say: Phrases, standing: StatusLine) -> str:
    dates: dict[str, date | None] = {
        "began": standing.began_on,
        "sent": standing.sent_on,
        "by": standing.by,
        "said": standing.said_on,
        "back": standing.taken_back_on,
    }
    state = standing.state.value
    if standing.state is State.answering and standing.held and not standing.of:
        state = "holding"
    lines = [
        say.phrase(
            f"status-line-{state}",
            **named(replace(standing, of=standing.held.of) if state == "holding" and standing.held else standing)
            | {name: day for name, day in dates.items() if day is not None},
            held=standing.held.held if standing.held else 0,
        )
    ]
    if standing.state is State.returned:
        lines += _said_returned(say, standing)
    if standing.state is State.withdrawn:
        key = f"status-back-{standing.back.value}"
        lines.append(say.phrase(key, issuer=standing.issuer, contact=standing.contact))
    if standing.reference:
        lines.append(_references(say, standing))
    return "\n".join(lines)


def _said_returned(say: Phrases, standing: StatusLine) -> list[str]:
    said = []
    if standing.wanted:
        numbers = ", ".join(str(number) for number in standing.wanted)
        said.append(say.phrase("status-wanted", numbers=numbers, count=len(standing.wanted)))
    if standing.reply_by:
        said.append(say.phrase("returned-by", by=standing.reply_by))
    return said


def _references(say: Phrases, standing: StatusLine) -> str:
    said = say.phrase("status-reference", reference=standing.reference)
    if standing.attempt > 1:
        said += " " + say.phrase("status-attempt", attempt=standing.attempt)
    return said + (" " + say.phrase("their-reference", theirs=standing.theirs) if standing.theirs else "")


def status(context: TurnContext) -> Status:
    """Every application that was not put away unstarted, newest last; buttons for the one in hand."""
    shown = [draft for draft in context.session.drafts.values() if draft.outcome is not Outcome.not_for_me]
    hand = _at_hand(context)
    return Status(
        standings=tuple(_standing(context.with_draft(draft)) for draft in shown),
        history=history(hand.draft, context.at.tzinfo) if hand else (),
        place=_place(context, hand) if hand else None,
        offers=_offers(hand) if hand else (),
    )


def _at_hand(context: TurnContext) -> DraftContext | None:
    """The application that something can be said of: the one in hand, else the one that went out last.

    A badge page that was opened meanwhile, or another badge in hand, takes nothing away.
    """
    sent = [draft for draft in context.session.drafts.values() if draft.sending is not None and not draft.is_open]
    gone = [draft for draft in sent if draft.stage in GONE_STAGES]
    hand = context.session.in_hand
    if hand is not None and hand in sent:
        return context.with_draft(hand)
    latest = max(gone or sent, key=_sent_at, default=None)
    return context.with_draft(latest) if latest else None


def _sent_at(draft: Draft) -> float:
    return draft.sending.at.timestamp() if draft.sending else 0.0


def _place(context: TurnContext, gone: DraftContext) -> Prompt:
    """Where a worker is busy with another badge, words that come now still belong to that one."""
    hand = context.session.in_hand
    busy = hand is not None and hand.id != gone.draft.id and hand.is_open
    return overlay(PromptKind.sent_back, gone.draft.id) if busy else gone.place(PromptKind.status)


def _offers(work: DraftContext) -> Rows:
    """What the worker can tell of an application that the bot cannot find out."""
    sending = work.draft.sending
    seen = (work.press(Action.see_sent),)
    if work.draft.stage is Stage.with_issuer:
        return (wrote_back(work), seen, (work.press(Action.take_back),))
    if work.draft.stage is Stage.closed:
        return after_the_end(work)
    if sending is None or sending.way is not Way.hand:
        return (seen,)
    ways = (Action.sent_it, Action.copy, Action.change_first)
    return tuple((work.press(way),) for way in ways)


_WITHOUT_BADGE = frozenset({Outcome.declined, Outcome.withdrawn})


def after_the_end(work: DraftContext) -> Rows:
    """What can be done with a closed application: look at it, and take its answers over where there is no badge."""
    over = work.draft.outcome in _WITHOUT_BADGE and work.badge.open
    again = ((work.press(Action.take_over),),) if over else ()
    return ((work.press(Action.see_sent),), *again)


def wrote_back(work: DraftContext) -> tuple[Button, ...]:
    """The way to tell that the issuer wrote back."""
    return (work.press(Action.wrote_back),)
