"""The versions of the notice: what is told of a newer one, and when consent is asked for again."""

from datetime import UTC, datetime

import pytest
from support.talk import LIBRARY

from flows.engine.events import CommandSent, TextSent
from flows.features.privacy.screens import PrivacyMenu
from flows.features.start import handlers
from flows.features.start.notice import VERSION, VERSIONS, NoticeVersion, changes_since, covers
from flows.features.start.screens import BadgeChoice, ConsentAgain, NothingKept
from flows.model.draft import Consent, Person, Session
from flows.router.turn import take_turn

AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
FRESH = "0" * 32
LATER = (*VERSIONS, NoticeVersion("2028-05", purpose=2, change="notice-new-2027-01"))


def test_a_changed_wording_asks_nobody() -> None:
    """What is new is told under /privacy, with the consent as it was."""
    person = Person("telegram:7", Consent(VERSIONS[0].name, AT))
    turn = take_turn(LIBRARY, Session(person), CommandSent(at=AT, fresh=FRESH, name="privacy"))
    (menu,) = turn.screens
    assert isinstance(menu, PrivacyMenu)
    assert menu.changes == tuple(one.change for one in VERSIONS[1:])
    assert turn.session.person.consent == person.consent


def test_whoever_agreed_to_this_version_reads_of_no_change() -> None:
    """Also where the version says who sends, or who writes recordings down."""
    assert changes_since(VERSION) == changes_since(f"{VERSION}, you send, here") == ()
    assert covers(f"{VERSIONS[0].name}, you send")
    assert covers("2025-01")


def test_a_changed_purpose_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is done before the new yes, nothing is lost, and what is new is told."""
    assert not covers(VERSION, LATER)
    monkeypatch.setattr(handlers, "covers", lambda agreed: covers(agreed, LATER))
    monkeypatch.setattr(handlers, "version", lambda *_: "2028-05")
    monkeypatch.setattr(handlers, "changes_since", lambda agreed: changes_since(agreed, LATER))
    before = Session(Person("telegram:7", Consent(VERSION, AT), in_hand=None))
    asked = take_turn(LIBRARY, before, CommandSent(at=AT, fresh=FRESH, name="start"))
    (again,) = asked.screens
    assert isinstance(again, ConsentAgain)
    assert again.changes == ("notice-new-2027-01",)
    assert asked.session.person.agreed_before == before.person.consent
    words = take_turn(
        LIBRARY, asked.session, TextSent(at=AT, fresh=FRESH, key=2, text="I learned a lot", under=again.place)
    )
    assert isinstance(words.screens[0], NothingKept)
    agreed = take_turn(LIBRARY, words.session, TextSent(at=AT, fresh=FRESH, key=3, text="yes", under=again.place))
    assert isinstance(agreed.screens[-1], BadgeChoice)
    assert agreed.session.person.consent == Consent("2028-05", AT)
    assert agreed.session.person.agreed_before is None
