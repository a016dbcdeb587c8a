"""`teabreak check`, `publish`, `diagram` and `schema`: what they say of badges, issuers and their files."""

import errno
import json
import re
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from bot.commands.console import CONFIG
from criteria import lock, reader
from flows.model import stages
from tests.bot.commands.equipment import CRITERIA, page, teabreak

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("folder")]


def test_the_files_that_come_along_are_in_order() -> None:
    """Badges, issuers and wording as they are pass the check."""
    shown = teabreak("check")
    assert (shown.exit_code, shown.stderr) == (0, f"Checking {CRITERIA}\n")
    assert shown.stdout.endswith("All badge, issuer and wording files are in order.\n")


@pytest.fixture
def copy(folder: Path) -> Path:
    """A copy of the badges and issuers, to be broken."""
    for name in ("badges", "issuers"):
        copytree(CRITERIA / name, folder / "criteria" / name)
    (folder / "criteria" / "published.lock").write_bytes((CRITERIA / "published.lock").read_bytes())
    return folder / "criteria"


def test_another_folder_can_be_checked(copy: Path) -> None:
    """A folder of badges passes or fails by itself, wherever it stands."""
    assert teabreak("check", "--criteria", copy).exit_code == 0


def test_everything_wrong_is_told_at_once(copy: Path) -> None:
    """One check names each problem in each file, with its field and its fix, and fails."""
    first, second = sorted((copy / "badges").rglob("*.yaml"))
    first.write_text(re.sub(r"(?m)^title:.*\n", "", first.read_text(encoding="utf-8")), encoding="utf-8")
    second.write_text("surprise: yes\n" + second.read_text(encoding="utf-8"), encoding="utf-8")
    (copy / "issuers" / "nobody.yaml").write_text("", encoding="utf-8")
    shown = teabreak("check", "--criteria", copy)
    lines = shown.stdout.splitlines()
    assert shown.exit_code == 1
    assert lines == [str(problem) for problem in reader.problems(copy)]
    named = [f"{first.relative_to(copy)}: title: ", f"{second.relative_to(copy)}: surprise: ", "issuers/nobody.yaml: "]
    assert [start for start in named if not any(line.startswith(start) for line in lines)] == []
    assert "in order" not in shown.stdout


def test_a_version_that_may_still_change_is_told_and_passes(copy: Path) -> None:
    """An author is reminded to publish; that is no reason to fail."""
    (copy / "published.lock").unlink()
    shown = teabreak("check", "--criteria", copy)
    assert shown.exit_code == 0
    assert shown.stdout.count("not published yet") == len(list((copy / "badges").rglob("*.yaml")))


def test_a_folder_that_is_not_there_is_named() -> None:
    """A slip in the path is told as one, not as an empty folder that passes."""
    shown = teabreak("check", "--criteria", "nowhere")
    assert shown.exit_code == 2
    assert "nowhere" in shown.stderr


# publish, diagram, schema


def test_published_once_there_is_nothing_new() -> None:
    """A second publishing changes nothing, and says so."""
    before = (CRITERIA / "published.lock").read_bytes()
    shown = teabreak("publish")
    assert (shown.exit_code, shown.stdout) == (0, f"There was nothing new to publish in {CRITERIA}.\n")
    assert (CRITERIA / "published.lock").read_bytes() == before


