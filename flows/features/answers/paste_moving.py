"""A pasted statement whose proposed places are not right: moving a passage, or going through it piece by piece."""

from dataclasses import replace

from flows.engine.buttons import Action
from flows.engine.context import DraftContext, TurnResult
from flows.engine.payloads import PassageTo, Paste, PasteAt
from flows.engine.prompts import PromptKind
from flows.engine.screen import Screen, Show, filled, rows
from flows.features.answers.pasted import asked_number, chosen, placed, proposal
from flows.features.answers.pasted_screens import PasteMoves, PasteStep, PasteTo, Share
from flows.features.questions.question_list import question_list
from flows.rules import progress
from flows.rules.evidence import word_count as counter
from flows.rules.statement import Doubt
from flows.rules.statement.piece_by_piece import digit, digits, groups, in_paragraphs, likely_number
from flows.text.glimpses import closing, glimpse

_LONGEST_SHOWN = 1500
"""Characters of a piece that are shown; of a longer one, its beginning and its end."""


def show(work: DraftContext, paste: Paste) -> TurnResult:
    """The proposal again."""
    return work.say(_proposal(work, paste))


def _proposal(work: DraftContext, paste: Paste) -> Screen:
    found = proposal(work, paste) if work.draft.pasted else None
    return found or question_list(work)


def moves(work: DraftContext, paste: Paste) -> TurnResult:
    """The passages, to pick the one that belongs elsewhere."""
    if not work.draft.pasted:
        return work.say(Show.CURRENT)
    placement, state = chosen(work, paste.state)
    if Doubt.no_headings in placement.doubts:
        # Only the words told them apart, so a single paragraph may be on the wrong side.
        placement = in_paragraphs(placement)
        state = "w" + digits(placement)
    here = Paste(asked_number(work, Paste.at(paste)), state)
    found = groups(placement, each=state.startswith("w"))
    picks = (work.press(Action.paste_pick, PasteAt(here.asked, state, n), n) for n in range(1, len(found) + 1))
    numbers = {question: number for number, question in enumerate(placement.questions, 1)}
    return work.say(
        PasteMoves(
            passages=tuple(
                Share(
                    numbers.get(group.question, 0),
                    "",
                    counter.strict(group.text),
                    glimpse(group.text),
                    closing(group.text),
                )
                for group in found
            ),
            place=work.place(PromptKind.paste_moves, here),
            offers=(
                *rows(picks, 4),
                (work.press(Action.paste_show, here),),
            ),
        )
    )


def pick(work: DraftContext, paste: PasteAt) -> TurnResult:
    """Asks where the passage goes that was picked."""
    if not work.draft.pasted:
        return work.say(Show.CURRENT)
    placement, _ = chosen(work, paste.state)
    found = groups(placement, each=paste.state.startswith("w"))
    if not 0 < paste.number <= len(found):
        return moves(work, Paste.at(paste))
    group = found[paste.number - 1]
    picked = PassageTo(paste.asked, paste.state, paste.number)
    to_each = (
        work.press(Action.paste_to, replace(picked, number=n), n, question.heading)
        for n, question in enumerate(work.badge.questions, 1)
        if not progress.is_locked(work.draft, question.id)
    )
    return work.say(
        PasteTo(
            count=counter.strict(group.text),
            begins=glimpse(group.text),
            ends=closing(group.text),
            place=work.place(PromptKind.paste_to, picked),
            offers=(
                *rows(to_each, 1),
                (work.press(Action.paste_to, picked),),
                (work.press(Action.paste_moves, Paste.at(paste)),),
            ),
        )
    )


