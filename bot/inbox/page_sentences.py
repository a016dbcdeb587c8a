"""The sentences of pages, which stand as Fluent messages in `text/` of a package, a folder a language."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax.ast import Message, Resource
from markupsafe import Markup, escape

LANGUAGE = "en"
"""The folder that the pages are written from. For a second language, add a folder and name it here."""
Value = str | int | date


class Sentences:
    """The sentences of one or more packages, which are read at the first use: that takes as long as much of a start."""

    def __init__(self, *packages: str) -> None:
        self._packages = packages

    @cached_property
    def _resources(self) -> list[Resource]:
        folders = [files(package).joinpath("text", LANGUAGE) for package in self._packages]
        return [FluentResource(path.read_text(encoding="utf-8")) for folder in folders for path in folder.iterdir()]

    @cached_property
    def _bundle(self) -> FluentBundle:
        bundle = FluentBundle(["en-GB" if LANGUAGE == "en" else LANGUAGE], use_isolating=False)
        for resource in self._resources:
            bundle.add_resource(resource)
        return bundle

    def plain(self, key: str, **values: Value) -> str:
        """Gives one sentence as text. Raises KeyError for an unknown key, ValueError where a value is missing."""
        return self._formatted(key, values)

    def say(self, key: str, **values: Value) -> Markup:
        """Gives one sentence as HTML. Values are escaped unless they are markup already. Raises as `plain` does."""
        safe = {name: escape(value) if isinstance(value, str) else value for name, value in values.items()}
        return Markup(self._formatted(key, safe))  # noqa: S704 - package data, and the values are escaped

    def script_sentences(self) -> Mapping[str, str]:
        """What the pages' script says, by key."""
        return {key: self.plain(key) for key in self.keys() if key.startswith("script-")}

    def keys(self) -> list[str]:
        """The key of every sentence."""
        return [entry.id.name for one in self._resources for entry in one.body if isinstance(entry, Message)]

    def _formatted(self, key: str, values: Mapping[str, Value]) -> str:
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        # "1234 words", as everywhere else in the product.
        given = {k: fluent_number(v, useGrouping=False) if isinstance(v, int) else v for k, v in values.items()}
        said, problems = self._bundle.format_pattern(message.value, given)
        if problems:
            # Only the kind of each problem: a value may hold an applicant's words.
            raise ValueError(f"sentence {key}: {', '.join(type(problem).__name__ for problem in problems)}")
        return str(said)


_INBOX = Sentences("bot.inbox")
plain, say, script_sentences, keys = _INBOX.plain, _INBOX.say, _INBOX.script_sentences, _INBOX.keys
