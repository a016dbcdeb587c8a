"""Reminders in the talk: whose words they never repeat, where they lead, and what a traveller gets."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.talk import Talk
from transcripts.starts import STARTS

from bot.storage.stored import codec
from flows.model.reminders import ReminderKind, ReminderPreferences, ReminderTold
from flows.model.stages import Stage
from flows.rules.reminders.reminder_schedule import ReminderReason, due

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


STOPPING = ("leave me alone", "please stop", "stop it now", "unsubscribe", "stop sending me these", "go away")


@pytest.mark.parametrize("words", STOPPING)
@pytest.mark.parametrize("way", [(), ("/reminders",), ("/reminders", "time"), ("/reminders", "days"),
                                 ("/reminders", "zone"), ("/reminders", "month")])  # fmt: skip
def test_stop_in_any_words_ends_reminders(words: str, way: tuple[str, ...]) -> None:
    """Under a reminder and at every setting of reminders: none comes any more, and no answer gets a word of it."""
    talk = wanting(told_all())
    talk.remind()
    for said in way:
        talk.say(said)
    before = talk.draft
    talk.say(words)
    assert talk.desk.person.reminders.wanted is False
    assert (talk.draft.answers, talk.draft.unplaced) == (before.answers, before.unplaced)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("not today, I am on a double shift", 1),
        ("not today", 1),
        ("naw", 1),
        ("remind me next week", 7),
        ("I will be on holiday", 7),
        ("sorry im on annual leave", 7),
    ],
)
def test_not_now_puts_a_reminder_off(words: str, days: int) -> None:
    """What is said to a reminder is no evidence: it is silent until then, and says when it comes again."""
    talk = wanting(told_all())
    talk.remind()
    before = talk.draft
    talk.say(words)
    snooze = talk.desk.person.reminders.snooze
    assert snooze is not None
    assert (snooze.until.date() - talk.now.date()).days == days
    assert (talk.draft.answers, talk.draft.unplaced) == (before.answers, before.unplaced)


def test_evidence_under_a_reminder_stays_evidence() -> None:
    """It goes to the question that stood on the phone."""
    talk = wanting(told_all())
    talk.say("/start")
    talk.remind()
    talk.say("I supported Mrs B to make her own breakfast, and she chose porridge and honey.")
    kept = codec.DRAFTS.write(talk.draft)
    assert "chose porridge" in kept
    assert talk.desk.person.reminders.snooze is None


@pytest.mark.parametrize(
    ("at", "words", "says"),
    [
        ("time", "half ten", "about 10:30"),
        ("time", "9 at night", "about 21:00"),
        ("time", "after my late shift", "What time is that, about?"),
        ("days", "not weekends", "Now: Monday, Tuesday, Wednesday, Thursday, Friday."),
        ("days", "only mondays", "Now: Monday."),
        ("days", "when I am off", "I did not see a day in that."),
        ("zone", "Perth", "Europe/London"),
        ("zone", "Halifax", "Add its country"),
        ("month", "march I think", "March"),
        ("month", "no idea", "I did not see one month in that."),
        ("", "not weekends", "Monday, Tuesday, Wednesday, Thursday, Friday"),
        ("", "half nine please", "about 09:30"),
    ],
)
def test_settings_take_what_people_say(at: str, words: str, says: str) -> None:
    """What was understood is shown; what was not is asked again, and no answer gets it."""
    talk = wanting(told_all())
    talk.say("/reminders")
    if at:
        talk.say(at)
    before = talk.draft
    talk.say(words)
    assert says in talk.text()
    assert (talk.draft.answers, talk.draft.unplaced) == (before.answers, before.unplaced)
