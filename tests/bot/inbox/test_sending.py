"""Decisions on their way to the bot: signed, under one id, until it says yes."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from support.fake_issuers import OLD_SECRET, FakeIssuerSystem, answer, system
from support.submissions import ServedInbox, application, desk

from bot.inbox import decision_sender
from bot.inbox.submission_records import DecisionRecord
from bot.inbox.submission_store import SubmissionStore
from bot.signing.keys import checkers
from bot.signing.standard_webhooks import believed
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow

TAKEN = answer(204)


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Set with everything that is noted of a decision."""
    came, note = asyncio.Event(), SubmissionStore.note

    def noting(store: SubmissionStore, place: Path, decided: DecisionRecord) -> None:
        note(store, place, decided)
        came.set()

    monkeypatch.setattr(SubmissionStore, "note", noting)
    return came


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The waits between tries are short here."""
    monkeypatch.setattr(decision_sender, "SHORTEST_WAIT", 0.01)
    monkeypatch.setattr(decision_sender, "LONGEST_WAIT", 0.02)


async def say(inbox: ServedInbox, pack: Pack, **fields: str) -> None:
    """Sends a form; `comment` is the box of the act."""
    posted = {f"comment-{fields['act']}" if name == "comment" else name: text for name, text in fields.items()}
    headers = {"Origin": inbox.url.removesuffix("/inbox")}
    url = f"{inbox.url}/{pack.submission_id}/decisions"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=posted, headers=headers, allow_redirects=False) as found,
    ):
        assert found.status == 303


def noted(inbox: ServedInbox, pack: Pack) -> list[DecisionRecord]:
    """What the inbox knows of its decisions."""
    found = sorted((inbox.folder / pack.submission_id / "decisions").iterdir())
    return [DecisionRecord.model_validate_json(path.read_bytes()) for path in found]


def ids(bot: FakeIssuerSystem) -> Iterator[str]:
    """The ids under which messages came, each vouched for by the inbox's key."""
    for one in bot.got:
        yield believed(checkers(OLD_SECRET), one.headers, one.body, float(one.headers["webhook-timestamp"]))


async def settled(notes: asyncio.Event, inbox: ServedInbox, pack: Pack, count: int = 1) -> list[DecisionRecord]:
    """What became of the decisions, once nothing of them waits any more."""
    async with asyncio.timeout(10):
        while len(found := noted(inbox, pack)) < count or any(one.standing == "waiting" for one in found):
            notes.clear()
            await notes.wait()
    return found


@pytest.mark.parametrize("status", [302, 408, 409, 425, 429, 500, 503])
async def test_what_is_not_taken_comes_again_under_its_id(tmp_path: Path, notes: asyncio.Event, status: int) -> None:
    """The same words and the same id on every try, until the bot has it; no redirect is followed."""
    pack = application()
    elsewhere = answer(status, b"", "Location: http://127.0.0.1:1/")
    async with system(elsewhere, elsewhere, TAKEN) as bot, desk(tmp_path / "inbox", lambda: bot.url) as inbox:
        await inbox.route().deliver(pack)
        await say(inbox, pack, act="received")
        (decided,) = await settled(notes, inbox, pack)
    assert len(bot.got) == 3
    assert len(set(ids(bot))) == len({one.body for one in bot.got}) == 1
    assert (decided.standing, decided.tries, decided.answer) == ("delivered", 3, "204")


@pytest.mark.parametrize("status", [400, 401, 404, 413, 422])
async def test_what_the_bot_will_never_take_is_not_tried_again(tmp_path: Path, status: int) -> None:
    """The page shows it as refused, and the assessor may decide anew."""
    pack = application()
    async with system(answer(status), TAKEN) as bot, desk(tmp_path / "inbox", lambda: bot.url) as inbox:
        await inbox.route().deliver(pack)
        await say(inbox, pack, act="declined", comment="No.")
        assert [one.standing for one in noted(inbox, pack)] == ["refused"]
        await say(inbox, pack, act="declined", comment="It is the wrong badge.")
        assert [one.standing for one in noted(inbox, pack)] == ["refused", "delivered"]
    assert len(set(ids(bot))) == 2


async def test_a_decision_outlives_the_inbox(tmp_path: Path, notes: asyncio.Event) -> None:
    """Made while the bot was away, it is posted after a restart, under its id."""
    pack = application()
    async with desk(tmp_path / "inbox") as inbox:
        await inbox.route().deliver(pack)
        await say(inbox, pack, act="returned", comment="More about the topic.")
        (before,) = noted(inbox, pack)
        assert before.standing == "waiting"
    async with system(TAKEN) as bot, desk(tmp_path / "inbox", lambda: bot.url) as inbox:
        (after,) = await settled(notes, inbox, pack)
    assert list(ids(bot)) == [before.id] == [after.id]
    assert bot.got[0].body.decode() == before.body
    assert json.loads(before.body)["data"]["comment"] == "More about the topic."


async def test_decisions_go_in_the_order_in_which_they_were_made(tmp_path: Path, notes: asyncio.Event) -> None:
    """A later one never overtakes an earlier one of the same application, and holds up no other application."""
    pack, other = application(), application(reference="TB-AAA-AAA-AAA")
    places: dict[str, str | None] = {"url": None}
    async with system(answer(503), *[TAKEN] * 5) as bot, desk(tmp_path / "inbox", lambda: places["url"]) as inbox:
        await inbox.route().deliver(pack)
        await inbox.route().deliver(other)
        await say(inbox, pack, act="received")
        await say(inbox, pack, act="awarded")
        await say(inbox, other, act="received")
        places["url"] = bot.url
        await settled(notes, inbox, pack, 2)
        await settled(notes, inbox, other)
    came = [(json.loads(one.body)["type"], json.loads(one.body)["data"]["submission_id"]) for one in bot.got]
    mine = [type_ for type_, id_ in came if id_ == pack.submission_id]
    assert mine == ["submission.received", "submission.received", "submission.awarded"]
    assert came[1] == ("submission.received", other.submission_id)
