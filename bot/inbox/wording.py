"""The inbox's sentences, which stand as Fluent messages in `text/`, a folder a language."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax.ast import Message, Resource
from markupsafe import Markup, escape

LANGUAGE = "en"
"""The folder that the pages are written from. For a second language, add a folder and name it here."""
Value = str | int | date


def plain(key: str, **values: Value) -> str:
    """Gives one sentence as text. Raises KeyError for an unknown key, ValueError where a value is missing."""
    return _formatted(key, values)


def say(key: str, **values: Value) -> Markup:
    """Gives one sentence as HTML. Values are escaped unless they are markup already. Raises as `plain` does."""
    safe = {name: escape(value) if isinstance(value, str) else value for name, value in values.items()}
    return Markup(_formatted(key, safe))  # noqa: S704 - the sentences are package data, and the values are escaped


@cache
def script_sentences() -> Mapping[str, str]:
    """What the pages' script says, by key."""
    return {key: plain(key) for key in keys() if key.startswith("script-")}


def keys() -> list[str]:
    """The key of every sentence."""
    return [entry.id.name for resource in _resources() for entry in resource.body if isinstance(entry, Message)]


@cache
def _resources() -> list[Resource]:
    folder = files("bot.inbox").joinpath("text", LANGUAGE)
    return [FluentResource(path.read_text(encoding="utf-8")) for path in folder.iterdir()]


@cache
def _bundle() -> FluentBundle:
    bundle = FluentBundle(["en-GB" if LANGUAGE == "en" else LANGUAGE], use_isolating=False)
    for resource in _resources():
        bundle.add_resource(resource)
    return bundle


def _formatted(key: str, values: Mapping[str, Value]) -> str:
    message = _bundle().get_message(key)
    if message.value is None:
        raise KeyError(key)
    # "1234 words", as everywhere else in the product.
    given = {k: fluent_number(v, useGrouping=False) if isinstance(v, int) else v for k, v in values.items()}
    said, problems = _bundle().format_pattern(message.value, given)
    if problems:
        # Only the kind of each problem: a value may hold an applicant's words.
        raise ValueError(f"sentence {key}: {', '.join(type(problem).__name__ for problem in problems)}")
    return str(said)
