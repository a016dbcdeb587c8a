"""One person's flood stays theirs: what is over their budget waits on disk, and nothing that was kept is lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.conversation_driver import Sitting
from support.scripted_worker import BADGE, CODE
from support.served_bot import rows

from bot.conversation.budget import Limits, Rate
from bot.storage.store import Store
from flows.engine.buttons import Action
from flows.engine.events import CommandSent
from tests.bot.storage.filled import bytes_below

pytestmark = pytest.mark.slow

MORAG, ISLA, STRANGER, ANOTHER = (f"telegram:{number}" for number in range(7, 11))
TOPIC = BADGE.questions[0].id
FAST = Limits(turns=Rate(10_000, 10_000), characters=Rate(1e9, 1e9))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    async with Store.open(tmp_path) as opened:
        yield opened


@pytest.fixture
async def desk(store: Store) -> AsyncIterator[Sitting]:
    """Morag and Isla have reached the first question."""
    sitting = Sitting(store)
    await sitting.reach_the_questions(MORAG)
    await sitting.reach_the_questions(ISLA)
    yield sitting
    await sitting.conversation.rest()


def limited(desk: Sitting, limits: Limits) -> None:
    """From now on these are the limits."""
    desk.budgets.limits = limits


async def test_a_flood_shares_a_batch_fairly_and_is_kept_in_order(desk: Sitting) -> None:
    """Of forty messages in a batch two have their turn with it, after everybody else's; no word of the rest is lost."""
    limited(desk, FAST)
    await desk.handle(*(desk.text(MORAG, f"rota {n}", 101 + n) for n in range(40)), desk.text(ISLA, "the rota", 900))
    now = [row.chat for row in desk.voice.rows][-3:]
    assert now == [ISLA, MORAG, MORAG]
    await desk.conversation.idle()
    assert await desk.answers(MORAG) == {TOPIC: [f"rota {number}" for number in range(40)]}


async def test_what_waits_goes_on_after_a_restart(desk: Sitting, store: Store, tmp_path: Path) -> None:
    """An update that Telegram was told of is on disk, whatever becomes of the program."""
    limited(desk, Limits(turns=Rate(1, 0.0)))
    await desk.handle(*(desk.text(MORAG, f"rota {n}", 101 + n) for n in range(5)))
    await desk.conversation.rest()
    assert len(rows(tmp_path, "SELECT id FROM waiting_update")) >= 3
    limited(desk, FAST)
    await desk.conversation.catch_up()
    await desk.conversation.idle()
    assert await desk.answers(MORAG) == {TOPIC: [f"rota {number}" for number in range(5)]}
    assert rows(tmp_path, "SELECT id FROM waiting_update") == []


async def test_a_second_copy_of_a_waiting_update_is_dropped(desk: Sitting) -> None:
    """Telegram may offer an update again while its turn is yet to come."""
    limited(desk, FAST)
    batch = [desk.text(MORAG, f"rota {n}", 101 + n) for n in range(6)]
    await desk.handle(*batch)
    await desk.handle(*batch)
    await desk.conversation.idle()
    assert await desk.answers(MORAG) == {TOPIC: [f"rota {number}" for number in range(6)]}


async def test_too_much_is_refused_with_one_plain_line(desk: Sitting, tmp_path: Path) -> None:
    """What was kept stays; of what was not, the sender is told once."""
    limited(desk, Limits(turns=Rate(1, 0.0), waiting=20))
    said = len(desk.voice.rows)
    for first in range(0, 400, 100):
        await desk.handle(*(desk.text(MORAG, f"rota {n}", 101 + n) for n in range(first, first + 100)))
    assert len(rows(tmp_path, "SELECT id FROM waiting_update")) <= 20
    lines = [row.message.text for row in desk.voice.rows[said:] if "very many messages" in row.message.text]
    assert len(lines) == 1
    # A newer count takes the place of an older one, so it is what is left that a phone shows.
    assert len([row for row in desk.voice.rows[said:] if not row.message.state_of]) <= 2


