"""Long turns on a thread make way for other people's turns: neither for ever nor not at all."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from support.conversation_driver import Sitting
from support.scripted_worker import BADGE

from bot.conversation.budget import Limits
from bot.conversation.precedence import Precedence, TurnTooLong
from bot.storage.store import Store
from flows.model.long_work import pausing
from flows.rules.statement import place

STATEMENT = "\n\n".join(
    f"{question.heading}\n" + "I sat with the team and we looked at the audit of medicines.\n" * 9
    for question in BADGE.questions
)
LINES = [line for line in STATEMENT.split("\n") if line]


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
