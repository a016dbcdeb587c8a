"""The awards that a worker gave, as files and as links, wherever data are kept, carried, shown and removed."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from support.award_office import ISLA, MORAG, AwardIntakeDriver, picture
from support.own_copy import export

from bot.storage.backups.backup import backup, restore
from bot.storage.erasing.erase_person import forget
from bot.storage.retention import DAY_MS
from bot.storage.store import Store
from flows.model.retention_schedule import RetentionSchedule

pytestmark = pytest.mark.slow

LINK = "https://badges.example.org/mine"


def digest(source: str) -> str:
    """By what the file of this source is found."""
    return hashlib.sha256(picture(source)).hexdigest()


MINE, THEIRS = digest(f"{ISLA}-100"), digest(f"{MORAG}-200")


def kept(data: Path) -> dict[str, bytes]:
    """The files in a data folder by their names."""
    return {path.name: path.read_bytes() for path in (data / "media").rglob("*") if path.is_file()}


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """A closed data folder of two people: a file each, looked at and kept, and a link of the first."""
    folder = tmp_path / "data"
    folder.mkdir()
    async with Store.open(folder) as store:
        office = AwardIntakeDriver(store, folder)
        isla, morag = await office.reaches_the_list(ISLA), await office.reaches_the_list(MORAG)
        await office.gives(ISLA, isla, 1)
        await office.gives(MORAG, morag, 1, first=200)
        await office.sitting.handle(office.sitting.text(ISLA, LINK, 150))
        async with office.at_work():
            await office.until(0)
    assert set(kept(folder)) == {MINE, THEIRS}
    return folder


async def test_a_backup_holds_them_and_a_restored_bot_has_them(data: Path, tmp_path: Path) -> None:
    """The very bytes under the same digests, and the link, in a folder that was empty."""
    backup(data, tmp_path / "backup.tar.gz")
    fresh = tmp_path / "fresh"
    restore(tmp_path / "backup.tar.gz", fresh)
    assert kept(fresh) == {MINE: picture(f"{ISLA}-100"), THEIRS: picture(f"{MORAG}-200")}
    async with Store.open(fresh) as store:
        draft = await AwardIntakeDriver(store, fresh).sitting.draft(ISLA)
    assert [(given.link, given.found.file and given.found.file.sha256) for given in draft.awards if given.found] == [
        ("", MINE),
        (LINK, None),
    ]


async def test_a_person_is_given_theirs(data: Path, tmp_path: Path) -> None:
    """As a picture that opens, beside the link and what was found; nobody else's."""
    found = export(data, ISLA, tmp_path / "isla.zip")
    assert found is not None
    assert found.files == 1
    with zipfile.ZipFile(tmp_path / "isla.zip") as archive:
        assert [name for name in archive.namelist() if "/" in name] == ["badges you sent/a.png"]
        assert archive.read("badges you sent/a.png") == picture(f"{ISLA}-100")
        (draft,) = json.loads(archive.read("everything.json"))["drafts"]
    assert [given.get("link", "") for given in draft["awards"]] == ["", LINK]


def test_whoever_is_forgotten_takes_theirs_along(data: Path) -> None:
    """File and link are gone, also from free space; somebody else's stay. A file that no row names goes too."""
    orphan = hashlib.sha256(b"kept, and then the power went").hexdigest()
    (data / "media" / orphan[:2]).mkdir(exist_ok=True)
    (data / "media" / orphan[:2] / orphan).write_bytes(b"kept, and then the power went")
    gone = forget(data, ISLA)
    assert (gone.known, gone.files) == (True, 1)
    assert set(kept(data)) == {THEIRS}
    everything = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert LINK.encode() not in everything
    assert MINE.encode() not in everything
    assert THEIRS.encode() in everything


async def test_nothing_of_them_is_cleared_out_by_itself(data: Path) -> None:
    """However long it has been: what a worker gave stays until they send it, or ask for it to go."""
    async with Store.open(data) as store:
        await store.purge(1_900_000_000_000 + 3 * RetentionSchedule().audit_days * DAY_MS)
        draft = await AwardIntakeDriver(store, data).sitting.draft(ISLA)
    assert [given.link for given in draft.awards] == ["", LINK]
    assert set(kept(data)) == {MINE, THEIRS}
