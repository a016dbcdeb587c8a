"""How each application stands, for the list of all."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from criteria.routes import Carrier
from flows.engine.screen import Screen
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


class Back(Enum):
    """Whether the issuer knows that an application was taken back."""

    telling = "telling"
    told = "told"
    yourself = "yourself"
    """The worker tells them."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Screen):
    """Every application, with its dates and what happens next."""

    standings: tuple[StatusLine, ...]
