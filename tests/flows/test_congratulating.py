"""The worker's own award: looked at before anybody is congratulated, where that can be done."""

from dataclasses import replace
from datetime import timedelta

import pytest
from talk import LIBRARY, Talk
from transcripts.starts import STARTS

from criteria.awards import Awards
from criteria.library import Library
from flows.decisions import Decision, Verdict
from flows.draft import Outcome
from flows.effects import CheckAward
from flows.events import AwardLate, AwardsFound, DecisionMade
from flows.given import Found
from flows.given import Verdict as Look
from flows.stages import Stage

LINK = "https://awards.example.org/a/1"


@pytest.fixture
def shelf() -> Library:
    """The library of an issuer that says where its awards are."""
    (sssc,) = LIBRARY.issuers
    rules = Awards(profiles=("https://awards.example.org/profile",))
    return Library(LIBRARY.badges, (sssc.model_copy(update={"awards": rules}),))


def awarded(shelf: Library, link: str = LINK) -> Talk:
    """The issuer has just said that the badge is theirs."""
    talk = STARTS["with_issuer"](shelf)
    draft = next(iter(talk.desk.drafts))
    decision = Decision(Verdict.awarded, link=link)
    talk.take(DecisionMade(at=talk.now, fresh="d" * 64, draft=draft, attempt=1, decision=decision))
    return talk


def looked(talk: Talk, look: Look) -> str:
    """What is said once the award was looked at."""
    (asked,) = [effect for effect in talk.effects if isinstance(effect, CheckAward)]
    found = Found(look, talk.now, asked.email)
    at = talk.now + timedelta(seconds=9)
    event = AwardsFound(at=at, fresh="e" * 64, draft=asked.draft, key=asked.key, part=asked.part, found=(found,))
    talk.take(event)
    return talk.text()


def test_nobody_is_congratulated_before_it_was_looked_at(shelf: Library) -> None:
    """The application is closed as awarded at once; the good news waits for the look at the badge."""
    talk = awarded(shelf)
    assert talk.said == ()
    (draft,) = talk.desk.drafts.values()
    assert (draft.stage, draft.outcome) == (Stage.closed, Outcome.awarded)
    (asked,) = [effect for effect in talk.effects if isinstance(effect, CheckAward)]
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
    talk.take(AwardLate(at=talk.now, fresh="f" * 64, draft=draft, key=0))
    assert "You have earned" in talk.text()
    talk.take(AwardLate(at=talk.now, fresh="f" * 64, draft=draft, key=0))
    assert talk.said == ()
    assert looked(replace(talk, effects=list(talk.effects)), Look.checked) == ""
    assert "it is not right" in looked(talk, Look.wrong)


def test_without_rules_or_a_link_the_news_comes_at_once(shelf: Library) -> None:
    """Where nothing can be looked at, nothing is claimed and nobody waits."""
    for talk in (awarded(LIBRARY), awarded(shelf, link="")):
        assert "You have earned" in talk.text()
        assert not any(isinstance(effect, CheckAward) for effect in talk.effects)
