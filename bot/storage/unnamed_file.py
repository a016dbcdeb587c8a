"""A file that has no name until it is whole, so that a killed process leaves nothing of it."""

import errno
import os
import tempfile
from pathlib import Path
from typing import IO

from bot.system.durable_files import force

_UNSUPPORTED = frozenset({errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL})


def unnamed(folder: Path) -> IO[bytes]:
    """A new file on the disk of this folder, for its owner alone. Without a name it goes when it is closed.

    Where the file system has no such files, it has a hidden name, which goes with it unless the process is killed.
    """
    flag = getattr(os, "O_TMPFILE", 0)
    if flag:
        try:
            return os.fdopen(os.open(folder, os.O_RDWR | flag, 0o600), "w+b")
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
    return tempfile.NamedTemporaryFile(dir=folder, prefix=".teabreak-")


def name_it(file: IO[bytes], target: Path) -> None:
    """Gives the file its name, once all of it is on the disk. Raises FileExistsError for a name that is taken."""
    file.flush()
    os.fsync(file.fileno())
    hidden = getattr(file, "name", None)
    if isinstance(hidden, str):
        os.link(hidden, target)
        force(target.parent)
        return
    # Linux finds it in the process's list of open files. `link` would not follow that entry; `linkat` does, and
    # Python calls it where a folder is named.
    listed = os.open("/proc/self/fd", os.O_RDONLY)
    try:
        os.link(str(file.fileno()), target, src_dir_fd=listed, follow_symlinks=True)
    finally:
        os.close(listed)
    force(target.parent)
