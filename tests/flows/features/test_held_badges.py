"""The list of badges that are held, whatever is pressed and typed at it, and the awards that are given of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.held_badges_talk import THINGS, asked, ground, listed, sent, the_list
from support.talk import LIBRARY, Talk, award
from test_wording import read_as_telegram
from transcripts.starts import agreed, some_held

from criteria.library import Library
from flows.engine.events import HandedOver
from flows.engine.message import Copy
from flows.engine.payloads import HeldPart
from flows.engine.prompts import PromptKind
from flows.features.held_badges.screens import HeldList
from flows.model.attachments.award import AwardVerdict, MissingField, Why
from flows.model.attachments.award_check import AwardDoubt, AwardFault
from flows.model.stages import Stage
from flows.pack.manifest import manifest
from flows.pack.recordings import FileUse
from flows.rules import held_badges as held_rules
from flows.rules.held_badges import Ground

acts = st.one_of(
    st.integers(0, 26).map(str),
    st.sampled_from(["all", "next", "back", "1-9", "not 2-4", "all but 7, 8", "2 to 30", "later", "badges", "list"]),
    st.sampled_from(["[All of them]", "[More badges]", "[Earlier badges]", "[None of them]", "[Yes, untick them all]"]),
    st.integers(1, 23).map(lambda number: f"[{number}]"),
    st.integers(1, 23).map(lambda number: f"[{number} ✓]"),
)


@settings(max_examples=examples(30))
@given(st.lists(acts, max_size=14))
def test_the_list_says_what_is_held_whatever_is_done(every: list[str]) -> None:
    """Its count is the number of ticks, each line agrees, every badge is on one part, and it fits in a message."""
    talk = listed()
    for act in every:
        label = act.strip("[]")
        if act.startswith("[") and label in talk.labels():
            talk.press(label)
        elif not act.startswith("["):
            talk.say(act)
        for reply in talk.replies:
            if isinstance(reply, HeldList):
                holds(talk, reply)


def holds(talk: Talk, shown: HeldList) -> None:
    """What must be true of every list that is shown."""
    ticked = {THINGS.index(thing) + 1 for thing in talk.draft.held}
    assert (shown.tally.held, shown.tally.of) == (len(ticked), 23)
    assert {line.number for line in shown.lines if line.ground} == ticked & {line.number for line in shown.lines}
    assert [line.number for line in shown.lines] == list(range(8 * shown.part - 7, min(23, 8 * shown.part) + 1))
    assert shown.place is not None
    assert shown.place.about == HeldPart(shown.part)
    for message in talk.said:
        assert len(read_as_telegram(message.text)) < 1800
        assert all(len(button.data.encode()) <= 64 for row in message.buttons for button in row)


EVERY = frozenset(range(1, 24))
RANGES = {"1-9": range(1, 10), "2 to 30": range(2, 24), "not 2-4": range(2, 5), "all but 7, 8": (7, 8)}


def ticks_after(ticked: frozenset[int], act: str, at: PromptKind) -> frozenset[int]:
    """Which badges are to be ticked after an act, said without the flow: a typed number takes nothing back."""
    label = act.strip("[] ✓")
    if label.isdigit():
        named = frozenset({int(label)}) & EVERY
        return ticked ^ named if act != label else ticked | named
    if label in ("all", "All of them"):
        return ticked if at is PromptKind.review else EVERY
    if label == "Yes, untick them all":
        return frozenset()
    if at is PromptKind.none_held and label.startswith("not"):
        # There it answers the question whether none are held.
        return ticked
    named = frozenset(RANGES.get(label, ()))
    if label.startswith("not"):
        return ticked - named
    return EVERY - named if label.startswith("all but") else ticked | named


@settings(max_examples=examples(30))
@given(st.lists(acts, max_size=14))
def test_what_is_ticked_is_what_was_asked_for(every: list[str]) -> None:
    """At the list, at the check, and where it is asked about all of them: no act ticks or takes back anything else."""
    talk = listed()
    ticked: frozenset[int] = frozenset()
    for act in every:
        place, label = talk.place(), act.strip("[]")
        if act != label and label not in talk.labels():
            continue
        talk.press(label) if act != label else talk.say(act)
        ticked = ticks_after(ticked, act, place.ask if place else PromptKind.holding)
        assert {THINGS.index(thing) + 1 for thing in talk.draft.held} == ticked, act


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1 to 17 but not 4", ["Ticked: 1 to 3, 5 to 17.", "16 ticked, 7 to go: 4, 18 to 23."]),
        ("one, two", ["Ticked: 1, 2.", "2 ticked, 21 to go: 3 to 23."]),
        ("all except 4", ["Ticked: 1 to 3, 5 to 23.", "22 ticked, 1 to go: 4."]),
        ("thing fourteen", ["Ticked: 14."]),
        ("the resilience one", ["Ticked: 14."]),
        ("its number 19 I think", ["Ticked: 19."]),
        ("remove 5", ["There was no tick to take away: 5."]),
        ("i have 23", ["Do you hold all 23 badges, or do you mean number 23?"]),
        ("social services one", ["Which of these do you mean?", "21. ELC Thing 21"]),
    ],
)
def test_each_answer_says_what_changed_and_what_is_left(typed: str, says: list[str]) -> None:
    """What people type at the list, in their words."""
    talk = listed()
    talk.say(typed)
    for sentence in says:
        assert sentence in talk.said[-1].text.replace("<b>", "").replace("</b>", "")


def test_a_number_that_was_ticked_stays_ticked() -> None:
    """Typed again, it is said how a tick is taken away; "remove" does that, and says so."""
    talk = listed()
    talk.say("1-17")
    talk.say("5")
    assert "Ticked already: 5." in talk.said[-1].text
    assert "thing_05" in talk.draft.held
    talk.say("remove 5")
    assert "Tick taken away: 5." in talk.said[-1].text
    assert "thing_05" not in talk.draft.held


@pytest.mark.parametrize(("answer", "held"), [("all", 23), ("23", 1)])
def test_all_or_the_last_one_is_asked_once(answer: str, held: int) -> None:
    """What "i have 23" means is settled by the next answer, pressed or typed."""
    talk = listed()
    talk.say("i have 23")
    assert not talk.draft.held
    talk.say(answer)
    assert len(talk.draft.held) == held


def test_a_tick_keeps_its_time() -> None:
    """Ticking all, or the same one again in a range, leaves the time of a tick that is there."""
    talk = listed()
    talk.say("3")
    first = talk.draft.held["thing_03"]
    talk.now += timedelta(days=3)
    talk.say("1-5")
    talk.press("All of them")
    assert talk.draft.held["thing_03"] == first
    assert talk.draft.held["thing_04"] > first


def test_an_old_button_ticks_what_it_showed() -> None:
    """A button of a part that was left names its badge, and not a line of what is shown now."""
    talk = listed()
    old = next(shown.message for shown in reversed(talk.shown) if shown.message and shown.message.buttons)
    talk.press("More badges")
    assert [button.data.rpartition("|")[2] for button in old.buttons[0]] == list(THINGS[:4])
    talk.press("2")
    assert set(talk.draft.held) == {"thing_02"}


def test_nothing_goes_before_enough_is_ticked() -> None:
    """With one badge missing, the check says so and has no way on; a draft that goes back falls out of the check."""
    talk = listed()
    talk.say("all but 23")
    talk.say("check")
    assert "Carry on to sending" not in talk.labels()
    talk.press("Go to what is missing")
    talk.say("23")
    talk.say("check")
    assert talk.draft.stage is Stage.reviewing
    talk.press("Badges you hold")
    talk.say("not 1")
    assert talk.draft.stage is Stage.answering


def test_a_file_is_matched_ticked_and_sent() -> None:
    """A checked award ticks its badge, and goes along under a name of its own, with its digest."""
    talk = listed()
    talk.give("vision.png")
    talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, thing="thing_05"))
    assert ground(talk, "thing_05") is Ground.checked
    pack = sent(talk)
    assert [(file.name, file.criterion_id, file.use) for file in pack.files] == [
        ("badge-5-thing_05.png", "thing_05", FileUse.award)
    ]
    listed_there = manifest(pack)["data"]["prerequisites"]
    assert len(listed_there) == 23
    assert [held["ground"] for held in listed_there] == ["stated"] * 4 + ["checked"] + ["stated"] * 18
    assert listed_there[4]["file"] == "badge-5-thing_05.png"
    assert listed_there[4]["checked_at"] == talk.draft.awards[0].found.at.isoformat()


@pytest.mark.parametrize(
    ("verdict", "why", "expected"),
    [
        (AwardVerdict.checked, None, Ground.checked),
        (AwardVerdict.unchecked, AwardDoubt.no_rules, Ground.file),
        (AwardVerdict.wrong, AwardFault.wrong_person, None),
        (AwardVerdict.unchecked, MissingField.gone, None),
        (AwardVerdict.unchecked, AwardDoubt.nothing_inside, None),
    ],
)
def test_each_of_the_three_answers_has_its_ground(
    verdict: AwardVerdict, why: Why | None, expected: Ground | None
) -> None:
    """What could not be checked is ticked and goes along; what is not right, or was never there, is neither."""
    talk = listed()
    talk.give("five.png")
    talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, verdict=verdict, why=why, thing="thing_05"))
    assert ground(talk, "thing_05") is expected
    pack = sent(talk)
    assert bool(pack.files) is (expected is not None)
    assert pack.holdings[4].ground is (expected or Ground.stated)


def test_an_award_in_doubt_is_never_guessed() -> None:
    """With one likely badge, or several, or none, nothing is ticked until the worker says which it is."""
    talk = listed()
    for perhaps in (("thing_04",), ("thing_04", "thing_14"), ()):
        talk.give("some.png")
        look = asked(talk)[-1]
        talk.look(look, award(look, talk.now, perhaps=perhaps))
        assert talk.place() is not None
        assert talk.place().ask is PromptKind.award
        assert not talk.draft.held
        talk.press("Take it out")


def test_the_way_to_say_which_badge_is_there_while_one_is_in_doubt() -> None:
    """At the list and at the check, and gone once it is said. It holds up nothing."""
    talk = listed()
    talk.give("some.png")
    talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, perhaps=("thing_04",)))
    for said in ("back", "all", "check"):
        talk.say(said)
        assert "Say which badge" in talk.labels()
    assert "Carry on to sending" in talk.labels()
    talk.press("Say which badge")
    talk.say("4")
    for said in ("badges", "check"):
        talk.say(said)
        assert "Say which badge" not in talk.labels()


def test_the_worker_says_which_badge_it_is() -> None:
    """Of those that it may be of, it counts as checked; of another, only as given."""
    for number, expected in (("14", Ground.checked), ("9", Ground.file)):
        talk = listed()
        talk.give("some.png")
        look = asked(talk)[0]
        talk.look(look, award(look, talk.now, perhaps=("thing_04", "thing_14")))
        talk.say(number)
        assert ground(talk, f"thing_{int(number):02}") is expected


FILE = "award given to this bot as a file, not checked"
SAYS = "the applicant says it is this badge"
CALLED = "checked by this bot on 21 November 2026; it calls itself \"Thing 'One' (checked)\", and"


@pytest.mark.parametrize(
    ("verdict", "why", "named", "said"),
    [
        (AwardVerdict.checked, None, 'Thing "One" [checked]', f"{CALLED} {SAYS}"),
        (AwardVerdict.unchecked, AwardDoubt.no_rules, "Lead", f'{FILE}; it calls itself "Lead", and {SAYS}'),
        (AwardVerdict.unchecked, AwardDoubt.unknown_form, "", f"{FILE}; {SAYS}"),
    ],
)
def test_the_pack_says_whose_word_it_is_which_badge_an_award_is(
    verdict: AwardVerdict, why: Why | None, named: str, said: str
) -> None:
    """Where the award leaves it open, beside the badge stands what the award calls itself, and who says it is this."""
    talk = listed()
    talk.give("some.png")
    look = asked(talk)[0]
    talk.look(look, award(look, talk.now, verdict=verdict, why=why, perhaps=("thing_04", "thing_14"), badge=named))
    talk.say("14")
    talk.give("one.png")
    look = asked(talk)[1]
    talk.look(look, award(look, talk.now, thing="thing_01", badge="ELC Thing 1"))
    pack = sent(talk)
    assert f"[{said}]" in pack.evidence_text
    told = manifest(pack)["data"]["prerequisites"]
    assert (told[13]["matched_by"], told[13]["award_name"]) == ("applicant", named or None)
    assert (told[0]["matched_by"], told[0]["award_name"]) == ("bot", None)
    assert (told[1]["matched_by"], told[1]["award_name"]) == (None, None)
    assert "[checked by this bot on 21 November 2026]" in pack.evidence_text


WRONG = AwardVerdict.wrong, AwardFault.wrong_person
UNCHECKED = AwardVerdict.unchecked, AwardDoubt.no_rules
CHECKED = AwardVerdict.checked, None


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        ([WRONG], ["wrong_person"]),
        ([UNCHECKED, WRONG, (AwardVerdict.wrong, AwardFault.expired)], ["no_rules", "wrong_person", "expired"]),
        ([WRONG, CHECKED], []),
        ([], []),
    ],
)
def test_the_issuer_is_told_what_speaks_against_a_badge(
    given: list[tuple[AwardVerdict, Why | None]], kinds: list[str]
) -> None:
    """What is wrong with what was given of it, and why it is not checked; nothing where a good award came as well."""
    talk = listed()
    for verdict, why in given:
        talk.give("one.png")
        look = asked(talk)[-1]
        talk.look(look, award(look, talk.now, verdict=verdict, why=why, thing="thing_01", badge="ELC Thing 1"))
    first, *others = manifest(sent(talk))["data"]["prerequisites"]
    assert [one["kind"] for one in first.get("against", [])] == kinds
    assert not [one for one in others if "against" in one]


def test_nothing_is_said_of_a_wrong_award_that_was_taken_out() -> None:
    """It is the worker's to show or not to show."""
    talk = listed()
    talk.give("one.png")
    look = asked(talk)[0]
    talk.look(look, award(look, talk.now, verdict=WRONG[0], why=WRONG[1], thing="thing_01"))
    talk.say("sent")
    assert "your application says what is wrong" in talk.text()
    talk.say("take out 1")
    assert "against" not in manifest(sent(talk))["data"]["prerequisites"][0]


