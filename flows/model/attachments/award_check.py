"""What was found out about an award that a worker showed: one of three answers, and never a guess.

An award is a badge that somebody holds: what Open Badges 2.0 calls an assertion and 3.0 a credential.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeAlias


class CheckMethod(Enum):
    """By what an award was checked."""

    hosted = "hosted"
    """Its issuer's own site says so (Open Badges 2.0)."""
    signed = "signed"
    """Its issuer signed it, and has not taken it back (Open Badges 2.0)."""
    credential = "credential"
    """Its issuer signed it as a credential (Open Badges 3.0)."""


class AwardDoubt(Enum):
    """Why an award could not be checked. Nothing is said against it."""

    photo = "photo"
    """A picture of a kind that holds no award: what Telegram makes of one that is sent as a photo."""
    nothing_inside = "nothing_inside"
    """A PNG or SVG with no award in it."""
    unreadable = "unreadable"
    """A file of no kind that holds awards, or a damaged one."""
    too_large = "too_large"
    too_many = "too_many"
    """More files in one than are looked at."""
    fetching_off = "fetching_off"
    """It would have to be looked up, and the operator has not turned that on."""
    address = "address"
    """It would have to be looked up at an address that is not opened: not https, no public place, or a link to a host
    where this issuer keeps no awards."""
    unreachable = "unreachable"
    busy = "busy"
    """Too much was looked up in the last minute. Later it may work."""
    no_award = "no_award"
    """What stands at the link is no award."""
    no_rules = "no_rules"
    """Nothing is known here of how this issuer's awards are told from others."""
    unknown_key = "unknown_key"
    unknown_signature = "unknown_signature"
    """A kind of signature that cannot be checked here."""
    unknown_form = "unknown_form"
    """An award that leaves something out, or says it in a way that is not understood here."""
    unknown_person = "unknown_person"
    """It does not say by email address whose it is, or no address is known."""
    unknown_status = "unknown_status"
    """It has a list of what was taken back, and the list cannot be had, read or believed."""


class AwardFault(Enum):
    """Why an award is not right."""

    wrong_person = "wrong_person"
    """It is made out to another email address."""
    revoked = "revoked"
    expired = "expired"
    not_yet = "not_yet"
    """It only begins later."""
    signature = "signature"
    """No key of the issuer's made this signature for these words."""
    contradictory = "contradictory"
    """Two things that must be the same differ."""
    other_issuer = "other_issuer"
    elsewhere = "elsewhere"
    """It is not where this issuer keeps its awards."""


@dataclass(frozen=True, slots=True)
class Award:
    """What an award says of itself. Only in `Checked` does anybody vouch for it."""

    id: str
    badge: str
    """The id of the badge, which is an address as a rule; empty where there is none."""
    name: str
    """The badge's title."""
    issuer: str
    """The issuer's name, or its id where no name is known."""
    awarded: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The issuer awarded it to this person, and it holds now."""

    award: Award
    by: CheckMethod


@dataclass(frozen=True, slots=True)
class NotChecked:
    """It could not be checked."""

    why: AwardDoubt
    award: Award | None = None
    """What it says of itself, where that could be read."""


@dataclass(frozen=True, slots=True)
class NotRight:
    """It was checked, and something is wrong with it."""

    why: AwardFault
    award: Award | None = None
    """What it says of itself, where that could be read."""


Finding: TypeAlias = Checked | NotChecked | NotRight


@dataclass(frozen=True, slots=True)
class AwardCheck:
    """One award of those that were shown together."""

    file: str
    """The name of its file in a zip, fit to be shown; empty for one that came alone."""
    finding: Finding
