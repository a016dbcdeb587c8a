"""Why a delivery failed, for the operator, and what its worker is told of that."""

from collections.abc import Mapping

from bot.issuers.route import Reason
from flows.decisions import Failure

AT_ONCE: Mapping[Reason, Failure] = {
    Reason.refused: Failure.refused,
    Reason.closed: Failure.refused,
    Reason.altered: Failure.refused,
    Reason.too_large: Failure.too_large,
    Reason.too_long: Failure.too_long,
    Reason.no_recordings: Failure.no_recordings,
    Reason.recording_gone: Failure.recording,
    Reason.recording_changed: Failure.recording,
}
"""What one try is enough to know. Anything else that is given up at once is for the operator to put right."""
OURS = frozenset({Reason.broke, Reason.not_ready})
"""What was tried for three days, and was never the issuer's doing."""


def at_once(reason: Reason) -> Failure:
    """What the worker is told where trying again would not help."""
    return AT_ONCE.get(reason, Failure.ours)


def after_days(reason: Reason) -> Failure:
    """What the worker is told where it was tried for as long as is worth it."""
    return Failure.ours if reason in OURS else Failure.unanswered
