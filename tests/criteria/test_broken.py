"""Every rule has a file that breaks it, and each such file gets its exact report.

The lines at the top of a broken file direct the test and are not part of the file. `says` is a line of the
exact report, `as` the place (the next version of the badge `first` otherwise), `alone` leaves the sound files
out, and `grow` fills the file up to so many bytes.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from criteria import award_rules, fields, lock, model, routes, systems
from criteria.explain import FILE_FIXES, FIXES, PATTERNS
from criteria.lint import badge, system_mapping, wording
from criteria.reader import problems

HERE = Path(__file__).parent
BASE = HERE / "base"
FILES = tuple(sorted(HERE.parent.joinpath("broken_criteria").iterdir()))
_DIRECTION = re.compile(rb"# (as|says|alone|grow): (.*)\n")


@dataclass(frozen=True, slots=True)
class BrokenCase:
    """One file with one mistake."""

    place: str
    says: tuple[str, ...]
    alone: bool
    content: bytes

    def lay_out(self, folder: Path) -> Path:
        """Make a criteria folder with this file among sound ones."""
        if not self.alone:
            copytree(BASE, folder, dirs_exist_ok=True)
        file = folder / self.place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self.content)
        return folder


def load(file: Path) -> BrokenCase:
    """Take the directions off the top of a file."""
    content = file.read_bytes()
    found: dict[str, list[str]] = {}
    while direction := _DIRECTION.match(content):
        found.setdefault(direction[1].decode(), []).append(direction[2].decode())
        content = content[direction.end() :]
    grow = int(found.get("grow", ["0"])[0])
    return BrokenCase(
        place=found.get("as", ["badges/first/2025-3.yaml"])[0],
        says=tuple(found.get("says", [])),
        alone="alone" in found,
        content=content + b"\n" * (grow - len(content)),
    )


SAID = "\n".join(line for file in FILES for line in load(file).says)
TEXTS = (*FILE_FIXES.values(), *FIXES.values(), *PATTERNS.values(), lock.CHANGED, lock.GONE, lock.UNCLEAR)
JUDGEMENTS = (*badge.RULES, *badge.RULES_BETWEEN, badge.unknown_issuer, *system_mapping.RULES, *wording.RULES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_broken_file_gets_its_exact_report(file: Path, tmp_path: Path) -> None:
    """One mistake, and every word of what its author reads."""
    broken = load(file)
    assert broken.says
    assert tuple(map(str, problems(broken.lay_out(tmp_path)))) == broken.says


def test_the_sound_files_are_sound() -> None:
    """What the broken files stand among has no problem of its own."""
    assert problems(BASE) == ()


@pytest.mark.parametrize("text", TEXTS)
def test_every_report_of_the_reader_has_a_broken_file(text: str) -> None:
    """A new way to refuse a file comes with a file that is refused."""
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(text))
    assert re.search(pattern, SAID)


@pytest.mark.parametrize("rule", JUDGEMENTS, ids=lambda rule: rule.__name__)
def test_every_judgement_has_a_broken_file(rule: object) -> None:
    """A new judgement comes with a file, named after it, that is judged."""
    assert f"{getattr(rule, '__name__', '')}.yaml" in {file.name for file in FILES}


def test_every_judgement_is_made() -> None:
    """No rule is written down and then left out of the table."""
    trees = [ast.parse(Path(part.__file__).read_text(encoding="utf-8")) for part in (badge, system_mapping, wording)]
    written = {node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}
    made = {rule.__name__ for rule in JUDGEMENTS}
    assert {name for name in written if not name.startswith("_")} - {"lint", "lint_systems", "lint_words"} == made


def test_every_refusal_of_the_model_has_a_broken_file() -> None:
    """A new refusal in the model comes with a file whose name begins with `model_`."""
    trees = [
        ast.parse(Path(part.__file__).read_text(encoding="utf-8"))
        for part in (award_rules, fields, model, routes, systems)
    ]
    refusals = sum(isinstance(node, ast.Raise) for tree in trees for node in ast.walk(tree))
    files = [file for file in FILES if file.name.startswith("model_") and file.stem != "model_type"]
    assert len(files) == refusals
