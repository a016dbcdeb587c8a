"""The `teabreak` command: each of its verbs, and what it says when something is wrong."""

import asyncio
import errno
import json
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from support import warm_start
from typer.testing import CliRunner, Result

from bot import cli
from bot.channels.telegram.intake.update_intake import WedgedError
from bot.commands.console import AGAIN, CONFIG
from bot.issuers.route_context import RouteNotReady
from bot.playground import local_chat
from bot.playground.telegram import Sandbox
from bot.playground.telegram.history_folder import Keeping
from bot.storage.errors import StorageError
from bot.storage.store import Store
from criteria import lock, reader
from flows.model import stages
from tests.bot.storage.scribe import Scribe

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
CRITERIA = ROOT / "criteria"
COMMANDS = {
    "run",
    "check",
    "publish",
    "desk",
    "diagram",
    "schema",
    "contract",
    "award",
    "backup",
    "restore",
    "move",
    "export",
    "forget",
    "correct",
    "unlock",
    "decide",
    "deliver",
    "nudges",
    "retention",
    "audit",
    "alive",
    "key",
    "status",
    "doctor",
}
TOKEN = "123456:ABC-DEF_ghi"
OPERATOR = {"TEABREAK_OPERATOR_NAME": "Glen Care Learning", "TEABREAK_OPERATOR_CONTACT": "badges@example.org"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, in an environment without settings."""
    for name in [name for name in os.environ if name.upper().startswith("TEABREAK_")]:
        monkeypatch.delenv(name)
    # Wide enough for help to stand on one line.
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def teabreak(*arguments: str | Path) -> Result:
    """Runs the command in this process."""
    return CliRunner().invoke(cli.command_line(), [str(argument) for argument in arguments])


async def process(*command: str, **environment: str) -> asyncio.subprocess.Process:
    """Starts the command in a process of its own, in the working folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEABREAK_")}
    return await asyncio.create_subprocess_exec(
        *command,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(started: asyncio.subprocess.Process) -> tuple[int, str, str]:
    """The exit status, and what was written to each stream."""
    async with asyncio.timeout(60):
        said, complained = await started.communicate()
    assert started.returncode is not None
    return started.returncode, said.decode(), complained.decode()


# Help


def test_help_lists_every_command_with_a_line() -> None:
    """Whoever runs `teabreak --help` sees what there is and what it is for."""
    listed = re.findall(r"^│ (\w+) +(\S.*?) *│$", teabreak("--help").output, re.MULTILINE)
    assert {name for name, _ in listed} == COMMANDS
    assert all(line.endswith(".") for _, line in listed)


def test_alone_it_helps() -> None:
    """`teabreak` without a command shows the commands, and does nothing."""
    shown = teabreak()
    assert shown.exit_code == 2
    assert "Commands" in shown.output


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_has_help_of_its_own(command: str) -> None:
    """Each command says what it takes, without any setting."""
    shown = teabreak(command, "--help")
    assert shown.exit_code == 0
    assert f"Usage: teabreak {command}" in shown.output or f"{command} [OPTIONS]" in shown.output


# check


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


def page(name: str) -> str:
    """What people read."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_diagram_is_the_table_that_the_talk_obeys() -> None:
    """What is printed comes from the stage table itself."""
    assert teabreak("diagram").stdout == stages.diagram()


PAGES = (
    *("README.md", "bot/README.md", "bot/issuers/contract/README.md", "criteria/README.md", "deploy/README.md"),
    *("flows/README.md", "flows/features/README.md", "tests/README.md"),
)


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


# backup and restore


async def fill(data: Path, drafts: int = 2) -> None:
    """Makes a data folder with somebody's drafts and a submission."""
    async with Store.open(data) as store:
        scribe = Scribe(store)
        for number in range(drafts):
            await scribe.turn("telegram:7", scribe.draft(f"d{number}"), messages=(scribe.asking(f"q{number}"),))
        await scribe.turn("telegram:7", packs=(scribe.pack("d0"),))


async def desk(data: Path) -> object:
    """What the person has."""
    async with Store.open(data) as store:
        return await Scribe(store).desk("telegram:7")


async def test_what_was_backed_up_comes_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup and a restore on another machine bring back every draft, and say how many."""
    await fill(folder / "data")
    saved = teabreak("backup", "kept.tar.gz")
    assert (saved.exit_code, saved.stderr) == (0, "")
    assert saved.stdout == "Wrote kept.tar.gz and read it back: 1 people, 2 drafts, 1 submissions.\n"
    monkeypatch.setenv("TEABREAK_DATA", "elsewhere")
    back = teabreak("restore", "kept.tar.gz")
    assert (back.exit_code, back.stderr) == (0, "")
    assert back.stdout.startswith("Restored into elsewhere: 1 people, 2 drafts, 1 submissions.\n")
    assert await desk(folder / "elsewhere") == await desk(folder / "data")


@pytest.mark.sqlite_file
async def test_a_backup_is_whole_while_people_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was on disk when the backup began is in it, though the bot goes on; no draft is in it by half."""
    async with Store.open(folder / "data") as store:
        scribe = Scribe(store)
        for number in range(20):
            await scribe.turn("telegram:7", scribe.draft(f"d{number}"))
        saving = asyncio.create_task(asyncio.to_thread(teabreak, "backup", "kept.tar.gz"))
        written = 20
        while not saving.done():
            await scribe.turn("telegram:7", scribe.draft(f"d{written}"))
            written += 1
        assert (await saving).exit_code == 0
        everything = await scribe.desk("telegram:7")
    assert written > 21
    monkeypatch.setenv("TEABREAK_DATA", "elsewhere")
    assert teabreak("restore", "kept.tar.gz").exit_code == 0
    async with Store.open(folder / "elsewhere") as store:
        kept = (await Scribe(store).desk("telegram:7")).drafts
    assert 20 <= len(kept) <= written
    assert list(kept.items()) == list(everything.drafts.items())[: len(kept)]


async def test_a_restore_never_writes_over_data(folder: Path) -> None:
    """Where there is a database already, nothing is touched."""
    await fill(folder / "data")
    teabreak("backup", "kept.tar.gz")
    refused = teabreak("restore", "kept.tar.gz")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == "data holds a database already: restore into an empty folder\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("backup", "kept.tar.gz"), "data holds no database to back up"),
        (("restore", "nothing.tar.gz"), "nothing.tar.gz is not a file"),
        (("restore", "text.tar.gz"), "text.tar.gz is no backup to rely on"),
    ],
)
@pytest.mark.sqlite_file
def test_what_cannot_be_done_is_told_in_a_line(arguments: tuple[str, str], told: str, folder: Path) -> None:
    """No traceback, one line on the error stream, and a status that a script can see."""
    (folder / "text.tar.gz").write_text("not an archive", encoding="utf-8")
    refused = teabreak(*arguments)
    assert (refused.exit_code, refused.stdout) == (1, "")
    (line,) = refused.stderr.splitlines()
    assert line.startswith(told)


