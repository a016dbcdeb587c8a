"""Requests about one person: found without standing in the clear, and carried out while the bot runs."""

import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.conversation_driver import Sitting
from support.served_bot import rows
from support.talk import LIBRARY
from typer.testing import CliRunner, Result

from bot.cli import command_line
from bot.jobs.person_requests import PersonRequestsJob
from bot.jobs.upkeep.index_people import IndexPeopleJob
from bot.operator.correct_detail import correct, take_lock_off
from bot.operator.decide import CannotBeDone
from bot.storage.beside import operator_acts
from bot.storage.beside.find_person import find, short, shorts
from bot.storage.beside.operator import is_done
from bot.storage.lookup_key import FILE, LookupKeyUnusable, lookup_key
from bot.storage.sealing import convert, held_keys
from bot.storage.sealing.body_place import NOBODY
from bot.storage.sealing.keyring import Keyring
from bot.storage.store import Store
from tests.bot.storage.filled import KEY

pytestmark = pytest.mark.slow

ISLA, MORAG = "telegram:7", "telegram:8"
EMAIL, NUMBER = "isla@example.org", "1234567"


@dataclass
class OperatedBot:
    """A bot that runs, with somebody who has sent an application, and the commands beside it."""

    sitting: Sitting
    data: Path

    def command(self, *words: str) -> Result:
        """What a command says."""
        return CliRunner().invoke(command_line(words[0]), list(words))


@pytest.fixture
async def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[OperatedBot]:
    """The index is complete before anybody comes, as in a new data folder."""
    monkeypatch.setenv("TEABREAK_DATA", str(tmp_path))
    monkeypatch.setenv("TEABREAK_BY", "morag")
    async with Store.open(tmp_path) as store:
        await IndexPeopleJob(store).index()
        yield OperatedBot(Sitting(store), tmp_path)


async def test_a_person_is_found_by_all_that_they_gave(office: OperatedBot) -> None:
    """However it is spelled; and by nothing that somebody else gave."""
    draft = await office.sitting.send(ISLA)
    await office.sitting.reach_the_questions(MORAG)
    assert draft.sending is not None
    for handle in ("ISLA@example.org ", "12 345 67", draft.sending.reference.lower(), "7", ISLA):
        assert ISLA in find(office.data, handle), handle
    assert find(office.data, "8") == (MORAG,)
    assert find(office.data, "Isla Brown") == ()
    assert find(office.data, "someone@example.org") == ()


async def test_nothing_of_it_stands_in_the_index(office: OperatedBot) -> None:
    """Digests alone, under a key that only the bot's user reads; they go with the person."""
    await office.sitting.reach_the_questions(ISLA)
    kept = str(rows(office.data, "SELECT digest FROM person_lookup"))
    assert EMAIL not in kept
    assert NUMBER not in kept
    key = office.data / FILE
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    with pytest.raises(LookupKeyUnusable, match="start the bot"):
        lookup_key(office.data, None)