def test_the_issuer_is_told_that_an_award_is_of_another_badge_or_was_still_looked_at() -> None:
    """Both are only given, and not checked."""
    talk = listed()
    talk.give("some.png")
    look = asked(talk)[0]
    talk.look(look, award(look, talk.now, perhaps=("thing_04", "thing_14")))
    talk.say("9")
    talk.say("1 https://badges.example.org/a/1")
    told = manifest(sent(talk))["data"]["prerequisites"]
    assert told[8]["against"][0]["kind"] == "other_name"
    assert [one["kind"] for one in told[0]["against"]] == ["waiting"]
    assert told[0]["against"][0]["found_at"] is None


def test_what_is_sent_while_a_file_is_on_its_way_names_no_award() -> None:
    """A tick that goes out before its file was looked at is the applicant's word for the badge, and for no award."""
    talk = listed()
    talk.give("some.png", "3")
    held = next(one for one in sent(talk).holdings if one.id == "thing_03")
    assert (held.ground, held.assigned, held.file) == (Ground.stated, False, "")


def test_a_number_beside_an_award_of_another_badge_is_asked_about() -> None:
    """The award says Thing 3 and the worker 12: nothing is ticked, and what they then say is shown as their word."""
    talk = listed()
    talk.give("some.png", "12")
    look = asked(talk)[0]
    talk.look(look, award(look, talk.now, thing="thing_03", badge=str(THINGS[2])))
    assert not talk.draft.held
    assert "Which badge is this?" in talk.text()
    assert any(label.startswith("3. ") for label in talk.labels())
    talk.say("12")
    assert ground(talk, "thing_12") is Ground.file
    talk.say("sent")
    assert "some.png: badge 12, not checked, goes along" in talk.text()


