"""Takes backups to another place, a folder or a command that reads a stream, and keeps as many as are wanted.

A backup counts as good only once it has come back from its place and was restored into scratch space.
"""

import shlex
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.storage.backups import archive as archives
from bot.storage.backups import backup as backups
from bot.storage.backups import last_counts
from bot.storage.backups.backup_manifest import BackupManifest
from bot.storage.errors import BackupError
from bot.system.scratch import scratch


def to_folder(data: Path, folder: Path, keep: int, *, insist: bool = False) -> tuple[Path, BackupManifest]:
    """Writes a backup named for the time into a folder, reads it back, and removes the oldest beyond `keep`.

    Raises BackupError and OSError; then none of the older ones is removed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / time.strftime("teabreak-%Y%m%dT%H%M%SZ.tar.gz", time.gmtime())
    manifest = backups.backup(data, target, insist=insist, note=False, last=_last(folder))
    for old in _in_order(folder)[:-keep]:
        old.unlink()
    return target, manifest


def _in_order(folder: Path) -> list[Path]:
    """The backups in a folder, the oldest first: their names sort by time."""
    return sorted(folder.glob("teabreak-*Z.tar.gz"))


def _last(folder: Path) -> Mapping[str, int]:
    """What the newest backup in a folder holds; of those that cannot be read, none."""
    for archive in reversed(_in_order(folder)):
        with suppress(BackupError, OSError):
            return archives.manifest_of(archive).counts
    return {}


def to_command(data: Path, command: str, check: str = "", *, insist: bool = False) -> BackupManifest:
    """Gives a backup to a command on its standard input. How many are kept there is the command's business.

    `check`, where there is one, writes the newest backup to its standard output: it must be this one, and is restored
    into scratch space. Raises BackupError and OSError.
    """
    with scratch(data) as made:
        archive = made / "teabreak.tar.gz"
        manifest = backups.backup(data, archive, insist=insist, note=False)
        with archive.open("rb") as source:
            _run(command, source.fileno(), None)
        if check:
            back = made / "back.tar.gz"
            with _private(back) as target:
                _run(check, None, target)
            if backups.restore(back, made / "restored") != manifest:
                raise BackupError(f"what `{_program(check)}` gave back is not the backup that was just made")
    return manifest


def good(data: Path, manifest: BackupManifest) -> None:
    """Notes that every place has the backup, for the next comparison and for the health page."""
    last_counts.note(data, manifest.counts)


@contextmanager
def _private(path: Path) -> Iterator[int]:
    path.touch(mode=0o600)
    with path.open("wb") as file:
        yield file.fileno()


def _run(command: str, source: int | None, target: int | None) -> None:
    """Runs a command line of the operator's own in a shell, as a pipeline may need one."""
    taken = subprocess.DEVNULL if source is None else source
    given = subprocess.DEVNULL if target is None else target
    # Without pipefail, a pipeline whose first part fails would pass for good.
    shell = ("bash", "-o", "pipefail", "-c", command)
    done = subprocess.run(shell, stdin=taken, stdout=given, check=False)  # noqa: S603 - the operator's own setting
    if done.returncode:
        raise BackupError(f"`{_program(command)}` ended with {done.returncode}: the backup is not in its place")


def _program(command: str) -> str:
    """The first word of a command: the rest may hold a password."""
    try:
        return shlex.split(command)[0]
    except (ValueError, IndexError):
        return "the command"
