"""What a worker is told of a delivery that was given up: kinds of reasons, and nothing of the error."""

import pytest

from bot import failures
from bot.issuers.route import Reason
from flows.decisions import Failure


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.value)
def test_three_days_are_told_of_nothing_shorter(reason: Reason) -> None:
    """That it was tried for days is said only where it was."""
    assert failures.at_once(reason) not in (Failure.unanswered, Failure.stopped)
    assert failures.after_days(reason) in (Failure.unanswered, Failure.ours)


def test_what_the_worker_can_change_is_told_as_it_is() -> None:
    """Too large, too long, no room for recordings, and a broken recording each say what to do."""
    assert failures.at_once(Reason.too_large) is Failure.too_large
    assert failures.at_once(Reason.too_long) is Failure.too_long
    assert failures.at_once(Reason.no_recordings) is Failure.no_recordings
    assert failures.at_once(Reason.recording_gone) is failures.at_once(Reason.recording_changed) is Failure.recording


@pytest.mark.parametrize("reason", [Reason.not_mapped, Reason.form_changed, Reason.not_allowed, Reason.taken])
def test_what_only_the_operator_can_mend_is_nobody_elses_fault(reason: Reason) -> None:
    """A file, a setting or an inbox that is wrong is never told as the issuer's refusal."""
    assert failures.at_once(reason) is Failure.ours
    assert failures.after_days(Reason.broke) is Failure.ours
