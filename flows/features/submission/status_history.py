"""What happened to an application, day by day, as its worker may read it: never any words of an answer."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import Enum

from flows.engine.screen import Phrases
from flows.model.decision import DecisionVerdict
from flows.model.draft import Draft

MOST = 12
"""Lines that are shown: the newest."""


class Happened(Enum):
    """One thing that happened to an application."""

    begun = "begun"
    sent = "sent"
    sent_again = "sent-again"
    arrived = "arrived"
    received = "received"
    returned = "returned"
    awarded = "awarded"
    declined = "declined"
    revoked = "revoked"
    taken_back = "taken-back"
    told = "told"
    """The issuer was told that it was taken back."""
    warned = "warned"
    """The worker was told that it runs out."""


class Source(Enum):
    """Who said that a decision was made."""

    issuer = "issuer"
    operator = "operator"
    """A person who runs the bot typed it in."""
    worker = "worker"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing, and the day of it on the worker's calendar."""

    what: Happened
    on: date
    source: Source = Source.issuer


def history(draft: Draft, zone: tzinfo | None) -> tuple[HistoryLine, ...]:
    """What happened, in order, the newest at the end."""
    found: list[tuple[datetime, Happened, Source]] = [(draft.began_at, Happened.begun, Source.issuer)]
    sending, back = draft.sending, draft.taken_back
    if sending is not None:
        again = any(one.at < sending.at for one in draft.decisions)
        times = (
            (sending.at, Happened.sent_again if again else Happened.sent),
            (sending.delivered_at, Happened.arrived),
        )
        found += [(at, what, Source.issuer) for at, what in times if at is not None]
    for one in draft.decisions:
        source = Source.worker if one.told else Source.operator if one.by_operator else Source.issuer
        found.append((one.at, _VERDICTS[one.decision.verdict], source))
    if back is not None:
        times = ((back.at, Happened.taken_back), (back.told_at, Happened.told))
        found += [(at, what, Source.issuer) for at, what in times if at is not None]
    found += [(one.at, Happened.warned, Source.issuer) for one in draft.retention.warned]
    lines = [HistoryLine(what, at.astimezone(zone).date(), source) for at, what, source in sorted(found, key=_at)]
    # What an issuer repeats on the same day is told once.
    return tuple(dict.fromkeys(lines))[-MOST:]


_VERDICTS = {verdict: Happened(verdict.value) for verdict in DecisionVerdict}


def _at(one: tuple[datetime, Happened, Source]) -> datetime:
    return one[0]


def said(say: Phrases, lines: tuple[HistoryLine, ...]) -> str:
    """The lines as they are shown, under a heading."""
    return "\n".join([say.phrase("history"), *(_said(say, one) for one in lines)])


def _said(say: Phrases, one: HistoryLine) -> str:
    line = say.phrase(f"history-{one.what.value}", on=one.on)
    by = one.source is not Source.issuer and one.what.value in {verdict.value for verdict in DecisionVerdict}
    return f"{line} {say.phrase(f'history-by-{one.source.value}')}" if by else line
