"""The screens of the beginning: first contact, and choosing a badge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from criteria.model import Badge, Issuer
from criteria.routes import Carrier
from flows.engine.buttons import Action, Button
from flows.engine.capabilities import TranscriptionService
from flows.engine.context import DraftContext, TurnContext
from flows.engine.payloads import OfBadge
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Notice, Phrases, Screen, rows
from flows.features.questions.question_list import question_lines
from flows.features.start.notice import periods, version
from flows.model.draft import Outcome
from flows.model.retention_schedule import RetentionSchedule
from flows.rules import held_badges as held_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Notice):
    """First contact: what this is, who runs it, and the short privacy notice."""

    carrier: Carrier

    KEY = "welcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyNotice(Screen):
    """The full privacy notice."""

    carrier: Carrier
    scribe: TranscriptionService | None = None
    retention: RetentionSchedule
    agreed: datetime | None = None
    number: str = ""
    """What their channel calls the worker, by which an operator finds their data."""

    def render(self, say: Phrases) -> str:
        text = say.joined(
            "notice",
            version=version(self.scribe, self.carrier),
            carrier=self.carrier,
            ai=_ai(say, self.scribe),
            periods=periods(say, self.retention),
        )
        if self.agreed is None:
            return text
        number = say.phrase("notice-number", number=self.number)
        return "\n\n".join([text, say.phrase("notice-agreed", at=self.agreed), number])


def _ai(say: Phrases, scribe: TranscriptionService | None) -> str:
    if scribe is None:
        return say.phrase("notice-no-ai")
    if scribe.host is None:
        return say.phrase("notice-scribe-here")
    return say.phrase("notice-scribe-elsewhere", host=scribe.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAgain(Screen):
    """What data are used for has changed since this person agreed, so they are asked again."""

    changes: tuple[str, ...]
    """The phrases that tell what is new."""

    def render(self, say: Phrases) -> str:
        lines = [say.phrase("privacy-change", change=say.plain(key)) for key in self.changes]
        return "\n\n".join(
            [say.phrase("consent-again"), *(["\n".join(lines)] if lines else []), say.phrase("consent-again-ask")]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingKept(Notice):
    """Words came before consent, so they were not kept."""

    KEY = "nothing-kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRefused(Notice):
    """No consent: what follows, and the way back."""

    KEY = "consent-refused"


@dataclass(frozen=True, slots=True)
class Offer:
    """A badge in the list, with the draft of it that may be carried on."""

    badge: Badge
    done: int | None = None
    """Answers done in an open draft of it; None where there is no such draft."""
    held: int = 0
    """Other badges ticked in that draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeChoice(Screen):
    """The badges, one plain line each."""

    badges: tuple[Offer, ...]
    unknown: bool = False
    """A link named a badge that is not here."""

    def render(self, say: Phrases) -> str:
        blocks = [say.phrase("badges")]
        if self.unknown:
            blocks.insert(0, say.phrase("badges-unknown"))
        for number, offer in enumerate(self.badges, 1):
            line = say.phrase("badges-line", number=number, title=offer.badge.title, summary=offer.badge.summary)
            blocks.append(line + _begun(say, offer))
        return "\n\n".join(blocks)


def _begun(say: Phrases, offer: Offer) -> str:
    if not offer.badge.open:
        return "\n" + say.phrase("badges-elsewhere")
    if offer.done is None:
        return ""
    if not offer.done and offer.held:
        return "\n" + say.phrase("badges-begun-held", held=offer.held, of=len(offer.badge.prerequisites))
    if not offer.done:
        return "\n" + say.phrase("badges-begun-early")
    return "\n" + say.phrase("badges-begun", done=offer.done, of=len(offer.badge.questions))


