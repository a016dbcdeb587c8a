"""Erasing a person while the bot runs: not a byte of theirs is left, wherever it stood."""

import hashlib
import json
import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from support.conversation_driver import Sitting
from support.filled import filled
from support.postgres_server import PostgresProcess

from bot.conversation.arrival import Parked
from bot.issuers.folder.erasing import InboxCopies
from bot.jobs.upkeep.erase_people import ErasePeopleJob
from bot.media.store import MediaStore
from bot.storage.backups.backup import backup, restore
from bot.storage.erasing import erasure_journal
from bot.storage.erasing.erase_person import forget
from bot.storage.erasing.erasure import Erasure
from bot.storage.kept_files.media_locations import name_media
from bot.storage.sealing.held_keys import hold
from bot.storage.sealing.keyring import Keyring
from bot.storage.store import Store
from bot.storage.stored import rows
from bot.storage.stored.codec import REQUESTS
from bot.storage.stored.records import Audit, ReminderRow, ReminderSent, TurnRecord, WaitingUpdate
from bot.storage.stored.requested import OperatorRequest
from flows.engine.effects import DeliverPack, DraftEffect, ErasePerson
from flows.engine.events import CommandSent
from flows.engine.message import Message
from flows.model.draft import Consent, Draft, Person, Session
from flows.model.reminders import ReminderKind, ReminderOutcome
from flows.pack.pack import Pack
from tests.bot.storage import filled as filled_folder
from tests.bot.storage.filled import ISLA as SEALED_ISLA
from tests.bot.storage.filled import KEY, bytes_below
from tests.bot.storage.scribe import Elsewhere

WORD = "quokkaberry"
TABLES = (
    "person", "draft", "outbox", "submission", "effect", "parked", "audit", "operator_request", "waiting_update",
    "person_request", "reminder", "reminder_outcome", "erasure", "processed_update", "person_lookup", "files_gone",
)  # fmt: skip
ISLA, MORAG = "telegram:7770001", "telegram:7770002"


def tables_with(data: Path, word: str) -> set[str]:
    """The tables in which a word stands."""
    return {name for name in TABLES if word in str(Elsewhere(data).rows(name))}


async def fill(store: Store, data: Path, person: str, word: str) -> Session:
    """Somebody with a word in every field of everything that is stored, in a recording, and in the issuer's inbox."""
    sound = f"RIFF, made by {word}".encode()
    digest = hashlib.sha256(sound).hexdigest()
    place = data / "media" / digest[:2] / digest
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(sound)
    draft = _with_file(filled(Draft, word, id=f"d{person[-1]}", badge="cpl", version="2025-1"), digest)
    who = filled(Person, word, id=person, in_hand=None, language="en")
    after = Session(who, {draft.id: draft})
    pack = filled(Pack, word, draft=draft.id, reference=f"REF{person[-1]}", attempt=1)
    kinds = [kind for kind in rows.KINDS if kind is not DeliverPack]
    effects: list[DraftEffect] = [filled(kind, word, draft=draft.id) for kind in kinds]
    message = replace(filled(Message, word), place=None, reminder=None)
    async with store.transaction() as work:
        before = (await work.sessions([person]))[person]
        turn = TurnRecord(
            now_ms=1,
            before=before,
            after=after,
            messages=((person, message),),
            effects=(DeliverPack(pack), *effects),
            audit=(Audit(person, draft.id, word),),
            plan=ReminderRow(person, 5),
            reminders=(ReminderSent(person, next(iter(ReminderKind)), ReminderOutcome.said),),
        )
        raw = json.dumps({"message": {"from": {"id": int(person[-7:])}, "caption": word, "file_name": f"{word}.pdf"}})
        parked = TurnRecord(
            now_ms=1, update=f"telegram:{person[-1]}", parked=Parked(f"telegram:{person[-1]}", raw, word)
        )
        waits = TurnRecord(now_ms=1, update=f"telegram:9{person[-1]}", waits=WaitingUpdate(person, raw, word, 1))
        await work.keep([turn, parked, waits])
    request = REQUESTS.write(filled(OperatorRequest, word))
    Elsewhere(data).change("INSERT INTO operator_request (draft, body, at_ms) VALUES (?, ?, 1)", draft.id, request)
    for name in (pack.reference, pack.submission_id):
        (data / "inbox" / name).mkdir(parents=True)
        (data / "inbox" / name / "manifest.json").write_text(word)
    return after


