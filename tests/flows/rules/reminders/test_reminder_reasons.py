"""Why somebody may be reminded: from drafts and what the worker told, to the days on which to say so."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from support.talk import LIBRARY, Talk
from transcripts.starts import STARTS, library

from criteria.library import Library
from criteria.reminder_rules import ReminderRule, ReminderRules
from flows.model.decision import Returned
from flows.model.draft import Draft, Outcome, Session
from flows.model.reminders import ReminderKind
from flows.model.stages import Stage
from flows.rules.reminders.reminder_reasons import reasons

SENT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


def days(desk: Session, shelf: Library = LIBRARY, now: datetime = SENT) -> list[tuple[str, str]]:
    """Each reason with its day."""
    found = reasons(shelf, desk, UTC, now)
    return [(one.kind.value, str(one.day)) for one in sorted(found, key=lambda one: (one.day, one.step))]


def with_draft(talk: Talk, **changes: object) -> Session:
    """The desk of a talk, its draft changed."""
    (draft,) = talk.desk.drafts.values()
    return replace(talk.desk, drafts={draft.id: replace(draft, **changes)})


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("agreed", []),
        ("chosen", []),
        ("checking", ["2026-11-23", "2026-11-28", "2026-12-12"]),
        ("answering", ["2026-11-23", "2026-11-28", "2026-12-12"]),
        ("final", ["2026-11-23", "2026-11-28", "2026-12-12"]),
        ("sending", []),
    ],
)
def test_a_draft_counts_once_it_is_begun_in_earnest(start: str, expected: list[str]) -> None:
    """Whoever only looked at a badge, or has sent it, is not told to go on with it."""
    assert [day for kind, day in days(STARTS[start](LIBRARY).desk) if kind == "draft"] == expected


def test_days_are_the_badges_own() -> None:
    """The badge file says on which days, and an empty list means never."""
    badge = next(one for one in LIBRARY.badges if one.open)
    talk = STARTS["answering"](LIBRARY)
    for chosen, expected in (((1, 3), ["2026-11-22", "2026-11-24"]), ((), [])):
        rules = badge.model_copy(update={"nudges": ReminderRules(draft=ReminderRule(days=chosen))})
        shelf = Library(tuple(rules if one is badge else one for one in LIBRARY.badges), LIBRARY.issuers)
        assert [day for _, day in days(talk.desk, shelf)] == expected


@pytest.mark.parametrize(
    ("reply_by", "expected"),
    [
        (date(2026, 12, 21), ["2026-12-06", "2026-12-19"]),
        (date(2026, 11, 25), ["2026-11-23"]),
        (date(2026, 11, 23), ["2026-11-22"]),
        (date(2026, 11, 22), []),
        (None, ["2026-11-23", "2026-11-28", "2026-12-12"]),
    ],
)
def test_returned_work_has_its_date(reply_by: date | None, expected: list[str]) -> None:
    """Half-way and two days before, never twice on a day, and without a date as any draft."""
    talk = STARTS["with_issuer"](LIBRARY)
    returned = Returned(attempt=1, at=SENT, comment="", reply_by=reply_by, all_open=False, questions=())
    desk = with_draft(talk, stage=Stage.returned, returned=returned, touched_at=SENT)
    assert [day for kind, day in days(desk) if kind == "returned"] == expected
    assert not [day for kind, day in days(desk) if kind == "draft"]


@pytest.mark.parametrize(
    ("sent", "version", "expected"),
    [
        ("2026-11-21", "2025-1", "2027-11-22"),
        ("2026-11-21", "2025-2", "2027-11-22"),
        ("2026-11-21", "2026-1", "2027-01-01"),
        ("2026-11-21", "2028-1", "2027-11-22"),
        ("2028-02-29", "2025-1", "2029-03-01"),
        ("2027-03-01", "2025-1", "2028-03-01"),
    ],
)
def test_a_yearly_badge_opens_again(sent: str, version: str, expected: str) -> None:
    """A year and a day after sending, leap years too, or in a new year that has a version of its own."""
    badge = next(one for one in LIBRARY.badges if one.open)
    shelf = library(badge.model_copy(update={"version": version})) if version != badge.version else LIBRARY
    desk = _closed(sent)
    assert days(desk, shelf) == [("again", expected)]


def _closed(sent: str, outcome: Outcome | None = Outcome.awarded) -> Session:
    talk = STARTS["with_issuer"](LIBRARY)
    sending = talk.draft.sending
    assert sending is not None
    at = datetime.fromisoformat(sent).replace(hour=12, tzinfo=UTC)
    return with_draft(talk, stage=Stage.closed, outcome=outcome, sending=replace(sending, at=at))


@pytest.mark.parametrize("outcome", [Outcome.declined, Outcome.withdrawn, Outcome.revoked, Outcome.not_for_me])
def test_what_was_refused_is_not_offered_again(outcome: Outcome) -> None:
    """Nobody is told a year on of a badge that they did not get."""
    assert days(_closed("2026-11-21", outcome)) == []


def test_a_badge_begun_again_is_not_offered_again() -> None:
    """Once the new draft is there, the old one is no reason any more."""
    desk = _closed("2026-11-21")
    (old,) = desk.drafts.values()
    later = SENT + timedelta(days=400)
    new = Draft("new", old.badge, old.version, Stage.checking, later, later)
    assert days(replace(desk, drafts={**desk.drafts, "new": new})) == []


@pytest.mark.parametrize(
    ("month", "now", "expected"),
    [
        (3, "2026-11-21", ["2027-01-30", "2027-02-22"]),
        (3, "2027-03-01", ["2027-01-30", "2027-02-22", "2028-01-31", "2028-02-23"]),
        (3, "2027-03-02", ["2028-01-31", "2028-02-23"]),
        (1, "2026-11-21", ["2026-12-02", "2026-12-25"]),
    ],
)
def test_a_declaration_has_its_month(month: int, now: str, expected: list[str]) -> None:
    """Thirty and seven days before the first of it, this year's or the next, a leap year too."""
    talk = STARTS["agreed"](LIBRARY)
    wishes = replace(talk.desk.person.reminders, declares={"sssc": month})
    desk = replace(talk.desk, person=replace(talk.desk.person, reminders=wishes))
    moment = datetime.fromisoformat(now).replace(hour=9, tzinfo=UTC)
    found = [one for one in reasons(LIBRARY, desk, UTC, moment) if one.kind is ReminderKind.declaration]
    first = min(one.until for one in found if one.until)
    shown = sorted(str(one.day) for one in found if one.until == first or len(expected) > 2)
    assert shown == expected
    assert all(one.drops for one in found)
