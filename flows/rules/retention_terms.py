"""When each thing of a worker's runs out, when they are told, and what is due now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from flows.model.draft import AudioPart, Draft, Outcome, Session
from flows.model.retention_notes import RetentionNotes
from flows.model.retention_schedule import (
    FIRST_WARNING_DAYS,
    LAST_WARNING_DAYS,
    RetentionKind,
    RetentionSchedule,
)
from flows.model.stages import Stage

FIRST_WARNING = timedelta(days=FIRST_WARNING_DAYS)
LAST_WARNING = timedelta(days=LAST_WARNING_DAYS)

_OF_OUTCOME = {
    Outcome.awarded: RetentionKind.decided,
    Outcome.declined: RetentionKind.decided,
    Outcome.revoked: RetentionKind.decided,
    Outcome.withdrawn: RetentionKind.withdrawn,
}


@dataclass(frozen=True, slots=True)
class Contact:
    """What is known of a person beside their session. Times in UTC."""

    active_at: datetime
    """When they last sent anything."""
    blocked_at: datetime | None = None
    """When they blocked the bot; None where they did not, or wrote since."""


@dataclass(frozen=True, slots=True)
class RetentionTerm:
    """One thing that runs out. All its times are in UTC."""

    kind: RetentionKind
    about: str
    """The draft; empty for the details of the person."""
    ends: datetime
    """When its period is over."""
    warned: tuple[datetime, ...]
    """The warnings that count: of this period, and not of a time that is still to come."""

    @property
    def warn_at(self) -> datetime | None:
        """When the next warning is due; None where both were given."""
        if not self.warned:
            return self.ends - FIRST_WARNING
        return self.gone_at - LAST_WARNING if len(self.warned) == 1 else None

    @property
    def gone_at(self) -> datetime:
        """When it may go: its period is over, and both warnings were given so long before, as they said."""
        times = [self.ends]
        if self.warned:
            times.append(self.warned[0] + FIRST_WARNING)
        times.extend(at + LAST_WARNING for at in self.warned[1:2])
        return max(times)

    @property
    def next_at(self) -> datetime:
        """When there is something to do about it."""
        return self.warn_at or self.gone_at


def terms(schedule: RetentionSchedule, session: Session, contact: Contact, now: datetime) -> tuple[RetentionTerm, ...]:
    """All that runs out some day. What an issuer has and is still to decide on is not among it."""
    return tuple(_terms(schedule, session, contact, now.astimezone(UTC)))


def _terms(schedule: RetentionSchedule, session: Session, contact: Contact, now: datetime) -> Iterator[RetentionTerm]:
    for draft in session.drafts.values():
        for kind, since in _periods(draft):
            if kind is RetentionKind.files and (schedule.files_days >= schedule.decided_days or not has_files(draft)):
                continue
            yield _term(schedule, contact, now, kind, since, draft.id, draft.retention)
    if not session.drafts and session.person.consent is not None:
        yield _term(schedule, contact, now, RetentionKind.details, contact.active_at, "", session.person.retention)


def _periods(draft: Draft) -> Iterator[tuple[RetentionKind, datetime]]:
    """The kinds that a draft is of, each with the moment from which it counts."""
    if draft.stage is Stage.with_issuer:
        return
    if draft.stage is Stage.sending and draft.sending is not None:
        yield RetentionKind.undelivered, draft.sending.at
    elif draft.stage is not Stage.closed:
        yield RetentionKind.draft, _left_at(draft)
    elif draft.outcome is Outcome.withdrawn and draft.taken_back is not None:
        yield RetentionKind.withdrawn, draft.taken_back.at
    else:
        kind = _OF_OUTCOME.get(draft.outcome, RetentionKind.set_aside) if draft.outcome else RetentionKind.set_aside
        since = draft.decisions[-1].at if draft.decisions and kind is RetentionKind.decided else draft.touched_at
        yield kind, since
        # What the worker alone has told of may still come back from its issuer, and be sent again.
        if kind is RetentionKind.decided and not draft.told and draft.retention.files_gone_at is None:
            yield RetentionKind.files, since


def has_files(draft: Draft) -> bool:
    """Whether recordings or award files of a draft are kept."""
    answers = draft.answers.values()
    parts = (*(part for answer in answers for part in (*answer.parts, *answer.struck)), *draft.unplaced)
    return (
        any(isinstance(part, AudioPart) and part.heard is not None for part in parts)
        or any(one.found is not None and one.found.file is not None for one in draft.awards)
        or any(one.decision.credential is not None for one in draft.decisions)
    )


def _left_at(draft: Draft) -> datetime:
    """From when an unsent draft counts: not before the day until which its issuer waits for it."""
    if draft.returned is None:
        return draft.touched_at
    by = draft.returned.reply_by
    waits = datetime.combine(by, time.max, draft.touched_at.tzinfo) if by else draft.returned.at
    return max(draft.touched_at, draft.returned.at, waits)


def _term(
    schedule: RetentionSchedule,
    contact: Contact,
    now: datetime,
    kind: RetentionKind,
    since: datetime,
    about: str,
    notes: RetentionNotes,
) -> RetentionTerm:
    since = max(since, notes.kept_at or since).astimezone(UTC)
    ends = since + timedelta(days=schedule.days(kind))
    if contact.blocked_at is not None:
        ends = min(ends, max(since, contact.blocked_at) + timedelta(days=schedule.blocked_days))
    first = max(since, ends - FIRST_WARNING)
    given = sorted(one.at.astimezone(UTC) for one in notes.warned if one.kind is kind)
    return RetentionTerm(kind, about, ends, tuple(at for at in given if first <= at <= now))


def to_warn(found: tuple[RetentionTerm, ...], now: datetime) -> tuple[RetentionTerm, ...]:
    """What the worker is to be told of now."""
    return tuple(one for one in found if one.warn_at is not None and one.warn_at <= now)


def to_remove(found: tuple[RetentionTerm, ...], now: datetime) -> tuple[RetentionTerm, ...]:
    """What is to go now."""
    return tuple(one for one in found if one.warn_at is None and one.gone_at <= now)
