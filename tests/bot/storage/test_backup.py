"""A backup is read back before it is called one; a restore brings back all of it, or touches nothing."""

import asyncio
import gzip
import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.storage.backups import archive as archives
from bot.storage.backups.backup import backup, restore, verify
from bot.storage.backups.backup_manifest import BackupManifest
from bot.storage.engine.locations import name_database
from bot.storage.errors import BackupError, DataInUse, DataTooNew
from bot.storage.store import Store
from tests.bot.storage.scribe import Scribe

ENGINES = ("sqlite",)

pytestmark = pytest.mark.slow
MEDIA_FILE = f"media/ab/{'ab' * 32}"


@dataclass
class Contents:
    """What an archive has inside, to be taken out, changed and put together again."""

    entries: dict[str, bytes]
    kinds: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Path) -> "Contents":
        """The files of an archive, in order."""
        with tarfile.open(archive) as tar:
            return cls({entry.name: _bytes(tar, entry) for entry in tar})

    def describe(self, **changed: object) -> None:
        """Makes the manifest fit the files, so that only what is tested is wrong."""
        manifest = json.loads(self.entries["manifest.json"])
        manifest["files"] = {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in self.entries.items()
            if name != "manifest.json"
        }
        self.entries["manifest.json"] = json.dumps({**manifest, **changed}).encode()

    def put(self, target: Path) -> Path:
        """Writes the archive."""
        with tarfile.open(target, "w:gz") as tar:
            for name, content in self.entries.items():
                entry = tarfile.TarInfo(name)
                entry.type = self.kinds.get(name, tarfile.REGTYPE)
                entry.linkname = "/etc/passwd" if name in self.kinds else ""
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content))
        return target


def _bytes(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    content = tar.extractfile(entry)
    assert content is not None
    return content.read()


@pytest.fixture
async def full(data: Path) -> Path:
    """A closed data folder with a person, a draft, a submission and media."""
    async with Store.open(data) as store:
        scribe = Scribe(store)
        await scribe.turn("telegram:7", scribe.draft("d1"), messages=(scribe.asking("q"),), packs=(scribe.pack(),))
    _add_media(data)
    return data


def _add_media(data: Path) -> None:
    (data / "media" / "ab").mkdir(parents=True)
    (data / MEDIA_FILE).write_bytes(b"sound")
    (data / "media" / ".coming").write_bytes(b"half a sou")
    (data / "media" / "link").symlink_to("/etc/passwd")


@pytest.fixture
def archive(full: Path, tmp_path: Path) -> Path:
    """A good backup of that folder."""
    backup(full, tmp_path / "good.tar.gz")
    return tmp_path / "good.tar.gz"


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A data folder to restore into, which does not exist yet."""
    return tmp_path / "fresh"


def _untouched(folder: Path) -> bool:
    return not folder.exists() or {path.name for path in folder.iterdir()} <= {"lock"}


async def test_a_restored_folder_holds_what_was_backed_up(archive: Path, fresh: Path) -> None:
    """Person, draft, outbox, submission, work to do and media all come back, and the bot runs on."""
    manifest = restore(archive, fresh)
    assert manifest.counts == {"person": 1, "draft": 1, "submission": 1, "outbox": 1, "effect": 1}
    assert (fresh / MEDIA_FILE).read_bytes() == b"sound"
    async with Store.open(fresh) as store:
        scribe = Scribe(store)
        assert (await scribe.desk("telegram:7")).drafts == {"d1": scribe.draft("d1")}
        assert [said.message for said in await store.waiting()] == [scribe.asking("q")]
        assert [due.effect.pack for due in await store.due_effects(9_000, 9)] == [scribe.pack()]
        scribe.start_at(9)
        await scribe.turn("telegram:7", scribe.draft("d2"))


async def test_a_database_in_another_place_is_backed_up_and_restored(data: Path, tmp_path: Path) -> None:
    """TEABREAK_DATABASE names the file; the rest stays in the data folder."""
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        name_database(data, str(tmp_path / place / "words.db"))
        if place == "there":
            restore(tmp_path / "copy.tar.gz", data)
            with pytest.raises(BackupError, match="a database already"):
                restore(tmp_path / "copy.tar.gz", data)
        async with Store.open(data) as store:
            if place == "here":
                await Scribe(store).turn("telegram:7", Scribe.draft("d1"))
                backup(data, tmp_path / "copy.tar.gz")
            assert list((await store.session("telegram:7")).drafts) == ["d1"]
    assert (tmp_path / "there" / "words.db").stat().st_mode & 0o777 == 0o600
    assert not (data / "teabreak.db").exists()


def test_only_finished_files_are_backed_up(archive: Path) -> None:
    """What is still being written is left out, and so is a link to somewhere else."""
    assert list(Contents.of(archive).entries) == ["manifest.json", "teabreak.db", MEDIA_FILE]


def test_nobody_else_may_read_a_backup(archive: Path, fresh: Path) -> None:
    """The archive is its owner's alone, and so is all that is restored from it."""
    assert archive.stat().st_mode & 0o777 == 0o600
    restore(archive, fresh)
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in [fresh, *fresh.rglob("*")]}
    assert modes == {True: 0o700, False: 0o600}


