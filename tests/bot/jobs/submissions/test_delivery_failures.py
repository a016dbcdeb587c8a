"""What a worker is told of a delivery that was given up: kinds of reasons, and nothing of the error."""

import pytest

from bot.issuers.route import FailureReason
from bot.jobs.submissions.deliver import after_days, at_once
from flows.model.decision import Failure


@pytest.mark.parametrize("reason", FailureReason, ids=lambda reason: reason.value)
def test_three_days_are_told_of_nothing_shorter(reason: FailureReason) -> None:
    """That it was tried for days is said only where it was."""
    assert at_once(reason) not in (Failure.unanswered, Failure.stopped)
    assert after_days(reason) in (Failure.unanswered, Failure.ours)


def test_what_the_worker_can_change_is_told_as_it_is() -> None:
    """Too large, too long, no room for recordings, and a broken recording each say what to do."""
    assert at_once(FailureReason.too_large) is Failure.too_large
    assert at_once(FailureReason.too_long) is Failure.too_long
    assert at_once(FailureReason.no_recordings) is Failure.no_recordings
    assert at_once(FailureReason.recording_gone) is at_once(FailureReason.recording_changed) is Failure.recording


@pytest.mark.parametrize(
    "reason", [FailureReason.not_mapped, FailureReason.form_changed, FailureReason.not_allowed, FailureReason.taken]
)
def test_what_only_the_operator_can_mend_is_nobody_elses_fault(reason: FailureReason) -> None:
    """A file, a setting or an inbox that is wrong is never told as the issuer's refusal."""
    assert at_once(reason) is Failure.ours
    assert after_days(FailureReason.broke) is Failure.ours
