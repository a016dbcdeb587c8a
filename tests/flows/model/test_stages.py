"""The life of a submission: every stage, every trigger, and every guard that may say no."""

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product

import pytest

from flows.model.stages import GuardFacts, Stage, TransitionRefused, Trigger, advance, allowed, diagram

GUARDS = tuple(field.name for field in fields(GuardFacts))
ALL_SAY_YES = GuardFacts(**dict.fromkeys(GUARDS, True))

READY = (
    "facts_are_settled",
    "enough_badges_held",
    "every_recording_kept",
    "every_link_vouched_for",
    "every_answer_long_enough",
    "enough_words_in_all",
    "within_the_cap",
)
TO_DECLARE = (*READY, "every_finding_settled", "nobody_is_heard_of")
TO_SEND = (*TO_DECLARE, "ai_use_declared", "every_declaration_accepted")

# Every move there is, as people signed it off: from, by, to, and what must be true.
MOVES: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("checking", "clear"): ("answering", ("badge_is_right", "facts_are_settled")),
    ("checking", "refuse"): ("closed", ()),
    ("answering", "complete"): ("reviewing", READY),
    ("answering", "withdraw"): ("closed", ("came_back",)),
    ("reviewing", "edit"): ("answering", ()),
    ("reviewing", "accept"): ("declaring", TO_DECLARE),
    ("reviewing", "withdraw"): ("closed", ("came_back",)),
    ("declaring", "edit"): ("answering", ()),
    ("declaring", "submit"): ("sending", TO_SEND),
    ("declaring", "withdraw"): ("closed", ("came_back",)),
    ("sending", "delivered"): ("with_issuer", ()),
    ("sending", "undeliverable"): ("reviewing", ()),
    ("sending", "take_up"): ("reviewing", ("waits_for_the_worker",)),
    ("with_issuer", "returned"): ("returned", ()),
    ("with_issuer", "award"): ("closed", ()),
    ("with_issuer", "decline"): ("closed", ()),
    ("with_issuer", "withdraw"): ("closed", ()),
    **{
        (stage, said): (reached, ("came_back",) if stage in ("answering", "reviewing", "declaring") else ())
        for stage in ("answering", "reviewing", "declaring", "returned")
        for said, reached in (("returned", "returned"), ("award", "closed"), ("decline", "closed"))
    },
    ("closed", "returned"): ("returned", ("told_by_the_worker",)),
    ("closed", "award"): ("closed", ("told_by_the_worker",)),
    ("closed", "decline"): ("closed", ("told_by_the_worker",)),
    ("returned", "complete"): ("reviewing", READY),
    ("returned", "withdraw"): ("closed", ()),
}
GRID = [(stage, trigger) for stage in Stage for trigger in Trigger]


def _name(pair: tuple[Stage, Trigger]) -> str:
    return f"{pair[0].value}-{pair[1].value}"


@pytest.mark.parametrize("pair", GRID, ids=_name)
def test_move(pair: tuple[Stage, Trigger]) -> None:
    """Each trigger moves each stage as the table says, when every guard says yes; any other move is refused."""
    stage, trigger = pair
    move = MOVES.get((stage.value, trigger.value))
    if move is None:
        with pytest.raises(TransitionRefused) as refused:
            advance(stage, trigger, ALL_SAY_YES)
        assert refused.value.guards == ()
        assert (refused.value.stage, refused.value.trigger) == (stage, trigger)
    else:
        assert advance(stage, trigger, ALL_SAY_YES).value == move[0]


@pytest.mark.parametrize("guard", GUARDS)
def test_guard(guard: str) -> None:
    """A single guard that says no stops just the moves that it guards, and is named."""
    for stage, trigger in GRID:
        _holds(stage, trigger, guard)


def _holds(stage: Stage, trigger: Trigger, guard: str) -> None:
    move = MOVES.get((stage.value, trigger.value))
    but_one = replace(ALL_SAY_YES, **{guard: False})
    if move is None or guard in move[1]:
        with pytest.raises(TransitionRefused) as refused:
            advance(stage, trigger, but_one)
        assert refused.value.guards == ((guard,) if move else ())
    else:
        assert advance(stage, trigger, but_one).value == move[0]


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.value)
def test_every_guard_that_says_no_is_named(stage: Stage) -> None:
    """Where nothing is settled, a refusal names all of its reasons, so that the worker hears them at once."""
    for trigger in Trigger:
        move = MOVES.get((stage.value, trigger.value))
        if move and move[1]:
            with pytest.raises(TransitionRefused) as refused:
                advance(stage, trigger, GuardFacts())
            assert set(refused.value.guards) == set(move[1])


def _standings(stage: Stage) -> Iterator[GuardFacts]:
    """Every mix of the guards that a stage asks, with all the others saying no, and all saying yes."""
    asked = sorted({guard for (source, _), (_, guards) in MOVES.items() if source == stage.value for guard in guards})
    for others in (False, True):
        for said in product((False, True), repeat=len(asked)):
            yield GuardFacts(**(dict.fromkeys(GUARDS, others) | dict(zip(asked, said, strict=True))))


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.value)
def test_what_is_allowed_is_what_moves(stage: Stage) -> None:
    """A button is drawn for a move exactly when the move would be carried out, whatever is settled or not."""
    asked = [(), *({name for name in GUARDS if name != guard} for guard in GUARDS), GUARDS]
    for yes in asked:
        standing = GuardFacts(**dict.fromkeys(yes, True))
        moved = set()
        for trigger in Trigger:
            try:
                advance(stage, trigger, standing)
            except TransitionRefused:
                continue
            moved.add(trigger)
        assert allowed(stage, standing) == moved


def test_allowed_over_the_whole_truth_table() -> None:
    """Over every mix of guards, what may be done is what the signed-off table says."""
    for stage in Stage:
        for standing in _standings(stage):
            wanted = {
                trigger
                for (source, trigger), (_, guards) in MOVES.items()
                if source == stage.value and all(getattr(standing, guard) for guard in guards)
            }
            assert {trigger.value for trigger in allowed(stage, standing)} == wanted


def _reached(start: Stage) -> set[str]:
    reached, todo = {start.value}, [start.value]
    while todo:
        here = todo.pop()
        new = {target for (source, _), (target, _) in MOVES.items() if source == here} - reached
        reached |= new
        todo += new
    return reached


def test_every_stage_is_reached() -> None:
    """No stage is a room without a door."""
    assert _reached(Stage.checking) == {stage.value for stage in Stage}


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.closed], ids=lambda s: s.value)
def test_every_open_stage_can_end(stage: Stage) -> None:
    """From wherever a draft stands there is a way to an end."""
    assert "closed" in _reached(stage)


def test_the_end_is_the_end() -> None:
    """Nothing leaves a closed draft that more than the worker's own word has closed."""
    assert not allowed(Stage.closed, replace(ALL_SAY_YES, told_by_the_worker=False))


def test_the_diagram_shows_every_move() -> None:
    """The picture that people sign off has each move with its guards, and no other."""
    drawn = diagram()
    lines = [line.strip() for line in drawn.splitlines() if " --> " in line]
    for (source, trigger), (target, guards) in MOVES.items():
        arrow = [line for line in lines if line.startswith(f"{source} --> {target}:") and trigger in line]
        assert arrow, f"{source} --{trigger}--> {target} is not drawn"
        assert all(guard in arrow[0] for guard in guards)
    inner = [line for line in lines if "[*]" not in line]
    assert len(inner) == len({(source, target) for (source, _), (target, _) in MOVES.items()})
    assert sum(line.count(" | ") + 1 for line in inner) == len(MOVES)
