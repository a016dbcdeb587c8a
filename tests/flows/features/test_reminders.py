"""Reminders in the talk: whose words they never repeat, where they lead, and what a traveller gets."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.talk import Talk
from transcripts.starts import STARTS

from flows.model.reminders import ReminderKind, ReminderPreferences, ReminderTold
from flows.model.stages import Stage
from flows.rules.reminder_schedule import ReminderReason, due

SECRETS = ("hullabaloo", "Morag Zzyzx", "zzyzx@example.org", "7654321", "Quagmire House", "xylophone.example")
ON = ReminderPreferences(wanted=True)


def told_all() -> Talk:
    """Somebody whose answers, details and link hold words that nobody else would say."""
    talk = STARTS["checking"](STARTS["new"]().shelf)
    for said in ("Morag Zzyzx", "zzyzx@example.org", "7654321", "3", "done", "Quagmire House", "hullabaloo " * 60):
        talk.say(said)
    talk.say("https://xylophone.example/page")
    return talk


def wanting(talk: Talk, **more: object) -> Talk:
    """The same person, who wants to be reminded."""
    wishes = replace(ON, declares={"sssc": 12}, **more)
    talk.desk = replace(talk.desk, person=replace(talk.desk.person, reminders=wishes))
    return talk


@pytest.mark.parametrize("stage", [Stage.answering, Stage.reviewing, Stage.declaring])
def test_a_reminder_never_repeats_what_somebody_wrote(stage: Stage) -> None:
    """Whatever lies there: no word of an answer, detail or link is in a reminder or on its buttons."""
    talk = wanting(told_all())
    draft = replace(talk.draft, stage=stage)
    talk.desk = replace(talk.desk, drafts={draft.id: draft})
    for _ in range(4):
        talk.remind()
        shown = talk.text() + "".join(talk.labels())
        assert "A reminder" in shown
        assert not [secret for secret in SECRETS if secret.casefold() in shown.casefold()]
        assert not [button.data for row in talk.said[-1].buttons for button in row if "hullabaloo" in button.data]


def test_carry_on_as_a_word_goes_there_whatever_the_phone_showed() -> None:
    """Typed over a link that waits for its question, it leads to what the reminder is about all the same."""
    talk = wanting(told_all())
    other = replace(talk.draft, id="another", badge="elc-leadership-23-things", touched_at=talk.now + timedelta(days=9))
    waits = talk.draft.id
    drafts = {talk.draft.id: talk.draft, "another": other}
    talk.desk = replace(talk.desk, drafts=drafts, person=replace(talk.desk.person, in_hand="another"))
    talk.remind()
    talk.say("carry on")
    assert talk.desk.person.in_hand == waits


ZONES = ("Europe/London", "America/New_York", "Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Tokyo", "Asia/Kathmandu")


@given(st.sampled_from(ZONES), st.sampled_from(ZONES), st.dates(date(2026, 10, 20), date(2027, 4, 10)))
def test_a_traveller_is_not_reminded_twice_in_a_day(home: str, abroad: str, day: date) -> None:
    """Whoever was reminded at home and lands elsewhere waits for the next day there; never less than half a day."""
    here, there = ZoneInfo(home), ZoneInfo(abroad)
    every = [ReminderReason(ReminderKind.draft, str(n), str(n), day - timedelta(days=2 - n)) for n in range(5)]
    now = datetime.combine(day, ON.at, here).astimezone(UTC)
    found = due(every, ON, here, now)
    assert found.say
    told = tuple(ReminderTold(one.key, one.kind, now) for one in found.say)
    wishes = replace(ON, told=told, last_at=now, zone=abroad)
    following = due(every, wishes, there, now + timedelta(minutes=1)).next_at
    assert following is not None
    assert following.astimezone(there).date() > now.astimezone(there).date()
    assert following - now >= timedelta(hours=10)
    assert following.astimezone(there).time() == ON.at