def badge_choice(context: TurnContext, *, unknown: bool = False) -> BadgeChoice:
    """The badges, with open drafts to carry on."""
    open_drafts = {draft.badge: draft for draft in context.session.drafts.values() if draft.is_open}
    offers: list[Offer] = []
    presses: list[Button] = []
    for number, badge in enumerate(context.library.offered(), 1):
        draft = open_drafts.get(badge.id)
        done = sum(line.done for line in question_lines(context.with_draft(draft))) if draft else None
        offers.append(Offer(badge, done, len(held_rules.held(badge, draft)) if draft else 0))
        presses.append(Button(Action.badge, "", OfBadge(badge.id), number, badge.title))
    return BadgeChoice(badges=tuple(offers), unknown=unknown, place=Prompt(PromptKind.badge), offers=rows(presses, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeElsewhere(Screen):
    """A badge that cannot be applied for here yet."""

    badge: Badge
    issuer: Issuer

    def render(self, say: Phrases) -> str:
        badge = self.badge
        return say.phrase("badge-elsewhere", title=badge.title, summary=badge.summary, page=str(badge.page))


@dataclass(frozen=True, slots=True, kw_only=True)
class RightBadge(Screen):
    """Is this the right badge?"""

    badge: Badge
    issuer: Issuer
    sent_on: date | None = None
    """When the worker sent this badge within the past year."""
    advice: str = ""
    """What to know of the parts of the register, as the badge's register file says it."""

    def render(self, say: Phrases) -> str:
        fit = self.badge.fit
        blocks = [
            say.phrase(
                "right-badge",
                title=self.badge.title,
                audience=fit.audience,
                checks=_bullets(fit.checks),
                minutes=fit.minutes,
            )
        ]
        if fit.ready:
            blocks.append(say.phrase("right-badge-ready", ready=_bullets(fit.ready)))
        if self.issuer.carrier == "worker":
            blocks.append(say.phrase("right-badge-by-hand", issuer=self.issuer.short))
        if self.advice:
            blocks.append(say.phrase("right-badge-register", note=self.advice))
        blocks.append(say.phrase("right-badge-deciding", deciding=self._deciding(say)))
        if self.badge.repeat == "yearly":
            blocks.append(say.phrase("right-badge-yearly"))
        if self.sent_on:
            blocks.append(say.phrase("right-badge-sent", on=self.sent_on, otherwise=fit.otherwise))
        return "\n\n".join([*blocks, say.phrase("right-badge-ask")])

    def _deciding(self, say: Phrases) -> str:
        """How long the decision takes, as the badge or the issuer says it."""
        days = self.badge.assessment_days
        own = self.badge.deciding or self.issuer.deciding
        return own or say.plain("right-badge-days", issuer=self.issuer.short, days=days)


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"• {line}" for line in lines)


YEAR_DAYS = 365


def right_badge(work: DraftContext) -> RightBadge:
    """Is this the right badge?"""
    sent = [
        other.sending.at
        for other in work.session.drafts.values()
        if other.badge == work.badge.id
        and other.id != work.draft.id
        and other.sending
        # After a no, or once it is taken back, it may be tried again at once; and in a new year, that year's version.
        and other.outcome not in (Outcome.declined, Outcome.withdrawn)
        and not (work.badge.age[0] > int(other.version.partition("-")[0]) and work.at.year > other.sending.at.year)
    ]
    recent = [at for at in sent if (work.at - at).days < YEAR_DAYS]
    return RightBadge(
        badge=work.badge,
        issuer=work.library.issuer(work.badge),
        sent_on=max(recent).date() if recent and work.badge.repeat == "yearly" else None,
        advice=_register_note(work),
        place=work.place(PromptKind.right_badge),
        offers=((work.press(Action.right),), (work.press(Action.wrong),)),
    )


def _register_note(work: DraftContext) -> str:
    registers = (work.library.register(work.badge, fact) for fact in work.badge.facts)
    return next((register.note for register in registers if register and register.note), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongBadge(Screen):
    """Where to look instead."""

    badge: Badge

    def render(self, say: Phrases) -> str:
        return say.phrase("wrong-badge", otherwise=self.badge.fit.otherwise)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility(Screen):
    """Who can read the evidence; said before any of it is collected."""

    badge: Badge

    def render(self, say: Phrases) -> str:
        return say.phrase("visibility", text=self.badge.visibility)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshStart(Screen):
    """A badge is begun another time: what comes over from the last, and what does not, with the minimums anew."""

    badge: Badge
    changed: Mapping[str, int]
    """What the minimum was the last time, of each question where it was another."""

    def render(self, say: Phrases) -> str:
        lines = []
        for question in self.badge.questions:
            was = self.changed.get(question.id)
            key = "fresh-start-line" if was is None else "fresh-start-was"
            lines.append(say.phrase(key, heading=question.heading, minimum=question.minimum, was=was or 0))
        return say.phrase("fresh-start") + "\n" + "\n".join(lines)
