"""The worker's own award: looked at before anybody is congratulated, where that can be done."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.talk import LIBRARY, Talk
from transcripts.starts import STARTS

from criteria.award_rules import Awards
from criteria.library import Library
from flows.engine.effects import CheckOwnAward
from flows.engine.events import DecisionMade, OwnAwardFound, OwnAwardLate
from flows.engine.message import AwardCopy
from flows.model.attachments.award import AwardFile, AwardFinding, Form
from flows.model.attachments.award import AwardVerdict as Look
from flows.model.decision import Decision, DecisionVerdict
from flows.model.draft import Outcome
from flows.model.stages import Stage

LINK = "https://awards.example.org/a/1"


@pytest.fixture
def shelf() -> Library:
    """The library of an issuer that says where its awards are."""
    (sssc,) = LIBRARY.issuers
    rules = Awards(profiles=("https://awards.example.org/profile",))
    return Library(LIBRARY.badges, (sssc.model_copy(update={"awards": rules}),))


FILE = AwardFile("a" * 64, 900, Form.jwt)


def awarded(shelf: Library, link: str = LINK, file: AwardFile | None = None) -> Talk:
    """The issuer has just said that the badge is theirs."""
    talk = STARTS["with_issuer"](shelf)
    draft = next(iter(talk.desk.drafts))
    decision = Decision(DecisionVerdict.awarded, link=link, credential=file)
    talk.take(DecisionMade(at=talk.now, fresh="d" * 64, draft=draft, attempt=1, decision=decision))
    return talk


def looked(talk: Talk, look: Look, named: str = "") -> str:
    """What is said once the award was looked at."""
    (asked,) = [effect for effect in talk.effects if isinstance(effect, CheckOwnAward)]
    found = AwardFinding(look, talk.now, asked.email, badge=named)
    at = talk.now + timedelta(seconds=9)
    event = OwnAwardFound(at=at, fresh="e" * 64, draft=asked.draft, number=asked.number, found=found)
    talk.take(event)
    return talk.text()


def test_nobody_is_congratulated_before_it_was_looked_at(shelf: Library) -> None:
    """The application is closed as awarded at once; the good news waits for the look at the badge."""
    talk = awarded(shelf)
    assert talk.said == ()
    (draft,) = talk.desk.drafts.values()
    assert (draft.stage, draft.outcome) == (Stage.closed, Outcome.awarded)
    (asked,) = [effect for effect in talk.effects if isinstance(effect, CheckOwnAward)]
    assert (asked.link, asked.email) == (LINK, "mary@example.org")


@pytest.mark.parametrize(
    ("look", "says", "keeps_from"),
    [
        (Look.checked, "it is good", "could not check"),
        (Look.unchecked, "could not check the badge itself", "it is good"),
        (Look.wrong, "it is not right", "You have earned"),
    ],
)
def test_what_it_proved_to_be_is_said(shelf: Library, look: Look, says: str, keeps_from: str) -> None:
    """One of three answers, and no congratulation on a badge that is not right."""
    said = looked(awarded(shelf), look)
    assert says in said
    assert keeps_from not in said


def test_who_cannot_be_looked_at_yet_is_congratulated(shelf: Library) -> None:
    """The news does not wait for a page that does not answer; later only something wrong is still said."""
    talk = awarded(shelf)
    (draft,) = talk.desk.drafts
    talk.take(OwnAwardLate(at=talk.now, fresh="f" * 64, draft=draft))
    assert "You have earned" in talk.text()
    talk.take(OwnAwardLate(at=talk.now, fresh="f" * 64, draft=draft))
    assert talk.said == ()
    assert looked(replace(talk, effects=list(talk.effects)), Look.checked) == ""
    assert "it is not right" in looked(talk, Look.wrong)


def test_without_rules_or_a_link_the_news_comes_at_once(shelf: Library) -> None:
    """Where nothing can be looked at, nothing is claimed and nobody waits."""
    for talk in (awarded(LIBRARY), awarded(shelf, link="")):
        assert "You have earned" in talk.text()
        assert not any(isinstance(effect, CheckOwnAward) for effect in talk.effects)


def files(talk: Talk) -> list[AwardCopy]:
    """The files that came with what was just said."""
    return [one.attachment for one in talk.said if isinstance(one.attachment, AwardCopy)]


@pytest.mark.parametrize("link", ["", LINK])
def test_a_badge_that_was_sent_along_is_looked_at_too(shelf: Library, link: str) -> None:
    """It is looked at on our disk; a link beside it is named, for where the file cannot be checked."""
    talk = awarded(shelf, link, FILE)
    assert talk.said == ()
    (asked,) = [effect for effect in talk.effects if isinstance(effect, CheckOwnAward)]
    assert (asked.sha256, asked.link, asked.email) == (FILE.sha256, link, "mary@example.org")


@pytest.mark.parametrize(
    ("look", "says", "keeps_from"),
    [
        (Look.checked, "it is good", "could not check"),
        (Look.unchecked, "could not check the badge itself", "it is good"),
        (Look.wrong, "it is not right", "You have earned"),
    ],
)
def test_the_badge_is_given_as_a_file_unless_it_is_not_right(
    shelf: Library, look: Look, says: str, keeps_from: str
) -> None:
    """The same words as for a link, and the file under the reference that the worker knows."""
    talk = awarded(shelf, "", FILE)
    said = looked(talk, look)
    assert says in said
    assert keeps_from not in said
    assert "Open the link" not in said
    (draft,) = talk.desk.drafts.values()
    assert draft.sending
    expects = [] if look is Look.wrong else [AwardCopy(FILE.sha256, f"{draft.sending.reference}.jwt")]
    assert files(talk) == expects


def test_a_file_that_cannot_be_looked_at_is_given_all_the_same() -> None:
    """Without rules nothing is claimed of it; it is the worker's."""
    talk = awarded(LIBRARY, "", replace(FILE, form=Form.json))
    assert "it is good" not in talk.text()
    assert [file.name.rpartition(".")[2] for file in files(talk)] == ["json"]