def test_a_number_beside_a_zip_is_not_that_of_all_in_it() -> None:
    """Each award of a zip is matched by what it says of itself."""
    talk = listed()
    talk.give("all.zip", "12")
    look = asked(talk)[0]
    every = [award(look, talk.now, thing=thing, content=thing) for thing in ("thing_01", "thing_02")]
    talk.look(look, *every)
    assert set(talk.draft.held) == {"thing_01", "thing_02"}


def test_the_stronger_award_stays() -> None:
    """A link that could not be checked does not take the place of a file that was; taken out, the other stands."""
    talk = listed()
    talk.give("one.png")
    talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, thing="thing_01"))
    talk.say("1 https://badges.example.org/1")
    link = asked(talk)[-1]
    talk.look(link, award(link, talk.now, verdict=AwardVerdict.unchecked, why=AwardDoubt.fetching_off))
    assert ground(talk, "thing_01") is Ground.checked
    talk.say("sent")
    talk.say("take out 1")
    assert ground(talk, "thing_01") is Ground.link
    assert "thing_01" in talk.draft.held


def test_what_is_found_twice_is_told_once() -> None:
    """The same news again, as after a crash, says nothing and changes nothing that matters."""
    talk = listed()
    talk.give("one.png")
    look = asked(talk)[0]
    found = award(look, talk.now, thing="thing_01")
    talk.look(look, found)
    talk.look(look, found)
    assert talk.said == ()
    assert len(talk.draft.awards) == 1


