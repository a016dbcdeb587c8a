"""What a turn has before it, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from criteria.library import Library
from criteria.model import Badge
from criteria.routes import Carrier
from flows.engine.buttons import ActionOf, Button, P
from flows.engine.capabilities import Capabilities, TranscriptionService
from flows.engine.effects import Effect
from flows.engine.events import AnyEvent, ButtonPressed
from flows.engine.payloads import NOTHING, Payload
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen, Shown
from flows.model.draft import Draft, Person, Session


@dataclass(frozen=True, slots=True)
class TurnResult:
    """A new session, what to say, and what to do afterwards."""

    session: Session
    replies: tuple[Shown, ...] = ()
    effects: tuple[Effect, ...] = ()
    withheld: tuple[Screen, ...] = ()
    """What is not shown, and is kept in the lock of the person until they open it."""
    released: tuple[str, ...] = ()
    """What was withheld before, as it was kept there: it is shown after the first reply."""

    @property
    def screens(self) -> tuple[Screen, ...]:
        """What it shows by itself, in order."""
        return tuple(shown for shown in self.replies if isinstance(shown, Screen))


@dataclass(frozen=True, slots=True)
class TurnContext:
    """The badges, one person's session, and what has happened."""

    library: Library
    session: Session
    event: AnyEvent
    capabilities: Capabilities = field(default=Capabilities(), kw_only=True)

    @property
    def scribe(self) -> TranscriptionService | None:
        """Who writes recordings down, if this bot has anybody who does."""
        return self.capabilities.transcription

    @property
    def opens_pages(self) -> bool:
        """Whether this bot looks up awards where they are published."""
        return self.capabilities.opens_pages

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.event.at

    @property
    def pressed(self) -> int | None:
        """The message whose button was pressed, which can be changed in place; None for whatever was typed."""
        return self.event.message if isinstance(self.event, ButtonPressed) else None

    @property
    def carrier(self) -> Carrier:
        """Who takes submissions to their issuers, before a badge is chosen."""
        return self.library.carrier

    def say(self, *replies: Shown, person: Person | None = None, effects: tuple[Effect, ...] = ()) -> TurnResult:
        """Ends the turn with these replies, the drafts as they were."""
        session = replace(self.session, person=person) if person else self.session
        return TurnResult(session, replies, effects)

    def with_person(self, person: Person) -> "TurnContext":
        """The same context with what is kept of the person as it is now."""
        return replace(self, session=replace(self.session, person=person))

    def known(self, place: Prompt | None) -> Prompt | None:
        """A place that a phone shows; None where it is of a draft that nobody has any more."""
        return place if place is None or not place.draft or place.draft in self.session.drafts else None

    def badge_of(self, draft: Draft) -> Badge:
        """The badge at the version that a draft began with. Raises LookupError if its file is gone."""
        badge = self.library.at(draft.badge, draft.version)
        if badge is None:
            raise LookupError(f"no file for badge {draft.badge} at version {draft.version}")
        return badge

    def with_draft(self, draft: Draft) -> "DraftContext":
        """The same context with a draft to work on. What the worker has in hand stays in hand."""
        drafts: Mapping[str, Draft] = {**self.session.drafts, draft.id: draft}
        session = replace(self.session, drafts=drafts)
        return DraftContext(
            self.library, session, self.event, draft, self.badge_of(draft), capabilities=self.capabilities
        )

    def take_in_hand(self, draft: Draft) -> "DraftContext":
        """The same context with a draft to work on, to which the worker turns: it is in hand from now on."""
        person = replace(self.session.person, in_hand=draft.id)
        return replace(self, session=replace(self.session, person=person)).with_draft(draft)


@dataclass(frozen=True, slots=True)
class DraftContext(TurnContext):
    """A context with a draft to work on, and the badge at the version that the draft began with."""

    draft: Draft
    badge: Badge

    @property
    def carrier(self) -> Carrier:
        """Who takes this draft to its issuer, when it is sent next."""
        return self.library.issuer(self.badge).carrier

    @property
    def writes_down(self) -> bool:
        """Whether what is said in recordings for this badge is written down, for the worker to vouch for."""
        return self.scribe is not None and self.badge.sound != "no" and self.badge.ai.rule != "banned"

    def put(self, draft: Draft) -> "DraftContext":
        """The same context with the draft as it is now."""
        touched = replace(draft, touched_at=self.at)
        drafts: Mapping[str, Draft] = {**self.session.drafts, draft.id: touched}
        return replace(self, session=replace(self.session, drafts=drafts), draft=touched)

    def press(self, action: ActionOf[P], about: P | None = None, number: int = 0, name: str = "") -> Button:
        """A button that acts on this draft, and on no more than that where nothing else is named."""
        return Button(action, self.draft.id, about or action.payload(), number, name)

    def place(self, ask: PromptKind, about: Payload = NOTHING) -> Prompt:
        """A place in this draft's talk."""
        return Prompt(ask, self.draft.id, about)
