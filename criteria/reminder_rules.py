"""The reminder rules of badge and issuer files: kinds and days."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.fields import Flag, Line, Model, Whole

Days = Annotated[Whole, Field(ge=0, le=731)]


class ReminderRule(Model):
    """One kind of reminder: on which days, and what becomes of one that could not be sent on its day."""

    days: tuple[Days, ...]
    """How many days after or before; one reminder for each. An empty list means none of this kind."""
    late: Literal["sent", "dropped"] = "sent"
    """What becomes of a reminder that is more than a day late, after an outage."""
    text: Line | None = None
    """A sentence of the issuer's own, said with the reminder."""


class ReminderRules(Model):
    """The reminders of a badge."""

    draft: ReminderRule = ReminderRule(days=(2, 7, 21))
    """Days after the worker last touched a draft. After the last of them there is silence."""
    returned: ReminderRule = ReminderRule(days=(2,))
    """Days before the date by which returned work must be sent again. Without a date, the days of `draft` count."""
    halfway: Flag = True
    """Whether there is one half-way to that date as well."""
    again: ReminderRule = ReminderRule(days=(366,))
    """Days after sending a badge with `repeat: yearly` until it is open again."""


class AnnualDeclaration(Model):
    """What a registered worker declares to their regulator each year, in a month that they tell the bot."""

    title: Line
    """What it is called, in the middle of a sentence."""
    gather: tuple[Line, ...] = Field(min_length=1)
    """What to have ready."""
    nudge: ReminderRule = ReminderRule(days=(30, 7), late="dropped")
    """Days before the first day of that month."""
