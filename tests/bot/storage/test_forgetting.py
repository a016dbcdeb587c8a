"""Forgetting a person: nothing of theirs is left in the folder, and nobody else's is touched."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.conversation_driver import Sitting
from support.own_copy import export
from support.talk import words

from bot.conversation.arrival import Parked
from bot.issuers.decision_intake import Decisions
from bot.media.store import MediaStore
from bot.storage.erasing.erase_person import forget
from bot.storage.store import Store
from bot.storage.stored.records import Audit, TurnRecord
from flows.engine.effects import CheckAward
from flows.engine.message import Message
from flows.model.attachments.audio import AudioAnalysis, AudioKind
from flows.model.decision import Decision, DecisionVerdict
from flows.model.draft import Answer, AudioPart, Draft, Person, Session, TextPart
from flows.model.stages import Stage
from tests.bot.storage.filled import bytes_below

AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
ISLA, MORAG = "telegram:7", "telegram:8"
MINE, THEIRS, SHARED = ("a" * 64, "b" * 64, "c" * 64)


def desk(person: str, marker: str, digests: tuple[str, ...]) -> Session:
    """Somebody with an answer in words and in sound."""
    heard = (AudioAnalysis(d, 9, "ogg", 3.0, 2.0, 5) for d in digests)
    sounds = tuple(AudioPart(key, AudioKind.voice, AT, "file", h) for key, h in enumerate(heard, 10))
    answers = {"topic": Answer((TextPart(1, f"{marker} at work", AT), *sounds))}
    draft = Draft(f"draft-{person}", "cpl", "2025-1", Stage.answering, AT, AT, answers=answers)
    return Session(Person(person, in_hand=draft.id), {draft.id: draft})


async def fill(data: Path) -> None:
    """Two people, with a recording each and one that both have sent."""
    async with Store.open(data) as store, store.transaction() as work:
        for person, marker, digests in ((ISLA, "mineonly", (MINE, SHARED)), (MORAG, "theirsonly", (THEIRS, SHARED))):
            before = (await work.sessions([person]))[person]
            said = ((person, Message(f"to {marker}")),)
            after = desk(person, marker, digests)
            audit = (Audit(person, f"draft-{person}", "TextSent", Stage.checking, Stage.answering),)
            await work.keep(
                [TurnRecord(now_ms=1, update=person, before=before, after=after, messages=said, audit=audit)]
            )
    for digest in (MINE, THEIRS, SHARED):
        path = data / "media" / digest[:2] / digest
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"sound")


async def test_everything_of_one_person_goes_and_nothing_of_another(data: Path) -> None:
    """Not a word is left, not even in free space; a recording that somebody else sent too stays."""
    await fill(data)
    assert b"mineonly" in bytes_below(data)

    gone = forget(data, ISLA)

    assert (gone.known, gone.drafts, gone.files) == (True, 1, 1)
    assert b"mineonly" not in bytes_below(data)
    assert b"theirsonly" in bytes_below(data)
    assert {path.name for path in (data / "media").rglob("*") if path.is_file()} == {THEIRS, SHARED}
    async with Store.open(data) as store, store.transaction() as work:
        desks = await work.sessions([ISLA, MORAG])
    assert desks[ISLA] == Session(Person("telegram:7"))
    assert desks[MORAG].in_hand is not None


async def test_what_could_not_be_handled_goes_as_well(data: Path) -> None:
    """Also what was said in a group, or came in a shape in which no chat could be found."""
    odd = {
        11: {"message": {"chat": {"id": -5, "type": "group"}, "from": {"id": 7}, "text": "mineonly here"}},
        12: {"poll_answer": {"user": {"id": "7", "first_name": "mineonly \ud83d"}}},
        13: {"message": {"chat": {"id": -5, "type": "group"}, "from": {"id": 77}, "text": "theirsonly here"}},
    }
    await fill(data)
    async with Store.open(data) as store, store.transaction() as work:
        parked = (Parked(f"telegram:{number}", json.dumps(raw), "TypeError") for number, raw in odd.items())
        await work.keep([TurnRecord(now_ms=1, update=one.update, parked=one) for one in parked])
    export(data, ISLA, data.parent / "person.zip")

    forget(data, ISLA)

    with zipfile.ZipFile(data.parent / "person.zip") as archive:
        assert json.loads(archive.read("everything.json"))["not_handled"] == [odd[11], odd[12]]

    assert b"mineonly" not in bytes_below(data)
    assert b"theirsonly here" in bytes_below(data)


async def test_a_file_that_is_on_its_way_for_another_stays(data: Path) -> None:
    """Two people sent the same award, and the other's draft does not name it yet."""
    await fill(data)
    look = CheckAward("draft-telegram:8", 3, 1, "cpl", "2025-1", "", sha256=MINE)
    async with Store.open(data) as store, store.transaction() as work:
        before = (await work.sessions(["telegram:8"]))["telegram:8"]
        await work.keep([TurnRecord(now_ms=2, update="telegram:20", before=before, after=before, effects=(look,))])

    forget(data, ISLA)

    assert {path.name for path in (data / "media").rglob("*") if path.is_file()} == {MINE, THEIRS, SHARED}


