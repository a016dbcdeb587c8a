"""Before a second attempt goes: whether anything changed in what the issuer asked for."""

import re

from flows.engine.buttons import Action
from flows.engine.context import DraftContext, TurnResult
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import PromptKind
from flows.engine.screen import rows
from flows.features.decisions.issuer_talk_screens import AskUnchanged
from flows.features.submission import handlers as submission_handlers
from flows.model.decision import Returned
from flows.rules import held_badges as held_rules
from flows.rules import progress
from flows.rules.evidence import answers

LONGEST_COMMENT = 300
"""Characters of the assessor's words that are said again."""
_OF_BADGES = re.compile(r"(?i)\b(?:badges?|things?)\s+(?:numbers?\s+)?(?P<numbers>\d[\d ,&\-\u2013and to]*)")
_SPAN = re.compile(r"(\d{1,3})(?:\s*(?:-|\u2013|to)\s*(\d{1,3}))?")


def send(work: DraftContext) -> TurnResult:
    """Sends it; asked about first where what the issuer asked for is as it was."""
    asked = unchanged(work)
    return work.say(asked) if asked else submission_handlers.send(work)


def unchanged(work: DraftContext) -> AskUnchanged | None:
    """What was asked for and has not changed; None where something of it has, and for a first attempt.

    An answer that the worker chose to leave counts as unchanged: where all of them are, it is said once more.
    """
    returned = work.draft.returned
    if returned is None:
        return None
    same = tuple(
        progress.number(work.badge, one.question)
        for one in returned.questions
        if answers.content_digest(answers.answer(work.draft, one.question)) == one.as_sent
    )
    badges = _wanted_badges(work, returned)
    nothing = not returned.questions and not badges and not _touched(work, returned)
    if len(same) < len(returned.questions):
        same = ()
    if not same and not badges and not nothing:
        return None
    words = " ".join(returned.comment.split())
    changes = [
        work.press(Action.question, OfQuestion(question.id), n, question.heading)
        for n, question in enumerate(work.badge.questions, 1)
        if n in same
    ]
    held = ((work.press(Action.held),),) if badges and not progress.facts_are_locked(work.draft) else ()
    return AskUnchanged(
        numbers=same,
        badges=badges,
        all_same=nothing,
        comment=words if len(words) <= LONGEST_COMMENT else f"{words[: LONGEST_COMMENT - 1]}\u2026",
        place=work.place(PromptKind.unchanged),
        offers=(*rows(changes, 1), *held, (work.press(Action.send_same),), (work.press(Action.review),)),
    )


def _wanted_badges(work: DraftContext, returned: Returned) -> tuple[int, ...]:
    """The badges that the assessor named by number, and of which no award was given."""
    named: set[int] = set()
    for found in _OF_BADGES.finditer(returned.comment):
        for first, last in _SPAN.findall(found["numbers"]):
            low, high = int(first), int(last or first)
            named.update(range(low, min(high, len(work.badge.prerequisites)) + 1))
    return tuple(
        number
        for number, item in held_rules.numbered(work.badge)
        if number in named and held_rules.best_award(work.badge, work.draft, item.id) is None
    )


def _touched(work: DraftContext, returned: Returned) -> bool:
    """Whether anything was added or said since it came back: an answer, a tick or an award."""
    draft = work.draft
    parts = (part.at for given in draft.answers.values() for part in given.parts)
    times = (*parts, *draft.held.values(), *(award.at for award in draft.awards))
    return any(at > returned.at for at in times)
