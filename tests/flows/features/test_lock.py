"""The lock: what is shown while it is shut, what is kept, and what wrong PINs and wrong clocks do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.talk import Talk
from transcripts.starts import answering, with_issuer

from flows.engine.buttons import ACTIONS
from flows.engine.events import (
    AttachmentKind,
    AttachmentSent,
    ButtonPressed,
    DecisionMade,
    Event,
    FileSent,
    LockRemoved,
    OutageEnded,
    RetentionDue,
)
from flows.features.lock.screens import (
    Locked,
    LockedExpiring,
    LockedNews,
    LockedReminder,
    LockedWait,
    LockTakenOff,
    PinForgotten,
    Unlocked,
)
from flows.features.reminders.screens import RemindersOff
from flows.model.decision import Decision, DecisionVerdict
from flows.model.pin_lock import PinLock
from flows.model.reminders import ReminderPreferences
from flows.router.commands import COMMANDS
from flows.rules.answer_lock import WAITS, after_wrong, digest_of, fits, is_shut, opened, read_pin, waits_until

WORD = "quokkaberry"
PIN = "4071"
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
DAY = timedelta(days=1)
SILENT = (Locked, LockedNews, LockedReminder, LockedExpiring, LockedWait, PinForgotten, RemindersOff)
"""What may be seen while the lock is shut. `RemindersOff` says the same to everybody."""


def locked(talk: Talk) -> Talk:
    """The talk with a lock that is shut."""
    person = talk.desk.person
    lock = PinLock(digest_of(PIN, "salt"), shut=True, seen_at=talk.now)
    talk.desk = replace(talk.desk, person=replace(person, lock=lock))
    return talk


def writing() -> Talk:
    """Somebody with an answer and a message put aside, whose lock is shut."""
    talk = answering()
    talk.say(f"I learned {WORD} from a colleague at our morning meeting")
    return locked(talk)


def stamp(talk: Talk) -> dict[str, object]:
    """What every event carries."""
    at, fresh = talk._stamp(timedelta(seconds=5))
    return {"at": at, "fresh": fresh}


def shows_nothing(talk: Talk) -> None:
    """The last turn showed nothing but that all is locked."""
    assert talk.replies
    assert all(isinstance(reply, SILENT) for reply in talk.replies)
    assert WORD not in talk.text()


def test_no_button_and_no_command_shows_anything() -> None:
    """Every button that ever hung in a chat, and every command."""
    talk = writing()
    drafts = talk.desk.drafts
    for value in ACTIONS:
        # Whoever has the phone for a day without the PIN may delete: the stories tell of that.
        for about in ("", "topic", "1") if value != "pinerase" else ("",):
            for draft in ("", talk.draft.id):
                talk.take(ButtonPressed(**stamp(talk), data=f"{value}|{draft}|{about}", message=1, under=talk.place()))
                shows_nothing(talk)
    for name in (*COMMANDS, "stop", "unknown"):
        talk.say(f"/{name}")
        shows_nothing(talk)
    assert talk.desk.drafts == drafts


@pytest.mark.parametrize(
    "text",
    ["yes", "read it back", "what did i write", "status", "show me what you keep", "send me my data",
     "take my yes back", "delete it for good", "list", "2", "send it", "unlock", "stop", "what have I got?",
     "how many words"],
)  # fmt: skip
def test_no_wish_shows_anything(text: str) -> None:
    """What is typed does nothing, and shows nothing; the words of evidence that there are stay as they were."""
    talk = writing()
    answers = talk.draft.answers
    talk.say(text)
    shows_nothing(talk)
    assert talk.draft.answers == answers


def test_words_and_captions_wait_in_no_answer() -> None:
    """Nothing is lost that was sent, and a caption presses no button. Of a picture there is nothing to keep."""
    talk = writing()
    long = "We moved the handover into the quiet room so that everybody is heard"
    talk.say(long)
    assert "I kept your words" in talk.text()
    talk.speak(caption="take the last thing out")
    assert "I kept" in talk.text()
    assert [one.text for one in talk.draft.asides] == [long, "take the last thing out"]
    picture = AttachmentSent(**stamp(talk), key=900, thing=AttachmentKind.photo, under=talk.place())
    talk.take(picture)
    assert "I did not keep that" in talk.text()
    talk.take(FileSent(**stamp(talk), key=901, source="f", called="notes.odt", under=talk.place()))
    assert "I kept that" in talk.text()
    talk.say(PIN)
    assert isinstance(talk.replies[0], Unlocked)
    assert (talk.replies[0].words, talk.replies[0].things) == (2, 2)


def test_an_edit_of_an_old_message_changes_no_answer() -> None:
    """A colleague may have made it. Its words wait beside the answer; once all is open, an edit counts again."""
    talk = writing()
    before = talk.draft.answers
    (part,) = before["topic"].parts
    for old, text in (("I learned", "Somebody wrote this instead"), ("Somebody", "Somebody wrote that instead")):
        talk.edit(old, text)
        assert "Your answer stays as it was" in talk.text()
        assert talk.draft.answers == before
    assert [(one.text, one.question) for one in talk.draft.asides] == [("Somebody wrote that instead", "topic")]
    talk.edit("Somebody", part.text)
    assert not talk.replies
    talk.say(PIN)
    assert isinstance(talk.replies[0], Unlocked)
    assert talk.replies[0].words == 2
    talk.edit("I learned", "I wrote this myself")
    assert [one.text for one in talk.draft.answers["topic"].parts] == ["I wrote this myself"]


def news(talk: Talk) -> list[Event]:
    """What may come from elsewhere meanwhile."""
    draft = next(iter(talk.desk.drafts))
    declined = Decision(DecisionVerdict.declined, comment=WORD)
    return [
        DecisionMade(**stamp(talk), draft=draft, attempt=1, decision=declined),
        OutageEnded(**stamp(talk)),
        RetentionDue(at=talk.now + 721 * DAY, fresh="1" * 32, active_at=NOW),
    ]


def test_news_is_told_once_without_content_and_shown_with_the_pin() -> None:
    """What an issuer says, and what runs out: each word of it comes when the lock is open, and its buttons work."""
    talk = locked(with_issuer())
    said = []
    for event in news(talk):
        talk.take(event)
        if talk.replies:
            shows_nothing(talk)
        said += [type(reply) for reply in talk.replies]
    assert said == [LockedNews, LockedExpiring]
    talk.now += 722 * DAY
    talk.say(PIN)
    assert isinstance(talk.replies[0], Unlocked)
    assert WORD in talk.text()
    talk.press("Keep it")
    assert "Kept. I do not delete it before" in talk.text()


def test_a_reminder_says_that_it_is_one() -> None:
    """It goes in its time and after it no more; it names no badge."""
    talk = answering()
    talk.desk = replace(talk.desk, person=replace(talk.desk.person, reminders=ReminderPreferences(wanted=True)))
    talk.say(f"I learned {WORD} from a colleague at our morning meeting")
    locked(talk)
    talk.remind()
    assert [type(reply) for reply in talk.replies] == [LockedReminder]
    assert talk.said[-1].is_reminder
    shows_nothing(talk)


def test_a_chat_is_cleared_from_the_first_message_of_the_last_two_days() -> None:
    """Not from older ones, which the channel would refuse. The answers stay."""
    talk = answering()
    talk.say(f"I learned {WORD} from a colleague at our morning meeting")
    talk.now += 3 * DAY
    talk.say("Then we tried it out for a week on the early shift")
    newer = max(part.key for part in talk.draft.answers["topic"].parts)
    talk.say("/lock")
    talk.say(PIN)
    talk.say(PIN)
    talk.press("Clear this chat")
    (cleared,) = (message for message in talk.said if message.deletes)
    assert cleared.deletes[0] == newer
    assert cleared.deletes[-1] > newer + 3
    assert len(talk.draft.answers["topic"].parts) == 2


def test_the_operator_takes_a_lock_off() -> None:
    """What waited behind it is shown."""
    talk = locked(with_issuer())
    talk.take(news(talk)[0])
    talk.take(LockRemoved(**stamp(talk)))
    assert isinstance(talk.replies[0], LockTakenOff)
    assert WORD in talk.text()
    assert talk.desk.person.lock is None


def test_wrong_pins_make_longer_and_longer_waits() -> None:
    """Five are free. The right one in a wait is not looked at; a wait that a wrong clock set far off is none."""
    lock, now = PinLock(digest_of(PIN, "salt"), shut=True), NOW
    for _ in range(4):
        lock = after_wrong(lock, now)
        assert waits_until(lock, now) is None
    for wait in (*WAITS, WAITS[-1]):
        lock = after_wrong(lock, now)
        assert waits_until(lock, now) == now + wait
        assert waits_until(lock, now - DAY) is None
        now += wait
        assert waits_until(lock, now) is None
    assert opened(lock, now).wrong == 0


@pytest.mark.parametrize(
    ("quiet", "minutes", "shut"), [(15, 14, False), (15, 15, True), (15, -15, True), (0, 9999, False), (60, 59, False)]
)
def test_it_shuts_by_itself(quiet: int, minutes: int, shut: bool) -> None:
    """After so many minutes without a message, and where the clock was put back: the safe side."""
    lock = PinLock(digest_of(PIN, "salt"), quiet_minutes=quiet, seen_at=NOW)
    assert is_shut(lock, NOW + timedelta(minutes=minutes)) is shut
    assert not is_shut(replace(lock, pin=None, pending=lock.pin), NOW + DAY)


@pytest.mark.parametrize(
    ("text", "digits"),
    [("4071", "4071"), ("4 0 7 1", "4071"), ("my PIN is 4071.", "4071"), ("unlock \uff14\uff10\uff17\uff11", "4071"),
     ("123", "123"), ("hunter2", ""), ("I have 4071 hours", None), ("yes", None), ("", None),
     ("on 4 May 1971 we began", None)],
)  # fmt: skip
def test_what_is_a_try_at_a_pin(text: str, digits: str | None) -> None:
    """Digits, with the few words that people put beside them; a sentence with a number in it is none."""
    assert read_pin(text) == digits


def test_a_pin_is_kept_as_a_salted_digest(cost_of_pins: int) -> None:
    """The same digits have another digest in another lock, no other digits fit, and a try at them is dear."""
    assert cost_of_pins >= 2**14
    one, two = digest_of(PIN, "a"), digest_of(PIN, "b")
    assert one.digest != two.digest
    assert fits(one, PIN)
    assert not any(fits(one, other) for other in ("4072", "40710", "", "407"))


@pytest.mark.parametrize("said", ["read it back", "is that enough?", "where am i", "who reads this?"])
def test_what_is_said_to_the_bot_is_no_evidence_while_it_is_shut_either(said: str) -> None:
    """It is answered by the lock alone; words that may be evidence are put aside."""
    talk = writing()
    before = talk.draft.asides
    talk.say(said)
    shows_nothing(talk)
    assert talk.draft.asides == before
    talk.say("One more thing I learned is to listen first")
    shows_nothing(talk)
    assert len(talk.draft.asides) == len(before) + 1
