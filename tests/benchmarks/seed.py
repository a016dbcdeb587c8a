"""Fills a data folder with drafts, as if a country's workers had begun them over the last year."""

from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from bot.storage.records import Audit, SendReceipt, TurnRecord
from bot.storage.store import Store
from bot.storage.unit_of_work import UnitOfWork
from flows.engine.message import Message
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.features.start.notice import VERSION
from flows.model.channel_ids import channel_id, own_id
from flows.model.draft import Answer, Consent, Draft, Person, Session, Stated, TextPart
from flows.model.stages import Stage

BADGE, EDITION = "cpl-2025-leadership", "2025-1"
QUESTIONS = {"topic": 55, "relevance": 30, "learning": 160}
AT_ONCE = 1_000
_WORDS = ("We", "looked", "again", "at", "how", "we", "plan", "support", "because", "people", "told", "us", "so")
_YEAR = timedelta(days=365)
_TURN_MS = 14 * 86_400_000


async def fill(data: Path, drafts: int) -> None:
    """Stores so many drafts through the store itself, each half written, with what was asked and noted about it.

    Everybody is in the index of people, and is to be looked at for what runs out within the next two weeks: so it is
    where a bot has run for long, and it has nothing to catch up with.
    """
    now = datetime.now(UTC)
    now_ms = int(now.timestamp() * 1000)
    async with Store.open(data) as store:
        async with store.transaction() as work:
            await work.indexed()
        for first in range(1, drafts + 1, AT_ONCE):
            people = [channel_id("telegram", number) for number in range(first, min(first + AT_ONCE, drafts + 1))]
            async with store.transaction() as work:
                await _begun(work, people, now - _YEAR * (1 - first / drafts))
                looks = {one: now_ms + _TURN_MS * (first + number) // drafts for number, one in enumerate(people)}
                await work.look_at(looks)


async def _begun(work: UnitOfWork, people: list[str], at: datetime) -> None:
    desks = await work.sessions(people)
    said = await work.keep([_change(desks[person], at) for person in people])
    await work.keep_receipts([SendReceipt(row.id, int(own_id(row.chat)), None, row.created_ms) for row in said])


def _change(before: Session, at: datetime) -> TurnRecord:
    person = before.person.id
    name = f"seed{int(own_id(person)):x}"
    draft = half_written(name, at)
    asked = Message("Question 4 of 5", place=Prompt(PromptKind.question, name, OfQuestion("practice")))
    after = Session(Person(person, Consent(VERSION, at), in_hand=name), {name: draft})
    return TurnRecord(
        now_ms=int(at.timestamp() * 1000),
        # Ids of updates are kept for two weeks.
        update=person if datetime.now(UTC) - at < timedelta(days=14) else None,
        before=before,
        after=after,
        messages=((person, asked),),
        audit=(Audit(person, name, "TextSent", Stage.answering, Stage.answering),) * 5,
    )


def half_written(name: str, at: datetime) -> Draft:
    """A draft of somebody who has answered three of five questions."""
    return Draft(
        name,
        BADGE,
        EDITION,
        Stage.answering,
        began_at=at,
        touched_at=at,
        right_badge_at=at,
        facts={"name": Stated(("Morag Bell",)), "email": Stated(("morag@example.org",))},
        answers={
            question: Answer((TextPart(number, " ".join(islice(cycle(_WORDS), words)), at),))
            for number, (question, words) in enumerate(QUESTIONS.items(), 1)
        },
    )
