"""Using the answers of a declined or withdrawn application in a new one: the worker's choice, and never statements."""

from dataclasses import dataclass, replace

from flows.engine.context import DraftContext, TurnResult
from flows.engine.screen import Notice, Phrases, Screen, Show
from flows.features.start import handlers as start_handlers
from flows.model.draft import Answer, AudioPart, Draft, Outcome
from flows.rules.evidence import answers as answer_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(Screen):
    """Answers of a closed application stand in a new one."""

    answers: int
    recordings: int = 0
    """Recordings stay with the application that they were made for."""

    def render(self, say: Phrases) -> str:
        said = say.phrase("taken-over", answers=self.answers)
        return f"{said} {say.phrase('taken-over-recordings', recordings=self.recordings)}" if self.recordings else said


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOverNot(Notice):
    """The badge was begun again already, and has answers of its own."""

    title: str

    KEY = "taken-over-not"


WITHOUT_BADGE = frozenset({Outcome.declined, Outcome.withdrawn})
"""How an application ended whose answers can be used again."""


def take_over(work: DraftContext) -> TurnResult:
    """Begins the badge anew with the typed answers, links and ticks of this application.

    Details are offered as at any new start. What belongs to no question of the badge today is kept in no answer.
    """
    old = work.draft
    if old.outcome not in WITHOUT_BADGE:
        return work.say(Show.CURRENT)
    opened = start_handlers.wanted_badge(work, old.badge)
    new = opened.session.in_hand
    if new is None or new.id == old.id or not new.is_open:
        return opened
    if new.answers or new.unplaced or new.held:
        return TurnResult(opened.session, (TakenOverNot(title=work.badge.title), *opened.replies))
    filled, count = _filled(work, old, new)
    after = replace(work, session=opened.session).with_draft(filled)
    said = TakenOver(answers=count, recordings=_recordings(old))
    return TurnResult(after.put(filled).session, (said, *opened.replies))


def _filled(work: DraftContext, old: Draft, new: Draft) -> tuple[Draft, int]:
    badge = work.badge_of(new)
    typed = {
        question: tuple(part for part in given.parts if not isinstance(part, AudioPart))
        for question, given in old.answers.items()
    }
    kept = {question: Answer(parts=parts) for question, parts in typed.items() if parts and badge.question(question)}
    loose = tuple(part for question, parts in typed.items() if not badge.question(question) for part in parts)
    known = {item.id for item in badge.prerequisites}
    draft = replace(
        new,
        answers=kept,
        unplaced=loose,
        whole=old.whole,
        held={thing: at for thing, at in old.held.items() if thing in known},
        awards=tuple(award for award in old.awards if award.link and not award.out),
    )
    return draft, sum(bool(answer_rules.text(given).strip()) for given in kept.values())


def _recordings(old: Draft) -> int:
    return sum(isinstance(part, AudioPart) for given in old.answers.values() for part in given.parts)