def to(work: DraftContext, paste: PassageTo) -> TurnResult:
    """Moves the passage that was picked, and shows the proposal with it there. Typed without a number: no answer."""
    if not work.draft.pasted:
        return work.say(Show.CURRENT)
    placement, state = chosen(work, paste.state)
    found = groups(placement, each=state.startswith("w"))
    if not 0 < paste.passage <= len(found) or paste.number > len(work.badge.questions):
        return moves(work, Paste.at(paste))
    group = found[paste.passage - 1]
    before, after = state[: group.first + 1], state[group.last + 2 :]
    moved = digit(paste.number) * (group.last + 1 - group.first)
    return work.say(_proposal(work, Paste(paste.asked, before + moved + after)))


def walk(work: DraftContext, paste: Paste) -> TurnResult:
    """Begins to go through a statement piece by piece."""
    return _stepped(work, Paste(paste.asked, "w"))


def _stepped(work: DraftContext, paste: Paste) -> TurnResult:
    return work.say(_step(work, paste) if work.draft.pasted else Show.CURRENT)


def _step(work: DraftContext, paste: Paste) -> Screen:
    """The next piece that is to be decided on; the proposal once all are."""
    so_far = paste.state[1:]
    placement = in_paragraphs(placed(work, work.draft.pasted))
    units = placement.movable
    if len(so_far) >= len(units):
        return _proposal(work, paste)
    number = likely_number(placement, len(so_far), so_far)
    current = int(so_far[-1], 36) if so_far else 0
    following = next((int(char, 36) for char in reversed(so_far) if char != "0"), 0)
    # What is no answer by its kind, such as a greeting, is likely in none.
    likely = number if units[len(so_far)].question else 0
    open_numbers = [n for n, q in enumerate(work.badge.questions, 1) if not progress.is_locked(work.draft, q.id)]
    offered = [n for n in dict.fromkeys((likely, following, following + 1)) if n in open_numbers]
    presses = [
        work.press(Action.paste_step, PasteAt.at(paste, n), n, "goes_on" if n == following else "begins")
        for n in offered
    ]
    out = work.press(Action.paste_skip, paste)
    rest_here = (work.press(Action.paste_rest, PasteAt.at(paste), following),) if following else ()
    back_one = (work.press(Action.paste_back, paste),) if so_far else ()
    return PasteStep(
        text=_shown(placement.of(units[len(so_far)])),
        number=len(so_far) + 1,
        of=len(units),
        current=current,
        likely=likely,
        heading=work.badge.questions[likely - 1].heading if likely else "",
        place=work.place(PromptKind.paste_step, paste),
        offers=filled(*rows([out, *presses] if not likely else [*presses, out], 1), rest_here, back_one),
    )


def _shown(text: str) -> str:
    if len(text) <= _LONGEST_SHOWN:
        return text
    half = _LONGEST_SHOWN // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def step(work: DraftContext, paste: PasteAt) -> TurnResult:
    """Puts a piece into the answer that was chosen, and shows the next one."""
    known = paste.number <= len(work.badge.questions)
    return _stepped(work, _with(paste, digit(paste.number)) if known else Paste.at(paste))


def _with(paste: Paste | PasteAt, more: str) -> Paste:
    return Paste(paste.asked, paste.state + more)


def skip(work: DraftContext, paste: Paste) -> TurnResult:
    """Leaves a piece in no answer, and shows the next one."""
    return _stepped(work, _with(paste, digit(0)))


def rest(work: DraftContext, paste: PasteAt) -> TurnResult:
    """Puts this piece and all after it into the answer of the piece before, or into one that was typed."""
    if not work.draft.pasted:
        return work.say(Show.CURRENT)
    so_far = paste.state[1:]
    asked = digit(asked_number(work, Paste.at(paste)))
    last = next((char for char in reversed(so_far) if char != "0"), asked)
    if 0 < paste.number <= len(work.badge.questions):
        last = digit(paste.number)
    left = len(in_paragraphs(placed(work, work.draft.pasted)).movable) - len(so_far)
    return _stepped(work, _with(paste, last * max(0, left)))


def back(work: DraftContext, paste: Paste) -> TurnResult:
    """Goes back to the piece before."""
    return _stepped(work, Paste(paste.asked, paste.state[:1] + paste.state[1:-1]))
