"""The rules of the house, read from the source: who may import whom, and who alone may touch the world outside."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("criteria", "flows", "bot")


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the three rooms, by its dotted name."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


@cache
def imported(module: str) -> tuple[str, ...]:
    """Every dotted name that a module imports, plainly or by `import_module` of a string."""
    return tuple(_imported(modules()[module], module))


def _imported(tree: ast.AST, module: str) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(level=0):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            case ast.ImportFrom():
                raise AssertionError(f"{module}: a relative import hides where it leads")
            case ast.Call(args=[ast.Constant(value=str(name)), *_]) if _called(node) in ("import_module", "__import__"):
                yield name
            case ast.Call() if _called(node) in ("import_module", "__import__"):
                raise AssertionError(f"{module}: an import by a name that is not written down")


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def importers(package: str) -> set[str]:
    """The modules that import a package."""
    return {
        module for module, tree in modules().items() if any(name.split(".")[0] == package for name in imported(module))
    }


def calls(name: str) -> set[str]:
    """The modules that call something of this name."""
    return {
        module
        for module, tree in modules().items()
        if any(isinstance(node, ast.Call) and _called(node) == name for node in ast.walk(tree))
    }


def under(module: str, *packages: str) -> bool:
    """Whether a module is one of these, or in one of these packages."""
    return any(module == package or module.startswith(package + ".") for package in packages)


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_downwards(room: str) -> None:
    """`bot` may import flows and criteria, flows may import criteria, and nobody imports what stands above."""
    above = set(ROOMS[ROOMS.index(room) + 1 :])
    wrong = {
        f"{module} imports {name}"
        for module, tree in modules().items()
        if module.split(".")[0] == room
        for name in imported(module)
        if name.split(".")[0] in above | {"tests", "talk", "transcripts"}
    }
    assert not wrong


@pytest.mark.parametrize(
    ("package", "homes"),
    [
        ("telegram", ("bot.telegram",)),
        ("transitions", ("flows.stages",)),
        ("textstat", ("flows.words",)),
        ("yaml", ("criteria.library", "criteria.reading")),
        ("fluent", ("flows.wording.phrases", "flows.wording.check")),
        ("phonenumbers", ("flows.screening",)),
        ("sqlite3", ("bot.storage",)),
        ("aiosqlite", ("bot.storage",)),
        ("aiosql", ("bot.storage",)),
    ],
)
def test_a_library_has_one_home(package: str, homes: tuple[str, ...]) -> None:
    """A library that could be replaced is known to one place, so that replacing it is an hour's work."""
    users = importers(package)
    assert users, f"nobody imports {package}: drop it"
    assert not {module for module in users if not under(module, *homes)}


def test_the_inbox_stands_on_the_contract_alone() -> None:
    """The issuer's side knows what is published and nothing else of ours, so that it shows what others can build."""
    published = (
        "bot.inbox", "bot.contract.manifest", "bot.contract.decisions", "bot.contract.withdrawal", "bot.webhooks",
    )  # fmt: skip
    wrong = {
        f"{module} imports {name}"
        for module, tree in modules().items()
        if under(module, "bot.inbox")
        for name in imported(module)
        if name.split(".")[0] in ROOMS and not under(name, *published)
    }
    assert not wrong


def test_the_environment_is_read_in_one_place() -> None:
    """Settings come from `bot/settings.py`; nothing else looks at the environment."""
    readers = {
        module
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "environb", "getenv", "getenvb"))
        or (isinstance(node, ast.alias) and node.name in ("environ", "environb", "getenv", "getenvb"))
    }
    assert not {module for module in readers if module != "bot.settings"}


SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s)",
    re.IGNORECASE | re.DOTALL,
)


def test_sql_stands_in_the_storage_alone() -> None:
    """No module outside `bot/storage` holds a statement of SQL."""
    assert SQL.match("select a\nfrom b")
    holders = {
        module
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    }
    assert not {module for module in holders if not under(module, "bot.storage")}