async def test_a_backup_into_a_folder_that_is_not_there_is_told(folder: Path) -> None:
    """What the system refuses is told like everything else."""
    await fill(folder / "data")
    refused = teabreak("backup", "nowhere/kept.tar.gz")
    assert refused.exit_code == 1
    (line,) = refused.stderr.splitlines()
    assert "nowhere" in line


async def test_a_backup_needs_no_operator(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is all that a backup has to know; with wrong settings it says which, and backs up nothing."""
    await fill(folder / "data")
    assert teabreak("backup", "kept.tar.gz").exit_code == 0
    monkeypatch.setenv("TEABREAK_ROUTE", "pigeon")
    refused = teabreak("backup", "other.tar.gz")
    assert refused.exit_code == CONFIG
    assert refused.stderr == "TEABREAK_ROUTE: use folder, handover, webhook, email, badgekit or obf\n"
    assert not (folder / "other.tar.gz").exists()


# run


def test_wrong_settings_end_the_start_with_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 78, and a line for each setting, so that one look is enough; the token is in none."""
    for name, value in {"TOKEN": TOKEN, "ROUTE": "pigeon", "TIMEZONE": "Mars"}.items():
        monkeypatch.setenv(f"TEABREAK_{name}", value)
    refused = teabreak("run")
    named = [line.partition(":")[0] for line in refused.stderr.splitlines()]
    wrong = ("ROUTE", "OPERATOR_NAME", "OPERATOR_CONTACT", "TIMEZONE")
    assert (refused.exit_code, refused.stdout) == (78, "")
    assert named == [f"TEABREAK_{name}" for name in wrong]
    assert "ghi" not in refused.output


def test_a_misspelt_setting_ends_the_start(folder: Path) -> None:
    """Status 78, whether it stands in the environment or in `.env`, and the name that was meant."""
    (folder / ".env").write_text("TEABREAK_NUGDES=paused\n", encoding="utf-8")
    refused = teabreak("run")
    assert (refused.exit_code, refused.stdout) == (CONFIG, "")
    assert refused.stderr == "TEABREAK_NUGDES: nothing reads this; did you mean TEABREAK_NUDGES?\n"


def test_the_secret_of_an_issuer_that_is_not_there_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the local chat too, where the issuers' keys are made at the start and nobody's are read."""
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    monkeypatch.setenv("TEABREAK_ISSUERS__SSCC__WEBHOOK_SECRETS", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert refused.stderr == (
        "TEABREAK_ISSUERS__SSCC__…: there is no such issuer; did you mean TEABREAK_ISSUERS__SSSC__…? Known are SSSC\n"
    )


@pytest.fixture
async def telegram() -> AsyncIterator[Sandbox]:
    """A Bot API server on this machine."""
    async with Sandbox(TOKEN) as running:
        yield running


async def forked(folder: Path, **environment: str) -> tuple[warm_start.Forked, asyncio.StreamReader]:
    """Starts `teabreak run` without the cost of an import, and gives what it writes to either stream."""
    pipe, said = folder / "said", asyncio.StreamReader()
    os.mkfifo(pipe)
    given = {"PYTHONPATH": str(ROOT), **environment}
    # Whoever opens a pipe waits for the other side.
    started, opened = await asyncio.gather(
        warm_start.start("bot", ["run"], given, folder, pipe), asyncio.to_thread(os.open, pipe, os.O_RDONLY)
    )
    reading = os.fdopen(opened, "rb", 0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(said), reading)
    return started, said


async def test_a_token_that_is_not_known_ends_the_start(telegram: Sandbox, folder: Path) -> None:
    """A new start would not help, so the status is 78; the line says what is wrong and not the token."""
    other = TOKEN.replace("ghi", "xyz")
    started, said = await forked(folder, TEABREAK_TOKEN=other, TEABREAK_API_URL=telegram.api_url, **OPERATOR)
    complained = (await said.read()).decode()
    assert await started.wait() == CONFIG
    assert "Telegram does not accept the token." in complained.splitlines()
    assert "Traceback" not in complained
    assert "xyz" not in complained


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_local_chat_starts_and_stops_as_it_is_told(number: signal.Signals, folder: Path) -> None:
    """`teabreak run` alone gives an address to open, and ends in good order at Ctrl+C or a stop from the system."""
    started, said = await forked(folder, TEABREAK_CHAT_PORT="0")
    lines = []
    async with asyncio.timeout(30):
        while not lines or b"local chat" not in lines[-1]:
            lines.append(await said.readline())
    found = re.fullmatch(rb"Teabreak's local chat: (http://127\.0\.0\.1:\d+)\n", lines[-1])
    assert found
    started.send_signal(number)
    told = (await said.read()).decode()
    assert await started.wait() == 0
    assert f"The issuer's inbox, where you are the assessor: {found[1].decode()}/inbox\n" in told
    assert f"Submissions land in: {(folder / 'data' / 'inbox').resolve()}\n" in told
    assert "Traceback" not in told


def test_a_port_that_is_taken_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts a second chat reads which setting to change."""

    async def taken() -> Result:
        server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
        async with server:
            monkeypatch.setenv("TEABREAK_CHAT_PORT", str(server.sockets[0].getsockname()[1]))
            return await asyncio.to_thread(teabreak, "run")

    refused = asyncio.run(taken())
    assert refused.exit_code == CONFIG
    assert "Set TEABREAK_CHAT_PORT to another, or to 0 for any free one." in refused.stderr


def test_a_data_folder_that_is_a_file_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the way of the data folder is told, with the status that asks for a person."""
    (folder / "taken").touch()
    monkeypatch.setenv("TEABREAK_DATA", "taken")
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert refused.stderr.startswith("the data folder taken cannot be used (a file stands there). Name another in")
    assert "Traceback" not in refused.output


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("taken/data", "not a directory"),
        ("/proc/teabreak/data", "no such file or directory"),
        ("/dev/null", "a file stands there"),
        ("x" * 300, "file name too long"),
        ("loop/data", "too many levels of symbolic links"),
    ],
)
@pytest.mark.parametrize("token", ["", TOKEN])
def test_a_data_folder_that_cannot_be_is_told_plainly(
    place: str, reason: str, token: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 78, so that no unit starts it again and again; the line has the setting, and no number of an error."""
    (folder / "taken").touch()
    (folder / "loop").symlink_to("loop")
    for name, value in {**OPERATOR, "TEABREAK_DATA": place, "TEABREAK_TOKEN": token}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert refused.stderr.startswith(
        f"the data folder {place} cannot be used ({reason}). Name another in TEABREAK_DATA"
    )
    assert "Errno" not in refused.output


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_of_somebody_else_is_told_plainly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the folder is there and is not the bot's to write to."""
    (folder / "data").mkdir(mode=0o500)
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert "may not be written to" in refused.stderr


def test_a_route_that_lacks_something_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 78 and what is missing, before anybody could send something that would not arrive."""
    monkeypatch.setenv("TEABREAK_ROUTE", "webhook")
    monkeypatch.setenv("TEABREAK_CHAT_PORT", "0")
    refused = teabreak("run")
    assert refused.exit_code == CONFIG
    assert "\nissuers/sssc.yaml: webhook: the route webhook needs this section" in refused.stderr


SECRET = "I chose medication audits."


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        (StorageError("the database is at fault"), CONFIG),
        (RouteNotReady(["a secret is missing", "and another"]), CONFIG),
        (WedgedError("no poll"), AGAIN),
        (OSError("no room"), AGAIN),
        (ValueError(SECRET), AGAIN),
        (KeyError(SECRET), AGAIN),
    ],
)
def test_whatever_breaks_a_run_has_a_status(trouble: Exception, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The supervisor learns whether to start again; what a worker wrote is not told with a fault of the program."""

    async def breaks(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(local_chat, "chat", breaks)
    broken = teabreak("run")
    assert broken.exit_code == status
    assert SECRET not in broken.output
    assert type(trouble).__name__ in broken.stderr or str(trouble) in broken.stderr


def everything(folder: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_who_is_forgotten_is_in_no_local_chat(folder: Path) -> None:
    """The folder of the local chat is cleared as well, also where the bot itself knows them no more."""
    async with Keeping(sandbox := Sandbox(), folder / "data" / "chat"), sandbox:
        sandbox.user("Morag", id=7).say(SECRET)
    unknown = await asyncio.to_thread(teabreak, "forget", "8")
    assert (unknown.exit_code, "Nobody with the number 8" in unknown.stderr) == (1, True)
    gone = await asyncio.to_thread(teabreak, "forget", "7")
    assert (gone.exit_code, gone.stdout.startswith("Removed: ")) == (0, True)
    kept = everything(folder)
    assert SECRET.encode() not in kept
    assert b"Morag" not in kept


# The ways to start it, and the words about it


async def test_the_module_is_the_command(tmp_path: Path) -> None:
    """`python -m bot` and `teabreak` are one program."""
    installed = Path(sys.executable).with_name("teabreak")
    assert await ended(await process(str(installed), "diagram")) == (0, stages.diagram(), "")
    module = await warm_start.start("bot", ["diagram"], {}, tmp_path, tmp_path / "log")
    assert await module.wait() == 0
    assert (tmp_path / "log").read_text(encoding="utf-8") == stages.diagram()


def test_the_runbook_and_the_command_agree() -> None:
    """Every command in the table exists, and every command is there; other pages name only such."""
    assert set(re.findall(r"^\| `teabreak ([a-z]+)", page("deploy/README.md"), re.MULTILINE)) == COMMANDS
    for name in PAGES:
        blocks = re.findall(r"^ *```\w*\n(.*?)^ *```$", page(name), re.MULTILINE | re.DOTALL)
        code = "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", page(name))])
        assert set(re.findall(r"(?<![-.\w] |[-.\w/]{2})teabreak ([a-z]+)\b", code)) <= COMMANDS, name


def test_the_runbook_uses_commands_that_exist() -> None:
    """What an operator is told to type is there."""
    text = page("deploy/README.md")
    assert set(re.findall(r"bin/teabreak ([a-z]+)", text)) <= COMMANDS


@pytest.mark.parametrize(
    ("ago", "status"), [(0, 0), (30, 0), (90, 1), (-3600, 1), (None, 1)], ids=["now", "soon", "late", "ahead", "never"]
)
async def test_alive_looks_for_a_sign_of_life(folder: Path, ago: int | None, status: int) -> None:
    """A sign within a minute is one; an old one, and one from the future, are none."""
    async with Store.open(folder / "data") as store:
        if ago is not None:
            await store.heartbeat(int(time.time() * 1000) - ago * 1000)
    done = await asyncio.to_thread(teabreak, "alive")
    said = "No sign of life" if status else "The bot runs."
    assert (done.exit_code, said in done.output) == (status, True), done.output
