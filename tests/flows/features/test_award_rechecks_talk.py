"""Awards that are looked at late, twice, or for another address: nothing is ticked, doubled or brought back by it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.talk import Talk, award
from transcripts.starts import agreed, some_held

from flows.engine.buttons import Action, Button
from flows.engine.effects import CheckAward, DeliverPack
from flows.engine.events import AwardLate, ButtonPressed, DecisionMade, TextSent
from flows.engine.payloads import HeldPart, OfAward
from flows.engine.prompts import Prompt, PromptKind
from flows.model.attachments.award import AwardFinding, MissingField
from flows.model.attachments.award import AwardVerdict as Look
from flows.model.attachments.award_check import AwardFault
from flows.model.decision import Decision, DecisionVerdict, Remark
from flows.rules.held_badges import standing_awards


def listed() -> Talk:
    """A worker at the list, with nothing ticked."""
    talk = agreed()
    talk.say("/start elc-leadership-23-things")
    talk.press("Yes, this is for me")
    talk.say("Mary Ross")
    talk.say("mary@example.org")
    return talk


def asked(talk: Talk) -> list[CheckAward]:
    """The awards that are to be looked at, in order."""
    return [effect for effect in talk.effects if isinstance(effect, CheckAward)]


def moves_house(talk: Talk, email: str = "ross@example.org") -> None:
    """The worker gives another address."""
    talk.say("all")
    talk.say("check")
    talk.press("Change my details")
    talk.say("2")
    talk.say(email)


def zipped(look: CheckAward, talk: Talk) -> tuple[AwardFinding, ...]:
    """A zip with two awards and a file between them that is none."""
    first, last = (award(look, talk.now, thing=f"thing_0{n}", called=f"{n}.png") for n in (1, 2))
    return first, award(look, talk.now, verdict=Look.wrong, why=MissingField.gone, called="notes.txt"), last


def test_what_was_unticked_stays_so() -> None:
    """An award that ticked a badge once does not tick it again, whenever and however often it is looked at."""
    talk = listed()
    talk.give("one.png")
    talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, thing="thing_01", content="one"))
    moves_house(talk)
    talk.say("badges")
    talk.say("not 1")
    for look in asked(talk):
        talk.look(look, award(look, talk.now, thing="thing_01", content="one"))
    assert "thing_01" not in talk.draft.held


def test_what_proves_right_for_the_right_address_is_ticked() -> None:
    """An award that was somebody else's by a mistyped address ticks its badge once the address is put right."""
    talk = listed()
    talk.give("one.png")
    look = asked(talk)[0]
    wrong = award(look, talk.now, verdict=Look.wrong, why=AwardFault.wrong_person, thing="thing_01", content="one")
    talk.look(look, wrong)
    assert not talk.draft.held
    moves_house(talk)
    talk.say("badges")
    talk.say("not 1")
    talk.look(asked(talk)[-1], award(asked(talk)[-1], talk.now, thing="thing_01", content="one"))
    assert "thing_01" in talk.draft.held


def test_a_zip_that_is_told_of_twice_is_there_once() -> None:
    """The news of a zip comes again, as after a crash: each award in it is there once, and what is out stays out."""
    talk = listed()
    talk.give("badges.zip")
    look = asked(talk)[0]
    talk.look(look, *zipped(look, talk))
    talk.say("sent")
    talk.say("take out 3")
    before = talk.draft.awards
    talk.look(look, *zipped(look, talk))
    assert talk.draft.awards == before
    assert [one.id for one in before] == [f"{look.key}.{part}" for part in range(3)]


def test_only_what_is_there_is_looked_at_for_another_address() -> None:
    """A file of a zip in which no award was is not looked at again: that would bring the whole zip a second time."""
    talk = listed()
    talk.give("badges.zip")
    look = asked(talk)[0]
    talk.look(look, *zipped(look, talk))
    moves_house(talk)
    assert [(again.part, bool(again.sha256)) for again in asked(talk)[1:]] == [(0, True), (2, True)]


