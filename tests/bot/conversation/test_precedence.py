"""Long turns on a thread make way for other people's turns: neither for ever nor not at all."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from types import FrameType

import pytest
from support.conversation_driver import Sitting
from support.scripted_worker import BADGE

from bot.conversation.arrival import Arrival, Raw
from bot.conversation.budget import Limits
from bot.conversation.precedence import Precedence, TurnTooLong
from bot.conversation.update_turns import UpdateTurns
from bot.storage.store import Store
from bot.storage.stored.records import TurnRecord
from flows.engine.buttons import Action
from flows.model.draft import Session
from flows.model.long_work import pausing
from flows.rules.statement import place

STATEMENT = "\n\n".join(
    f"{question.heading}\n" + "I sat with the team and we looked at the audit of medicines.\n" * 9
    for question in BADGE.questions
)
LINES = [line for line in STATEMENT.split("\n") if line]
SENTENCE = "I sat with the team and we looked at the audit of medicines for the month. "
DETAILS = "07700 900123 and Mrs Jane Example born 12/03/1951, CHI 1203510123; "
MOST_CALLS = 8_000
"""Calls of Python functions between two pauses of a turn: about two milliseconds of work."""


def test_a_thread_goes_on_once_the_loop_is_done() -> None:
    """While work on the loop goes first, the thread waits; two such works may overlap."""
    precedence, done = Precedence(), list[str]()

    def long_turn() -> None:
        precedence.pause(longest=60)()
        done.append("thread")

    thread = Thread(target=long_turn)
    with precedence.first():
        with precedence.first():
            thread.start()
        done.append("loop")
    thread.join()
    assert done == ["loop", "thread"]


def test_a_thread_waits_so_long_in_all() -> None:
    """Where there is always somebody else, a long turn goes on after a while, and does not wait again."""
    precedence = Precedence()
    wait = precedence.pause(longest=0.001)
    with precedence.first():
        for _ in range(1_000_000):
            wait()


def test_a_turn_that_computes_too_long_is_ended() -> None:
    """The limit is on what its own thread computes, not on what it waits for."""
    wait = Precedence().pause(work=0.0)
    with pytest.raises(TurnTooLong):
        wait()


def test_dividing_a_statement_makes_way_at_each_line() -> None:
    """It pauses at least once a line, and what comes of it is the same."""
    pauses: list[None] = []
    with pausing(lambda: pauses.append(None)):
        divided = place(BADGE.questions, [STATEMENT])
    assert len(pauses) >= len(LINES)
    assert divided == place(BADGE.questions, [STATEMENT])


@pytest.mark.slow
async def test_a_turn_that_waited_makes_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The turn of a long message is taken on a thread, and pauses there; a short one is taken at once."""
    pauses: list[None] = []

    def pause(_: Precedence) -> Callable[[], None]:
        return lambda: pauses.append(None)

    monkeypatch.setattr(Precedence, "pause", pause)
    async with Store.open(tmp_path) as store:
        sitting = Sitting(store, limits=Limits())
        await sitting.reach_the_questions("telegram:7")
        await sitting.handle(sitting.text("telegram:7", "I chose the rota.", 900))
        assert not pauses
        await sitting.handle(sitting.text("telegram:7", STATEMENT, 901))
        await sitting.conversation.idle()
        assert len(pauses) >= len(LINES)


@pytest.mark.slow
async def test_a_turn_makes_way_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a long turn is about, it never goes on for long without a pause, the first time aside."""
    gaps = [0]

    def counting(_frame: FrameType, what: str, _given: object) -> None:
        gaps[-1] += what == "call"

    def pause(_: Precedence) -> Callable[[], None]:
        gaps.append(0)
        return lambda: gaps.append(0)

    def counted(turns: UpdateTurns, raw: Raw, arrival: Arrival, session: Session, now_ms: int) -> TurnRecord:
        sys.setprofile(counting)
        try:
            return of_update(turns, raw, arrival, session, now_ms)
        finally:
            sys.setprofile(None)

    of_update = UpdateTurns.of_update
    monkeypatch.setattr(UpdateTurns, "of_update", counted)
    monkeypatch.setattr(Precedence, "pause", pause)
    async with Store.open(tmp_path) as store:
        sitting = Sitting(store, limits=Limits())
        draft = await sitting.reach_the_questions("telegram:7")
        # What is loaded and compiled once comes with the first of each.
        kinds = [SENTENCE * 52, "and more of it\n\n" + "word\n\n" * 600, DETAILS * 56, STATEMENT]
        sent = [*(f"First, {words}" for words in kinds), *kinds]
        for number, words in enumerate(sent):
            if number == len(kinds):
                gaps.clear()
                gaps.append(0)
            await sitting.handle(sitting.text("telegram:7", words, 900 + number))
            await sitting.conversation.idle()
        for action in (Action.read_all, Action.review):
            await sitting.handle(sitting.press("telegram:7", action, draft.id))
            await sitting.conversation.idle()
    assert len(gaps) > 1000
    assert max(gaps) < MOST_CALLS
