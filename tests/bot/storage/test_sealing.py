"""What is sealed is read by nobody without the key, opens in its own row alone, and stops one person where not."""

from base64 import b64decode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from support.conversation_driver import Sitting

from bot.media.store import opened as opened_file
from bot.storage.backups.backup import backup, restore
from bot.storage.beside import person_records
from bot.storage.erasing.erase_person import forget
from bot.storage.errors import Changed, KeyFileUnusable, KeyNeeded, NotOpened, NotSealed, StorageError, WrongKey
from bot.storage.postgres.postgres_statements import OF_COMMANDS
from bot.storage.sealing import master_key
from bot.storage.sealing.body_place import BodyPlace
from bot.storage.sealing.data_key import DataKey
from bot.storage.sealing.held_keys import hold
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sqlite.statements import BLOCKING
from bot.storage.store import Store
from bot.storage.stored.records import SendReceipt, TurnRecord
from flows.engine.effects import ErasePerson, KeepMedia
from flows.engine.message import Message
from tests.bot.storage.filled import ISLA, KEY, MORAG, RARE, bytes_below, fill, media, opened, seen, sound
from tests.bot.storage.scribe import Elsewhere, Scribe

pytestmark = pytest.mark.slow

OTHER = MasterKey(bytes(32))


async def test_everything_is_read_back_and_nothing_stands_in_the_clear(data: Path, second_data: Path) -> None:
    """Rows, journal, free pages and files: a word that everything holds is in none of them."""
    await fill(data, None)
    plain = await seen(data, None)
    assert RARE.encode() in bytes_below(data)
    sealed = second_data
    await fill(sealed, KEY)
    async with opened(sealed, KEY) as store:
        assert await store.waiting()
        assert RARE.encode() not in bytes_below(sealed)
    assert RARE.encode() not in bytes_below(sealed)
    assert await seen(sealed, KEY) == plain


def refused(data: Path, key: MasterKey | None, error: type[StorageError]) -> str:
    """Opens with a key that does not fit, and says what is told. Nothing has changed."""
    before = bytes_below(data)
    with pytest.raises(error) as told:
        forget(data, ISLA, key)
    assert bytes_below(data) == before
    return str(told.value)


async def test_a_key_that_does_not_fit_is_refused_early(data: Path, second_data: Path) -> None:
    """No key, another key, and a key for data that are not sealed: each is told with what to do."""
    await fill(data, KEY)
    for key, error in ((None, KeyNeeded), (OTHER, WrongKey)):
        with pytest.raises(error, match=KEY.id):
            await Store.start(data, Keyring(key) if key else None)
        assert KEY.id in refused(data, key, error)
        hold(data, Keyring(key) if key else None)
        with pytest.raises(error):
            person_records.read(data, ISLA)
    await fill(plain := second_data, None)
    with pytest.raises(NotSealed, match="key seal"):
        await Store.start(plain, Keyring(KEY))


def test_a_key_file_is_new_private_and_outside_the_data(tmp_path: Path) -> None:
    """It is never overwritten, and never where a copy of the data brings it along."""
    data, file = tmp_path / "data", tmp_path / "key"
    key = master_key.new()
    master_key.write(file, key, data)
    assert master_key.read(file, data) == key
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(KeyFileUnusable, match="name another"):
        master_key.write(file, master_key.new(), data)
    assert master_key.read(file, data) == key
    data.mkdir()
    with pytest.raises(KeyFileUnusable, match="move it"):
        master_key.write(data / "key", key, data)
    for content in (b"", b"hunter2", b"teabreak-key-1:short", b"\xff\xfe", file.read_bytes()[:-9]):
        file.write_bytes(content)
        with pytest.raises(KeyFileUnusable, match="key new"):
            master_key.read(file, data)
    with pytest.raises(KeyFileUnusable, match="no such file"):
        master_key.read(tmp_path / "gone", data)
    assert key.secret.hex() not in repr(key)


def test_no_nonce_comes_twice() -> None:
    """The same words, sealed again and again, under one key."""
    key, place = DataKey(1, ISLA, bytes(32)), BodyPlace("draft", ISLA, "d1")
    sealed = [b64decode(key.seal(place, "the same").rpartition(".")[2]) for _ in range(5_000)]
    assert len({one[:12] for one in sealed}) == len({one[12:] for one in sealed}) == 5_000


