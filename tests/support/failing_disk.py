"""Disks in trouble: a tiny one, and one on which forcing data to it fails now and then."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_SHIM = """
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <sys/syscall.h>
static int fails(void) {
    static int seeded, well;
    if (!seeded) { seeded = 1; srand(getpid() ^ time(0)); }
    if (rand() % 5 != 0 && ++well < 10) return 0;
    well = 0;
    return 1;
}
int fsync(int file) {
    if (fails()) { errno = EIO; return -1; }
    return syscall(SYS_fsync, file);
}
int fdatasync(int file) {
    if (fails()) { errno = EIO; return -1; }
    return syscall(SYS_fdatasync, file);
}
"""


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mounts a disk of so many megabytes in memory. Skips the test where this user may not."""
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if not made or made.returncode:
        pytest.skip("only root, where mounting is allowed, can make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Fills the disk of a folder to the last byte with a file, to be removed to make room again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return filler


def fails_in_a_fifth(folder: Path) -> Path:
    """A library to be loaded before the system's, with which one `fsync` in five fails, and one of any ten.

    Skips without a compiler.
    """
    compiler = shutil.which("cc")
    if compiler is None or os.name != "posix":
        pytest.skip("no C compiler is installed")
    source, library = folder / "fails.c", folder / "fails.so"
    source.write_text(_SHIM, encoding="ascii")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), str(source)], check=True, capture_output=True)
    return library
