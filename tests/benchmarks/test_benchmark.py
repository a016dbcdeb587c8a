"""The benchmark compares like with like: the same steps for every bot, and every bot plays them through."""

from pathlib import Path

import pytest
from benchmarks import sound
from benchmarks.__main__ import Plan, measure
from benchmarks.bots import AIOGRAM, SENDING, Rival
from benchmarks.dialogue import FORM, MINIMA, TEABREAK, BotWording, script


def _kinds(wording: BotWording, seed: int) -> list[bool]:
    """Of each step whether it is a press."""
    return [step.press for step in script(wording, seed)]


@pytest.mark.parametrize("seed", range(20))
def test_every_bot_gets_the_same_steps(seed: int) -> None:
    """As many updates, texts and presses in the same places, for Teabreak as for the ordinary forms."""
    assert _kinds(TEABREAK, seed) == _kinds(FORM, seed)
    answers = [[step.act for step in script(wording, seed) if len(step.act) > 60] for wording in (TEABREAK, FORM)]
    assert answers[0] == answers[1]
    assert len(answers[0]) >= len(MINIMA)


def test_some_answers_are_too_short_at_first() -> None:
    """The share of answers that a bot has to ask more of is the one that is told."""
    lengths = [len(script(TEABREAK, seed)) for seed in range(400)]
    assert 1.3 < sum(lengths) / len(lengths) - min(lengths) < 1.7


@pytest.mark.slow
@pytest.mark.parametrize("rival", [SENDING, AIOGRAM], ids=lambda rival: rival.name)
async def test_a_bot_plays_the_dialogue_through(rival: Rival, tmp_path: Path) -> None:
    """Every message that a bot is to answer is answered as its script says, and each figure is measured."""
    plan = Plan(chats=2, present=2, warm_up=1, rate=5, seconds=1.0)
    figures = await measure(rival, plan, tmp_path, None)
    assert figures.updates >= 2 * len(script(rival.wording, 0, sends=rival.sends)) - 10
    assert min(figures.start, figures.rate, figures.cpu, figures.rss) > 0
    assert len(figures.near) == len(figures.far) == 5


@pytest.mark.slow
async def test_turns_are_timed_beside_recordings(tmp_path: Path) -> None:
    """Every recording that is sent is heard while people type, and both spells of typing are timed."""
    found = await sound.measure(2, 0.2, 1.0, tmp_path, rate=5)
    assert found.heard == 2
    assert min(found.quiet.p50, found.beside.p50, found.seconds) > 0
    assert found.quiet.count == 5
    assert found.beside.count >= 5 * sound.SPELL
