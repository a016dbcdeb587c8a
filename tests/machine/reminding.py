"""Reminders: wanted or not, put off, stopped, chosen, and the calendar that brings them in between everything else."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.writing import Writes

from flows.engine.events import ReminderDue, ReminderUnsent
from flows.engine.payloads import NOTHING, OfIssuer
from flows.engine.prompts import Beneath, Prompt, PromptKind
from flows.rules.reminders import reminder_plan

wishes = st.sampled_from(
    ["rem", "kind||1", "kind||2", "kind||3", "kind||4", "break", "at||1", "at||5", "at||6", "days", "weekday||1",
     "weekday||6", "weekday||7", "days-ok", "zone", "here", "month", "in||sssc:3", "in||sssc:12", "done||sssc", "go||1",
     "go||2", "go||d:x", "go||a:cpl-2025-leadership"]
)  # fmt: skip
typed = st.sampled_from(
    ["22:30", "half past six", "3am", "Tokyo", "Europe/London", "1 3", "6, 7", "March", "stop", "back"]
)


class IsReminded(Writes):
    """Somebody who wants to be reminded, or not."""

    @rule(yes=st.sampled_from([True, True, False]), off=st.booleans())
    def says_whether(self, yes: bool, off: bool) -> None:
        """Says yes, no, or stop."""
        self.press_data("rem-yes||" if yes else "rem-off||" if off else "rem-no||")

    @rule(wish=wishes)
    def chooses(self, wish: str) -> None:
        """Chooses something of them, by a button that may be old."""
        self.press_data(wish if "|" in wish else f"{wish}||")

    @rule(
        said=typed,
        ask=st.sampled_from(
            [
                PromptKind.break_time,
                PromptKind.days,
                PromptKind.zone,
                PromptKind.month,
                PromptKind.reminders,
                PromptKind.nudge,
            ]
        ),
    )
    def types_a_wish(self, said: str, ask: PromptKind) -> None:
        """Types a time, days, a place or a month."""
        beneath = Beneath(self.shown() or Prompt(PromptKind.badge))
        about = beneath if ask is PromptKind.nudge else OfIssuer("sssc") if ask is PromptKind.month else NOTHING
        self.send(said, Prompt(ask, self.desk.person.in_hand or "", about))

    @rule(unsaid=st.sampled_from([False, False, True]), wait=st.sampled_from(["", "hour", "day", "week", "stop"]))
    def the_calendar_comes_to_them(self, unsaid: bool, wait: str) -> None:
        """The time has come for what is planned next; it is said or not, and perhaps put off."""
        moment = reminder_plan.next_at(self.shelf, self.desk, self.now)
        if moment is None or moment - self.now > timedelta(days=800):
            return
        self.now = max(self.now, moment.astimezone(self.now.tzinfo))
        self._due()
        if unsaid:
            at, fresh = self.stamp(60)
            self.take(ReminderUnsent(at=at, fresh=fresh))
        elif wait:
            self.press_data("rem-off||" if wait == "stop" else f"{wait}||")

    @rule(hours=st.integers(0, 60))
    def the_calendar_comes_at_any_time(self, hours: int) -> None:
        """It is looked whether anything is due, at any hour."""
        self.now += timedelta(hours=hours)
        self._due()

    def _due(self) -> None:
        at, fresh = self.stamp(0)
        self.take(ReminderDue(at=at, fresh=fresh, under=self.shown()))

    @precondition(lambda self: self.places)
    @rule(size=st.integers(1, 80), back=st.integers(1, 3))
    def writes_under_a_reminder(self, size: int, back: int) -> None:
        """Writes under a reminder what belongs to the place beneath it."""
        beneath = self.shown(back)
        assert beneath is not None
        over = Prompt(PromptKind.nudge, beneath.draft, Beneath(beneath.beneath))
        self.send(self.written(size), over)