def test_what_was_held_to_the_old_address_is_looked_at_again() -> None:
    """The address is put right meanwhile: nobody hears "somebody else's" before the award is held to the new one."""
    talk = listed()
    talk.give("one.png")
    moves_house(talk)
    look = asked(talk)[0]
    wrong = award(look, talk.now, verdict=Look.wrong, why=AwardFault.wrong_person, thing="thing_01", content="one")
    assert talk.look(look, wrong) == ()
    again = asked(talk)[-1]
    assert (again.email, again.key) == ("ross@example.org", look.key)
    talk.look(again, award(again, talk.now, thing="thing_01", content="one"))
    assert len(asked(talk)) == 2
    assert talk.said
    assert talk.draft.awards[0].told


def test_what_was_taken_out_twice_stays_out() -> None:
    """A file is taken out, sent again and taken out once more while it is looked at: nothing brings it back."""
    talk = listed()
    talk.give("one.png")
    talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, thing="thing_01", content="one"))
    talk.say("sent")
    talk.say("take out 1")
    talk.give("one again.png")
    talk.say("sent")
    talk.say("take out 1")
    talk.look(asked(talk)[1], award(asked(talk)[1], talk.now, thing="thing_01", content="one"))
    assert standing_awards(talk.draft) == ()


@pytest.mark.parametrize("thing", ["thing_02", "thing_03"])
def test_what_comes_while_only_answers_are_open_changes_no_badge(thing: str) -> None:
    """The issuer wants more in an answer: what is found of an award that came before ticks and moves nothing."""
    talk = agreed(some_held())
    talk.say("/start OB-4")
    talk.press("Yes, this is for me")
    for said in ("Mary Ross", "mary@example.org", "1 and 3", "2 https://badges.example.org/2"):
        talk.say(said)
    talk.say("next question")
    talk.say(" ".join(f"care{n}" for n in range(60)))
    for press in ("Check my answers", "Carry on to sending", "I agree", "Send my application"):
        talk.press(press)
    talk.deliver()
    remark = Remark("topic", satisfied=False)
    pack = next(effect.pack for effect in talk.effects if isinstance(effect, DeliverPack))
    decision = Decision(DecisionVerdict.returned, remarks=(remark,))
    talk.take(DecisionMade(at=talk.now, fresh="d" * 64, draft=pack.draft, attempt=1, decision=decision))
    held = talk.draft.held
    talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, thing=thing))
    assert talk.draft.held == held
    assert talk.said == ()


def test_a_link_that_takes_longer_holds_up_no_other() -> None:
    """Of two links in one message, the second cannot be looked at yet: what was found of the first is told."""
    talk = listed()
    talk.say("https://badges.example.org/1 https://badges.example.org/2")
    first, second = asked(talk)
    talk.look(first, award(first, talk.now, thing="thing_01"))
    assert talk.said == ()
    late = AwardLate(at=talk.now + timedelta(minutes=1), fresh="e" * 64, draft=second.draft, key=second.key, part=1)
    assert talk.take(late)
    assert [one.told for one in talk.draft.awards] == [True, False]


def test_news_before_the_details_are_there_has_no_way_to_the_list() -> None:
    """An award that is sent while the name is asked for is looked at, and told of without buttons that lead nowhere."""
    talk = agreed()
    talk.say("/start elc-leadership-23-things")
    talk.press("Yes, this is for me")
    talk.give("one.png")
    assert talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, thing="thing_01"))
    assert talk.labels() == []
    talk.say("Mary Ross")
    talk.say("mary@example.org")
    assert set(talk.draft.held) == {"thing_01"}


def test_what_was_agreed_to_stands_while_the_issuer_gets_the_same() -> None:
    """A link of which nobody knows yet what it is, given and taken out again, takes back no statement."""
    talk = listed()
    talk.say("all")
    for press in ("Check my answers", "Carry on to sending", "I agree"):
        talk.press(press)
    agreed_to = talk.draft.declarations
    assert agreed_to
    at_the_list = Prompt(PromptKind.holding, talk.draft.id, HeldPart(1))
    talk.now += timedelta(minutes=1)
    sent = TextSent(at=talk.now, fresh="a" * 64, key=900, text="https://badges.example.org/1", under=at_the_list)
    talk.take(sent)
    assert talk.draft.declarations == agreed_to
    out = Button(Action.award_out, talk.draft.id, OfAward("900.0")).data
    talk.take(ButtonPressed(at=talk.now, fresh="b" * 64, data=out, message=1))
    assert talk.draft.declarations == agreed_to
    talk.take(replace(sent, key=901, text="1 https://badges.example.org/1"))
    assert not talk.draft.declarations