def test_a_file_that_was_taken_out_comes_back() -> None:
    """Sent again, it is used again, and is there once."""
    talk = listed()
    talk.give("one.png")
    talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, thing="thing_01", content="same"))
    talk.say("sent")
    talk.say("take out 1")
    assert ground(talk, "thing_01") is Ground.stated
    talk.give("one again.png")
    talk.look(asked(talk)[1], award(asked(talk)[1], talk.now, thing="thing_01", content="same"))
    assert ground(talk, "thing_01") is Ground.checked
    assert len(held_rules.standing_awards(talk.draft)) == 1


def test_news_while_a_statement_is_agreed_to_changes_no_stage() -> None:
    """An award of a badge that is ticked is news about no tick: what was agreed to stands."""
    talk = listed()
    talk.say("all")
    talk.give("one.png")
    talk.press("Check my answers")
    talk.press("Carry on to sending")
    talk.press("I agree")
    look = asked(talk)[0]
    talk.look(look, award(look, talk.now, thing="thing_01"))
    assert talk.draft.stage is Stage.declaring
    assert talk.draft.declarations
    talk.press("Send my application")
    assert talk.draft.stage is Stage.sending


def test_what_comes_too_late_changes_nothing_that_was_sent() -> None:
    """An award that is looked at after sending alters neither what the worker sent nor what they are shown of it."""
    talk = listed()
    talk.give("one.png")
    talk.say("2 https://badges.example.org/2")
    pack = sent(talk)
    for look, thing in zip(asked(talk), ("thing_01", "thing_02"), strict=True):
        talk.look(look, award(look, talk.now, thing=thing))
        assert talk.said == ()
    assert [pack.holdings[0].ground, pack.holdings[1].ground] == [Ground.stated, Ground.link]
    assert [ground(talk, "thing_01"), ground(talk, "thing_02")] == [Ground.stated, Ground.link]
    # The bytes are known by their digest still, so that they are given out, or go, with the rest.
    assert talk.draft.awards[0].found.file is not None


