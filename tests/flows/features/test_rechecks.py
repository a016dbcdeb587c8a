"""Checking awards again: where it may help, as often as is fair, and with an answer to every press."""

from datetime import timedelta

import pytest
from support.held_badges_talk import asked, ground, listed, with_rules
from support.talk import LIBRARY, Talk, award, with_shelf

from flows.engine.effects import CheckAward
from flows.model.attachments.award import AwardVerdict, MissingField, Why
from flows.model.attachments.award_check import AwardDoubt, AwardFault
from flows.model.stages import Stage
from flows.rules import held_badges as held_rules
from flows.rules.held_badges import Ground

UNCHECKED, WRONG = AwardVerdict.unchecked, AwardVerdict.wrong


def looked_at(why: Why, verdict: AwardVerdict = UNCHECKED, *, opens_pages: bool = True) -> Talk:
    """A worker who sent a link to the award of Thing 7, which came out so."""
    talk = listed()
    talk.opens_pages = opens_pages
    talk.say("7 https://badges.example.org/7")
    look = asked(talk)[-1]
    talk.look(look, award(look, talk.now, verdict=verdict, why=why, thing="thing_07"))
    return talk


@pytest.mark.parametrize(
    ("why", "verdict", "opens_pages", "may_help"),
    [
        (AwardDoubt.unreachable, UNCHECKED, True, True),
        (AwardDoubt.unknown_status, UNCHECKED, True, True),
        (AwardDoubt.busy, UNCHECKED, True, True),
        (MissingField.gone, UNCHECKED, False, True),
        (AwardDoubt.fetching_off, UNCHECKED, True, True),
        (AwardDoubt.fetching_off, UNCHECKED, False, False),
        (AwardDoubt.unreachable, UNCHECKED, False, False),
        (AwardDoubt.unknown_key, UNCHECKED, True, False),
        (AwardDoubt.no_award, UNCHECKED, True, False),
        (AwardDoubt.unknown_form, UNCHECKED, True, False),
        (AwardFault.revoked, WRONG, True, False),
        (AwardFault.wrong_person, WRONG, True, False),
    ],
)
def test_the_button_is_there_where_it_may_help(
    why: Why, verdict: AwardVerdict, *, opens_pages: bool, may_help: bool
) -> None:
    """In the news and in the list of what was sent; nowhere else. The typed words answer in any case."""
    talk = looked_at(why, verdict, opens_pages=opens_pages)
    assert ("Check again" in talk.labels()) is may_help
    talk.say("sent")
    assert ("Check again" in talk.labels()) is may_help
    before = len(asked(talk))
    talk.say("check again")
    assert (len(asked(talk)) > before) is may_help
    assert ("I am checking again" in talk.text()) is may_help
    assert ("would change nothing" in talk.text()) is not may_help


def test_a_key_that_was_added_since_is_a_reason_to_look_again() -> None:
    """Once the issuer's file says more of its awards than it did, the button is there; looked at, it counts."""
    talk = looked_at(AwardDoubt.unknown_key)
    talk.say("sent")
    assert "Check again" not in talk.labels()
    talk = with_shelf(talk, with_rules(LIBRARY))
    talk.say("back")
    talk.say("sent")
    talk.press("Check again")
    look = asked(talk)[-1]
    talk.look(look, award(look, talk.now, thing="thing_07"))
    assert "Checked and ticked" in talk.text()
    assert ground(talk, "thing_07") is Ground.checked


def test_what_was_sent_stays_while_it_is_looked_at_again() -> None:
    """A file goes along all the while, and is looked at from our disk; the list says what is going on."""
    talk = listed()
    talk.give("seven.png")
    first = asked(talk)[-1]
    talk.look(first, award(first, talk.now, verdict=UNCHECKED, why=AwardDoubt.unreachable, thing="thing_07"))
    talk.press("Check again")
    look = asked(talk)[-1]
    assert (look.source, bool(look.sha256)) == ("", True)
    assert ground(talk, "thing_07") is Ground.file
    talk.say("sent")
    assert "I am looking at it" in talk.text()
    assert "Check again" not in talk.labels()
    talk.look(look, award(look, talk.now, verdict=UNCHECKED, why=AwardDoubt.unreachable, thing="thing_07"))
    assert "I could not check it" in talk.text()
    assert ground(talk, "thing_07") is Ground.file


