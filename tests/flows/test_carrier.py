"""Who takes an application to its issuer: known of each badge, and of all that are open before one is chosen."""

from dataclasses import replace

import pytest
from support.talk import BY_HAND, LIBRARY, Talk
from transcripts.starts import final, two_open

from criteria.reader import Library
from flows.features.start.notice import version

CPL = "cpl-2025-leadership"


def mixed() -> Library:
    """Two badges of two issuers, of which only the second takes what the bot sends."""
    shelf = two_open()
    (sssc,) = shelf.issuers
    other = sssc.model_copy(update={"id": "other", "short": "Other", "route": "folder"})
    badges = tuple(b.model_copy(update={"issuer": "other"}) if b.id == "second-badge" else b for b in shelf.badges)
    return replace(shelf, badges=badges, issuers=(other, sssc.model_copy(update={"route": "handover"})))


def test_it_depends_on_the_badge_where_issuers_differ() -> None:
    """A badge that cannot be applied for here says nothing of it."""
    assert (LIBRARY.carrier, BY_HAND.carrier, mixed().carrier) == ("bot", "worker", "either")
    closed = tuple(b.model_copy(update={"open": b.id == CPL}) for b in mixed().badges)
    assert replace(mixed(), badges=closed).carrier == "worker"


@pytest.mark.parametrize(
    ("shelf", "said"),
    [
        (LIBRARY, "Nothing goes to the badge's issuer until you press send."),
        (BY_HAND, "I send nothing to the badge's issuer. Only you do that."),
        (mixed(), "For some badges, you send it there yourself."),
    ],
)
def test_the_first_message_says_who_sends(shelf: Library, said: str) -> None:
    """Before any badge is chosen; and what was agreed to is kept with the notice as it read."""
    talk = Talk(shelf=shelf)
    talk.say("/start")
    assert said in talk.text()
    talk.press("I agree")
    consent = talk.desk.person.consent
    assert consent is not None
    assert consent.notice == version(None, shelf.carrier)


def test_help_follows_the_badge_in_hand() -> None:
    """With badges of both kinds, what /review leads to is said of the one that is worked on."""
    talk = Talk(shelf=mixed())
    for said in ("/start OB-1249", "yes", "/help"):
        talk.say(said)
    assert "make them ready" in talk.text()
    for said in ("/start OB-2", "/help"):
        talk.say(said)
    assert "check your answers and send" in talk.text()


def test_every_notice_has_a_version_of_its_own() -> None:
    """A consent says which text was agreed to."""
    assert len({version(None, carrier) for carrier in ("bot", "worker", "either")}) == 3


@pytest.mark.parametrize("word", ["send", "Send it", "send my application", "ready", "make it ready"])
@pytest.mark.parametrize("shelf", [LIBRARY, BY_HAND])
def test_whatever_it_is_called_it_can_be_typed(word: str, shelf: Library) -> None:
    """At the last look, both names of the last step do it, on either route."""
    talk = final(shelf)
    talk.say(word)
    assert type(talk.replies[0]).__name__ == ("OnItsWay" if shelf is LIBRARY else "MakingReady")
