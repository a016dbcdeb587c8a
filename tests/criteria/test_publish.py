"""A published version never changes, and publishing is one deliberate step."""

import shutil
from pathlib import Path

import pytest

from criteria import lock
from criteria.file_problem import LibraryError
from criteria.publish import notes, publish
from criteria.reader import HERE, problems

BASE = Path(__file__).parent / "base"
NEW = "badges/first/2025-2.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a sound criteria folder with one version that is not published."""
    return Path(shutil.copytree(BASE, tmp_path / "criteria"))


def test_a_new_version_is_a_note_and_no_problem(folder: Path) -> None:
    """An author may check and use a version before publishing it."""
    assert [note.split(":")[0] for note in notes(folder)] == [NEW]
    assert problems(folder) == ()


def test_publishing_adds_what_is_new_and_leaves_the_rest(folder: Path) -> None:
    """The lines that stood in the lock stand there still, and there is nothing to publish twice."""
    before = (folder / lock.LOCK).read_text(encoding="utf-8").splitlines()
    assert publish(folder) == (NEW,)
    after = (folder / lock.LOCK).read_text(encoding="utf-8").splitlines()
    assert set(before) < set(after)
    assert len(after) == len(before) + 1
    assert (notes(folder), publish(folder), problems(folder)) == ((), (), ())


def test_a_published_version_cannot_be_changed(folder: Path) -> None:
    """One letter is enough for the check to fail."""
    publish(folder)
    file = folder / NEW
    file.write_bytes(file.read_bytes() + b"#")
    assert [(problem.file, problem.fix) for problem in problems(folder)] == [(NEW, lock.CHANGED)]


def test_a_published_version_cannot_be_taken_away(folder: Path) -> None:
    """Drafts may still rest on it."""
    publish(folder)
    (folder / NEW).unlink()
    assert [(problem.file, problem.fix) for problem in problems(folder)] == [(NEW, lock.GONE)]


def test_line_ends_of_another_system_change_nothing(folder: Path) -> None:
    """A checkout on Windows has the same published versions."""
    publish(folder)
    for file in (*folder.glob("badges/*/*.yaml"), folder / lock.LOCK):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(folder) == ()


def test_nothing_is_published_while_there_is_a_problem(folder: Path) -> None:
    """A badge that cannot be used cannot be made unchangeable."""
    before = (folder / lock.LOCK).read_bytes()
    (folder / "issuers/maker.yaml").unlink()
    with pytest.raises(LibraryError):
        publish(folder)
    assert (folder / lock.LOCK).read_bytes() == before


def test_a_folder_without_a_lock_has_published_nothing(folder: Path) -> None:
    """The first publishing makes the lock."""
    (folder / lock.LOCK).unlink()
    assert problems(folder) == ()
    assert publish(folder) == lock.versions(folder)
    assert problems(folder) == ()


def test_the_badges_of_the_program_are_published() -> None:
    """What comes with the program is what drafts rest on."""
    assert notes(HERE) == ()
