"""Three people type a whole badge to the running bot in their own words: the pack holds their evidence, and no talk."""

from functools import partial
from pathlib import Path

import pytest
from support.scripted_worker import submissions
from support.served_bot import served
from support.talk import Talk
from support.typed_walks import ONE_THUMB, SCREEN_READER, WEAK_ENGLISH

from bot.playground.telegram import ChatPerson, Sandbox
from flows.model.draft import Person, Session

pytestmark = pytest.mark.slow


def _has_answers(person: ChatPerson, count: int) -> bool:
    """Whether the phone shows so many messages of the bot."""
    return len(person.bot_messages) >= count


@pytest.mark.parametrize("walk", [WEAK_ENGLISH, SCREEN_READER, ONE_THUMB], ids=["weak", "reader", "thumb"])
async def test_a_whole_badge_in_their_own_words(sandbox: Sandbox, tmp_path: Path, walk: str) -> None:
    """Every line of evidence is there once, in order, and no other line is."""
    lines = walk.strip().splitlines()
    evidence = [line.removeprefix("+ ") for line in lines if line.startswith("+ ")]
    # The same talk without Telegram says how many messages answer each line, so that each waits for all of them.
    alike, answered = Talk(desk=Session(Person("telegram:7"))), 0
    async with served(sandbox, tmp_path / "data"):
        person = sandbox.user("Morag")
        for line in lines:
            person.say(line.removeprefix("+ "))
            answered += len(alike.say(line.removeprefix("+ ")))
            await person.sees_change(partial(_has_answers, person, answered), within=30)
        await person.sees(lambda message: message.attachment is not None, within=30, since=0)
        (sent,) = submissions(tmp_path / "data")
    answers = sent["answers"]
    assert isinstance(answers, list)
    found = [line for answer in answers for line in answer["text"].splitlines() if line.strip()]
    assert sorted(found) == sorted(evidence)
