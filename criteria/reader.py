"""The strict reader of badge and issuer files. The only importer of YAML.

The reader is strict. Every scalar is text until the model says otherwise, so `version: 2025-10` is never a
date and `no` is never False. Duplicate names, anchors, aliases, tags and oversized files are problems.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias, TypeVar

import yaml
from pydantic import ValidationError

from criteria import lock
from criteria.explain import FILE_FIXES, MAX_BYTES, MAX_DEPTH, explain, path
from criteria.file_problem import LibraryError, Problem
from criteria.library import Library
from criteria.lint.badge import lint
from criteria.lint.system_mapping import lint_systems
from criteria.lint.wording import Read, lint_words
from criteria.model import Badge, Issuer
from criteria.register_parts import RegisterParts, lint_register
from criteria.statement_headings import StatementHeadings, lint_headings, merged

HERE = Path(__file__).parent
"""The folder of the badges and issuers that come with the program."""
_NAME = re.compile(r"[a-z][a-z_]{0,39}")
_HALF = re.compile("[\ud800-\udfff]")
_QUOTES = ("'", '"')
_FAST: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Place: TypeAlias = tuple[int | str, ...]


def read(folder: Path | None = None) -> Library:
    """Read a criteria folder, or the one that comes with the program.

    Raises `LibraryError` with every problem, if there is any.
    """
    reading = _FolderReading(folder or HERE)
    found = reading.everything()
    if found:
        raise LibraryError(found)
    unlisted = set(lock.unlisted(folder or HERE))
    headings = {one.badge: one for one in reading.headings.values()}
    badges = [merged(badge, headings.get(badge.id)) for _, badge in reading.badges]
    return Library(
        unpublished=frozenset(badge.key for file, badge in reading.badges if file in unlisted),
        badges=tuple(sorted(badges, key=lambda badge: (badge.id, badge.age))),
        issuers=tuple(sorted((issuer for _, issuer in reading.issuers), key=lambda issuer: issuer.id)),
        registers={one.badge: one for one in reading.registers.values()},
    )


def problems(folder: Path | None = None) -> tuple[Problem, ...]:
    """List everything that has to be put right before a criteria folder can be used."""
    return _FolderReading(folder or HERE).everything()


_Kind = TypeVar("_Kind", Badge, Issuer, StatementHeadings, RegisterParts)


class _FolderReading:
    """One pass over a criteria folder, with what it found."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: list[Problem] = []
        self._lines: dict[str, dict[str, int]] = {}
        self.badges: list[tuple[str, Badge]] = []
        self.issuers: list[tuple[str, Issuer]] = []
        self.headings: dict[str, StatementHeadings] = {}
        self.registers: dict[str, RegisterParts] = {}

    def everything(self) -> tuple[Problem, ...]:
        """Read and judge all files; the problems come in the order of the files."""
        for file in self._files("badges", depth=2):
            self._badge(file)
        issuers = self._files("issuers", depth=1)
        for file in issuers:
            self._issuer(file)
        for file in self._files("headings", depth=1):
            self._heading(file)
        for file in self._files("register", depth=1):
            self._register(file)
        if not self.badges and not self._found:
            self._found.append(Problem("badges", "", FILE_FIXES["none"]))
        judged = lint(self.badges, {file.stem for file in issuers})
        placed = lint_systems([badge for _, badge in self.badges], self.issuers)
        worded = lint_words(
            [
                *(Read(file, badge, self._lines[file]) for file, badge in self.badges),
                *(Read(file, issuer, self._lines[file]) for file, issuer in self.issuers),
            ]
        )
        badges = [badge for _, badge in self.badges]
        headed = (*lint_headings(self.headings, badges), *lint_register(self.registers, badges))
        return tuple(sorted({*self._found, *judged, *placed, *worded, *headed, *lock.broken(self._folder)}))

    def _files(self, place: str, depth: int) -> list[Path]:
        """List the files at one depth of a place, and report others. Hidden ones are an editor's."""
        files = sorted(p for p in (self._folder / place).rglob("*") if p.is_file() and not p.name.startswith("."))
        stray = [p for p in files if len(p.relative_to(self._folder).parts) != depth + 1]
        self._found += (Problem(self._name(p), "", FILE_FIXES["stray"]) for p in stray)
        return [p for p in files if p not in stray]

    def _badge(self, file: Path) -> None:
        """Read one badge file, whose place says its id and version."""
        badge = self._one(file, Badge)
        if badge is not None:
            name = self._name(file)
            self.badges.append((name, badge))
            self._same(name, "id", badge.id, file.parent.name)
            self._same(name, "version", badge.version, file.stem)

    def _issuer(self, file: Path) -> None:
        """Read one issuer file, whose name says its id."""
        issuer = self._one(file, Issuer)
        if issuer is not None:
            self.issuers.append((self._name(file), issuer))
            self._same(self._name(file), "id", issuer.id, file.stem)

    def _heading(self, file: Path) -> None:
        """Read the headings of one badge, whose id the file's name says."""
        headings = self._one(file, StatementHeadings)
        if headings is not None:
            self.headings[self._name(file)] = headings
            self._same(self._name(file), "badge", headings.badge, file.stem)

    def _register(self, file: Path) -> None:
        """Read which parts of a register one badge is for; the file's name says its id."""
        register = self._one(file, RegisterParts)
        if register is not None:
            self.registers[self._name(file)] = register
            self._same(self._name(file), "badge", register.badge, file.stem)

    def _same(self, name: str, field: str, value: str, place: str) -> None:
        """Report a file that says one thing and stands at the place of another."""
        if value != place:
            self._found.append(Problem(name, field, FILE_FIXES["place"].format(value=value, place=place)))

    def _one(self, file: Path, kind: type[_Kind]) -> _Kind | None:
        """Read one file as one kind of thing, keeping what is wrong with it."""
        faults: list[tuple[str, str]] = []
        lines = self._lines.setdefault(self._name(file), {})
        thing = None
        try:
            thing = kind.model_validate(_parse(file, faults, lines))
        except _UnreadableError as error:
            faults.append(("", str(error)))
        except ValidationError as error:
            faults += explain(error)
        self._found += (Problem(self._name(file), field, fix) for field, fix in faults)
        return thing

    def _name(self, file: Path) -> str:
        """Name a file from the criteria folder on: where that folder stands is nobody's business."""
        return file.relative_to(self._folder).as_posix()