def test_one_module_takes_turns() -> None:
    """There is one path from an event to a reply: `take_turn` is called by the conversation alone."""
    assert calls("take_turn") == {"bot.conversation"}


# Clocks, chance, waiting, files and the network. `importlib` may load the word counter's library at first use, and
# the wording reads the file beside it.
OUTSIDE = frozenset(
    [
        "asyncio",
        "concurrent",
        "getpass",
        "http",
        "io",
        "logging",
        "multiprocessing",
        "os",
        "pathlib",
        "platform",
        "queue",
        "random",
        "secrets",
        "select",
        "shutil",
        "signal",
        "socket",
        "sqlite3",
        "ssl",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "uuid",
        "aiohttp",
        "structlog",
    ]
)
ALLOWED = {("flows.words", "importlib.import_module"), ("flows.wording.phrases", "importlib.resources.files")}


def test_the_talk_is_pure() -> None:
    """`flows` opens no file, reads no clock, rolls no dice and waits for nothing; all that comes in with the event."""
    wrong = set()
    for module, tree in modules().items():
        if not under(module, "flows"):
            continue
        for name in imported(module):
            outside = name.split(".")[0] in OUTSIDE or ".".join(name.split(".")[:2]) in OUTSIDE
            if outside or (name.startswith("importlib") and (module, name) not in ALLOWED):
                wrong.add(f"{module} imports {name}")
        for node in ast.walk(tree):
            if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncWith | ast.AsyncFor | ast.Global):
                wrong.add(f"{module} waits or shares, line {node.lineno}")
            if isinstance(node, ast.Call) and _called(node) in {"open", "print", "input", "eval", "exec"}:
                wrong.add(f"{module} calls {_called(node)}")
            if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today", "localtime"}:
                wrong.add(f"{module} reads the clock, line {node.lineno}")
    assert not wrong


# From the ground up. A module imports only from layers below its own; modules of one layer do not know each other.
LAYERS = (
    ("flows.rules", "flows.rules.statement.plain_lines", "flows.rules.statement.question_marks",
     "flows.rules.statement.message_joins", "flows.rules.statement.placement"),
    ("flows.rules.statement.headings", "flows.rules.statement.page_marks", "flows.rules.statement.paragraphs"),
    ("flows.rules.statement.heading_choice", "flows.rules.statement.piece_by_piece"),
    ("flows.rules.statement.place_statement",),
    ("flows.rules.statement",),
    ("flows.places", "flows.words", "flows.screening", "flows.paging", "flows.stages", "flows.shelf",
     "flows.references", "flows.scribe", "flows.sound", "flows.weblinks", "flows.awards",
     "flows.clocktime", "flows.reminders", "flows.picking", "flows.replies"),
    ("flows.notice", "flows.transcript", "flows.nudges", "flows.matching", "flows.given"),
    ("flows.decisions", "flows.snoozing"),
    ("flows.draft", "flows.events", "flows.buttons", "flows.messages"),
    ("flows.twins", "flows.vouching", "flows.reasons", "flows.holdings"),
    ("flows.planning",),
    ("flows.answers", "flows.replies.base"),
    ("flows.progress",),
    ("flows.recordings", "flows.settling",
     "flows.replies.opening", "flows.replies.answering", "flows.replies.sharing", "flows.replies.sounding",
     "flows.replies.linking", "flows.replies.holding", "flows.replies.declaring", "flows.replies.sending",
     "flows.replies.withdrawing",
     "flows.replies.standings", "flows.replies.deciding", "flows.replies.relaying", "flows.replies.versions",
     "flows.replies.nudging", "flows.replies.asides"),
    ("flows.packed_badges", "flows.replies.reviewing"),
    ("flows.pack",),
    ("flows.effects", "flows.evidence", "flows.manifest"),
    ("flows.packing",),
    ("flows.weighing",),
    ("flows.scene",),
    ("flows.checking",),
    ("flows.screens.opening", "flows.screens.sounding", "flows.screens.holding"),
    ("flows.screens.answering",),
    ("flows.screens.reviewing",),
    ("flows.screens.declaring",),
    ("flows.screens", "flows.changing"),
    ("flows.ticking",),
    ("flows.nudge_lines", "flows.sharing", "flows.declaring", "flows.versions", "flows.standings", "flows.reopening",
     "flows.congratulating", "flows.finding", "flows.rechecking"),
    ("flows.here", "flows.reviewing", "flows.facts", "flows.deciding"),
    ("flows.transcripts", "flows.paste_moving", "flows.awarding"),
    ("flows.starting", "flows.answering", "flows.editing", "flows.listening", "flows.aftermath", "flows.relaying",
     "flows.withdrawing",
     "flows.linking", "flows.holding"),
    ("flows.nudging", "flows.wishes", "flows.moments"),
    ("flows.commands", "flows.pressing"),
    ("flows.texts",),
    ("flows.things",),
    ("flows.turn",),
)  # fmt: skip
WORDING = (
    ("flows.wording.phrases",),
    ("flows.wording.texts", "flows.wording.buttons"),
    (
        "flows.wording.opening",
        "flows.wording.sharing",
        "flows.wording.sounding",
        "flows.wording.linking",
        "flows.wording.holding",
        "flows.wording.declaring",
        "flows.wording.sending",
        "flows.wording.standings",
        "flows.wording.deciding",
        "flows.wording.relaying",
        "flows.wording.withdrawing",
        "flows.wording.versions",
        "flows.wording.nudging",
        "flows.wording.asides",
    ),
    ("flows.wording.answering",),
    ("flows.wording.reviewing",),
    ("flows.wording.render",),
    ("flows.wording",),
)
# Looks a wording file over against the names of all that can be said, so it knows everything and nobody needs it.
CHECK = "flows.wording.check"


