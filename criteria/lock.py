"""Reads and checks `published.lock`: the digests of published badge versions.

A digest is taken over the file's bytes, with Windows line ends made plain. Bytes rather than the parsed
model: a new optional field in the model would change every digest, and anyone can check bytes with
`sha256sum -c published.lock` in the criteria folder.
"""

import re
from hashlib import sha256
from pathlib import Path

from criteria.file_problem import Problem

LOCK = "published.lock"
GONE = "this version is published, and its file is gone; put it back"
CHANGED = (
    "this version is published, and drafts rest on it; put its text back, and make the change in a copy that "
    "is named as the next version"
)
UNCLEAR = "give one digest, two spaces and one file, and each file once"
_ROW = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<file>badges/[a-z0-9-]+/[0-9]{4}-[0-9]+\.yaml)")


def digest(content: bytes) -> str:
    """Compute the SHA-256 of a file, in hexadecimal, the same on every system."""
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def versions(folder: Path) -> tuple[str, ...]:
    """List the badge files in a criteria folder, such as `badges/first/2025-1.yaml`."""
    return tuple(sorted(file.relative_to(folder).as_posix() for file in folder.glob("badges/*/*.yaml")))


def broken(folder: Path) -> tuple[Problem, ...]:
    """Report each published version that changed or is gone, and each line of the lock that says nothing."""
    rows, problems = _rows(folder)
    for file, expected in rows.items():
        if not (folder / file).is_file():
            problems.append(Problem(file, "", GONE))
        elif digest((folder / file).read_bytes()) != expected:
            problems.append(Problem(file, "", CHANGED))
    return tuple(problems)


def unlisted(folder: Path) -> tuple[str, ...]:
    """List the badge files that are not published yet: a note for their author, no problem."""
    rows, _ = _rows(folder)
    return tuple(file for file in versions(folder) if file not in rows)


def add(folder: Path, files: tuple[str, ...]) -> None:
    """Add versions to the lock, in the order of their names. The lines that stand there stay as they are."""
    rows, _ = _rows(folder)
    rows |= {file: digest((folder / file).read_bytes()) for file in files}
    text = "".join(f"{rows[file]}  {file}\n" for file in sorted(rows))
    (folder / LOCK).write_text(text, encoding="utf-8", newline="\n")


def _rows(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """Read the lock: each file with its digest. A folder without a lock has published nothing."""
    lock = folder / LOCK
    lines = lock.read_bytes().decode("utf-8", "replace").splitlines() if lock.is_file() else []
    rows: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        row = _ROW.fullmatch(line)
        if row is None or row["file"] in rows:
            problems.append(Problem(LOCK, f"line {number}", UNCLEAR))
        else:
            rows[row["file"]] = row["digest"]
    return rows, problems