async def test_where_the_folder_is_sealed_its_file_alone_finds_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the disk and not the master key cannot try addresses or numbers. Sealing keeps who was called how."""
    (tmp_path / "key").write_bytes(KEY.line)
    monkeypatch.setattr(held_keys, "_HELD", {})
    data = tmp_path / "data"
    data.mkdir()
    async with Store.open(data) as store:
        before = short(data, ISLA)
    convert.seal(data, KEY)
    held_keys.hold(data, tmp_path / "key")
    async with Store.open(data, Keyring(KEY)) as store:
        await IndexPeopleJob(store).index()
        await Sitting(store).reach_the_questions(ISLA)
        assert find(data, EMAIL) == (ISLA,)
        index = str(rows(data, "SELECT digest FROM person_lookup"))
        assert lookup_key(data, store._sealer().key(NOBODY)).digest(EMAIL) in index
        assert lookup_key(data, None).digest(EMAIL) not in index
        assert shorts(data, ISLA) == (short(data, ISLA), before)
        assert before != short(data, ISLA)


async def test_with_another_key_people_are_still_found(office: OperatedBot) -> None:
    """After a restore the key is another one: until everybody is in again, their rows are read."""
    await office.sitting.reach_the_questions(ISLA)
    (office.data / FILE).unlink()
    assert find(office.data, EMAIL) == (ISLA,)
    office.sitting.store._lookup = lookup_key(office.data, None)
    before = rows(office.data, "SELECT digest FROM person_lookup")
    await IndexPeopleJob(office.sitting.store).index()
    after = rows(office.data, "SELECT digest FROM person_lookup")
    assert len(after) == len(before)
    assert not {*after} & {*before}
    assert find(office.data, EMAIL) == (ISLA,)


async def test_a_corrected_detail_replaces_the_wrong_one(office: OperatedBot) -> None:
    """The worker is told; they are found by the new one alone."""
    await office.sitting.reach_the_questions(ISLA)
    left = correct(office.data, LIBRARY, ISLA, "email", "  isla.brown@example.org ")
    assert not is_done(office.data, left)
    await PersonRequestsJob(office.sitting.store, office.sitting.conversation, office.sitting.clock).look()
    assert is_done(office.data, left)
    session = await office.sitting.store.session(ISLA)
    draft = await office.sitting.draft(ISLA)
    assert draft.facts["email"].values == session.person.remembered["email"].values == ("isla.brown@example.org",)
    assert "isla.brown@example.org" in office.sitting.voice.last(ISLA).message.text
    assert find(office.data, "isla.brown@example.org") == (ISLA,)
    assert find(office.data, EMAIL) == ()


async def test_a_lock_whose_pin_is_forgotten_is_taken_off(office: OperatedBot) -> None:
    """By the operator, to whom its owner has shown who they are. Who has no lock gets none taken off."""
    await office.sitting.reach_the_questions(ISLA)
    with pytest.raises(CannotBeDone, match="no lock"):
        take_lock_off(office.data, ISLA)
    await office.sitting.lock(ISLA, "4071", 200)
    assert "Locked" in office.sitting.voice.last(ISLA).message.text
    left = take_lock_off(office.data, ISLA)
    await PersonRequestsJob(office.sitting.store, office.sitting.conversation, office.sitting.clock).look()
    assert is_done(office.data, left)
    assert (await office.sitting.store.session(ISLA)).person.lock is None
    assert "The lock on your answers is off" in office.sitting.voice.last(ISLA).message.text


async def test_what_was_sent_stays_and_that_is_said(office: OperatedBot) -> None:
    """Evidence with an issuer is theirs; the detail is right for the next badge."""
    await office.sitting.send(ISLA)
    correct(office.data, LIBRARY, ISLA, "email", "isla.brown@example.org")
    await PersonRequestsJob(office.sitting.store, office.sitting.conversation, office.sitting.clock).look()
    session = await office.sitting.store.session(ISLA)
    assert [draft.facts["email"].values for draft in session.drafts.values()] == [(EMAIL,)]
    assert session.person.remembered["email"].values == ("isla.brown@example.org",)
    assert "stays as it was" in office.sitting.voice.last(ISLA).message.text


@pytest.mark.parametrize(
    ("detail", "value", "told"),
    [
        ("email", "isla at example", "not an email address"),
        ("shoe", "7", "no detail shoe"),
        ("register_part", "x", "list"),
        ("email", "  ", "at most 200"),
    ],
)
async def test_what_cannot_be_right_is_refused(office: OperatedBot, detail: str, value: str, told: str) -> None:
    """With what to do, and nothing changed."""
    await office.sitting.reach_the_questions(ISLA)
    draft = await office.sitting.draft(ISLA)
    choices = next(fact.id for fact in LIBRARY.offered()[0].facts if fact.options)
    with pytest.raises(CannotBeDone, match=told):
        correct(office.data, LIBRARY, ISLA, choices if detail == "register_part" else detail, value)
    assert await office.sitting.draft(ISLA) == draft


async def test_somebody_is_forgotten_while_the_bot_runs(office: OperatedBot) -> None:
    """Found by their email address; the copies that could not be reached are named; the act is on record."""
    draft = await office.sitting.send(ISLA)
    assert draft.sending is not None
    folder = office.data / "inbox" / draft.sending.reference
    folder.mkdir(parents=True)
    said = office.command("forget", EMAIL, "--reason", "ticket 7")
    assert not folder.exists()
    assert said.exit_code == 0, said.output
    assert "Removed: 1 drafts, 1 submissions" in said.output
    assert f"may have {draft.sending.reference}-1" in said.output
    assert "Telegram" in said.output
    assert rows(office.data, "SELECT 1 FROM person UNION SELECT 1 FROM draft UNION SELECT 1 FROM person_lookup") == []
    assert find(office.data, EMAIL) == ()
    (act,) = operator_acts.acts(office.data)
    assert (act.act.who, act.act.act, act.act.reason) == ("morag", "forget", "ticket 7")
    assert act.act.about == lookup_key(office.data, None).short(ISLA)
    assert "ticket 7" in office.command("audit", "list", "--person", ISLA).output
    assert "ticket 7" not in office.command("audit", "list", "--person", MORAG).output
    await office.sitting.reach_the_questions(ISLA)
    assert (await office.sitting.draft(ISLA)).sending is None


async def test_an_export_is_made_for_a_reference(office: OperatedBot, tmp_path: Path) -> None:
    """With what it does not hold."""
    draft = await office.sitting.send(ISLA)
    assert draft.sending is not None
    said = office.command("export", draft.sending.reference, str(tmp_path / "isla.zip"))
    assert said.exit_code == 0, said.output
    assert (tmp_path / "isla.zip").is_file()
    assert "This does not hold:" in said.output
    nobody = office.command("export", "nobody@example.org", str(tmp_path / "none.zip"))
    assert nobody.exit_code == 1
    assert "Nobody is found" in nobody.output