def test_a_file_is_of_no_use_where_no_badge_is_asked_for() -> None:
    """At another badge, or before it is known that the badge is right, a file is answered as before."""
    talk = agreed()
    talk.say("/start OB-1249")
    talk.give("one.png")
    assert "cannot use a file" in talk.text()
    assert not asked(talk)


def test_forty_awards_are_enough() -> None:
    """What comes beyond is not taken, and that is said; nothing is lost of the rest."""
    talk = listed()
    for number in range(4):
        talk.say(" ".join(f"https://badges.example.org/{number}/{place}" for place in range(12)))
    assert len(talk.draft.awards) == 40
    assert "cannot take more" in talk.text()
    talk.give("one.png")
    assert len(talk.draft.awards) == 40


def test_the_way_on_from_the_list_is_to_the_questions() -> None:
    """A badge with both asks for the badges first, and lets nobody send without either."""
    talk = agreed(some_held())
    talk.say("/start OB-4")
    talk.press("Yes, this is for me")
    talk.say("Mary Ross")
    talk.say("mary@example.org")
    talk.say("1 and 3")
    talk.say("check")
    assert "Carry on to sending" not in talk.labels()
    talk.say("back")
    assert talk.place() is not None
    assert talk.place().ask is PromptKind.question


@pytest.mark.parametrize("ticked", ["1, 3", "2-3", "all"])
def test_some_of_several_badges_are_enough_without_any_question(ticked: str) -> None:
    """Of a badge that needs any two of three others and asks nothing, one is too few, and two or three can go."""
    both = next(badge for badge in some_held().badges if badge.id == "both")
    alone = both.model_copy(update={"id": "alone", "code": "OB-5", "questions": (), "words": None, "sound": "no"})
    talk = agreed(Library((*LIBRARY.badges, alone), LIBRARY.issuers))
    for said in ("/start OB-5", "yes", "Mary Ross", "mary@example.org"):
        talk.say(said)
    assert "You need 2 of these 3" in talk.text()
    talk.say("2")
    talk.say("send")
    assert "Your badges: tick one more." in talk.text()
    assert "Carry on to sending" not in talk.labels()
    talk.press("Badges you hold")
    talk.say(ticked)
    assert "That is all you need" in talk.text()
    for said in ("send", "send", "agree", "send"):
        talk.say(said)
    assert talk.draft.stage is Stage.sending


