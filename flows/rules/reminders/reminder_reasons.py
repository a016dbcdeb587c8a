"""Why a person may be reminded: drafts left lying, work that came back, a badge open again, a declaration due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from criteria.library import Library
from criteria.model import Badge, Issuer
from criteria.reminder_rules import ReminderRule
from flows.model.decision import Way
from flows.model.draft import Draft, Outcome, Session
from flows.model.reminders import ReminderKind
from flows.model.stages import Stage
from flows.rules.reminders.reminder_schedule import ReminderReason

_SENT_AND_STANDING = frozenset({None, Outcome.awarded})


def reasons(library: Library, session: Session, zone: tzinfo, now: datetime) -> tuple[ReminderReason, ...]:
    """Every reason there is for reminding somebody, past ones too, whatever they wish and whatever was said."""
    found: list[ReminderReason] = []
    for draft in session.drafts.values():
        badge = library.at(draft.badge, draft.version)
        if badge is not None:
            found += _of_draft(badge, draft, zone)
    found += _again(library, session, zone)
    for issuer in declared_to(library):
        found += _declaration(issuer, session, now.astimezone(zone).date())
    return tuple(found)


def declared_to(library: Library) -> tuple[Issuer, ...]:
    """The issuers to which a worker declares something each year, by id."""
    every = {issuer.id: issuer for issuer in map(library.issuer, library.offered()) if issuer.annual_declaration}
    return tuple(every[name] for name in sorted(every))


def _of_draft(badge: Badge, draft: Draft, zone: tzinfo) -> Iterator[ReminderReason]:
    if draft.is_open and draft.returned is not None:
        yield from _returned(badge, draft, zone)
    elif waits(draft):
        yield from _untouched(badge.nudges.draft, draft, ReminderKind.draft, zone)


def waits(draft: Draft) -> bool:
    """Whether a draft waits for its worker: begun in earnest and not sent, or ready to be taken to the issuer."""
    if draft.stage is Stage.sending:
        return draft.sending is not None and draft.sending.way is Way.hand
    return draft.is_open and draft.right_badge_at is not None


def _untouched(rule: ReminderRule, draft: Draft, kind: ReminderKind, zone: tzinfo) -> Iterator[ReminderReason]:
    touched = draft.touched_at.astimezone(zone).date()
    since = int(draft.touched_at.timestamp())
    for days in rule.days:
        yield ReminderReason(
            kind=kind,
            key=f"{kind.value}:{draft.id}:{since}:{days}",
            about=draft.id,
            day=touched + timedelta(days=days),
            drops=rule.late == "dropped",
            step=days,
        )


def _returned(badge: Badge, draft: Draft, zone: tzinfo) -> Iterator[ReminderReason]:
    returned, nudges = draft.returned, badge.nudges
    if returned is None or returned.reply_by is None:
        yield from _untouched(nudges.draft, draft, ReminderKind.returned, zone)
        return
    came, by = returned.at.astimezone(zone).date(), returned.reply_by
    days = {(by - timedelta(days=before)): before for before in nudges.returned.days}
    if nudges.halfway:
        days.setdefault(came + (by - came) / 2, -1)
    for day, before in sorted(days.items()):
        # What comes on the very day on which the work came back would be said twice over.
        if day > came:
            yield ReminderReason(
                kind=ReminderKind.returned,
                key=f"returned:{draft.id}:{returned.attempt}:{by}:{'half' if before < 0 else before}",
                about=draft.id,
                day=day,
                until=by,
                earliest=came + timedelta(days=1),
                drops=nudges.returned.late == "dropped",
                step=(day - came).days,
            )


def _again(library: Library, session: Session, zone: tzinfo) -> Iterator[ReminderReason]:
    """A badge that may be had every year, and that nobody has begun again since it was sent last."""
    latest = {draft.badge: draft for draft in sorted(session.drafts.values(), key=lambda draft: draft.began_at)}
    for name, draft in latest.items():
        newest = library.latest(name)
        if newest is None or not newest.open or newest.repeat != "yearly" or not standing(draft):
            continue
        day = _open_again(newest, draft, zone)
        if day is not None:
            yield ReminderReason(
                kind=ReminderKind.again,
                key=f"again:{name}:{draft.id}",
                about=name,
                day=day,
                drops=newest.nudges.again.late == "dropped",
            )


def standing(draft: Draft) -> bool:
    """Whether it was sent and not refused since."""
    if draft.sending is None or draft.outcome not in _SENT_AND_STANDING:
        return False
    return draft.stage in (Stage.with_issuer, Stage.closed)


def _open_again(newest: Badge, draft: Draft, zone: tzinfo) -> date | None:
    """The day on which it may be had again: so long after it was sent, or in a new year with that year's version."""
    if draft.sending is None or not newest.nudges.again.days:
        return None
    sent = draft.sending.at.astimezone(zone).date()
    after = sent + timedelta(days=min(newest.nudges.again.days))
    year = newest.age[0]
    begun = int(draft.version.partition("-")[0])
    return min(after, date(max(year, sent.year + 1), 1, 1)) if year > begun else after


def _declaration(issuer: Issuer, session: Session, today: date) -> Iterator[ReminderReason]:
    month = session.person.reminders.declares.get(issuer.id)
    if month is None or issuer.annual_declaration is None:
        return
    rule = issuer.annual_declaration.nudge
    for year in (today.year, today.year + 1):
        first = date(year, month, 1)
        for days in rule.days if first >= today else ():
            yield ReminderReason(
                kind=ReminderKind.declaration,
                key=f"declaration:{issuer.id}:{first:%Y-%m}:{days}",
                about=issuer.id,
                day=first - timedelta(days=days),
                until=first - timedelta(days=1),
                drops=rule.late == "dropped",
                step=-days,
            )
