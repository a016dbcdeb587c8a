"""A pasted statement whose proposed places are not right: moving a passage, or going through it piece by piece."""

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnResult
from flows.engine.prompts import PromptKind
from flows.engine.screen import Screen, Show, rows
from flows.features import screen_index as screens
from flows.features.answers.pasted import asked_question, chosen, placed, proposal, split_state
from flows.features.answers.pasted_screens import PasteMoves, PasteStep, PasteTo, Share
from flows.features.own_words.glimpses import closing, glimpse
from flows.rules import progress
from flows.rules import word_count as counter
from flows.rules.statement.piece_by_piece import digit, groups, in_paragraphs, likely_number

_LONGEST_SHOWN = 1500
"""Characters of a piece that are shown; of a longer one, its beginning and its end."""


def show(work: DraftContext, press: Button) -> TurnResult:
    """The proposal again."""
    return work.say(_proposal(work, press.about))


def _proposal(work: DraftContext, about: str) -> Screen:
    found = proposal(work, about) if work.draft.pasted else None
    return found or screens.question_list(work)


def moves(work: DraftContext, press: Button) -> TurnResult:
    """The passages, to pick the one that belongs elsewhere."""
    if not work.draft.pasted:
        return work.say(Show.CURRENT)
    about = press.about.partition("~")[0]
    placement, state = chosen(work, about)
    about = f"{_number(work, about)}:{state}"
    found = groups(placement)
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
            place=work.place(PromptKind.paste_moves, about),
            offers=(
                *rows((work.press(Action.paste_pick, f"{about}~{n}", n) for n in range(1, len(found) + 1)), 4),
                (work.press(Action.paste_show, about),),
            ),
        )
    )


def pick(work: DraftContext, press: Button) -> TurnResult:
    """Asks where the passage goes that was picked."""
    about, _, number = press.about.partition("~")
    if not work.draft.pasted:
        return work.say(Show.CURRENT)
    placement, _ = chosen(work, about)
    found = groups(placement)
    if not number.isdecimal() or not 0 < int(number) <= len(found):
        return moves(work, press)
    group = found[int(number) - 1]
    to_each = (
        work.press(Action.paste_to, f"{press.about}~{n}", n, question.heading)
        for n, question in enumerate(work.badge.questions, 1)
        if not progress.is_locked(work.draft, question.id)
    )
    return work.say(
        PasteTo(
            count=counter.strict(group.text),
            begins=glimpse(group.text),
            ends=closing(group.text),
            place=work.place(PromptKind.paste_to, press.about),
            offers=(
                *rows(to_each, 1),
                (work.press(Action.paste_to, f"{press.about}~0"),),
                (work.press(Action.paste_moves, about),),
            ),
        )
    )


def to(work: DraftContext, press: Button) -> TurnResult:
    """Moves the passage that was picked, and shows the proposal with it there. Typed without a number: no answer."""
    about, _, rest = press.about.partition("~")
    picked, _, target = rest.partition("~")
    if not work.draft.pasted:
        return work.say(Show.CURRENT)
    placement, state = chosen(work, about)
    found = groups(placement)
    number = int(target) if target.isdecimal() else 0
    if not picked.isdecimal() or not 0 < int(picked) <= len(found) or number > len(work.badge.questions):
        return moves(work, press)
    group = found[int(picked) - 1]
    placed_now = state[1:]
    moved = placed_now[: group.first] + digit(number) * (group.last + 1 - group.first) + placed_now[group.last + 1 :]
    return work.say(_proposal(work, f"{_number(work, about)}:{state[0]}{moved}"))


def _number(work: DraftContext, about: str) -> int:
    return progress.number(work.badge, asked_question(work, about).id)


def walk(work: DraftContext, press: Button) -> TurnResult:
    """Begins to go through a statement piece by piece."""
    return work.say(_step(work, f"{_number(work, press.about)}:w")) if work.draft.pasted else work.say(Show.CURRENT)


def _step(work: DraftContext, about: str) -> Screen:
    """The next piece that is to be decided on; the proposal once all are."""
    so_far = split_state(about)[1][1:]
    placement = in_paragraphs(placed(work, work.draft.pasted))
    units = placement.movable
    if len(so_far) >= len(units):
        return _proposal(work, about)
    number = likely_number(placement, len(so_far), so_far)
    current = int(so_far[-1], 36) if so_far else 0
    following = next((int(char, 36) for char in reversed(so_far) if char != "0"), 0)
    # What is no answer by its kind, such as a greeting, is likely in none.
    likely = number if units[len(so_far)].question else 0
    open_numbers = [n for n, q in enumerate(work.badge.questions, 1) if not progress.is_locked(work.draft, q.id)]
    offered = [n for n in dict.fromkeys((likely, following, following + 1)) if n in open_numbers]
    presses = [
        work.press(Action.paste_step, f"{about}~{n}", n, "goes_on" if n == following else "begins") for n in offered
    ]
    out = work.press(Action.paste_skip, about)
    rest_here = (work.press(Action.paste_rest, about, following),) if following else ()
    back_one = (work.press(Action.paste_back, about),) if so_far else ()
    return PasteStep(
        text=_shown(placement.of(units[len(so_far)])),
        number=len(so_far) + 1,
        of=len(units),
        current=current,
        likely=likely,
        heading=work.badge.questions[likely - 1].heading if likely else "",
        place=work.place(PromptKind.paste_step, about),
        offers=tuple(filter(None, (*rows([out, *presses] if not likely else [*presses, out], 1), rest_here, back_one))),
    )


def _shown(text: str) -> str:
    if len(text) <= _LONGEST_SHOWN:
        return text
    half = _LONGEST_SHOWN // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def step(work: DraftContext, press: Button) -> TurnResult:
    """Puts a piece into the answer that was chosen, and shows the next one."""
    about, _, number = press.about.partition("~")
    if not work.draft.pasted:
        return work.say(Show.CURRENT)
    if not number.isdecimal() or not 0 <= int(number) <= len(work.badge.questions):
        return work.say(_step(work, about))
    return work.say(_step(work, about + digit(int(number))))


def skip(work: DraftContext, press: Button) -> TurnResult:
    """Leaves a piece in no answer, and shows the next one."""
    return work.say(_step(work, press.about + digit(0))) if work.draft.pasted else work.say(Show.CURRENT)


def rest(work: DraftContext, press: Button) -> TurnResult:
    """Puts this piece and all after it into the answer of the piece before, or into one that was typed."""
    if not work.draft.pasted:
        return work.say(Show.CURRENT)
    about, _, typed = press.about.partition(":#")
    so_far = split_state(about)[1][1:]
    last = next((char for char in reversed(so_far) if char != "0"), digit(_number(work, press.about)))
    if typed.isdecimal() and 0 < int(typed) <= len(work.badge.questions):
        last = digit(int(typed))
    left = len(in_paragraphs(placed(work, work.draft.pasted)).movable) - len(so_far)
    return work.say(_step(work, about + last * max(0, left)))


def back(work: DraftContext, press: Button) -> TurnResult:
    """Goes back to the piece before."""
    about = press.about
    return (
        work.say(_step(work, about[:-1] if split_state(about)[1][1:] else about))
        if work.draft.pasted
        else work.say(Show.CURRENT)
    )