def test_an_award_is_held_to_the_address_that_the_worker_gives_now() -> None:
    """With another address, what was checked before counts as given until it is looked at again."""
    talk = listed()
    talk.give("one.png")
    talk.look(asked(talk)[0], award(asked(talk)[0], talk.now, thing="thing_01"))
    talk.say("all")
    talk.say("check")
    talk.press("Change my details")
    talk.say("2")
    talk.say("mary.ross@example.org")
    assert ground(talk, "thing_01") is Ground.file
    again = asked(talk)[-1]
    assert (again.email, again.source) == ("mary.ross@example.org", "")
    found = award(replace(again), talk.now, thing="thing_01", content=f"{again.key} ")
    talk.look(again, found)
    assert ground(talk, "thing_01") is Ground.checked


def test_every_file_that_was_kept_is_named_by_the_draft() -> None:
    """Whatever became of an award, its digest stays in what is stored, so that forgetting a person finds its bytes."""
    talk = listed()
    for name, more in (("used", {"thing": "thing_01"}), ("out", {"thing": "thing_02"}), ("doubt", {})):
        talk.give(name)
        talk.look(asked(talk)[-1], award(asked(talk)[-1], talk.now, content=name, **more))
    talk.press("Take it out")
    talk.say("sent")
    talk.say("take out 2")
    assert len({given.found.file.sha256 for given in talk.draft.awards if given.found and given.found.file}) == 3


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("47", "There is no badge 47. They go from 1 to 23."),
        ("0", "There is no badge 0."),
        ("20260714", "There is no badge 20260714."),
        ("24, 30", "There are no badges 24, 30."),
    ],
)
def test_a_number_that_no_badge_has_leaves_the_list_where_it_is(typed: str, told: str) -> None:
    """It is said which number that was, nothing is ticked, and the part of the list stays."""
    talk = listed()
    talk.press("More badges")
    talk.press("More badges")
    assert the_list(talk).part == 3
    talk.say(typed)
    assert told in talk.text()
    assert the_list(talk).part == 3
    assert not talk.draft.held


def test_a_list_of_numbers_ticks_what_is_there_and_says_what_is_not() -> None:
    """Of 1, 4, 7-9 and 47, five are ticked, and the sixth is named."""
    talk = listed()
    talk.say("1, 4, 7-9, 47")
    assert set(talk.draft.held) == {"thing_01", "thing_04", "thing_07", "thing_08", "thing_09"}
    assert "There is no badge 47" in talk.text()
    talk.say("8-7")
    assert len(talk.draft.held) == 5