def test_the_file_is_given_once(shelf: Library) -> None:
    """Who was congratulated before the badge could be checked has it."""
    talk = awarded(shelf, "", FILE)
    (draft,) = talk.desk.drafts
    talk.take(OwnAwardLate(at=talk.now, fresh="f" * 64, draft=draft))
    assert len(files(talk)) == 1
    assert looked(replace(talk, effects=list(talk.effects)), Look.checked) == ""
    assert "it is not right" in looked(talk, Look.wrong)
    assert files(talk) == []


def test_a_badge_of_another_name_is_named(shelf: Library) -> None:
    """The issuer may have sent another one by mistake: only who reads its name can tell."""
    (title,) = {badge.title for badge in shelf.badges if badge.id == "cpl-2025-leadership"}
    assert 'Its own name is "Food hygiene"' in looked(awarded(shelf, "", FILE), Look.checked, "Food hygiene")
    assert "Its own name" not in looked(awarded(shelf, "", FILE), Look.checked, title.upper())


def test_who_has_no_good_badge_is_not_asked_about_the_next(shelf: Library) -> None:
    """The way to the next year's badge is offered with good news only."""
    assert "/reminders" in looked(awarded(shelf), Look.checked)
    assert "/reminders" not in looked(awarded(shelf), Look.wrong)


def again(talk: Talk, link: str = "", file: AwardFile | None = None) -> None:
    """The issuer says once more that the badge is theirs."""
    (draft,) = talk.desk.drafts
    decision = Decision(DecisionVerdict.awarded, link=link, credential=file)
    talk.take(DecisionMade(at=talk.now, fresh="d" * 64, draft=draft, attempt=1, decision=decision))


def test_a_badge_may_come_after_the_good_news(shelf: Library) -> None:
    """Where the news came first, the badge is looked at and given when it comes; said again, it is not."""
    talk = awarded(shelf, "")
    assert "You have earned" in talk.text()
    again(talk, file=FILE)
    assert talk.said == ()
    assert "it is good" in looked(talk, Look.checked)
    assert len(files(talk)) == 1
    for repeat in (FILE, None):
        talk.effects.clear()
        again(talk, file=repeat)
        assert (talk.said, talk.effects) == ((), [])


def test_a_better_badge_takes_the_place_of_one_that_was_not_right(shelf: Library) -> None:
    """The issuer puts it right, and the worker hears; what is still found of the first says nothing any more."""
    talk = awarded(shelf, "", FILE)
    first = list(talk.effects)
    assert "it is not right" in looked(talk, Look.wrong)
    talk.effects.clear()
    again(talk, file=replace(FILE, sha256="b" * 64))
    assert looked(replace(talk, effects=first), Look.wrong) == ""
    assert "You have earned" in looked(talk, Look.checked)
    assert [file.sha256 for file in files(talk)] == ["b" * 64]
