"""Backs the desk's data folder up while the desk runs: the database as it is at one moment, then the folders."""

import tarfile
from pathlib import Path, PurePosixPath

from bot.desk.running_desk import Desk
from bot.inbox.submission_store import ID
from bot.system import durable_files
from bot.system.scratch import scratch

_DATABASE = "desk.sqlite"
_FOLDERS = ("submissions", "keys")


class NotADeskBackup(Exception):
    """The archive is no backup of a desk, or the data folder holds something already."""


def backup(desk: Desk, target: Path) -> int:
    """Write an archive and read it back; how many submissions it holds. Raises OSError, FileExistsError."""
    if target.exists():
        raise FileExistsError(17, "there is a file already; name another", str(target))
    with scratch(target.parent) as made:
        # The database first: a submission that comes meanwhile is indexed at the next start.
        copy, archive = made / _DATABASE, made / "archive"
        desk.database.copy_to(copy)
        with tarfile.open(archive, "w:gz", compresslevel=3) as out:
            out.add(copy, _DATABASE)
            for name in _FOLDERS:
                for path in sorted((desk.settings.data / name).glob("*")):
                    if ID.fullmatch(path.name) or path.suffix == ".pem":
                        out.add(path, f"{name}/{path.name}")
        archive.chmod(0o600)
        count = _count(archive)
        durable_files.move(archive, target)
    return count


def _count(archive: Path) -> int:
    """How many submissions an archive holds. Reads every byte. Raises NotADeskBackup."""
    try:
        with tarfile.open(archive, "r:gz") as read:
            members = list(read)
            names = [member.name for member in members]
    except (tarfile.TarError, EOFError, OSError) as error:
        raise NotADeskBackup(f"{archive} cannot be read: {type(error).__name__}") from None
    if _DATABASE not in names:
        raise NotADeskBackup(f"{archive} is no backup of a desk")
    if not all(map(_is_ours, members)):
        raise NotADeskBackup(f"{archive} holds what no backup of a desk does")
    return sum(1 for name in names if name.startswith("submissions/") and name.endswith("/received.json"))


def _is_ours(member: tarfile.TarInfo) -> bool:
    """Whether it is a file or a folder with a name that stays inside the data folder."""
    parts = PurePosixPath(member.name).parts
    placed = member.name == _DATABASE or (len(parts) > 1 and parts[0] in _FOLDERS)
    return placed and ".." not in parts and (member.isfile() or member.isdir())


def restore(archive: Path, data: Path) -> None:
    """Unpack an archive into a folder that is missing or empty. Raises NotADeskBackup, OSError."""
    _count(archive)
    if data.exists() and any(data.iterdir()):
        raise NotADeskBackup(f"{data} holds something already; move it away first")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tarfile.open(archive, "r:gz") as read:
        # Not `extractall` with a filter: Python 3.11 has filters from 3.11.4 on, and Debian 12 ships 3.11.2.
        for member in read:
            place = data / member.name
            folder = place if member.isdir() else place.parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            content = read.extractfile(member)
            if content is not None:
                with content:
                    durable_files.copy(content, place)