def _with_file(draft: Draft, digest: str) -> Draft:
    """The draft with a recording whose bytes are on the disk."""

    def named(part: object) -> object:
        heard = getattr(part, "heard", None)
        return replace(part, heard=replace(heard, sha256=digest)) if heard else part  # type: ignore[type-var]

    answers = {key: replace(one, parts=tuple(map(named, one.parts))) for key, one in draft.answers.items()}
    return replace(draft, answers=answers)


def job(store: Store, data: Path, sitting: Sitting) -> ErasePeopleJob:
    """The job, beside a conversation in the test's hands."""
    media, inbox = MediaStore(data / "media", 10**6), InboxCopies(data / "inbox")
    return ErasePeopleJob(store, sitting.conversation, data, media, sitting.clock, _nothing, (inbox,))


async def _nothing(_: str) -> None:
    pass


async def ask(store: Store, person: str, session: Session) -> None:
    """The turn in which somebody says the second yes."""
    async with store.transaction() as work:
        await work.sessions([person])
        erasing = TurnRecord(
            now_ms=1_900_000_000_000,
            before=session,
            after=Session(Person(person)),
            effects=(ErasePerson(person),),
            update="telegram:50",
        )
        await work.keep([erasing])


async def test_a_word_in_every_field_is_nowhere_afterwards(data: Path, store: Store) -> None:
    """Rows, journals, free pages, recordings, the inbox: nothing of one person, and all of the other."""
    sitting = Sitting(store)
    isla = await fill(store, data, ISLA, WORD)
    await fill(store, data, MORAG, "wombatberry")
    assert tables_with(data, WORD) == {
        "person", "draft", "outbox", "submission", "effect", "parked", "audit", "operator_request", "waiting_update"
    }  # fmt: skip

    await ask(store, ISLA, isla)
    assert tables_with(data, WORD) == set()
    assert not await job(store, data, sitting).look()

    assert WORD.encode() not in bytes_below(data)
    assert bytes_below(data).count(b"wombatberry") > 50
    assert await store.erasures() == ()
    receipt = sitting.voice.last(ISLA).message
    assert "deleted" in receipt.text
    assert receipt.place is None


@pytest.mark.sqlite_file
async def test_a_backup_that_is_restored_does_not_bring_anybody_back(data: Path, store: Store) -> None:
    """Whoever was erased after it goes again, and comes back only by a new yes. The journal names nobody."""
    sitting = Sitting(store)
    isla = await fill(store, data, ISLA, WORD)
    await fill(store, data, MORAG, "wombatberry")
    backup(data, data.with_name("before.tar.gz"))
    await ask(store, ISLA, isla)
    await job(store, data, sitting).look()
    journal = data / erasure_journal.JOURNAL
    assert ISLA[-7:].encode() not in journal.read_bytes()
    assert WORD.encode() not in journal.read_bytes()

    restore(data.with_name("before.tar.gz"), data.with_name("restored"), journal)

    assert WORD.encode() not in bytes_below(data.with_name("restored"))
    assert b"wombatberry" in bytes_below(data.with_name("restored"))
    assert (data.with_name("restored") / erasure_journal.JOURNAL).read_bytes() == journal.read_bytes()


async def test_whoever_said_yes_again_stays(data: Path, store: Store) -> None:
    """An erasure is of what was there then, and not of what somebody gave later."""
    erasure_journal.note(data, ISLA, 1_000)
    async with store.transaction() as work:
        before = (await work.sessions([ISLA]))[ISLA]
        after = Session(Person(ISLA, consent=filled(Consent, "2027-01")))
        await work.keep([TurnRecord(now_ms=2_000, before=before, after=after)])
    await store.close()
    assert erasure_journal.apply(data / erasure_journal.JOURNAL, data) == 0