def _layer(module: str) -> int | None:
    return next((height for height, layer in enumerate(LAYERS) if module in layer), None)


def _flows_imports(module: str) -> set[str]:
    known = modules()
    found = set()
    for name in imported(module):
        if under(name, "flows"):
            found.add(name if name in known else name.rpartition(".")[0])
    return found - {"flows"}


def test_every_module_of_the_talk_has_a_layer() -> None:
    """A new module is given its place among the layers, so that the order stays a decision."""
    placed = {module for layer in (*LAYERS, *WORDING, (CHECK,)) for module in layer}
    assert placed == {module for module in modules() if under(module, "flows")} - {"flows"}


def test_layers_of_the_talk_import_downwards() -> None:
    """Inside `flows` each module imports only from layers below its own, so nothing goes round in a circle."""
    wrong = {
        f"{module} imports {other}"
        for height, layer in enumerate(LAYERS)
        for module in layer
        for other in _flows_imports(module)
        if (below := _layer(other)) is None or below >= height
    }
    assert not wrong


def test_sentences_know_replies_and_no_rules() -> None:
    """The wording turns replies into sentences; what decides about them it never sees."""
    heights = {module: height for height, layer in enumerate(WORDING) for module in layer}
    decides = {module for layer in LAYERS[LAYERS.index(("flows.scene",)) :] for module in layer}
    wrong = {
        f"{module} imports {other}"
        for module, height in heights.items()
        for other in _flows_imports(module)
        if other in decides or heights.get(other, -1) >= height
    }
    assert not wrong
    assert not {module for module in modules() if under(module, "flows") and CHECK in _flows_imports(module)}


def test_decisions_know_no_sentences() -> None:
    """Nothing in `flows` but the wording itself imports the wording, so a turn is the same in every language."""
    wrong = {
        module
        for module in modules()
        if under(module, "flows") and not under(module, "flows.wording")
        if any(under(other, "flows.wording") for other in _flows_imports(module))
    }
    assert not wrong