TAMPERED = {
    "a flipped bit": "UPDATE draft SET body = substr(body, 1, 40) || "
    "CASE substr(body, 41, 1) WHEN 'A' THEN 'B' ELSE 'A' END || "
    "substr(body, 42) WHERE person = 'telegram:7'",
    "a body cut short": "UPDATE draft SET body = substr(body, 1, 60) WHERE person = 'telegram:7'",
    "somebody else's body": "UPDATE draft SET body = (SELECT body FROM draft WHERE person = 'telegram:8') "
    "WHERE person = 'telegram:7'",
    "another kind of body": "UPDATE draft SET body = (SELECT body FROM person WHERE id = 'telegram:7') "
    "WHERE person = 'telegram:7'",
    "a body in the clear": "UPDATE draft SET body = '{\"schema\":1}' WHERE person = 'telegram:7'",
    "a flipped bit in the key": "UPDATE person_key SET wrapped = "
    "CASE substr(wrapped, 1, 1) WHEN 'A' THEN 'B' ELSE 'A' END || "
    "substr(wrapped, 2) WHERE person = 'telegram:7'",
    "the key of somebody else": "UPDATE person_key SET wrapped = (SELECT wrapped FROM person_key WHERE person = "
    "'telegram:8') WHERE person = 'telegram:7'",
    "no key": "DELETE FROM person_key WHERE person = 'telegram:7'",
}


@pytest.mark.parametrize("how", TAMPERED)
async def test_what_was_tampered_with_stops_one_person(data: Path, how: str) -> None:
    """They are told apart from everybody else, whose work goes on; what they send now can still be put aside."""
    await fill(data, KEY)
    Elsewhere(data).change(TAMPERED[how])
    async with opened(data, KEY) as store:
        with pytest.raises(NotOpened, match="one person does not open"):
            await store.session(ISLA)
        assert RARE in str(await store.session(MORAG))
        assert {one.chat for one in await store.waiting()} >= {MORAG}
        assert any(one.person == MORAG and one.effect for one in await store.due_effects(10**15, 9))
        async with store.transaction() as work:
            said = await work.keep([TurnRecord(now_ms=9, messages=((ISLA, Message("Something broke.")),))])
        assert said[0] in await store.waiting()
        digest = sha256(sound(MORAG)).hexdigest()
        assert await media(data, KEY).read(digest) == sound(MORAG)


async def test_all_rows_of_a_person_moved_to_another_do_not_open(data: Path) -> None:
    """Even where their key is moved along: it is bound to its owner."""
    await fill(data, KEY)
    elsewhere = Elsewhere(data)
    elsewhere.change("DELETE FROM person_key WHERE person = ?", MORAG)
    elsewhere.change("UPDATE person_key SET person = ? WHERE person = ?", MORAG, ISLA)
    elsewhere.change("UPDATE draft SET person = ? WHERE person = ?", MORAG, ISLA)
    async with opened(data, KEY) as store:
        with pytest.raises(NotOpened):
            await store.session(MORAG)


async def test_the_same_work_is_asked_for_once(data: Path) -> None:
    """A sealed body is never like another, so that is told by a digest; another pack under a number is refused."""
    async with opened(data, KEY) as store:
        scribe = Scribe(store)
        await fill_one(scribe)
        await fill_one(scribe)
        assert len(await store.due_effects(10**15, 9)) == 2
        with pytest.raises(Changed, match="another content"):
            await scribe.turn(ISLA, packs=(scribe.pack(text="Something else."),))
        async with store.transaction() as work:
            assert (await work.sessions([MORAG]))[MORAG].drafts == {}


async def fill_one(scribe: Scribe) -> None:
    """A turn with a delivery and a recording to fetch."""
    await scribe.turn(ISLA, scribe.draft("d1"), packs=(scribe.pack(),), media=(KeepMedia("d1", 5, "file"),))


async def test_whoever_never_agreed_leaves_no_key(data: Path) -> None:
    """The key of somebody who looked in goes with the message to them; those of others stay."""
    await fill(data, KEY)
    async with opened(data, KEY) as store:
        async with store.transaction() as work:
            (said,) = await work.keep([TurnRecord(now_ms=1, messages=(("telegram:55", Message("Hello")),))])
        await store.purge(1)
        assert said in await store.waiting()
        async with store.transaction() as work:
            await work.outbox.keep_receipts([SendReceipt(said.id, 5, None, 2)])
        await store.purge(3)
        assert [row[1] for row in Elsewhere(data).rows("person_key")] == ["", ISLA, MORAG]
        # They come back, and are met as before.
        async with store.transaction() as work:
            await work.keep([TurnRecord(now_ms=4, messages=(("telegram:55", replace(said.message)),))])
        assert any(one.chat == "telegram:55" for one in await store.waiting())


