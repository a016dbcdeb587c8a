"""A worker who ticks badges and sends awards of them, and what stands of those in the end."""

from support.talk import Talk
from transcripts.starts import agreed

from criteria.award_rules import Awards
from criteria.library import Library
from flows.engine.effects import CheckAward, DeliverPack
from flows.features.held_badges.screens import HeldList
from flows.pack.pack import Pack
from flows.rules import held_badges as held_rules
from flows.rules.held_badges import Ground

THINGS = tuple(f"thing_{number:02}" for number in range(1, 24))


def listed() -> Talk:
    """A worker at the list, with nothing ticked."""
    talk = agreed()
    talk.say("/start elc-leadership-23-things")
    talk.press("Yes, this is for me")
    talk.say("Mary Ross")
    talk.say("mary@example.org")
    return talk


def the_list(talk: Talk) -> HeldList:
    """The list as it was shown last."""
    return next(reply for reply in reversed(talk.replies) if isinstance(reply, HeldList))


def asked(talk: Talk) -> list[CheckAward]:
    """The awards that are to be looked at, in order."""
    return [effect for effect in talk.effects if isinstance(effect, CheckAward)]


def ground(talk: Talk, thing: str) -> Ground | None:
    """On what ground a badge is said to be held."""
    badge = talk.shelf.at(talk.draft.badge, talk.draft.version)
    assert badge is not None
    return next((h.ground for h in held_rules.held(badge, talk.draft) if h.prerequisite.id == thing), None)


def sent(talk: Talk) -> Pack:
    """Ticks the rest, sends, and gives the pack."""
    talk.say("/progress")
    talk.press("All of them")
    talk.press("Check my answers")
    talk.press("Carry on to sending")
    talk.press("I agree")
    talk.press("Send my application")
    return next(effect.pack for effect in reversed(talk.effects) if isinstance(effect, DeliverPack))


def with_rules(library: Library, issuer: str = "https://badges.example.org/issuer") -> Library:
    """The same badges, after each issuer's file has come to say something of its awards."""
    known = {"awards": Awards(profiles=(issuer,))}
    return Library(library.badges, tuple(one.model_copy(update=known) for one in library.issuers))
