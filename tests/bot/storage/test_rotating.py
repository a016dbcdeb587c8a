"""The master key is changed while the bot runs, whatever the instant at which that breaks off."""

from pathlib import Path

import pytest

from bot.storage.errors import NothingSealed, StorageError, WrongKey
from bot.storage.sealing import master_key, rotate
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.store import Store
from tests.bot.storage.filled import ISLA, KEY, MORAG, RARE, fill, opened, seen
from tests.bot.storage.scribe import Elsewhere, Scribe
from tests.bot.storage.test_converting import Killed, kill_at

NEW = "telegram:12"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The key's file."""
    (tmp_path / "keys").mkdir()
    file = tmp_path / "keys" / "key"
    file.write_bytes(KEY.line)
    return file


def key_in(file: Path) -> MasterKey:
    """The key in a file."""
    return master_key.read(file, Path("/nowhere"))


async def someone_new(store: Store, person: str = NEW) -> None:
    """Somebody writes for the first time."""
    scribe = Scribe(store)
    scribe.start_at(500 + int(person[-1]))
    await scribe.turn(person, Scribe.draft(f"draft of {person}", RARE))


async def test_a_running_bot_goes_on(data: Path, file: Path) -> None:
    """It reads what was there, meets somebody new under the new key, and then the old key opens nothing."""
    await fill(data, KEY)
    async with opened(data, KEY) as store:
        await store.session(ISLA)
        done = rotate.rotate(data, file)
        assert (done.old, done.new, done.left) == (KEY.id, key_in(file).id, 0)
        assert key_in(done.kept) == KEY
        await someone_new(store)
        assert RARE in str(await store.session(MORAG))
        assert len(Elsewhere(data).rows("next_master")) == 1
        await store.heartbeat(1)
        assert Elsewhere(data).rows("next_master") == []
        await someone_new(store, "telegram:13")
        again = rotate.rotate(data, file)
        await someone_new(store, "telegram:14")
        assert again.old == done.new
    assert {row[2] for row in Elsewhere(data).rows("person_key")} == {key_in(file).id}
    assert rotate.rotate(data, file).old == again.new
    assert Elsewhere(data).rows("next_master") == []
    for old in (KEY, key_in(done.kept), key_in(again.kept)):
        with pytest.raises(WrongKey, match=key_in(file).id):
            await Store.start(data, Keyring(old))
    async with opened(data, key_in(file)) as store:
        for person in (ISLA, MORAG, NEW, "telegram:13", "telegram:14"):
            assert RARE in str(await store.session(person))


async def test_a_bot_with_a_copy_of_the_old_key_starts_until_a_bot_has_the_new_one(data: Path, file: Path) -> None:
    """A supervisor hands out what it read at the last start; a bot that ran has taken the new key already."""
    await fill(data, KEY)
    store = await Store.start(data, Keyring(KEY))
    rotate.rotate(data, file)
    await store.close()
    async with opened(data, KEY) as second:
        assert RARE in str(await second.session(ISLA))
        await second.heartbeat(1)
    with pytest.raises(WrongKey):
        await Store.start(data, Keyring(KEY))


@pytest.mark.slow
@pytest.mark.sqlite_file
async def test_it_goes_on_after_every_step(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At each of them the key that stands in the file opens the data, and run again it comes to an end."""
    step = 0
    while True:
        data, mine = tmp_path / str(step), file.with_name(f"key{step}")
        mine.write_bytes(KEY.line)
        await fill(data, KEY)
        before = await seen(data, KEY)
        with monkeypatch.context() as patched:
            kill_at(patched, step)
            try:
                rotate.rotate(data, mine)
            except Killed:
                pass
            else:
                break
        assert await seen(data, key_in(mine)) == before
        done = rotate.rotate(data, mine)
        assert key_in(mine).id == done.new != done.old
        assert await seen(data, key_in(mine)) == before
        assert not mine.with_name(f"{mine.name}.new").exists()
        step += 1
    assert step > 4


async def test_what_cannot_be_changed_is_refused(data: Path, second_data: Path, file: Path) -> None:
    """Plain data, another key than the one that is in use; the key of one person that does not open stays behind."""
    await fill(data, None)
    with pytest.raises(NothingSealed, match="key seal"):
        rotate.rotate(data, file)
    await fill(sealed := second_data, KEY)
    other = file.with_name("other")
    master_key.write(other, master_key.new(), data)
    before = sorted(file.parent.iterdir())
    with pytest.raises(WrongKey):
        rotate.rotate(sealed, other)
    assert sorted(file.parent.iterdir()) == before
    Elsewhere(sealed).change("UPDATE person_key SET wrapped = 'x' WHERE person = ?", ISLA)
    assert rotate.rotate(sealed, file).left == 1
    async with opened(sealed, key_in(file)) as store:
        assert RARE in str(await store.session(MORAG))
        with pytest.raises(StorageError):
            await store.session(ISLA)
