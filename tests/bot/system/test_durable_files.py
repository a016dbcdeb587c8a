"""Files that are whole or not there, whatever the disk does in between."""

import errno
import os
from pathlib import Path

import pytest

from bot.system import durable_files
from bot.system.durable_files import NewFile


def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes what is forced to the disk and what is renamed, in order."""
    done: list[str] = []
    for name in ("fsync", "rename"):
        real = getattr(os, name)

        def noted(*given: object, name: str = name, real: object = real, **named: object) -> object:
            done.append(name)
            return real(*given, **named)

        monkeypatch.setattr(os, name, noted)
    return done


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    """It is never written over one that is there."""
    path = tmp_path / "one"
    durable_files.write(path, b"words")
    assert path.read_bytes() == b"words"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        durable_files.write(path, b"other")
    assert path.read_bytes() == b"words"


def test_the_content_is_on_the_disk_before_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash between any two steps leaves the old file or the new one."""
    path = tmp_path / "one"
    durable_files.write(path, b"old")
    done = steps(monkeypatch)
    durable_files.replace(path, b"new")
    assert done == ["fsync", "rename", "fsync"]
    assert path.read_bytes() == b"new"


def test_a_disk_that_is_full_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next try begins anew, also where the last one left half a file."""
    path = tmp_path / "one"
    durable_files.write(path, b"old")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space"):
            durable_files.replace(path, b"new")
    assert path.read_bytes() == b"old"
    durable_files.replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["one"]


def test_a_write_that_takes_less_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system may take a few bytes at a time."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, content: real(file, content[:3]))
    with NewFile(tmp_path / "one") as file:
        assert file.write(b"ten bytes.") == 10
        file.sync()
    assert (tmp_path / "one").read_bytes() == b"ten bytes."


def test_a_copy_has_the_same_bytes(tmp_path: Path) -> None:
    """All that is left in the open file, however long it is."""
    content = os.urandom(3_000_000)
    (tmp_path / "one").write_bytes(content)
    with (tmp_path / "one").open("rb") as source:
        durable_files.copy(source, tmp_path / "two")
    assert (tmp_path / "two").read_bytes() == content
