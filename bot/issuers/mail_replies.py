"""Interprets a mail server's reply as the outcome of a delivery.

Where a reply has an enhanced status (RFC 3463, RFC 5248), that decides: the three digits before it are of a few kinds
only, and servers disagree on which to use. Without one, the code decides, and for 552 and 452 the words: RFC 5321 has
one code for a mailbox that is full and for a message that is too large.
"""

import re
from enum import Enum

from bot.issuers.route import DeliveryError, FailureReason, GaveUp, RetryLater

GREYLIST_SECONDS = 60.0
"""How long to leave a server alone that says "later"."""


class Step(Enum):
    """What was refused."""

    session = "session"
    """The connection, its greeting, or what is said to set it up."""
    login = "login"
    sender = "sender"
    recipient = "recipient"
    message = "message"


# Some write the status in brackets or behind a "#".
_STATUS = re.compile(r"\s*[#\[(]?(?P<class>[245])\.(?P<subject>\d{1,3})\.(?P<detail>\d{1,3})\b")
_FULL = re.compile(r"quota|storage|space|mailbox (is )?full|full mailbox|over ?limit", re.IGNORECASE)

_TOO_LARGE = frozenset({(2, 3), (3, 4)})
"""The message is longer than the mailbox, or the system, takes."""
_NO_ROOM = frozenset({(2, 2), (3, 1)})
"""The mailbox, or the system, is full: somebody can put that right."""
_NOT_LET_IN = frozenset({(7, 3), (7, 8), (7, 9), (7, 11), (7, 12), (7, 14), (7, 57), (7, 60), (7, 139)})
"""The login or its rights are not what they must be. Those from 57 on are Microsoft's."""
_SENT_ENOUGH = frozenset({(4, 5), (1, 90), (3, 2)})
"""So much was sent today that no more is taken (Google's and Microsoft's), or the server takes nothing just now."""


def meaning(code: int, text: str, step: Step) -> DeliveryError:
    """What a reply means that refused a step: RetryLater where waiting or the operator can help, otherwise GaveUp."""
    if step is Step.login or code in (530, 534, 535, 538):
        # Nothing is said of the submission, and the operator can put it right.
        return RetryLater(FailureReason.not_allowed)
    status = _STATUS.match(text)
    if status is None:
        return _by_code(code, text, step)
    found = (int(status["subject"]), int(status["detail"]))
    return _by_status(found, step, lasting=status["class"] == "5")


def _by_status(found: tuple[int, int], step: Step, *, lasting: bool) -> DeliveryError:
    if found in _NO_ROOM:
        return RetryLater(FailureReason.full, after=GREYLIST_SECONDS)
    if found in _TOO_LARGE:
        return GaveUp(FailureReason.too_large)
    if found in _SENT_ENOUGH:
        return RetryLater(FailureReason.busy, after=GREYLIST_SECONDS)
    if found in _NOT_LET_IN or (lasting and step is Step.sender and found[0] == 7):
        return RetryLater(FailureReason.not_allowed)
    return _otherwise(step, lasting=lasting)


def _by_code(code: int, text: str, step: Step) -> DeliveryError:
    if code in (452, 552) and _FULL.search(text):
        return RetryLater(FailureReason.full, after=GREYLIST_SECONDS)
    if code == 552:
        return GaveUp(FailureReason.too_large)
    return _otherwise(step, lasting=500 <= code < 600)


def _otherwise(step: Step, *, lasting: bool) -> DeliveryError:
    if lasting and step is not Step.session:
        return GaveUp(FailureReason.refused)
    return RetryLater(FailureReason.unreachable, after=GREYLIST_SECONDS)
