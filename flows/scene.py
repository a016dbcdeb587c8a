"""What a turn has before it, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from criteria.model import Badge
from flows.buttons import Action, Press
from flows.draft import Desk, Draft, Person
from flows.effects import Effect
from flows.events import AnyEvent, ButtonPressed
from flows.places import Ask, Place
from flows.replies.base import Reply
from flows.scribe import Scribe
from flows.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Turn:
    """A new desk, what to say, and what to do afterwards."""

    desk: Desk
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """The badges, one person's desk, and what has happened."""

    shelf: Shelf
    desk: Desk
    event: AnyEvent
    scribe: Scribe | None = field(default=None, kw_only=True)
    """Who writes down recordings, if this bot has anybody who does."""
    opens_pages: bool = field(default=False, kw_only=True)
    """Whether this bot looks up awards where they are published."""

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.event.at

    @property
    def pressed(self) -> int | None:
        """The message whose button was pressed, which can be changed in place; None for whatever was typed."""
        return self.event.message if isinstance(self.event, ButtonPressed) else None

    def say(self, *replies: Reply, person: Person | None = None, effects: tuple[Effect, ...] = ()) -> Turn:
        """Ends the turn with these replies, the drafts as they were."""
        desk = replace(self.desk, person=person) if person else self.desk
        return Turn(desk, replies, effects)

    def known(self, place: Place | None) -> Place | None:
        """A place that a phone shows; None where it is of a draft that nobody has any more."""
        return place if place is None or not place.draft or place.draft in self.desk.drafts else None

    def badge_of(self, draft: Draft) -> Badge:
        """The badge at the version that a draft began with. Raises LookupError if its file is gone."""
        badge = self.shelf.at(draft.badge, draft.version)
        if badge is None:
            raise LookupError(f"no file for badge {draft.badge} at version {draft.version}")
        return badge

    def with_draft(self, draft: Draft) -> "Work":
        """The same scene, with this draft in hand."""
        person = replace(self.desk.person, in_hand=draft.id)
        drafts: Mapping[str, Draft] = {**self.desk.drafts, draft.id: draft}
        return Work(
            self.shelf,
            Desk(person, drafts),
            self.event,
            draft,
            self.badge_of(draft),
            scribe=self.scribe,
            opens_pages=self.opens_pages,
        )


@dataclass(frozen=True, slots=True)
class Work(Scene):
    """A scene with a draft in hand, and the badge at the version that the draft began with."""

    draft: Draft
    badge: Badge

    def put(self, draft: Draft) -> "Work":
        """The same scene with the draft as it is now."""
        touched = replace(draft, touched_at=self.at)
        drafts: Mapping[str, Draft] = {**self.desk.drafts, draft.id: touched}
        return replace(self, desk=replace(self.desk, drafts=drafts), draft=touched)

    def press(self, action: Action, about: str = "", number: int = 0, name: str = "") -> Press:
        """A button that acts on this draft."""
        return Press(action, self.draft.id, about, number, name)

    def place(self, ask: Ask, about: str = "") -> Place:
        """A place in this draft's talk."""
        return Place(ask, self.draft.id, about)