def test_numbers_at_other_lists_tick_nothing() -> None:
    """Where it is asked which badge an award is, one number is wanted; at the list of what was sent, a word with it."""
    talk = listed()
    talk.give("some.png")
    look = asked(talk)[-1]
    talk.look(look, award(look, talk.now, perhaps=("thing_04", "thing_14")))
    talk.say("4 and 14")
    assert "I need one number here" in talk.text()
    assert talk.place() is not None
    assert talk.place().ask is PromptKind.award
    talk.say("back")
    talk.say("sent")
    talk.say("1")
    assert "take out 2" in talk.text()
    talk.say("take out 9")
    assert "There is no number 9 in this list" in talk.text()
    assert not talk.draft.held
    talk.say("take out 1")
    assert not held_rules.standing_awards(talk.draft)


def test_five_files_at_once_are_told_of_in_one_message() -> None:
    """Which two are checked, which one waits for the worker, which is not right, and which could not be read."""
    talk = listed()
    for name in ("one.png", "two.png", "self.png", "old.json", "scan.pdf"):
        talk.give(name)
    said: list[dict[str, object]] = [
        {"thing": "thing_05"},
        {"thing": "thing_07"},
        {"perhaps": ("thing_04", "thing_14"), "badge": "ELC Thing Leadership"},
        {"verdict": AwardVerdict.wrong, "why": AwardFault.expired, "thing": "thing_09"},
        {"verdict": AwardVerdict.unchecked, "why": AwardDoubt.unreadable},
    ]
    for look, one in zip(asked(talk), said, strict=True):
        talk.look(look, award(look, talk.now, **one))
    news, which = talk.said
    assert news.text == (
        "<b>I have looked at what you sent: 5 in all.</b>\n\n"
        "Checked and ticked:\n"
        "5. ELC Thing 5 \u2013 How do I show vision as a leader?\n"
        "7. ELC Thing 7 \u2013 Motivating and inspiring others\n\n"
        'I need your help with "self.png": I do not know which badge it is.\n\n'
        'Not right, so I leave it out: "old.json" (badge 9). It has run out. Ask the issuer for a new one.\n\n'
        'If you tick that badge, your application says what is wrong. To stop that, type "sent" and take it out.\n\n'
        'I could not check "scan.pdf", so I leave it out. I could not read it. Download it again from your badge page, '
        "and send me the new one.\n\n"
        "You hold 2 of 23 badges."
    )
    assert "Which badge is this?" in which.text
    assert set(talk.draft.held) == {"thing_05", "thing_07"}


def taken_there() -> Talk:
    """A worker with two badge files, whose application could not be delivered, and who takes it there."""
    talk = listed()
    for name, thing in (("one.png", "thing_01"), ("two.png", "thing_02")):
        talk.give(name)
        talk.look(asked(talk)[-1], award(asked(talk)[-1], talk.now, thing=thing))
    pack = sent(talk)
    talk.now += timedelta(minutes=1)
    talk.take(HandedOver(at=talk.now, fresh="f" * 64, draft=pack.draft, attempt=pack.attempt))
    return talk


def test_whoever_takes_it_there_is_offered_their_badge_files() -> None:
    """By button or typed, each file of the pack under its name; also after it is shown again. The way on is there."""
    talk = taken_there()
    assert "the files of 2 badges" in talk.text()
    for ask in (lambda: talk.press("Badge files"), lambda: talk.say("badge files")):
        talk.press("Show it again")
        ask()
        given = [message.attachment for message in talk.said if message.attachment]
        assert [(one.copy, one.name) for one in given] == [
            (Copy.award, "badge-1-thing_01.png"),
            (Copy.award, "badge-2-thing_02.png"),
        ]
        assert "I have sent it" in talk.labels()
    talk.press("I have sent it")
    talk.press("Badge files")
    assert not [message for message in talk.said if message.attachment]


def test_nothing_is_offered_where_no_file_was_given() -> None:
    """A worker who only ticked has nothing to add."""
    talk = listed()
    pack = sent(talk)
    talk.take(HandedOver(at=talk.now, fresh="f" * 64, draft=pack.draft, attempt=pack.attempt))
    assert "Badge files" not in talk.labels()
    talk.say("badge files")
    assert talk.said
