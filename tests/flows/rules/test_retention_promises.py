"""What runs out: never early, never late by more than a day of the bot's time, never without both warnings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from support.talk import LIBRARY

from flows.engine.buttons import Action, Button
from flows.engine.events import ButtonPressed, RetentionDue
from flows.features.retention.screens import Expiring
from flows.model.decision import Decided, Decision, DecisionVerdict
from flows.model.draft import Consent, Draft, Outcome, Person, Sending, Session, WithdrawnSubmission
from flows.model.retention_schedule import RetentionSchedule
from flows.model.stages import Stage
from flows.router.turn import take_turn
from flows.rules.retention_terms import Contact, terms

BEGAN = datetime(2026, 7, 5, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
BADGE = LIBRARY.offered()[0]
SCHEDULE = RetentionSchedule()
SENDING = Sending("TB-7KQ4-M2XP", 1, BEGAN, BEGAN)
_DRAFT = Draft("d1", BADGE.id, BADGE.version, Stage.answering, BEGAN, BEGAN, right_badge_at=BEGAN)
DRAFTS = {
    SCHEDULE.draft_days: _DRAFT,
    SCHEDULE.set_aside_days: replace(_DRAFT, stage=Stage.closed, outcome=Outcome.not_for_me),
    SCHEDULE.decided_days: replace(
        _DRAFT,
        stage=Stage.closed,
        outcome=Outcome.declined,
        sending=SENDING,
        decisions=(Decided(1, BEGAN, Decision(DecisionVerdict.declined)),),
    ),
    SCHEDULE.withdrawn_days + 0.5: replace(
        _DRAFT, stage=Stage.closed, outcome=Outcome.withdrawn, taken_back=WithdrawnSubmission(BEGAN + DAY / 2)
    ),
}
HOURS = st.one_of(st.integers(1, 24), st.integers(24, 24 * 90), st.integers(-24 * 40, -1))
"""From one look to the next: the bot runs, is off for weeks, or its clock is put back."""


def session(draft: Draft) -> Session:
    """Somebody with one draft."""
    return Session(Person("telegram:7", Consent("2026-12", BEGAN)), {draft.id: draft})


def looked(desk: Session, at: datetime, *, warns: bool = True) -> tuple[Session, bool]:
    """A look at that moment, and whether it said anything."""
    turn = take_turn(LIBRARY, desk, RetentionDue(at=at, fresh="0" * 32, active_at=BEGAN, warns=warns))
    return turn.session, any(isinstance(one, Expiring) for one in turn.screens)


PRESSED_AFTER_THE_CLOCK_WENT_BACK = [(82 * 24, 2), (-30 * 24, 9), (60 * 24, 2), (60 * 24, 2)]
"""A warning is dated later than the press of "keep it" that answers it: the press counts all the same."""
PRESSED_AGAIN_EARLIER = [(90 * 24, 9), (80 * 24, 2), (-24 * 39, 2), (-24 * 39, 2), (-24 * 3, 9), (89 * 24, 2)] + [
    (24 * 31, 2)
] * 3
"""By a clock that was put back, "keep it" is pressed before the moment of an earlier press."""


# A failure is found in a second, and to shrink it by thousands of turns took two minutes: it is told as it was found.
@settings(max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.sampled_from(sorted(DRAFTS)), st.lists(st.tuples(HOURS, st.integers(0, 9)), min_size=4, max_size=30))
@example(SCHEDULE.withdrawn_days + 0.5, PRESSED_AFTER_THE_CLOCK_WENT_BACK)
@example(SCHEDULE.set_aside_days, PRESSED_AGAIN_EARLIER)
def test_never_early_and_never_without_warnings(days: float, looks: Sequence[tuple[int, int]]) -> None:
    """Whatever restarts, nights, changes of the clock and presses of "keep it" there are."""
    desk, at, since = session(DRAFTS[days]), BEGAN, BEGAN
    warned: list[datetime] = []
    for hours, chance in looks:
        at += timedelta(hours=hours)
        desk, said = looked(desk, at, warns=chance > 1)
        if said:
            warned.append(at)
        if not desk.drafts:
            assert at >= since + int(days) * DAY
            before = sorted(one for one in warned if one <= at)
            assert any(at - one >= 30 * DAY for one in before)
            assert any(at - one >= 7 * DAY for one in before[1:])
            return
        if chance == 9 and warned:
            press = ButtonPressed(at=at, fresh="0" * 32, data=Button(Action.keep_data).data, message=1)
            desk = take_turn(LIBRARY, desk, press).session
            assert not any(one.warned for one in terms(SCHEDULE, desk, Contact(at), at))
            since, warned = max(since, at), []


@settings(max_examples=25)
@given(
    st.sampled_from(sorted(DRAFTS)),
    st.integers(0, 800),
    st.lists(st.integers(1, 7), min_size=1, max_size=9),
)
def test_never_late_by_more_than_a_day(days: float, asleep: int, hours: Sequence[int]) -> None:
    """Where the bot runs from some day on, all is gone within a day after it was due and told of."""
    desk, at = session(DRAFTS[days]), BEGAN + asleep * DAY
    due = max(BEGAN + days * DAY, at + 30 * DAY)
    step = 0
    # The days until something happens are the same for every look.
    at = max(at, BEGAN + (days - 31) * DAY)
    while desk.drafts:
        desk, _ = looked(desk, at)
        at += timedelta(hours=hours[step % len(hours)])
        step += 1
    assert at - due <= DAY


@given(st.integers(0, 4_000))
@settings(max_examples=10)
def test_what_an_issuer_is_to_decide_on_never_runs_out(days: int) -> None:
    """However long it takes, the evidence is there when the decision comes."""
    with_issuer = replace(_DRAFT, stage=Stage.with_issuer, sending=SENDING)
    desk, said = looked(session(with_issuer), BEGAN + days * DAY)
    assert desk.drafts
    assert not said
