"""Scratch folders of backups: they hold a copy of everything, and must not outlive their process."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

LEFT_OVER_SECONDS = 2 * 86_400
"""Where a file system has no locks, what is older than this is removed: no backup takes so long."""
_PREFIX = ".teabreak-"
_HELD = ".held"


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder in this one, for its owner alone, until the block ends. What killed processes have left there goes."""
    for left in folder.glob(f"{_PREFIX}*"):
        if left.is_dir() and _is_left_over(left):
            rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=folder, prefix=_PREFIX) as name, _held(Path(name)):
        yield Path(name)


@contextmanager
def _held(made: Path) -> Iterator[None]:
    """Shows others that the folder is in use, for as long as this process lives."""
    unlocked = made / f"{_HELD}.new"
    with unlocked.open("xb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
        except OSError:
            # By its age alone it is seen to be left over.
            yield
        else:
            # Under its name it was locked from the first moment.
            unlocked.rename(made / _HELD)
            yield


def _is_left_over(made: Path) -> bool:
    try:
        with (made / _HELD).open("r+b") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return time.time() - made.stat().st_mtime > LEFT_OVER_SECONDS
    return True