async def test_a_backup_can_be_made_while_the_bot_writes(data: Path, tmp_path: Path) -> None:
    """A copy of a busy database is a moment of it: all turns up to one, and none after."""
    target = tmp_path / "busy.tar.gz"
    async with Store.open(data) as store:
        scribe = Scribe(store)
        await scribe.turn("telegram:7", scribe.draft("d0"))
        copying = asyncio.create_task(asyncio.to_thread(backup, data, target))
        written = 1
        while not copying.done() or written < 20:
            await scribe.turn("telegram:7", scribe.draft(f"d{written}"), messages=(scribe.asking("q"),))
            written += 1
        manifest = await copying
        assert len((await scribe.desk("telegram:7")).drafts) == written
    assert 1 <= manifest.counts["draft"] <= written
    assert manifest.counts["outbox"] == manifest.counts["draft"] - 1
    assert verify(target) == manifest


def test_equal_data_give_equal_backups(archive: Path, full: Path, tmp_path: Path) -> None:
    """A second backup differs only where the data do, so copies can be told apart by digest."""
    backup(full, tmp_path / "second.tar.gz")
    assert (tmp_path / "second.tar.gz").read_bytes() == archive.read_bytes()


def test_nothing_to_back_up_is_said(tmp_path: Path) -> None:
    """A mistyped folder gives an error and no file."""
    with pytest.raises(BackupError, match="holds no database"):
        backup(tmp_path, tmp_path / "a.tar.gz")
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_overwritten_by_a_backup(archive: Path, full: Path) -> None:
    """The backup of yesterday stays what it is."""
    before = archive.read_bytes()
    with pytest.raises(BackupError, match="exists already"):
        backup(full, archive)
    assert archive.read_bytes() == before


