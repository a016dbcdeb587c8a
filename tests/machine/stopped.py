"""Reminders are the person's own: asked about once, in time, about what still waits, and stopped when they say so."""

from datetime import timedelta

from machine.step import MachineTurn

from flows.engine.events import ButtonPressed, CommandSent, ReminderDue, TextSent
from flows.features.reminders.nudge_screen import Nudge
from flows.features.reminders.screens import AskReminders
from flows.model.reminders import ReminderOutcome
from flows.model.stages import Stage
from flows.rules.reminders import reminder_plan
from flows.rules.reminders.reminder_schedule import is_quiet, window


def stop_is_stop(step: MachineTurn) -> None:
    """Reminders come only to who said yes, and a yes or a no is the person's own; nobody is asked twice."""
    was, now = step.before.person.reminders, step.turn.session.person.reminders
    if now.wanted is not was.wanted:
        by_command = isinstance(step.event, CommandSent) and step.event.name == "stop"
        assert by_command or isinstance(step.event, ButtonPressed | TextSent), step.event
    asked = [reply for reply in step.turn.replies if isinstance(reply, AskReminders)]
    assert len(asked) <= 1
    assert not asked or (was.wanted is None and now.asked == (*was.asked, "sent" if asked[0].sent else "saved"))
    assert len(set(now.asked)) == len(now.asked)
    for reply in step.turn.replies:
        if isinstance(reply, Nudge):
            assert isinstance(step.event, ReminderDue)
            assert was.wanted
            _in_time(step)
            _still_a_reason(step)


def _in_time(step: MachineTurn) -> None:
    """Not while snoozed, unless it could not wait so long; nor in the quiet hours unless the break lies in them."""
    wishes = step.before.person.reminders
    there = step.event.at.astimezone(reminder_plan.zone(wishes, step.event.at))
    if wishes.snooze is not None and wishes.snooze.until > step.event.at:
        over = wishes.snooze.until.astimezone(there.tzinfo).date()
        assert all(
            one.until and one.until < over for one in reminder_plan.due(step.shelf, step.before, step.event.at).say
        )
    breaks = [window(there.date() - back, wishes, there.tzinfo) for back in _DAYS]
    assert not is_quiet(there.time()) or any(start <= there < end for start, end in breaks)


_DAYS = (timedelta(0), timedelta(days=1))


def _still_a_reason(step: MachineTurn) -> None:
    """What is said is of drafts that still wait for the person, and was not said before."""
    was, now = step.before.person.reminders, step.turn.session.person.reminders
    before = {told.key for told in was.told if told.handled is ReminderOutcome.said}
    said = [told for told in now.told if told.handled is ReminderOutcome.said and told.key not in before]
    for told in said:
        assert told.kind not in was.off
        draft = step.before.drafts.get(told.key.split(":")[1])
        assert draft is None or draft.is_open or draft.stage is Stage.sending
