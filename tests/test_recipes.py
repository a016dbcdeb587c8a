"""The pages that lead through the code are true: what they name exists, and every folder is on the map."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAPS = ("flows/README.md", "bot/README.md", "tests/README.md", "README.md")
RECIPES = {
    "flows/README.md": ("a button", "an alias", "a screen", "a question kind", "a language"),
    "bot/README.md": ("a route", "a job", "a channel", "a setting", "a command"),
}
PATH = re.compile(r"`((?:\.?[\w-]+|<\w+>)(?:/(?:[\w.-]+|<\w+>)?)+)`")
MAKE = re.compile(r"`make ([a-z-]+)")


def page(name: str) -> str:
    """The text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


def missing(text: str) -> list[str]:
    """The files and folders of the project that a text names and that are not there. `<name>` stands for any name."""
    named = [
        path for path in PATH.findall(text) if path.split("/")[0] in ("bot", "criteria", "deploy", "flows", "tests")
    ]
    return [path for path in named if not any(ROOT.glob(re.sub(r"<\w+>", "*", path).rstrip("/")))]


@pytest.mark.parametrize("name", MAPS)
def test_what_a_map_names_exists(name: str) -> None:
    """Whoever follows a recipe finds each file and folder."""
    assert PATH.search(page(name))
    assert not missing(page(name))


def test_a_name_that_is_gone_is_noticed() -> None:
    """The check above can fail: for a file, for a folder, and for a name with a gap."""
    gone = ("bot/gone.py", "flows/gone/", "flows/features/<feature>/gone.py")
    assert missing("".join(f"`{name}` " for name in gone)) == list(gone)
    assert missing("`flows/features/<feature>/handlers.py` `bot/jobs/` `bot/app.py`") == []


@pytest.mark.parametrize("room", ["flows", "bot"])
def test_every_folder_is_on_the_map(room: str) -> None:
    """Each folder of a room has its line."""
    folders = {path.parent.name for path in (ROOT / room).glob("*/__init__.py")}
    assert folders
    lines = re.findall(rf"(?m)^\| `{room}/(\w+)/` \| \S", page(f"{room}/README.md"))
    assert sorted(lines) == sorted(folders)


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_names_files(name: str) -> None:
    """Each recipe is there, and says which files to touch."""
    for what in RECIPES[name]:
        recipe = page(name).split(f"### Add {what}\n", 1)[1].split("\n#", 1)[0]
        assert len(PATH.findall(recipe)) > 1, what


def test_the_front_page_is_short() -> None:
    """A newcomer reads it in a few minutes; what is longer has a page of its own."""
    assert len(page("README.md").splitlines()) < 180


def test_make_help_lists_every_verb_with_its_comment() -> None:
    """`make help` prints each verb of the Makefile, and pages name only verbs that there are."""
    verbs = set(re.findall(r"(?m)^\.PHONY: (.*)$", page("Makefile"))[0].split())
    printed = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = dict(re.findall(r"(?m)^ *make (\S+) +(\S.*)$", printed))
    assert set(listed) == verbs
    named = {verb for name in MAPS for verb in MAKE.findall(page(name))}
    assert named <= verbs
