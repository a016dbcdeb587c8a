"""A lock in the store: the digits of a PIN are nowhere on the disk, and news waits there for its owner."""

from pathlib import Path

import pytest
from support.conversation_driver import Sitting
from support.served_bot import rows

from bot.conversation.service import News
from bot.storage.store import Store
from criteria.library import Library
from flows.engine.capabilities import Capabilities
from flows.engine.context import TurnResult
from flows.engine.events import AnyEvent, CommandSent, DecisionMade, TextSent
from flows.model.decision import Decision, DecisionVerdict
from flows.model.draft import Session
from flows.router.turn import take_turn
from tests.bot.storage.filled import bytes_below

ISLA, DIGITS, WORD = "telegram:7", "739162", "quokkaberry"


@pytest.mark.both_engines
async def test_digits_are_nowhere_and_news_waits_behind_them(tmp_path: Path) -> None:
    """What was withheld comes after the line that it is open, in full and once."""
    async with Store.open(tmp_path) as store:
        sitting = Sitting(store)
        draft = await sitting.send(ISLA)
        await sitting.lock(ISLA, DIGITS, 2000)
        decision = Decision(DecisionVerdict.returned, comment=WORD)
        event = DecisionMade(at=sitting.clock.now(), fresh="1" * 32, draft=draft.id, attempt=1, decision=decision)
        await sitting.conversation.tell([News(ISLA, event)])
        assert "There is news" in sitting.voice.last(ISLA).message.text
        assert WORD not in str(sitting.voice.rows)
        before = len(sitting.voice.rows)
        await sitting.handle(sitting.text(ISLA, DIGITS, 2010))
        said = [row.message for row in sitting.voice.rows[before:]]
        assert "Open again" in said[0].text
        assert said[0].deletes == (2010,)
        assert any(WORD in one.text for one in said)
        await sitting.handle(sitting.command(ISLA, "lock"))
        await sitting.handle(sitting.text(ISLA, DIGITS, 2020))
        assert str(sitting.voice.rows).count(WORD) == str(said).count(WORD)
        stored = bytes_below(tmp_path)
    assert DIGITS.encode() not in stored
    assert WORD.encode() in stored


async def test_digits_are_not_parked_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that breaks on a PIN keeps its update for the operator without them; of words, it keeps all."""

    def breaks(library: Library, session: Session, event: AnyEvent, *rest: Capabilities) -> TurnResult:
        if isinstance(event, TextSent) or (isinstance(event, CommandSent) and event.argument):
            raise ZeroDivisionError
        return take_turn(library, session, event, *rest)

    async with Store.open(tmp_path) as store:
        sitting = Sitting(store)
        await sitting.send(ISLA)
        await sitting.lock(ISLA, DIGITS, 2000)
        monkeypatch.setattr("bot.conversation.update_turns.take_turn", breaks)
        spelled = " ".join(DIGITS)
        await sitting.handle(
            sitting.text(ISLA, DIGITS, 2010) | {"message": {"text": DIGITS}},
            sitting.text(ISLA, f"my pin is {spelled}", 2011) | {"message": {"text": f"my pin is {spelled}"}},
            sitting.command(ISLA, "unlock", DIGITS) | {"message": {"text": f"/unlock {DIGITS}"}},
            sitting.text(ISLA, WORD, 2012) | {"message": {"text": WORD}},
        )
        parked = str(rows(tmp_path, "SELECT raw FROM parked ORDER BY update_id"))
        stored = bytes_below(tmp_path)
    assert parked.count("(digits left out)") == 3
    assert WORD in parked
    assert DIGITS.encode() not in stored
    assert spelled.encode() not in stored
