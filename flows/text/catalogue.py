"""The phrases of one language, as Fluent messages. What comes in by name is made safe for Telegram's HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from importlib.resources import files

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Resource

from flows.engine.screen import Value
from flows.model.long_work import make_way


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the bot, as the privacy notice must say, and the bot's own link."""

    name: str
    contact: str
    link: str = ""

    def values(self) -> dict[str, Value]:
        """The names by which every phrase knows this."""
        return {"operator": self.name, "operator_contact": self.contact, "bot_link": self.link}


class Catalogue:
    """Gives the sentences of one language by key. A key that is missing is an error, never an empty message."""

    def __init__(self, language: str = "en", source: str | None = None, operator: Operator | None = None) -> None:
        self._operator: dict[str, Value] = operator.values() if operator else {}
        self._escaped = _escaped(self._operator)
        self._with_numbers = lru_cache(maxsize=2048)(self._formatted)
        text = source if source is not None else load(language)
        # Isolation marks would be counted by Telegram and shown as boxes by some phones.
        self._bundle = FluentBundle(["en-GB" if language == "en" else language], use_isolating=False)
        self._bundle.add_resource(_parsed(text))

    def phrase(self, key: str, **values: Value) -> str:
        """Says one phrase. Raises KeyError for an unknown key, ValueError where a value is missing."""
        return self._format(key, self._escaped, _escaped(values))

    def joined(self, key: str, **values: Value) -> str:
        """Says one phrase whose text values are phrases themselves, and safe already."""
        return self._format(key, self._escaped, values)

    def plain(self, key: str, **values: Value) -> str:
        """Says one phrase where Telegram reads no markup, such as on a button."""
        return self._format(key, self._operator, values)

    def has(self, key: str) -> bool:
        """Whether there is a phrase of this key."""
        return self._bundle.has_message(key)

    def _format(self, key: str, operator: Mapping[str, Value], values: Mapping[str, Value]) -> str:
        make_way()
        # Only what has nothing but numbers is remembered: a text may be a worker's own words.
        numbers = operator is self._escaped and all(type(value) is int for value in values.values())
        say = self._with_numbers if numbers else self._formatted
        return say(key, *operator.items(), *values.items())

    def _formatted(self, key: str, *values: tuple[str, Value]) -> str:
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        said, problems = self._bundle.format_pattern(message.value, dict(values))
        if problems:
            # Only the kind of each problem: a value may hold a worker's words.
            raise ValueError(f"phrase {key}: {', '.join(type(problem).__name__ for problem in problems)}")
        return str(said)


def _escaped(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: escape(value, quote=False) if isinstance(value, str) else value for name, value in values.items()}


@cache
def _parsed(text: str) -> Resource:
    """Reads phrases once, however many speak them: the reading is most of what a start of the bot costs here."""
    # Where each piece stood in its file takes 3 MB, and nobody asks.
    return FluentParser(with_spans=False).parse(text)


def languages() -> tuple[str, ...]:
    """The languages that there are sentences in: each has a folder here."""
    folders = [path for path in files("flows.text").iterdir() if path.is_dir()]
    return tuple(sorted(path.name for path in folders if any(file.name.endswith(".ftl") for file in path.iterdir())))


@cache
def sources(language: str) -> Mapping[str, str]:
    """The wording files of a language: each text by its file's name."""
    found = [path for path in files("flows.text").joinpath(language).iterdir() if path.name.endswith(".ftl")]
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(found, key=lambda path: path.name)}


def load(language: str) -> str:
    """The wording files of a language, one after another."""
    return "\n".join(sources(language).values())
