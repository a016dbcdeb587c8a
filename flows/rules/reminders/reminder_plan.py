"""What is planned for a person: their reasons and wishes brought together, in their own zone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from criteria.library import Library
from flows.model.draft import Session
from flows.model.reminders import ReminderOutcome, ReminderPreferences, ReminderTold
from flows.rules.reminders import reminder_schedule
from flows.rules.reminders.clock_and_zone import zone_of
from flows.rules.reminders.reminder_reasons import reasons
from flows.rules.reminders.reminder_schedule import DueReminders, Planned, ReminderReason

MORNING = time(10)
"""When news that can wait is told."""
_DAY = timedelta(days=1)


def zone(wishes: ReminderPreferences, now: datetime) -> tzinfo:
    """Where the person's clock is: as they said, or where the operator's is, which every event brings along."""
    own = zone_of(wishes.zone) or now.tzinfo
    if own is None:
        raise ValueError("an event's time has a zone")
    return own


def morning_after(day: date, wishes: ReminderPreferences, now: datetime) -> datetime:
    """When to tell of something once a day has passed where the operator is: in the person's morning."""
    over, there = datetime.combine(day + _DAY, time(0), now.tzinfo), zone(wishes, now)
    first = over.astimezone(there).date()
    days = (first + ahead * _DAY for ahead in range(2))
    return next(at for at in (datetime.combine(one, MORNING, there) for one in days) if at >= over)


def night_until(wishes: ReminderPreferences, now: datetime) -> datetime | None:
    """Where it is night for a person, their next morning; None by day."""
    local = now.astimezone(zone(wishes, now))
    if not reminder_schedule.is_quiet(local.time()):
        return None
    day = local.date() if local.time() < MORNING else local.date() + _DAY
    return datetime.combine(day, MORNING, local.tzinfo)


def every_reason(library: Library, session: Session, now: datetime) -> tuple[ReminderReason, ...]:
    """Every reason for reminding somebody, whatever they wish."""
    return reasons(library, session, zone(session.person.reminders, now), now)


def due(library: Library, session: Session, now: datetime) -> DueReminders:
    """What is due for a person."""
    wishes = session.person.reminders
    return reminder_schedule.due(every_reason(library, session, now), wishes, zone(wishes, now), now)


def coming(library: Library, session: Session, now: datetime) -> Planned | None:
    """When to look at a person's reminders next, and for what; None where nothing is to come."""
    return due(library, session, now).next


def next_at(library: Library, session: Session, now: datetime) -> datetime | None:
    """When to look at a person's reminders next; None where nothing is to come."""
    return due(library, session, now).next_at


def said(wishes: ReminderPreferences, found: DueReminders, now: datetime) -> ReminderPreferences:
    """The wishes once all that is due was said."""
    done = [ReminderTold(one.key, one.kind, now) for one in found.say]
    done += [ReminderTold(one.key, one.kind, now, why) for one, why in found.drop]
    kept = tuple(one for one in wishes.told if one.key not in {new.key for new in done})
    # What could not wait for the end of a silence does not end it.
    snooze = wishes.snooze if wishes.snooze is not None and wishes.snooze.until > now else None
    return replace(wishes, told=(*kept, *done), last_at=now, snooze=snooze)


def foreseen(
    library: Library, session: Session, first: datetime, end: datetime
) -> Iterator[tuple[datetime, tuple[ReminderReason, ...]]]:
    """Each message that a person gets until then, if nobody does anything meanwhile and all of them get through.

    `first` is the moment at which they are looked at first, in the operator's zone.
    """
    # In one zone the hour that comes twice in autumn would compare as one.
    now, end = first, end.astimezone(UTC)
    while now <= end:
        found = due(library, session, now)
        if found.say:
            yield now, found.say
            wishes = said(session.person.reminders, found, now)
        else:
            wishes = settled(library, session, now)
        session = replace(session, person=replace(session.person, reminders=wishes))
        following = next_at(library, session, now)
        if following is None:
            return
        now = following.astimezone(first.tzinfo)


def plan(library: Library, session: Session, now: datetime) -> tuple[Planned, ...]:
    """Everything that is to come for a person, as things stand, the soonest first, in their own time."""
    wishes = session.person.reminders
    there = zone(wishes, now)
    found = reminder_schedule.planned(every_reason(library, session, now), wishes, there, now)
    return tuple(replace(one, at=one.at.astimezone(there)) for one in found)


def settled(library: Library, session: Session, now: datetime) -> ReminderPreferences:
    """The wishes with what has become too late noted, and without notes on what is no reason any more."""
    wishes = session.person.reminders
    if not wishes.wanted:
        return wishes
    every = every_reason(library, session, now)
    found = reminder_schedule.due(every, wishes, zone(wishes, now), now)
    # What another takes the place of is done with once that one is said.
    dropped = [
        ReminderTold(one.key, one.kind, now, why) for one, why in found.drop if why is not ReminderOutcome.overtaken
    ]
    keys = {one.key for one in every}
    told = tuple(one for one in (*wishes.told, *dropped) if one.key in keys)
    snooze = wishes.snooze
    if snooze is not None and snooze.until <= now and not keys & {*snooze.keys}:
        snooze = None
    if (told, snooze) == (wishes.told, wishes.snooze):
        return wishes
    return replace(wishes, told=told, snooze=snooze)