class _UnreadableError(Exception):
    """The rest of a file cannot be read."""


def _parse(file: Path, faults: list[tuple[str, str]], lines: dict[str, int]) -> "Tree":
    """Read a file into a tree of text, and note the line of each field; raises `_UnreadableError` if that fails."""
    if file.suffix != ".yaml":
        raise _UnreadableError(FILE_FIXES["suffix"])
    with file.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _UnreadableError(FILE_FIXES["size"])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise _UnreadableError(FILE_FIXES["encoding"]) from None
    fast: list[tuple[str, str]] = []
    # libyaml reads thirty times faster, and says less well what is wrong: so what it cannot read is read again.
    with suppress(yaml.YAMLError, ValueError, OverflowError, _UnreadableError):
        tree = _Parser(text, fast, lines, _FAST).document()
        if not fast:
            return tree
    lines.clear()
    parser = _Parser(text, faults, lines, yaml.BaseLoader)
    try:
        return parser.document()
    except yaml.MarkedYAMLError as error:
        raise _UnreadableError(_unclear(error, parser.quoted)) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        # A control character, or an escape beyond the last character: YAML's reader does not say where.
        raise _UnreadableError(FILE_FIXES["escape"]) from None


class _Parser:
    """Builds a tree of text from YAML's events, and keeps what is wrong with it."""

    def __init__(
        self, text: str, faults: list[tuple[str, str]], lines: dict[str, int], loader: type[yaml.BaseLoader]
    ) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
        self._faults = faults
        self._lines = lines
        self.quoted: yaml.ScalarEvent | None = None
        """The last text in quotes that was read."""

    def document(self) -> Tree:
        """Build the one document that the file holds."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise _UnreadableError(FILE_FIXES["empty"])
        top = next(self._events)
        if not isinstance(top, yaml.MappingStartEvent):
            raise _UnreadableError(FILE_FIXES["top"])
        tree = self._value(top, ())
        next(self._events)
        if not isinstance(event := next(self._events), yaml.StreamEndEvent):
            raise _UnreadableError(f"line {_line(event)}: {FILE_FIXES['second']}")
        return tree

    def _value(self, event: yaml.Event, place: Place) -> Tree:
        """Build the value that begins with an event."""
        self._refuse_marks(event, place)
        self._lines.setdefault(path(place), _line(event))
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, place)
        if len(place) >= MAX_DEPTH:
            raise _UnreadableError(f"line {_line(event)}: {FILE_FIXES['deep']}")
        return self._list(place) if isinstance(event, yaml.SequenceStartEvent) else self._fields(place)

    def _refuse_marks(self, event: yaml.Event, place: Place) -> None:
        """Report what makes text stand for something else than itself."""
        if isinstance(event, yaml.AliasEvent):
            raise _UnreadableError(f"line {_line(event)}: {FILE_FIXES['alias']}")
        if getattr(event, "anchor", None) is not None:
            self._fault(event, place, "anchor")
        if getattr(event, "tag", None) is not None:
            self._fault(event, place, "tag")

    def _text(self, event: yaml.ScalarEvent, place: Place) -> str:
        """Take a scalar as it stands. Half a surrogate pair is no text: it cannot be sent or kept."""
        if event.style in _QUOTES:
            self.quoted = event
        text = str(event.value)
        if _HALF.search(text):
            raise _UnreadableError(f"line {_line(event)}: {FILE_FIXES['escape']}")
        return text

    def _list(self, place: Place) -> list[Tree]:
        """Build a list up to its end."""
        items: list[Tree] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*place, len(items))))
        return items

    def _fields(self, place: Place) -> dict[str, Tree]:
        """Build named fields up to their end. Of two with one name, the first is kept."""
        fields: dict[str, Tree] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._refuse_marks(event, place)
            if not isinstance(event, yaml.ScalarEvent) or not _NAME.fullmatch(str(event.value)):
                raise _UnreadableError(f"line {_line(event)}: {FILE_FIXES['name']}")
            name = str(event.value)
            if name in fields:
                self._fault(event, (*place, name), "duplicate")
            fields.setdefault(name, self._value(next(self._events), (*place, name)))
        return fields

    def _fault(self, event: yaml.Event, place: Place, what: str) -> None:
        """Keep a problem, and read on."""
        self._faults.append((path(place), f"line {_line(event)}: {FILE_FIXES[what]}"))


def _unclear(error: yaml.MarkedYAMLError, quoted: yaml.ScalarEvent | None) -> str:
    """Tell what YAML stumbled over: where a quote or a bracket opens, if that is what is not closed."""
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    opened = error.context_mark.line + 1 if error.context_mark else line
    context = error.context or ""
    if "quoted scalar" in context:
        return f"line {opened}: {FILE_FIXES['quote']}"
    # A quote that is not closed runs on to the next one; what follows there cannot be read.
    ended = quoted.end_mark.line + 1 if quoted is not None and quoted.end_mark else 0
    if quoted is not None and _line(quoted) < ended == line:
        return f"line {_line(quoted)}: {FILE_FIXES['quote']}"
    if "flow" in context:
        return f"line {opened}: {FILE_FIXES['bracket']}"
    return f"line {line}: {FILE_FIXES['syntax']}"


def _line(event: yaml.Event) -> int:
    """Tell on which line of the file an event begins, counted from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1
