"""What is said in numbers is right: of words, and of ticks."""

from machine.step import MachineTurn

from flows.engine.events import TextEdited
from flows.features.held_badges.screens import HeldList
from flows.features.questions.progress_screen import Progress
from flows.features.questions.question_list import QuestionList
from flows.features.questions.screens import AskQuestion
from flows.model.attachments.audio import AudioProblem
from flows.model.draft import Answer, AudioPart, Draft, TextPart
from flows.rules.evidence import word_count as counter


def what_is_counted_is_right(step: MachineTurn) -> None:
    """Every number that is said of an answer is the number of its words, and of ticks the number of ticks."""
    draft = _told_of(step)
    if draft is None:
        return
    badge = step.shelf.at(draft.badge, draft.version)
    counts = [_count(draft.answers.get(question.id, Answer())) for question in badge.questions]
    for reply in step.turn.replies:
        match reply:
            case Progress() | AskQuestion() if reply.place is None or reply.place.draft == draft.id:
                assert reply.count == counts[reply.number - 1], reply
            case QuestionList() if reply.place and reply.place.draft == draft.id:
                assert [line.count for line in reply.lines] == counts
                assert reply.total == sum(counts)
            case HeldList() if reply.place and reply.place.draft == draft.id:
                _counts_ticks(reply, draft, [item.id for item in badge.prerequisites])


def _told_of(step: MachineTurn) -> Draft | None:
    """The draft of which the turn speaks, where that is plain."""
    if isinstance(step.event, TextEdited):
        return None
    name = getattr(step.event, "draft", step.turn.session.person.in_hand)
    return step.turn.session.drafts.get(name)


def _count(given: Answer) -> int:
    count = 0
    for part in given.parts:
        match part:
            case TextPart():
                count += counter.strict(part.text)
            case AudioPart(transcript=made, heard=heard) if made and made.is_settled and heard:
                count += counter.strict(made.words) if heard.trouble is not AudioProblem.twice else 0
            case AudioPart(heard=heard, words_needed=False) if heard:
                count += heard.words
    return count


def _counts_ticks(reply: HeldList, draft: Draft, things: list[str]) -> None:
    ticked = [number for number, thing in enumerate(things, 1) if thing in draft.held]
    standing = [award for award in draft.awards if not award.out]
    assert reply.tally.held == len(ticked)
    assert reply.tally.of == len(things)
    assert reply.tally.checked + reply.tally.given <= reply.tally.held
    assert reply.tally.waiting == sum(award.found is None or award.again for award in standing)
    assert [line.number for line in reply.lines if line.ground] == [n for n in ticked if _on(reply, n)]


def _on(reply: HeldList, number: int) -> bool:
    return number in {line.number for line in reply.lines}
