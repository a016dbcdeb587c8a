"""Archives that are no backup of a desk are refused before anything is unpacked."""

import io
import tarfile
from pathlib import Path

import pytest

from bot.desk.desk_backup import NotADeskBackup, restore


def archive(path: Path, *members: tarfile.TarInfo) -> Path:
    """A desk's archive with further members."""
    with tarfile.open(path, "w:gz") as out:
        for member in (tarfile.TarInfo("desk.sqlite"), *members):
            out.addfile(member, io.BytesIO(bytes(member.size)))
    return path


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    """One of them."""
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


@pytest.mark.parametrize(
    "odd",
    [
        member("../outside"),
        member("submissions/../../outside"),
        member("/tmp/outside"),
        member("elsewhere/file"),
        member("submissions/link", tarfile.SYMTYPE, "/etc/passwd"),
        member("submissions/link", tarfile.LNKTYPE, "desk.sqlite"),
        member("submissions/pipe", tarfile.FIFOTYPE),
    ],
    ids=lambda one: one.name,
)
def test_a_member_that_leaves_the_folder_is_refused(tmp_path: Path, odd: tarfile.TarInfo) -> None:
    """The data folder stays missing, so that a good archive can be restored next."""
    made = archive(tmp_path / "desk.tar.gz", odd)
    with pytest.raises(NotADeskBackup):
        restore(made, tmp_path / "data")
    assert [path.name for path in tmp_path.iterdir()] == ["desk.tar.gz"]


def test_what_is_kept_is_unpacked_for_its_owner_alone(tmp_path: Path) -> None:
    """Files in their folders, readable by nobody else."""
    restore(archive(tmp_path / "desk.tar.gz", member("keys/one.pem")), tmp_path / "data")
    for name in ("desk.sqlite", "keys/one.pem"):
        assert (tmp_path / "data" / name).stat().st_mode & 0o777 == 0o600