def test_a_folder_of_ones_own_is_used_by_every_command(
    copy: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`TEABREAK_CRITERIA` names it: check and publish use it, and the program's own stays as it is."""
    before = (CRITERIA / "published.lock").read_bytes()
    (old,) = sorted((copy / "badges" / "cpl-2025-leadership").iterdir())
    new = old.with_name("2026-1.yaml")
    new.write_text(old.read_text(encoding="utf-8").replace("version: 2025-1", "version: 2026-1"), encoding="utf-8")
    monkeypatch.setenv("TEABREAK_CRITERIA", str(copy))
    note = "badges/cpl-2025-leadership/2026-1.yaml: not published yet"
    checked = teabreak("check")
    assert checked.exit_code == 0
    assert checked.stdout.startswith(note)
    assert checked.stderr == f"Checking {copy}\n"
    published = teabreak("publish")
    assert (published.exit_code, published.stdout) == (0, "published badges/cpl-2025-leadership/2026-1.yaml\n")
    assert "2026-1.yaml" in (copy / "published.lock").read_text(encoding="utf-8")
    assert note not in teabreak("check").stdout
    (copy / "issuers" / "sssc.yaml").unlink()
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    for command in (("check",), ("publish",), ("run",), ("award", "x.json")):
        refused = teabreak(*command)
        assert refused.exit_code != 0
        assert "issuer: there is no issuers/sssc.yaml" in refused.output, command
    assert (CRITERIA / "published.lock").read_bytes() == before


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ((), "{folder} is no folder; make it, or take the setting out. Name the folder that holds badges, issuers and"),
        (("first/2025-1.yaml",), "{folder} has no folder badges. Name the folder that holds badges, issuers and"),
    ],
)
@pytest.mark.parametrize("command", ["run", "check", "publish"])
def test_a_folder_that_is_not_one_of_badges_is_told(
    command: str, made: tuple[str, ...], said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing, or the folder of badges itself: the line names the setting and what it should be, with status 78."""
    own = folder / "own"
    for name in made:
        (own / name).parent.mkdir(parents=True)
        (own / name).touch()
    monkeypatch.setenv("TEABREAK_CRITERIA", str(own))
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    refused = teabreak(command)
    assert refused.exit_code == CONFIG
    assert refused.stderr.startswith(f"TEABREAK_CRITERIA: {said.format(folder=own)}")


def test_a_folder_without_a_badge_says_where_to_put_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder is one in which nobody has put a badge yet."""
    (folder / "own" / "badges").mkdir(parents=True)
    monkeypatch.setenv("TEABREAK_CRITERIA", "own")
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    for command in ("run", "check", "publish"):
        assert "there is no badge here; add one as badges/<id>/<version>.yaml" in teabreak(command).output


def test_publishing_where_nobody_may_write_says_what_to_do(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes with the program is not for an operator to publish; a folder of one's own is."""
    (copy / "published.lock").unlink()

    def add(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(lock, "add", add)
    own = reader.HERE
    monkeypatch.setattr(reader, "HERE", copy)
    refused = teabreak("publish", "--criteria", copy)
    assert refused.exit_code == CONFIG
    assert refused.stderr.startswith(f"{copy} comes with the program and cannot be written: nothing was published.")
    assert "name it in TEABREAK_CRITERIA" in refused.stderr
    monkeypatch.setattr(reader, "HERE", own)
    refused = teabreak("publish", "--criteria", copy)
    assert refused.exit_code == CONFIG
    assert refused.stderr.startswith(f"{copy} cannot be written (Read-only file system): nothing was published.")


def test_the_diagram_is_the_table_that_the_talk_obeys() -> None:
    """What is printed comes from the stage table itself."""
    assert teabreak("diagram").stdout == stages.diagram()


def test_the_diagram_on_the_map_is_the_one_that_is_printed() -> None:
    """The picture of the stages in flows/README.md is the table of today."""
    blocks = re.findall(r"^```mermaid\n(.*?)^```$", page("flows/README.md"), re.MULTILINE | re.DOTALL)
    assert stages.diagram().strip() in [block.strip() for block in blocks]


Json = dict[str, object]
TYPES = {"array": list, "boolean": bool, "null": type(None), "object": dict, "string": str}


class Schema:
    """As much of a JSON Schema reader as the schemas of the data files need."""

    def __init__(self, text: str) -> None:
        self.top: Json = json.loads(text)

    def complaints(self, value: object, rule: Json | None = None, place: str = "") -> list[str]:
        """Where a value is not what the schema asks for."""
        rule = self.top if rule is None else rule
        if "$ref" in rule:
            rule = {**self.resolved(str(rule["$ref"])), **{key: found for key, found in rule.items() if key != "$ref"}}
        if "anyOf" in rule:
            found = [self.complaints(value, one, place) for one in rule["anyOf"]]
            return [] if [] in found else [line for lines in found for line in lines]
        wrong = [f"{place}: {key}" for key, holds in self._simple(value, rule) if not holds]
        return wrong or [*self._fields(value, rule, place), *self._items(value, rule, place)]

    def resolved(self, reference: str) -> Json:
        """What a reference points at."""
        start, group, name = reference.split("/")
        assert (start, group) == ("#", "$defs")
        return self.top["$defs"][name]

    @staticmethod
    def _simple(value: object, rule: Json) -> list[tuple[str, bool]]:
        kind = rule.get("type")
        whole = isinstance(value, int) and not isinstance(value, bool)
        return [
            ("type", kind is None or (whole if kind == "integer" else isinstance(value, TYPES[str(kind)]))),
            ("enum", "enum" not in rule or value in rule["enum"]),
            ("pattern", not isinstance(value, str) or re.search(rule.get("pattern", ""), value) is not None),
            ("length", not isinstance(value, str) or len(value) <= rule.get("maxLength", len(value))),
            ("length", not isinstance(value, str) or len(value) >= rule.get("minLength", 0)),
            ("items", not isinstance(value, list) or len(value) >= rule.get("minItems", 0)),
            ("size", not whole or rule.get("minimum", value) <= value <= rule.get("maximum", value)),
            ("size", not whole or value > rule.get("exclusiveMinimum", value - 1)),
        ]

    def _fields(self, value: object, rule: Json, place: str) -> list[str]:
        if not isinstance(value, dict):
            return []
        known = rule.get("properties", {})
        unknown = [] if rule.get("additionalProperties", True) else sorted(set(value) - set(known))
        lacking = sorted(set(rule.get("required", ())) - set(value))
        inside = [
            line
            for name, one in value.items()
            if name in known
            for line in self.complaints(one, known[name], f"{place}.{name}")
        ]
        return [
            *(f"{place}.{name}: unknown" for name in unknown),
            *(f"{place}.{name}: lacking" for name in lacking),
            *inside,
        ]

    def _items(self, value: object, rule: Json, place: str) -> list[str]:
        if not isinstance(value, list) or "items" not in rule:
            return []
        return [line for one in value for line in self.complaints(one, rule["items"], f"{place}[]")]

    def rules(self, rule: object = None) -> list[Json]:
        """Every rule in it."""
        rule = self.top if rule is None else rule
        inside = [*rule.get("properties", {}).values(), *rule.get("$defs", {}).values(), *rule.get("anyOf", ())]
        if "items" in rule:
            inside.append(rule["items"])
        return [rule, *(found for one in inside for found in self.rules(one))]


@pytest.mark.parametrize("kind", ["badge", "issuer"])
def test_the_schema_accepts_the_files_and_refuses_broken_ones(kind: str) -> None:
    """An editor that checks with the schema marks nothing in our own files, and marks what is wrong."""
    schema = Schema(teabreak("schema", kind).stdout)
    files = sorted((CRITERIA / f"{kind}s").rglob("*.yaml"))
    assert files
    for file in files:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert schema.complaints(content) == [], file.name
        assert schema.complaints({**content, "surprise": 1}) == [".surprise: unknown"]
        lacking = str(schema.top["required"][0])
        assert schema.complaints({name: one for name, one in content.items() if name != lacking}) == [
            f".{lacking}: lacking"
        ]
        assert schema.complaints({**content, "id": 7}) != []


@pytest.mark.parametrize("kind", ["badge", "issuer"])
def test_the_schema_is_one(kind: str) -> None:
    """It names its dialect, its references lead somewhere, and its types and patterns exist."""
    schema = Schema(teabreak("schema", kind).stdout)
    assert schema.top["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for rule in schema.rules():
        if "$ref" in rule:
            assert isinstance(schema.resolved(rule["$ref"]), dict)
        assert rule.get("type", "integer") in {*TYPES, "integer"}
        assert re.compile(rule.get("pattern", ""))
        assert set(rule.get("required", ())) <= set(rule.get("properties", ()))


def test_without_a_word_the_schema_is_that_of_badges() -> None:
    """Badges are what people write most."""
    assert teabreak("schema").stdout == teabreak("schema", "badge").stdout


def test_there_are_five_schemas() -> None:
    """Another word is answered with the four that there are."""
    shown = teabreak("schema", "worker")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr == "say which: badge, issuer, headings, register, pack or decision\n"
