"""Import rules, by folder: who may import whom, and which folder alone touches a library or the outside world."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("criteria", "flows", "bot")
RECURRING = {"__init__", "handlers", "screens", "route", "store"}
"""Module names that may stand in several folders."""
TWICE = {"Answer", "Reading", "Words"}
"""Class names that still have two meanings. None may be added."""
ALSO_TWICE = {"awards"}
"""Module names that still stand twice. None may be added."""
FLOWS = ("model", "rules", "pack", "engine", "text", "understanding", "features", "router")
HOMES = {
    "telegram": "bot.channels.telegram", "transitions": "flows.model.stages", "textstat": "flows.rules.word_count",
    "yaml": "criteria", "jinja2": ("bot.inbox", "bot.desk"), "phonenumbers": "flows.rules.details",
    "sqlite3": ("bot.storage", "bot.desk"), "fido2": "bot.desk.sign_in.passkeys",
    "aiosqlite": "bot.storage", "aiosql": "bot.storage",
}  # fmt: skip
IO = frozenset(
    "asyncio concurrent http io logging multiprocessing os pathlib platform queue random secrets select shutil "  # noqa: SIM905
    "signal socket ssl subprocess sys tempfile threading time uuid aiohttp structlog".split()
)
# The desk makes badges by their files, and names misspelt settings.
DESK = ("bot.desk", "bot.config.setting_fields", "bot.config.setting_names", "criteria")
CONTRACT = ("bot.inbox", "bot.system.durable_files", "bot.issuers.contract", "bot.signing")
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s)", re.DOTALL
)


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the three rooms, by its dotted name."""
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in zip(names, paths, strict=True)}


@cache
def imports(module: str) -> frozenset[str]:
    """Every dotted name that a module imports; of our own modules, the module."""

    def found() -> Iterator[str]:
        for node in ast.walk(modules()[module]):
            match node:
                case ast.Import():
                    yield from (alias.name for alias in node.names)
                case ast.ImportFrom(level=0):
                    full = [f"{node.module}.{alias.name}" for alias in node.names]
                    yield from (name if name in modules() else str(node.module) for name in full)
                case ast.Call(func=ast.Name(id="import_module"), args=[ast.Constant(value=str(name))]):
                    yield name
                case ast.ImportFrom():
                    raise AssertionError(f"{module}: relative imports are not used here")

    return frozenset(found())


def under(module: str, *packages: str) -> bool:
    """Whether a module is one of these packages, or in one of them."""
    return any(module == package or module.startswith(package + ".") for package in packages)


def wrong(inside: str, allowed: tuple[str, ...], forbidden: tuple[str, ...]) -> set[str]:
    """Imports, from modules under `inside`, of what is under `forbidden` and not under `allowed`."""
    of = [(module, name) for module in modules() if under(module, inside) for name in imports(module)]
    return {f"{module} imports {name}" for module, name in of if under(name, *forbidden) and not under(name, *allowed)}


def test_rooms_and_the_folders_of_flows_import_downwards() -> None:
    """`bot` → `flows` → `criteria`; in `flows`, each folder imports only those before it."""
    assert (
        not wrong("criteria", (), ("flows", "bot"))
        | wrong("flows", (), ("bot", "tests"))
        | wrong("bot", (), ("tests",))
    )
    for height, folder in enumerate(FLOWS):
        above = tuple(f"flows.{name}" for name in FLOWS[height + 1 :])
        assert not wrong(f"flows.{folder}", (), above)


def test_a_name_in_flows_means_one_thing() -> None:
    """No two classes have one name."""
    trees = [tree for module, tree in modules().items() if under(module, "flows")]
    classes = [node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    assert not {name for name in classes if classes.count(name) > 1}


@pytest.mark.parametrize(("library", "home"), HOMES.items())
def test_a_library_has_one_home(library: str, home: str | tuple[str, ...]) -> None:
    """A library that could be replaced is known to one folder."""
    users = {module for module in modules() if any(under(name, library) for name in imports(module))}
    assert users
    assert not {module for module in users if not under(module, *([home] if isinstance(home, str) else home))}


def test_flows_are_pure() -> None:
    """`flows` opens no file, reads no clock and waits for nothing; package data is read by `importlib` alone."""
    assert not {f"{m} imports {n}" for m in modules() if under(m, "flows") for n in imports(m) if n.split(".")[0] in IO}


def test_the_inbox_stands_on_the_contract_alone() -> None:
    """The issuer's side, inbox and desk, knows what is published and nothing else of ours."""
    assert not wrong("bot.inbox", CONTRACT, ROOMS)
    assert not wrong("bot.desk", (*CONTRACT, *DESK), ROOMS)


def test_sql_the_environment_and_turns_have_one_place_each() -> None:
    """SQL stands in `bot/storage` and the desk's tables, the environment in `bot/settings`, turns are taken once."""
    nodes = [(module, node) for module, tree in modules().items() for node in ast.walk(tree)]
    sql = {m for m, n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and SQL.match(n.value)}
    assert not {module for module in sql if not under(module, "bot.storage", "bot.desk.tables")}
    # A child process sets how many threads numpy may have before it loads it.
    readers = {m for m, n in nodes if isinstance(n, ast.Attribute) and n.attr in ("environ", "getenv")}
    assert readers <= {"bot.settings", "bot.audio.decode_child"}
    called = {m for m, n in nodes if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "take_turn"}
    assert called == {"bot.conversation.update_turns"}


def test_a_name_has_one_meaning() -> None:
    """No class name and no module name stands twice, but those that still do."""
    classes = Counter(
        node.name
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, count in classes.items() if count > 1} == TWICE
    files = {module for module in modules() if not any(other.startswith(f"{module}.") for other in modules())}
    stems = Counter(module.rpartition(".")[2] for module in files)
    assert {stem for stem, count in stems.items() if count > 1} - RECURRING == ALSO_TWICE