async def test_a_running_bot_goes_on_meanwhile(data: Path) -> None:
    """While a bot works on the folder, all of one person goes, and nothing of it is left in any file."""
    await fill(data)
    async with Store.open(data) as store:
        assert forget(data, ISLA).known
        assert (await store.session(ISLA)).drafts == {}
        assert b"mineonly" not in bytes_below(data)


def test_an_unknown_person_is_said_to_be_unknown(data: Path) -> None:
    """A slip in the number removes nothing."""
    assert not forget(data, "telegram:99").known


async def test_everything_of_one_person_can_be_written_out(data: Path) -> None:
    """While the bot runs, a person's words and recordings come out whole, and nobody else's with them."""
    await fill(data)
    target = data.parent / "person.zip"

    async with Store.open(data):
        found = export(data, ISLA, target)

    assert found is not None
    assert (found.drafts, found.files) == (1, 2)
    with zipfile.ZipFile(target) as archive:
        everything_json = archive.read("everything.json").decode()
        assert "mineonly at work" in everything_json
        (moved,) = json.loads(everything_json)["history"]
        assert (moved["draft"], moved["stage_after"]) == ("draft-telegram:7", "answering")
        assert "theirsonly" not in everything_json
        sounds = [name for name in archive.namelist() if name.startswith("recordings/")]
        assert len(sounds) == 2
        assert all(name.endswith(".ogg") for name in sounds)
    with pytest.raises(FileExistsError):
        export(data, ISLA, target)
    assert export(data, "telegram:99", data.parent / "nobody.zip") is None


async def test_of_a_whole_submission_nothing_is_left(data: Path) -> None:
    """Sent, decided on with words and a badge, and forgotten: no name, address, answer, comment or reference stays."""
    media = MediaStore(data / "media", 1_000_000)
    async with Store.open(data) as store:
        sitting = Sitting(store)
        draft = await sitting.send(ISLA)
        assert draft.sending
        decisions = Decisions(store, sitting.conversation, sitting.clock, media)
        said = Decision(DecisionVerdict.awarded, "mineonly, well done", link="https://badges.example.org/mineonly")
        await decisions.told("sssc", f"{draft.sending.reference}-1", said, "msg_1", "digest", "bWluZQ.bWluZQ.bWluZQ")
    private = [b"Isla Brown", b"isla@example.org", b"1234567", b"mineonly", b"bWluZQ", draft.id.encode()]
    private += [draft.sending.reference.encode(), words(60).split()[0].encode()]
    kept = bytes_below(data)
    assert [one for one in private if one not in kept] == []

    assert forget(data, ISLA).submissions == 1

    left = bytes_below(data)
    assert [one for one in private if one in left] == []