async def test_the_same_press_again_and_again_waits_once(desk: Sitting, tmp_path: Path) -> None:
    """Sixty presses of one button while the first answer is being said are one."""
    limited(desk, FAST)
    draft = await desk.draft(MORAG)
    said = len(desk.voice.rows)
    await desk.handle(*(desk.press(MORAG, Action.read_all, draft.id) for _ in range(60)))
    await desk.conversation.idle()
    # Two with the batch and one that waited, each of two messages: not sixty.
    assert len(desk.voice.rows) - said <= 6


async def test_a_turn_on_a_large_draft_is_taken_beside_the_others(desk: Sitting, tmp_path: Path) -> None:
    """Also a press: the batch ends before it is done, and then it is done."""
    limited(desk, FAST)
    await desk.handle(*(desk.text(MORAG, f"{n} " + "words of mine " * 250, 101 + n) for n in range(5)))
    await desk.conversation.idle()
    draft, said = await desk.draft(MORAG), len(desk.voice.rows)
    await desk.handle(desk.press(MORAG, Action.review, draft.id))
    assert len(rows(tmp_path, "SELECT id FROM waiting_update")) == 1
    await desk.conversation.idle()
    assert len(desk.voice.rows) > said


async def test_a_stranger_is_answered_a_few_times(desk: Sitting, tmp_path: Path) -> None:
    """Two thousand messages of somebody who never agreed: few replies, and no word of theirs in the database."""
    limited(desk, Limits())
    said = len(desk.voice.rows)
    for first in range(0, 2000, 100):
        await desk.handle(*(desk.text(STRANGER, f"quokkafjord {n}", 5000 + n) for n in range(first, first + 100)))
    assert len(desk.voice.rows) - said <= 30
    assert rows(tmp_path, "SELECT id FROM waiting_update") == []
    assert b"quokkafjord" not in bytes_below(tmp_path)


async def test_somebody_else_goes_on_meanwhile(desk: Sitting) -> None:
    """While one person's updates wait for their time, another is answered in the batch that brings the message."""
    limited(desk, Limits(turns=Rate(3, 0.0)))
    await desk.handle(*(desk.text(MORAG, f"rota {n}", 101 + n) for n in range(50)))
    await desk.handle(desk.text(ISLA, "I chose the rota", 900))
    assert await desk.answers(ISLA) == {TOPIC: ["I chose the rota"]}


async def test_one_long_text_does_not_wait_behind_floods(desk: Sitting) -> None:
    """Who had no long text for a while has their turn next, before those who have sent many."""
    limited(desk, replace(FAST, heavy=5))
    await desk.reach_the_questions(ANOTHER)
    said = len(desk.voice.rows)
    floods = [desk.text(one, f"rota {n}", 101 + n) for n in range(6) for one in (MORAG, ANOTHER)]
    await desk.handle(*floods)
    while ANOTHER not in (row.chat for row in desk.voice.rows[said:]):  # noqa: ASYNC110 - the voice has no event
        await asyncio.sleep(0)
    before = len(desk.voice.rows)
    await desk.handle(desk.text(ISLA, "I chose the rota", 900))
    await desk.conversation.idle()
    answered = [row.chat for row in desk.voice.rows[before:]]
    assert answered.index(ISLA) <= 1
    assert len(answered) > 5


async def test_what_follows_start_is_not_kept_before_consent(desk: Sitting, tmp_path: Path) -> None:
    """A badge that it names is remembered; anything else stands nowhere."""
    limited(desk, Limits())
    for number, words in ((STRANGER, "my name is Jane Private"), (ANOTHER, CODE)):
        event = CommandSent(at=desk.clock.now(), fresh="0" * 32, name="start", argument=words)
        await desk.handle(desk.arrives(number, event))
    bodies = dict(rows(tmp_path, f"SELECT id, body FROM person WHERE id IN ('{STRANGER}', '{ANOTHER}')"))
    assert "Jane" not in str(bodies)
    assert BADGE.id in bodies[ANOTHER]
