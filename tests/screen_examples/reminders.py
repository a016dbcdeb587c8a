"""Examples of reminders: each kind, state, day and month."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from itertools import product

from screen_examples.samples import AT, DAY, ISSUER
from support.talk import LIBRARY

from flows.engine.screen import Screen
from flows.features.reminders.nudge_screen import Lies, Nudge, NudgeLine
from flows.features.reminders.screens import (
    AskBreak,
    AskDays,
    AskMonth,
    AskReminders,
    AskZone,
    PlanLine,
    QuietUntil,
    ReminderList,
)
from flows.model.reminders import ReminderKind
from flows.rules.held_badges import Tally


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    day = DAY
    lines = [
        NudgeLine(kind, "A badge", "SSSC", lies, done=1, of=of, words=1, about=about, by=by, on=day, text="Some text.")
        for kind, lies, of, about, by in product(ReminderKind, Lies, (0, 2), (True, False), (day, None))
    ]
    again = next(line for line in lines if line.kind is ReminderKind.again)
    lines += [replace(again, earned=True), replace(again, newer="A badge of this year")]
    tally = Tally(held=3, of=23, needed=23, checked=0, given=0, waiting=0, doubtful=0)
    yield from (Nudge(lines=(line,), until=AT) for line in (*lines, replace(lines[0], held=tally)))
    yield Nudge(lines=tuple(lines[:3]), until=AT)
    yield from (Nudge(lines=(replace(lines[-1], month=month),), until=AT) for month in range(1, 13))
    declared = next(one for one in LIBRARY.issuers if one.annual_declaration).annual_declaration
    yield from (
        ReminderList(
            wanted=wanted,
            plan=tuple(PlanLine(kind, "A badge", day) for kind in ReminderKind) * planned,
            more=planned, at=time(10, 30), days=(day_of_week,), zone="Europe/Paris",
            kinds=tuple((kind, wanted) for kind in ReminderKind),
            months=((declared, day_of_week + 5),), snoozed=AT,
        )
        for wanted, planned, day_of_week in product((True, False), (0, 1), range(1, 8))
    )  # fmt: skip
    yield from (kind(doubt=doubt) for kind in (AskBreak, AskZone) for doubt in (True, False))
    yield AskZone(namesakes=True)
    yield AskDays(days=(1, 2), doubt=True)
    yield AskMonth(issuer=ISSUER, title="annual declaration", doubt=True)
    yield QuietUntil(on=AT.date())
    yield from (AskReminders(sent=True, yearly=yearly) for yearly in (True, False))
