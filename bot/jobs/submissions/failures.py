"""Why a delivery failed, as the worker is told it."""

from collections.abc import Mapping

from bot.issuers.route import FailureReason
from flows.model.decision import Failure

AT_ONCE: Mapping[FailureReason, Failure] = {
    FailureReason.refused: Failure.refused,
    FailureReason.closed: Failure.refused,
    FailureReason.altered: Failure.refused,
    FailureReason.too_large: Failure.too_large,
    FailureReason.too_long: Failure.too_long,
    FailureReason.no_recordings: Failure.no_recordings,
    FailureReason.recording_gone: Failure.recording,
    FailureReason.recording_changed: Failure.recording,
}
"""What one try is enough to know. Anything else that is given up at once is for the operator to put right."""
OURS = frozenset({FailureReason.broke, FailureReason.not_ready})
"""Failures after three days that were not the issuer's fault."""


def at_once(reason: FailureReason) -> Failure:
    """What the worker is told where trying again would not help."""
    return AT_ONCE.get(reason, Failure.ours)


def after_days(reason: FailureReason) -> Failure:
    """What the worker is told where it was tried for as long as is worth it."""
    return Failure.ours if reason in OURS else Failure.unanswered
