"""Promises that hold whatever a person does, in any order: no word is lost, nothing is sent too early or twice.

The person is in `tests/machine`: what they do, a module for each part of the talk, and what they are promised.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings
from machine.person import Person7
from machine.shelves import BOTH, CODES, SHELVES, THINGS
from transcripts.starts import ENOUGH

from flows.engine.buttons import Button
from flows.engine.capabilities import TranscriptionService
from flows.engine.events import Delivered
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.typed_words import typed
from flows.model.attachments.award import AwardVerdict as Look
from flows.model.attachments.transcript import Vouched
from flows.model.decision import DecisionVerdict
from flows.model.draft import Draft
from flows.model.stages import Stage
from flows.rules.held_badges import Ground

pytestmark = pytest.mark.slow

settings.register_profile(
    "ci",
    max_examples=16,
    stateful_step_count=30,
    deadline=None,
    # The same people every time, so that a build is as good as the last; `make people` meets others, and makes the
    # talk of whoever breaks a promise as short as it can be, which takes minutes.
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class TestAnybody(Person7.TestCase):
    """Anybody at all."""

    settings = settings.get_profile("ci")


def somebody(badge: str = CODES[1], shelf: str = "as it is", start: str = "answering") -> Person7:
    """A person who has come some way by the machine's own steps."""
    person = Person7()
    person.begin(shelf=shelf, start=start, badge=badge, scribe=TranscriptionService(), spoken=False, wanted={0, 3})
    return person


def only_draft(person: Person7) -> Draft:
    """The one draft of a person."""
    (draft,) = person.desk.drafts.values()
    return draft


def test_the_paths_of_the_machine_lead_to_sending() -> None:
    """The machine reaches the end: were the far stages out of its reach, its promises about sending would be empty."""
    person = somebody(start="agreed")
    person.settles_the_facts()
    person.writes_enough()
    person.goes_on_to_declare()
    person.declares_and_sends(ai=True)
    assert len(person.packs) == 1
    assert person.packs[0].total_words == sum(ENOUGH)
    person.news_comes(kind=Delivered, which=0, twice=True)
    assert only_draft(person).stage is Stage.with_issuer
    assert typed("yes", Prompt(PromptKind.declaration))
    assert Button.parse(person.buttons[-1])


def test_the_paths_of_the_machine_lead_to_sending_a_link() -> None:
    """The machine reaches the end by a link as well, so that its promises about links are not empty."""
    person = somebody()
    person.vouches(which=0, whole=True, ticks="1, 2, 3, 4, 5, 6 and 7")
    person.goes_on_to_declare()
    person.declares_and_sends(ai=False)
    assert [len(pack.whole.checklist) for pack in person.packs] == [7]


@pytest.mark.parametrize("badge", [THINGS, BOTH])
def test_the_paths_of_the_machine_lead_to_badges_that_were_checked(badge: str) -> None:
    """Awards are given, looked at, and go along: a promise about them is about something."""
    person = somebody(badge, "some held")
    person.gives_a_file(source=3, big=False, quiet=False, caption="", back=1)
    person.all_are_looked_at(verdict=Look.checked, kind="certain", number=0)
    person.goes_all_the_way(ai=False)
    grounds = [held.ground for held in person.packs[0].holdings]
    assert grounds.count(Ground.checked) == 3
    assert len(person.packs[0].files) == 3


def test_the_paths_of_the_machine_lead_to_words_of_their_own() -> None:
    """A recording is heard, written down and put right, and a mended transcript goes along."""
    person = somebody()
    person.speaks_and_is_written_down(which=0, count=60, act=None, same=False)
    person.mends_words(which=0, sizes=[30, 25], edit=False)
    person.goes_all_the_way(ai=False)
    (transcript,) = [file.transcript for file in person.packs[0].files if file.transcript]
    assert transcript.mended
    (sound,) = [part for part in only_draft(person).answers["topic"].parts if part.key == person.fetches[0].key]
    assert sound.transcript.vouched is Vouched.mended


def test_the_paths_of_the_machine_lead_back_with_some_answers_open() -> None:
    """Work comes back with two answers open, is aimed at, and goes a second time."""
    person = somebody(start="came back")
    draft = only_draft(person)
    assert [one.question for one in draft.returned.questions] == ["topic", "practice"]
    for what in ("words", "link", "recording", "edit"):
        person.aims_at_what_is_locked(which=1, what=what, size=7, ask=PromptKind.question)
    person.all_is_heard()
    person.goes_all_the_way(ai=False)
    assert [pack.attempt for pack in person.packs] == [1, 2]


def test_the_paths_of_the_machine_lead_to_a_reminder() -> None:
    """Somebody says yes, is reminded, and says stop."""
    person = somebody()
    person.says_whether(yes=True, off=False)
    person.the_calendar_comes_to_them(unsaid=False, wait="")
    assert person.last
    person.the_calendar_comes_to_them(unsaid=False, wait="stop")
    assert person.desk.person.reminders.wanted is False


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_shelf_can_be_begun_at(shelf: str) -> None:
    """On each shelf somebody can begin, be sent back, and go on."""
    person = somebody(shelf=shelf, start="came back")
    person.the_issuer_decides(verdict=DecisionVerdict.awarded, wanted=set(), which=0)
    assert person.packs
    assert person.desk.drafts
