"""What is kept of a person, told from their session: details, badges with counts, consent, reminders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flows.engine.context import TurnContext
from flows.engine.screen import Phrases, Screen, Value
from flows.model.channel_ids import own_id
from flows.model.draft import AudioPart, Draft, Session
from flows.model.stages import Stage
from flows.rules.evidence import answers, deleted_words

_MOST = 12
"""Details, and badges, that are told one by one."""
_LONGEST = 80
"""Characters of a detail that are shown."""


@dataclass(frozen=True, slots=True)
class KeptBadge:
    """What is kept of the work on one badge."""

    title: str
    answers: int
    words: int
    recordings: int
    awards: int
    """Badges that the worker sent as proof."""
    aside: int
    """Messages and parts of answers that are kept, and are in no answer."""
    stage: Stage
    sent: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptData(Screen):
    """Everything that is kept, in short; the words themselves are in the copy."""

    number: str
    """What their channel calls the worker."""
    agreed: datetime | None
    details: tuple[tuple[str, str], ...]
    badges: tuple[KeptBadge, ...]
    reminders: bool
    locked: bool = False
    """Whether there is a lock."""

    def render(self, say: Phrases) -> str:
        blocks = [say.phrase("kept-title"), "\n".join(self._person(say))]
        if self.details:
            lines = [say.phrase("kept-detail", label=label, value=value) for label, value in self.details[:_MOST]]
            blocks.append("\n".join([say.phrase("kept-details"), *lines, *_more(say, len(self.details))]))
        blocks += [_badge(say, one) for one in self.badges[:_MOST]] + _more(say, len(self.badges))
        return "\n\n".join([*blocks, say.phrase("kept-rest")])

    def _person(self, say: Phrases) -> Iterator[str]:
        yield say.phrase("kept-number", number=self.number)
        if self.agreed is not None:
            yield say.phrase("kept-consent", at=self.agreed)
        yield say.phrase("kept-reminders" if self.reminders else "kept-no-reminders")
        if self.locked:
            yield say.phrase("kept-lock")


def _more(say: Phrases, count: int) -> list[str]:
    return [say.phrase("kept-more", count=count - _MOST)] if count > _MOST else []


def _badge(say: Phrases, one: KeptBadge) -> str:
    counts: dict[str, Value] = {"answers": one.answers, "words": one.words}
    lines = [say.phrase("kept-badge", title=one.title), say.phrase("kept-answers", **counts)]
    lines += [
        say.phrase(f"kept-{name}", count=count)
        for name, count in (("recordings", one.recordings), ("awards", one.awards), ("aside", one.aside))
        if count
    ]
    if one.sent is not None:
        lines.append(say.phrase("kept-sent", at=one.sent))
    elif one.stage is Stage.closed:
        lines.append(say.phrase("kept-closed"))
    else:
        lines.append(say.phrase("kept-unsent"))
    return "\n".join(lines)


def holds_anything(session: Session) -> bool:
    """Whether anything is kept that the person gave: their consent, now or once, or any work."""
    person = session.person
    return bool(person.consent or person.agreed_before or session.drafts)


def kept_data(context: TurnContext) -> KeptData:
    """What is kept of the person of a turn."""
    person = context.session.person
    consent = person.consent or person.agreed_before
    return KeptData(
        number=own_id(person.id),
        agreed=consent.at if consent else None,
        details=tuple(dict.fromkeys(_details(context))),
        badges=tuple(_of_draft(context, draft) for draft in context.session.drafts.values()),
        reminders=bool(person.reminders.wanted),
        locked=person.lock is not None and person.lock.pin is not None,
    )


def _details(context: TurnContext) -> Iterator[tuple[str, str]]:
    for draft in context.session.drafts.values():
        badge = context.badge_of(draft)
        for fact in badge.facts:
            stated = draft.facts.get(fact.id)
            if stated is None or not stated.values:
                continue
            labels = {option.id: option.label for option in fact.options}
            value = ", ".join(labels.get(one, one) for one in stated.values)
            yield fact.label, value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"


def _of_draft(context: TurnContext, draft: Draft) -> KeptBadge:
    given = [answer for answer in draft.answers.values() if answer.parts]
    parts = [part for answer in draft.answers.values() for part in (*answer.parts, *answer.struck)]
    return KeptBadge(
        title=context.badge_of(draft).title,
        answers=len(given),
        words=sum(map(answers.words, given)),
        recordings=sum(isinstance(part, AudioPart) for part in (*parts, *draft.unplaced)),
        awards=len(draft.awards),
        aside=len(deleted_words.removable(draft)),
        stage=draft.stage,
        sent=draft.sending.at if draft.sending else None,
    )