async def test_an_erasure_that_breaks_is_finished_at_the_next_look(data: Path, store: Store) -> None:
    """The rows went with the second yes; the rest is tried until it is done, and told once."""
    sitting = Sitting(store)
    isla = await fill(store, data, ISLA, WORD)
    await ask(store, ISLA, isla)
    broken = job(store, data, sitting)

    async def refuses(_: Erasure) -> None:
        raise OSError

    works = broken._elsewhere[0].erase
    broken._elsewhere[0].erase = refuses  # type: ignore[method-assign]
    assert await broken.look()
    assert sitting.voice.rows == []
    broken._elsewhere[0].erase = works  # type: ignore[method-assign]
    assert not await broken.look()
    assert not await broken.look()
    assert len(sitting.voice.rows) == 1
    assert WORD.encode() not in bytes_below(data)


async def test_before_consent_no_word_is_on_the_disk(data: Path, store: Store) -> None:
    """Neither a message, nor what follows a command."""
    sitting = Sitting(store)
    await sitting.handle(sitting.text(ISLA, f"hello, {WORD}", 1))
    await sitting.handle(sitting.text(ISLA, f"I have a question about {WORD} and me", 3))
    start = CommandSent(at=sitting.clock.now(), fresh="0" * 32, name="start", argument=WORD)
    await sitting.handle(sitting.arrives(ISLA, start))
    assert WORD.encode() not in bytes_below(data)


def _sampled(server: PostgresProcess, address: str) -> None:
    """Has the server take its samples of every column, as it does by itself after a while."""
    server.psql("ANALYZE", address.partition("?")[0].rpartition("/")[2])


def _catalogs(server: PostgresProcess, address: str) -> str:
    return server.psql("SELECT * FROM pg_stats", address.partition("?")[0].rpartition("/")[2])


@pytest.mark.postgres_server
async def test_on_a_server_no_table_has_it_and_once_written_anew_no_file(
    data: Path, store: Store, postgres: PostgresProcess, shared_database: str
) -> None:
    """In the clear: at once in no row and no sample; in free space of files until the cleaning that is documented."""
    sitting = Sitting(store)
    word = f"quokka{secrets.token_hex(4)}"
    isla = await fill(store, data, ISLA, word)
    await fill(store, data, MORAG, "wombatberry")
    # The id of an issuer is no word of anybody's.
    Elsewhere(data).change("UPDATE submission SET issuer = ?", "sssc")
    _sampled(postgres, shared_database)
    assert word.encode() in b"".join(postgres.files(shared_database).values())

    await ask(store, ISLA, isla)
    assert not await job(store, data, sitting).look()

    assert word.encode() not in postgres.dump(shared_database)
    assert [line for line in _catalogs(postgres, shared_database).splitlines() if word in line] == []
    assert b"wombatberry" in postgres.dump(shared_database)
    await store.close()
    forget(data, ISLA)
    assert [path for path, held in postgres.files(shared_database).items() if word.encode() in held] == []


@pytest.mark.postgres_server
async def test_on_a_server_a_sealed_word_is_lost_with_its_key(
    data: Path, postgres: PostgresProcess, shared_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealed, it stands nowhere in the clear, the server's log included; the key is in no file of the tables.

    The log may hold the key, sealed, until it is written over.
    """
    # The log has what other tests have written, too.
    word = f"quokka{secrets.token_hex(4)}"
    monkeypatch.setattr(filled_folder, "RARE", word)
    name_media(data, "database")
    await filled_folder.fill(data, KEY)
    hold(data, Keyring(KEY))
    name = shared_database.partition("?")[0].rpartition("/")[2]
    wrapped = postgres.psql(f"SELECT wrapped FROM person_key WHERE person = '{SEALED_ISLA}'", name)
    _sampled(postgres, shared_database)
    assert wrapped.encode() in b"".join(postgres.files(shared_database).values())
    assert word.encode() not in postgres.log_files()

    async with Store.open(data, Keyring(KEY)) as store:
        sitting = Sitting(store)
        before = await store.session(SEALED_ISLA)
        await ask(store, SEALED_ISLA, before)
        erasing = ErasePeopleJob(
            store, sitting.conversation, data, filled_folder.media(data, KEY), sitting.clock, _nothing, ()
        )
        assert not await erasing.look()
        assert wrapped.encode() not in postgres.dump(shared_database)
        files = postgres.files(shared_database)
        assert [path for path, held in files.items() if wrapped.encode() in held or word.encode() in held] == []
        assert word.encode() not in postgres.log_files()
    name_media(data, None)
    hold(data, None)
