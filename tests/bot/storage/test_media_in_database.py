"""Files that are kept in the PostgreSQL database: sealed, erased, copied, backed up and moved as those of a folder."""

import asyncio
import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.conversation_driver import Sitting
from support.own_copy import export
from support.postgres_server import PostgresProcess
from typer.testing import CliRunner

from bot.cli import command_line
from bot.jobs.upkeep.erase_people import ErasePeopleJob
from bot.media.unreferenced_files import YOUNG_SECONDS, remove_unnamed
from bot.operator import local_checks
from bot.operator.diagnosis import Severity
from bot.settings.settings import Settings
from bot.storage.backups.backup import backup, restore
from bot.storage.engine.locations import name_database
from bot.storage.erasing.erase_person import forget
from bot.storage.errors import DataInUse, FilesElsewhere, MediaNeedServer
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.kept_files.media_locations import media_place, name_media, not_elsewhere
from bot.storage.kept_files.moving_files import move_files
from bot.storage.sealing.convert import Converted, seal, unseal
from bot.storage.sealing.held_keys import hold
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.store import Store
from bot.storage.stored.records import TurnRecord
from flows.engine.effects import ErasePerson
from flows.model.draft import Person, Session
from tests.bot.storage.filled import (
    ISLA,
    KEY,
    MORAG,
    RARE,
    SHARED,
    bytes_below,
    fill,
    media,
    opened,
    pieces,
    seen,
    sound,
)

ENGINES = ("postgres",)
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def in_database(data: Path) -> Iterator[None]:
    """The database is the place of files, and nothing is named for these folders afterwards."""
    name_media(data, "database")
    yield
    for folder in (data, data.with_name("second"), data.with_name("file")):
        hold(folder, None)
        name_media(folder, None)
        name_database(folder, None)


def digests(*contents: bytes) -> set[str]:
    """The digests of files."""
    return {hashlib.sha256(one).hexdigest() for one in contents}


def kept(data: Path) -> set[str]:
    """The digests of the files that are kept."""
    return {name.partition(".")[0] for name in media_place(data).names()}


EVERY = digests(sound(ISLA), sound(MORAG), SHARED)


@pytest.mark.parametrize("key", [None, KEY])
async def test_they_are_nowhere_else(data: Path, key: MasterKey | None) -> None:
    """Each is there as it came, sealed where data are; no file stands beside the database."""
    await fill(data, key)
    assert not (data / "media").exists()
    assert kept(data) == EVERY
    found = await seen(data, key)
    assert all(found[one] is True for one in EVERY)
    assert (RARE.encode() in bytes_below(data)) == (key is None)


async def test_sealed_and_opened_again(data: Path) -> None:
    """Everything is as it was, and each way leaves nothing of the form before."""
    await fill(data, None)
    before = await seen(data, None)
    assert seal(data, KEY) == Converted(17, 4)
    assert {name.partition(".")[2] == "" for name in media_place(data).names()} == {False}
    assert RARE.encode() not in bytes_below(data)
    assert await seen(data, KEY) == before
    assert unseal(data, KEY) == Converted(17, 3)
    assert set(media_place(data).names()) == EVERY
    assert await seen(data, None) == before


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize("online", [False, True])
async def test_one_person_is_erased(data: Path, key: MasterKey | None, *, online: bool) -> None:
    """Their recordings go; what somebody else sent too stays, theirs alone."""
    await fill(data, key)
    if online:
        async with opened(data, key) as store:
            await _erase(store, data, key)
    else:
        forget(data, ISLA, key)
    assert kept(data) == digests(sound(MORAG), SHARED)
    assert await media(data, key).read(*digests(sound(MORAG))) == sound(MORAG)
    assert await media(data, key).read(*digests(SHARED)) == SHARED


async def _erase(store: Store, data: Path, key: MasterKey | None) -> None:
    sitting = Sitting(store)
    async with store.transaction() as work:
        before = (await work.sessions([ISLA]))[ISLA]
        asked = TurnRecord(now_ms=9, before=before, after=Session(Person(ISLA)), effects=(ErasePerson(ISLA),))
        await work.keep([asked])

    async def nothing(_: str) -> None:
        pass

    hold(data, Keyring(key) if key else None)
    job = ErasePeopleJob(store, sitting.conversation, data, media(data, key), sitting.clock, nothing)
    assert not await job.look()


