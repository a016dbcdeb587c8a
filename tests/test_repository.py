"""What is committed: nothing of anybody's machine, locks that say versions and hashes alone, and a tidy top."""

import re
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "deploy/requirements-whisper.lock", "tests/requirements.lock")
TOP = {
    *("pyproject.toml", "README.md", "CHANGELOG.md", "Makefile", "LICENSE", "requirements.lock", ".gitignore"),
    *(".ci", "criteria", "flows", "bot", "tests", "deploy"),
}


@cache
def committed() -> tuple[Path, ...]:
    """The files that git knows, seen from the top."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so nothing can be said of what is committed")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file())


def texts() -> list[tuple[Path, str]]:
    """The committed files that are text."""
    found = []
    for path in committed():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            found.append((path, content.decode("utf-8", errors="replace")))
    return found


def matches(pattern: str, *but: str) -> list[str]:
    """Where a pattern stands in a committed file, as file:line."""
    return [
        f"{path}:{number}"
        for path, text in texts()
        if path.as_posix() not in {"tests/test_repository.py", *but}
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_the_top_is_what_a_newcomer_is_shown() -> None:
    """Nothing lies at the top of the repository that the design does not place there."""
    assert {path.parts[0] for path in committed()} == TOP


def test_nothing_is_committed_that_is_made_or_private() -> None:
    """No environment, cache, database, settings or archive is in the history."""
    private = re.compile(r"(^|/)(\.env|\.venv|__pycache__|data|build|[^/]+\.(db|db-wal|pyc|egg-info|tar\.gz|log))(/|$)")
    assert not [path for path in committed() if private.search(path.as_posix())]


def test_no_file_knows_a_developers_machine() -> None:
    """No path leads into somebody's home, or to where a checkout happened to stand."""
    assert not matches(r"(?<![\w.])/(home|Users|root|work|mnt|workspace)/[\w.-]|[A-Za-z]:\\\\?Users")


def test_nothing_is_left_to_be_done() -> None:
    """What is committed is finished; what is not is in no comment."""
    assert not matches(r"\b(TODO|FIXME|XXX|HACK)\b")


@pytest.mark.parametrize("suffix", [".py", ".sh", ".md", ".yaml", ".ftl", ".toml", ".sql"])
def test_files_end_as_files_do(suffix: str) -> None:
    """Text ends with one newline and has no carriage returns, so that a change shows what changed."""
    # The broken files are broken on purpose.
    ours = [(path, text) for path, text in texts() if path.suffix == suffix and "broken_criteria" not in path.parts]
    assert not [path for path, text in ours if text and (not text.endswith("\n") or text.endswith("\n\n"))]
    assert not [path for path, text in ours if "\r" in text]


def test_scripts_can_be_run() -> None:
    """What begins with a shebang may be executed, or is only ever given to a shell."""
    scripts = [path for path, text in texts() if text.startswith("#!")]
    plain = {path.as_posix() for path in scripts if not (ROOT / path).stat().st_mode & 0o111}
    assert plain <= {"tests/system.sh"}


# The locks

PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[0-9][0-9a-z.+]*)(?: ; (?P<marker>[^\\]+?))? \\")
LINE = re.compile(rf"{PIN.pattern}|    --hash=sha256:[0-9a-f]{{64}}(?: \\)?|    # .*|#.*|")


def lock(name: str) -> dict[str, set[tuple[str, str]]]:
    """The versions of a lock by package, each with where it holds: there may be one for each Python."""
    found: dict[str, set[tuple[str, str]]] = {}
    for pin in map(PIN.fullmatch, (ROOT / name).read_text(encoding="utf-8").splitlines()):
        if pin:
            found.setdefault(pin["name"], set()).add((pin["version"], pin["marker"] or ""))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_versions_and_hashes_alone(name: str) -> None:
    """Each line is a version, a hash, a marker or a note; none says where to get it, so any registry will do."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert lines
    assert not [number for number, line in enumerate(lines, 1) if not LINE.fullmatch(line)]
    assert not [number for number, line in enumerate(lines, 1) if re.search(r"://|\b[\w-]+\.(org|com|net|io)\b", line)]
    for versions in lock(name).values():
        assert all(marker == "" or Marker(marker) for _, marker in versions)


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_has_a_hash(name: str) -> None:
    """A version without a hash would be installed unseen."""
    blocks = re.split(r"(?m)^(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"))
    pinned = [block for block in blocks if PIN.match(block)]
    assert len(pinned) == sum(map(len, lock(name).values())) > 0
    assert not [block.partition("=")[0] for block in pinned if "--hash=sha256:" not in block]


def test_the_locks_agree() -> None:
    """What is tested is what runs, with or without a model: each lock holds all of the one before, at its versions."""
    runs, writes, tests = map(lock, LOCKS)
    assert runs.items() <= writes.items() <= tests.items()


def project() -> dict[str, object]:
    """The project as `pyproject.toml` describes it."""
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert isinstance(described, dict)
    return described


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.lock", project()["dependencies"]),
        ("deploy/requirements-whisper.lock", project()["optional-dependencies"]["whisper"]),
        ("tests/requirements.lock", project()["optional-dependencies"]["test"]),
    ],
    ids=["what runs", "what writes recordings down", "what tests"],
)
def test_every_dependency_is_locked_at_a_version_that_it_allows(name: str, wanted: list[str]) -> None:
    """A dependency that was added or raised is in the lock too, or an install would not be the one that was tested."""
    locked = lock(name)
    for text in wanted:
        requirement = Requirement(text)
        versions = locked.get(canonicalize_name(requirement.name), set())
        assert versions, f"{text} is not in {name}: make lock"
        wrong = [version for version, _ in versions if Version(version) not in requirement.specifier]
        assert not wrong, f"{text} is {wrong} in {name}: make lock"


def test_what_is_locked_can_build_the_project() -> None:
    """The project is installed with the build tool that is locked, so the lock has it, and new enough."""
    (text,) = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    requirement = Requirement(text)
    ((version, _),) = lock("requirements.lock")[requirement.name]
    assert Version(version) in requirement.specifier


def test_the_changelog_tells_of_this_version() -> None:
    """The version of the project has its section, newest first."""
    sections = re.findall(r"(?m)^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert sections[0] == "Unreleased"
    assert project()["version"] in sections


def test_links_between_the_pages_lead_somewhere() -> None:
    """Every link and picture in a page of ours names a file that is there."""
    broken = []
    for path, text in texts():
        if path.suffix != ".md":
            continue
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"", text):
            link = "".join(target)
            if "://" not in link and not (ROOT / path.parent / link).exists():
                broken.append(f"{path}: {link}")
    assert not broken


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"(?m)^#{1,6} (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_to_a_heading_find_it() -> None:
    """A link into a page of ours names one of its headings."""
    broken = []
    for path, text in texts():
        if path.suffix != ".md":
            continue
        for link, anchor in re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", text):
            page = ROOT / path.parent / link if link else ROOT / path
            if "://" not in link and anchor not in anchors(page):
                broken.append(f"{path}: {link}#{anchor}")
    assert not broken