def test_a_backup_that_cannot_be_read_back_never_gets_its_name(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that a failing disk changed on the way are found out before anyone relies on them."""
    write = archives.pack

    def fail(sources: dict[str, Path], manifest: BackupManifest, target: Path) -> None:
        write(sources, manifest, target)
        spoiled = bytearray(target.read_bytes())
        spoiled[len(spoiled) // 2] ^= 0xFF
        target.write_bytes(spoiled)

    monkeypatch.setattr(archives, "pack", fail)
    with pytest.raises(BackupError, match="no backup to rely on"):
        backup(full, tmp_path / "a.tar.gz")
    assert {path.name for path in tmp_path.iterdir()} == {"data"}


def test_a_damaged_database_is_not_backed_up(full: Path, tmp_path: Path) -> None:
    """A backup of a broken file would be found out when it is needed, so it is found out now."""
    path = full / "teabreak.db"
    content = bytearray(path.read_bytes())
    content[4096 * 4 : 4096 * 12] = b"\xff" * (4096 * 8)
    path.write_bytes(content)
    with pytest.raises(BackupError, match="is damaged"):
        backup(full, tmp_path / "a.tar.gz")
    assert not (tmp_path / "a.tar.gz").exists()


def test_what_is_no_database_is_not_backed_up(data: Path, tmp_path: Path) -> None:
    """A file that SQLite cannot open gives a plain error, not the driver's."""
    data.mkdir()
    (data / "teabreak.db").write_bytes(b"words" * 1000)
    with pytest.raises(BackupError, match="cannot be copied"):
        backup(data, tmp_path / "a.tar.gz")


async def test_a_folder_in_use_is_not_restored_into(archive: Path, fresh: Path) -> None:
    """A running bot keeps its data."""
    async with Store.open(fresh) as store:
        with pytest.raises(DataInUse):
            restore(archive, fresh)
        assert await store.waiting() == ()


@pytest.mark.parametrize("name", ["teabreak.db", "teabreak.db-wal", "media/ab"])
def test_a_folder_with_data_is_not_restored_into(archive: Path, fresh: Path, name: str) -> None:
    """What is there is never overwritten, nor is a restored database mixed with what was left of another."""
    (fresh / name).parent.mkdir(parents=True)
    (fresh / name).write_bytes(b"mine")
    with pytest.raises(BackupError, match="already: restore into an empty folder"):
        restore(archive, fresh)
    assert (fresh / name).read_bytes() == b"mine"


def _spoilt(archive: Path) -> Iterator[tuple[str, bytes]]:
    whole = archive.read_bytes()
    yield "cut short", whole[: len(whole) // 2]
    yield "no archive", b"words"
    yield "empty", b""
    yield "not a tar", gzip.compress(b"words" * 1000)


def test_a_spoilt_archive_is_refused(archive: Path, fresh: Path, tmp_path: Path) -> None:
    """A file that is cut short or is something else leaves the folder empty."""
    for name, content in _spoilt(archive):
        spoilt = tmp_path / name
        spoilt.write_bytes(content)
        with pytest.raises(BackupError, match="no backup to rely on"):
            restore(spoilt, fresh)
        assert _untouched(fresh)
    with pytest.raises(BackupError, match="is not a file"):
        restore(tmp_path / "missing", fresh)


def _change_a_byte(contents: Contents) -> None:
    content = bytearray(contents.entries["teabreak.db"])
    content[-1] ^= 1
    contents.entries["teabreak.db"] = bytes(content)


def _lose_media(contents: Contents) -> None:
    del contents.entries[MEDIA_FILE]


def _add_a_file(contents: Contents) -> None:
    contents.entries["media/more"] = b"more"


def _climb(contents: Contents) -> None:
    contents.entries["media/../../climbed"] = b"out"
    contents.describe()


def _climb_from_the_root(contents: Contents) -> None:
    contents.entries["/climbed"] = b"out"
    contents.describe()


def _overwrite_the_lock(contents: Contents) -> None:
    contents.entries["lock"] = b""
    contents.describe()


def _link(contents: Contents) -> None:
    contents.entries["media/link"] = b""
    contents.kinds["media/link"] = tarfile.SYMTYPE
    contents.describe()


def _link_hard(contents: Contents) -> None:
    contents.entries["media/link"] = b""
    contents.kinds["media/link"] = tarfile.LNKTYPE
    contents.describe()


def _bomb(contents: Contents) -> None:
    contents.entries["media/bomb"] = bytes(archives.LEAST_ROOM)
    contents.describe()


def _hide_the_manifest(contents: Contents) -> None:
    contents.entries["manifest.json"] = contents.entries.pop("manifest.json")


def _count_wrongly(contents: Contents) -> None:
    contents.describe(counts={"person": 2})


def _other_format(contents: Contents) -> None:
    contents.describe(format=2)


def _no_manifest(contents: Contents) -> None:
    contents.entries["manifest.json"] = b'{"schema": "Isla"}'


@pytest.mark.parametrize(
    ("tamper", "problem"),
    [
        (_change_a_byte, "not as it was"),
        (_lose_media, "lacks 1 of the files"),
        (_add_a_file, "does not list"),
        (_climb, "nothing else"),
        (_climb_from_the_root, "nothing else"),
        (_overwrite_the_lock, "nothing else"),
        (_link, "does not list"),
        (_link_hard, "does not list"),
        (_bomb, "than there is room for"),
        (_hide_the_manifest, "begin with a manifest"),
        (_count_wrongly, "what its manifest says"),
        (_other_format, "it has format 2"),
        (_no_manifest, "its manifest has 4 mistakes"),
    ],
)
def test_an_archive_that_was_tampered_with_is_refused(
    archive: Path, fresh: Path, tmp_path: Path, tamper: Callable[[Contents], None], problem: str
) -> None:
    """Changed bytes, strange names, links and bombs are refused, and nothing of them is left anywhere."""
    contents = Contents.of(archive)
    tamper(contents)
    before = {path for path in tmp_path.rglob("*") if "fresh" not in path.parts}
    bad = contents.put(tmp_path / "bad.tar.gz")
    with pytest.raises(BackupError, match=f"no backup to rely on: .*{problem}"):
        restore(bad, fresh)
    assert _untouched(fresh)
    assert {path for path in tmp_path.rglob("*") if "fresh" not in path.parts} == {*before, bad}


def _with_database(archive: Path, tmp_path: Path, script: str) -> Path:
    contents = Contents.of(archive)
    path = tmp_path / "changed.db"
    path.write_bytes(contents.entries["teabreak.db"])
    with closing(sqlite3.connect(path)) as database:
        database.executescript(script)
        ((version,),) = database.execute("PRAGMA user_version").fetchall()
    contents.entries["teabreak.db"] = path.read_bytes()
    contents.describe(schema=version)
    return contents.put(tmp_path / "changed.tar.gz")


def test_a_database_with_code_in_it_is_refused(archive: Path, fresh: Path, tmp_path: Path) -> None:
    """A trigger would run inside the bot, so a database must have the very shape of this release's."""
    trigger = "CREATE TRIGGER late AFTER INSERT ON outbox BEGIN DELETE FROM draft; END;"
    with pytest.raises(BackupError, match="not one of Teabreak's"):
        restore(_with_database(archive, tmp_path, trigger), fresh)
    assert _untouched(fresh)


def test_a_backup_of_a_later_release_is_refused(archive: Path, fresh: Path, tmp_path: Path) -> None:
    """An older release says that it is too old."""
    with pytest.raises(DataTooNew, match="install a later one"):
        restore(_with_database(archive, tmp_path, "PRAGMA user_version = 99"), fresh)
    assert _untouched(fresh)


def test_rows_that_belong_to_nothing_are_refused(archive: Path, fresh: Path, tmp_path: Path) -> None:
    """A draft without its person is no draft of anybody."""
    with pytest.raises(BackupError, match="belong to nothing"):
        restore(_with_database(archive, tmp_path, "DELETE FROM person"), fresh)
    assert _untouched(fresh)


def test_an_archive_may_be_checked_without_restoring(archive: Path, tmp_path: Path) -> None:
    """Checking leaves nothing behind."""
    shutil.copy(archive, tmp_path / "copy.tar.gz")
    before = set(tmp_path.rglob("*"))
    assert verify(tmp_path / "copy.tar.gz").counts["draft"] == 1
    assert set(tmp_path.rglob("*")) == before