async def test_a_copy_of_ones_own_has_them(data: Path) -> None:
    """With their bytes, opened."""
    await fill(data, KEY)
    hold(data, Keyring(KEY))
    copied = export(data, ISLA, data.with_name("isla.zip"))
    assert copied is not None
    assert copied.files == 2
    with zipfile.ZipFile(data.with_name("isla.zip")) as archive:
        assert digests(sound(ISLA), SHARED) <= {
            hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()
        }


async def test_what_no_row_names_goes_once_it_is_old(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a folder."""
    await fill(data, None)
    await media(data, None).put(pieces(b"nobody's"))
    await remove_unnamed(data, media(data, None))
    assert len(kept(data)) == 4
    monkeypatch.setattr("bot.media.unreferenced_files.YOUNG_SECONDS", -YOUNG_SECONDS)
    await remove_unnamed(data, media(data, None))
    assert kept(data) == EVERY


@pytest.mark.parametrize("key", [None, KEY])
async def test_a_backup_has_them_and_is_restored_to_either_place(
    data: Path, second_data: Path, key: MasterKey | None
) -> None:
    """Into the folder of a SQLite installation, and into another database."""
    await fill(data, key)
    before = await seen(data, key)
    hold(data, Keyring(key) if key else None)
    archive = data.with_name("copy.tar.gz")
    assert len(backup(data, archive).files) == 1 + (4 if key else 3)
    file = data.with_name("file")
    name_media(second_data, "database")
    for target in (file, second_data):
        restore(archive, target)
        hold(target, Keyring(key) if key else None)
        assert await seen(target, key) == before
    assert (file / "media").is_dir()
    assert not (second_data / "media").exists()


@pytest.mark.parametrize("key", [None, KEY])
async def test_an_installation_moves_there_and_back(
    data: Path, shared_database: str, monkeypatch: pytest.MonkeyPatch, key: MasterKey | None
) -> None:
    """Rows and files, by the command. A bot that is set otherwise refuses to start, and the old files stay beside."""
    name_database(data, None)
    name_media(data, None)
    await fill(data, key)
    before = await seen(data, key)
    settings = {"DATA": str(data), "DATABASE": shared_database, "MEDIA": "database", "BY": "morag"}
    for name, value in settings.items():
        monkeypatch.setenv(f"TEABREAK_{name}", value)
    name_media(data, "/srv/nowhere")
    with pytest.raises(FilesElsewhere, match=str(data / "media")):
        not_elsewhere(data)
    said = _run("move")
    assert f"Moved {4 if key else 3} files to the database" in said
    assert (data / "media.moved").is_dir()
    assert not (data / "media").exists()
    assert await seen(data, key) == before
    _run("move", status=1)
    monkeypatch.setenv("TEABREAK_MEDIA", str(data.with_name("share")))
    name_media(data, str(data.with_name("share")))
    with pytest.raises(FilesElsewhere, match="the database"):
        not_elsewhere(data)
    assert _finding(data, shared_database, str(data.with_name("share"))) == Severity.broken
    async with opened(data, key):
        with pytest.raises(DataInUse):
            await asyncio.to_thread(move_files, data)
    assert "Moved" in _run("move")
    not_elsewhere(data)
    assert await seen(data, key) == before
    assert isinstance(media_place(data), MediaFolder)
    hold(data, Keyring(key) if key else None)
    assert _finding(data, shared_database, str(data.with_name("share"))) == Severity.good


def _run(command: str, status: int = 0) -> str:
    done = CliRunner().invoke(command_line(command), [command])
    assert done.exit_code == status, done.output
    return done.output.replace("\n", " ")


def _finding(data: Path, database: str, where: str) -> Severity:
    settings = Settings.model_validate({"data": data, "database": database, "media": where})
    (found,) = local_checks.media(settings)
    return found.severity


async def test_a_missing_one_is_found(data: Path, shared_database: str, postgres: PostgresProcess) -> None:
    """By `teabreak doctor`."""
    await fill(data, None)
    assert _finding(data, shared_database, "database") == Severity.good
    postgres.psql("DELETE FROM media_file WHERE number = 1", shared_database.partition("?")[0].rpartition("/")[2])
    assert _finding(data, shared_database, "database") == Severity.broken


def test_a_file_of_sqlite_holds_none(data: Path) -> None:
    """It says so; words are kept there, and no recordings."""
    name_database(data, None)
    with pytest.raises(MediaNeedServer, match="PostgreSQL"):
        media_place(data)
