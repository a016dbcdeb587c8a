"""Import rules, by folder: who may import whom, and which folder alone touches a library or the outside world."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
ORDERS = {
    "": "criteria flows bot tests",
    "flows.": "model rules pack engine text understanding features router",
    "flows.features.": "help questions held_badges own_words recordings facts review links answers start submission "
    "declarations decisions reminders versions privacy lock retention",
}
"""Folders, lowest first: each imports only those before it."""
LIBRARIES = {
    "bot.channels.telegram": "telegram", "flows.model.stages": "transitions", "criteria": "yaml",
    "flows.rules.evidence.word_count": "textstat", "flows.rules.details": "phonenumbers",
    "bot.inbox bot.desk bot.own_copy": "jinja2", "bot.desk.sign_in.passkeys": "fido2",
    "bot.storage": "aiosqlite aiosql", "bot.storage bot.desk": "sqlite3",
}  # fmt: skip
IO = (
    "asyncio concurrent http io logging multiprocessing os pathlib platform queue random secrets select shutil signal "
    "socket ssl subprocess sys tempfile threading time uuid aiohttp structlog"
)
CONTRACT = "bot.inbox bot.system.durable_files bot.system.scratch bot.issuers.contract bot.signing"
# The desk makes badges by their files, names misspelt settings, and has PDFs typeset.
TYPESETTER = "bot.documents.document bot.documents.pdf bot.documents.renderer"
ALONE = {"bot.inbox": CONTRACT, "bot.desk": f"{CONTRACT} {TYPESETTER} bot.desk bot.config criteria"}
SQL = re.compile(r"\s*(SELECT\s[^;]+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s)")


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the three rooms, by its dotted name."""
    paths = [path for room in ("criteria", "flows", "bot") for path in sorted((ROOT / room).rglob("*.py"))]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in zip(names, paths, strict=True)}


@cache
def imports() -> frozenset[tuple[str, str]]:
    """Every module with each dotted name that it imports; of our own modules, the module."""
    return frozenset((m, name) for m, tree in modules().items() for node in ast.walk(tree) for name in _named(node))


def _named(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom(module=str(source), level=0):
            return [n if n in modules() else source for n in (f"{source}.{alias.name}" for alias in node.names)]
        case ast.Call(func=ast.Name(id="import_module"), args=[ast.Constant(value=str(name))]):
            return [name]
    assert not isinstance(node, ast.ImportFrom), "relative imports are not used here"
    return []


def _under(module: str, packages: str) -> bool:
    return any(f"{module}.".startswith(f"{package}.") for package in packages.split())


def _wrong(inside: str, forbidden: str, allowed: str = "") -> set[tuple[str, str]]:
    return {(m, n) for m, n in imports() if _under(m, inside) and _under(n, forbidden) and not _under(n, allowed)}


def test_folders_import_downwards_and_only_what_is_theirs() -> None:
    """Each imports those below it; flows are pure; the issuer's side knows its contract; a library has one home."""
    for above, order in ORDERS.items():
        names = [above + name for name in order.split()]
        assert not [found for at, name in enumerate(names) for found in _wrong(name, " ".join(names[at + 1 :]))]
        assert {name for name in modules() if above and re.fullmatch(rf"{above}\w+", name)} <= set(names)
    assert not _wrong("flows", IO).union(*(_wrong(one, "criteria flows bot", own) for one, own in ALONE.items()))
    for home, libraries in LIBRARIES.items():
        assert {_under(module, home) for module, name in imports() if _under(name, libraries)} == {True}


def test_sql_the_environment_and_turns_have_one_place_each() -> None:
    """SQL stands in `bot/storage` and the desk's tables, the environment in `bot/settings`, turns are taken once."""
    nodes = [(module, node) for module, tree in modules().items() for node in ast.walk(tree)]
    sql = {m for m, n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and SQL.match(n.value)}
    assert not {module for module in sql if not _under(module, "bot.storage bot.desk.tables")}
    # A child process sets how many threads numpy may have before it loads it.
    readers = {m for m, n in nodes if isinstance(n, ast.Attribute) and n.attr in ("environ", "getenv")}
    assert {one for one in readers if not _under(one, "bot.settings")} <= {"bot.audio.decode_child"}
    called = {m for m, n in nodes if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "take_turn"}
    assert called == {"bot.conversation.update_turns"}


def test_a_name_has_one_meaning() -> None:
    """No class name stands twice, and no module name but those that every feature, route or store may have."""
    classes = Counter(node.name for t in modules().values() for node in ast.walk(t) if isinstance(node, ast.ClassDef))
    assert not {name for name, count in classes.items() if count > 1}
    files = {module for module in modules() if not any(other.startswith(f"{module}.") for other in modules())}
    stems = Counter(module.rpartition(".")[2] for module in files)
    assert {stem for stem, count in stems.items() if count > 1} == {"handlers", "screens", "route", "store"}