def test_a_file_that_telegram_could_not_give_is_asked_for_again() -> None:
    """It is neither ticked nor asked about; looked at again it comes from Telegram, and counts."""
    talk = listed()
    talk.give("seven.png")
    first = asked(talk)[-1]
    talk.look(first, award(first, talk.now, verdict=UNCHECKED, why=MissingField.gone))
    assert "I could not check" in talk.text()
    assert "Not right" not in talk.text()
    assert "Which badge is this" not in talk.text()
    assert not talk.draft.held
    talk.press("Check again")
    look = asked(talk)[-1]
    assert look.source == first.source
    talk.look(look, award(look, talk.now, thing="thing_07"))
    assert ground(talk, "thing_07") is Ground.checked


def test_three_times_an_hour_and_no_more() -> None:
    """The fourth press says from when on; after that it works again."""
    talk = looked_at(AwardDoubt.unreachable)
    for _ in range(3):
        talk.say("check again")
        look = asked(talk)[-1]
        talk.look(look, award(look, talk.now, verdict=UNCHECKED, why=AwardDoubt.unreachable, thing="thing_07"))
    looks = len(asked(talk))
    again = talk.draft.looked_again[0] + timedelta(hours=1)
    talk.press("Check again")
    assert "3 times in the last hour" in talk.text()
    assert len(asked(talk)) == looks
    talk.say("sent")
    assert "Check again" not in talk.labels()
    assert f"checked again after {again:%H:%M}" in talk.text()
    talk.now += timedelta(hours=1)
    talk.say("check again")
    assert len(asked(talk)) == looks + 1


def test_an_old_button_is_answered() -> None:
    """After the award was taken out, while it is being looked at, and after sending."""
    talk = looked_at(AwardDoubt.unreachable)
    talk.press("Check again")
    talk.press("Check again")
    assert "I am looking at it now" in talk.text()
    assert len(asked(talk)) == 2
    look = asked(talk)[-1]
    talk.look(look, award(look, talk.now, verdict=UNCHECKED, why=AwardDoubt.unreachable, thing="thing_07"))
    talk.say("sent")
    talk.say("take out 1")
    talk.press("Check again")
    assert "You have not sent me a badge yet" in talk.text()
    talk.say("all")
    talk.press("Check my answers")
    talk.press("Carry on to sending")
    talk.press("I agree")
    talk.press("Send my application")
    talk.press("Check again")
    assert talk.draft.stage is Stage.sending
    assert len(asked(talk)) == 2


def test_what_comes_after_sending_is_waited_for_no_longer() -> None:
    """An award that was being looked at again when the worker sent is as it was sent, and nothing waits for it."""
    talk = looked_at(AwardDoubt.unreachable)
    talk.press("Check again")
    talk.say("all")
    talk.press("Check my answers")
    talk.press("Carry on to sending")
    talk.press("I agree")
    talk.press("Send my application")
    look = asked(talk)[-1]
    talk.look(look, award(look, talk.now, thing="thing_07"))
    assert talk.said == ()
    assert ground(talk, "thing_07") is Ground.link
    assert not held_rules.waiting(talk.draft)


def test_a_link_that_is_sent_again_is_looked_at_again() -> None:
    """Where that may help; a link that was checked is used once."""
    talk = looked_at(AwardDoubt.unreachable)
    talk.say("https://badges.example.org/7")
    assert "I am checking again" in talk.text()
    look = asked(talk)[-1]
    talk.look(look, award(look, talk.now, thing="thing_07"))
    talk.say("https://badges.example.org/7")
    assert "You had sent that one before" in talk.text()
    assert len(talk.draft.awards) == 1


def test_a_file_that_is_sent_again_is_worth_what_it_proves_to_be_now() -> None:
    """The issuer's server was down the first time, and is up the second: the award is checked, and is there once."""
    talk = listed()
    for why in (AwardDoubt.unreachable, None):
        talk.give("seven.png")
        look: CheckAward = asked(talk)[-1]
        verdict = UNCHECKED if why else AwardVerdict.checked
        talk.look(look, award(look, talk.now, verdict=verdict, why=why, thing="thing_07", content="same"))
    assert "Checked and ticked" in talk.text()
    assert ground(talk, "thing_07") is Ground.checked
    assert len(held_rules.standing_awards(talk.draft)) == 1
