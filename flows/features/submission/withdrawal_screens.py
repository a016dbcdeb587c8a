"""The screens of a worker who takes back what they sent."""

from dataclasses import dataclass

from criteria.model import Badge, Issuer
from flows.engine.screen import Notice, Phrases, Screen
from flows.model.decision import Decision, DecisionVerdict, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTakeBack(Notice):
    """Is it to be taken back? That closes the application."""

    badge: Badge
    issuer: Issuer
    reference: str
    way: Way
    """How it went to the issuer."""

    KEY = "ask-take-back"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(Screen):
    """It is closed, and the issuer is being told."""

    badge: Badge
    issuer: Issuer
    reference: str

    def render(self, say: Phrases) -> str:
        closed = say.phrase("taken-back", title=self.badge.title, reference=self.reference)
        telling = say.phrase("taken-back-telling", issuer=self.issuer.short)
        return f"{closed}\n\n{telling} {say.phrase('taken-back-kept')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackTold(Screen):
    """The issuer's side has taken the news, and how."""

    issuer: Issuer
    reference: str
    way: Way

    def render(self, say: Phrases) -> str:
        key = "take-back-told-by-email" if self.way is Way.email else "take-back-told"
        return say.phrase(key, issuer=self.issuer.short, reference=self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellThemYourself(Screen):
    """There is no way from here to tell the issuer: whom to tell, and what to say."""

    badge: Badge
    issuer: Issuer
    reference: str
    theirs: str
    """The issuer's own reference."""
    way: Way
    """How it went to the issuer: one that does not know our reference cannot find it by that."""
    closed: bool
    """It was closed just now, in the same breath."""

    def render(self, say: Phrases) -> str:
        issuer, title, reference = self.issuer.short, self.badge.title, self.reference
        said = [say.phrase("taken-back", title=title, reference=reference)] if self.closed else []
        said.append(say.phrase("tell-them-yourself", issuer=issuer, contact=self.issuer.contact))
        words = say.phrase("tell-them-words", title=title, reference=reference, way=self.way.value)
        said.append(f"{words} {say.phrase('their-reference', theirs=self.theirs)}" if self.theirs else words)
        return "\n\n".join([*said, say.phrase("taken-back-kept")])


_ANYWAY = {
    DecisionVerdict.awarded: "decided-anyway-awarded",
    DecisionVerdict.declined: "decided-anyway-declined",
    DecisionVerdict.returned: "decided-anyway-returned",
    DecisionVerdict.revoked: "decided-anyway-revoked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedAnyway(Screen):
    """The issuer has decided on what was taken back. It stays closed; they have to be asked."""

    badge: Badge
    issuer: Issuer
    reference: str
    decision: Decision

    def render(self, say: Phrases) -> str:
        decision, issuer = self.decision, self.issuer.short
        said = [say.phrase(_ANYWAY[decision.verdict], issuer=issuer, title=self.badge.title, reference=self.reference)]
        if decision.comment:
            said.append(say.phrase("question-comment", comment=decision.comment))
        if decision.link:
            said.append(say.phrase("decided-anyway-link", link=decision.link))
        return "\n\n".join([*said, say.phrase("decided-anyway-next", contact=self.issuer.contact)])