@pytest.mark.sqlite_file
async def test_a_backup_stays_sealed_and_comes_back(data: Path, tmp_path: Path) -> None:
    """Neither the archive nor what is restored from it can be read without the key."""
    await fill(data, KEY)
    before = await seen(data, KEY)
    backup(data, tmp_path / "copy.tar.gz")
    restore(tmp_path / "copy.tar.gz", tmp_path / "back")
    assert RARE.encode() not in bytes_below(tmp_path / "back")
    with pytest.raises(KeyNeeded):
        await Store.start(tmp_path / "back")
    assert await seen(tmp_path / "back", KEY) == before


async def test_a_person_is_exported_and_forgotten(data: Path) -> None:
    """Their copy is whole; then their key, rows and files are gone, and what the other sent as well is still there."""
    await fill(data, KEY)
    hold(data, Keyring(KEY))
    records = person_records.read(data, ISLA)
    assert records is not None
    assert RARE in str(records.drafts)
    assert RARE in str(records.submissions)
    assert len([one for one in records.not_handled if RARE in str(one)]) == 3
    found = opened_file(data, sha256(sound(ISLA)).hexdigest())
    assert found is not None
    with found:
        assert found.read() == sound(ISLA)
    gone = forget(data, ISLA, KEY)
    assert (gone.known, gone.drafts, gone.submissions, gone.files) == (True, 1, 1, 2)
    assert [row[1] for row in Elsewhere(data).rows("person_key")] == ["", MORAG]
    assert ISLA.encode() not in bytes_below(data)
    async with opened(data, KEY) as store:
        assert RARE in str(await store.session(MORAG))
        assert (await store.session(ISLA)).drafts == {}
    assert len(list((data / "media").glob("??/*"))) == 2


async def test_forgetting_that_was_interrupted_has_taken_the_key(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From then on nothing of theirs opens; run again, it removes the rest."""
    await fill(data, KEY)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        for groups in (BLOCKING, OF_COMMANDS):
            patched.setattr(groups["one_person"], "forget_effects", killed)
        with pytest.raises(KeyboardInterrupt):
            forget(data, ISLA, KEY)
    async with opened(data, KEY) as store:
        with pytest.raises(NotOpened):
            await store.session(ISLA)
    assert forget(data, ISLA, KEY).files == 2
    assert ISLA.encode() not in bytes_below(data)
    assert len(list((data / "media").glob("??/*"))) == 2


async def test_whoever_s_rows_do_not_open_is_told_and_nobody_else_notices(data: Path) -> None:
    """Their message is put aside, though not even their key opens; in the same batch another person's is filed."""
    async with opened(data, KEY) as store:
        desk = Sitting(store)
        await desk.reach_the_questions(ISLA)
        await desk.reach_the_questions(MORAG)
        Elsewhere(data).change("UPDATE person_key SET wrapped = 'x' WHERE person = ?", ISLA)
        await desk.handle(desk.text(ISLA, "I chose audits", 201), desk.text(MORAG, "I chose the rota", 202))
        assert await desk.answers(MORAG) == {"topic": ["I chose the rota"]}
        assert "could not deal with your last message" in desk.voice.last(ISLA).message.text
        assert [row[1] for row in Elsewhere(data).rows("parked")] == [ISLA]
    assert forget(data, ISLA, KEY).drafts == 1


async def test_whoever_is_erased_while_the_bot_runs_still_hears_of_it(data: Path) -> None:
    """Their key goes in the transaction in which their rows go; what is said to them after that opens without it."""
    await fill(data, KEY)
    async with opened(data, KEY) as store:
        async with store.transaction() as work:
            before = (await work.sessions([ISLA]))[ISLA]
            after = replace(before, drafts={})
            erasing = (ErasePerson(ISLA),)
            said = await work.keep(
                [
                    TurnRecord(
                        now_ms=9, before=before, after=after, messages=((ISLA, Message("Gone.")),), effects=erasing
                    )
                ]
            )
        assert [one for one in await store.waiting() if one.chat == ISLA] == list(said)
        assert [row[1] for row in Elsewhere(data).rows("person_key")] == ["", MORAG]
        (erasure,) = await store.erasures()
        assert (erasure.key, len(erasure.files), erasure.drafts) == (2, 2, 1)
        media(data, KEY).remove_sealed(erasure.key)
        assert len(list((data / "media").glob("??/*"))) == 2
        assert (await store.session(ISLA)).drafts == {}
