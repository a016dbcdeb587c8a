"""A writer of XML as a stream, for documents of mixed text and elements."""

import re
from functools import lru_cache

from bot.documents.glyphs import writable

Attributes = dict[str, str]

# The standard library's writer brings its client for HTTP, 9 MB of memory in a process that has no network.
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_IN_TEXT = re.compile("[&<>]")
_IN_ATTRIBUTES = re.compile('[&<>"\n\r\t]')


class Xml:
    """Writes one document. Names carry their prefix; the root declares the namespaces."""

    def __init__(self) -> None:
        self._parts = ['<?xml version="1.0" encoding="utf-8"?>\n']

    def element(self, name: str, attributes: Attributes | None = None) -> "_Element":
        """An element, with what is written inside the `with` as its content."""
        return _Element(self._parts, f"<{name}{_told(attributes)}>", f"</{name}>")

    def empty(self, name: str, attributes: Attributes | None = None) -> None:
        """An element without content."""
        self._parts.append(f"<{name}{_told(attributes)}/>")

    def leaf(self, name: str, text: str, attributes: Attributes | None = None) -> None:
        """An element with text alone."""
        self._parts.append(f"<{name}{_told(attributes)}>{escaped(text)}</{name}>")

    def text(self, text: str) -> None:
        """Text, escaped; what XML cannot hold becomes U+FFFD."""
        self._parts.append(escaped(text))

    def content(self) -> bytes:
        """All that was written, as UTF-8."""
        return "".join(self._parts).encode()


class _Element:
    """Writes one tag when a block begins, and the other where it ends: at half the cost of a generator for each."""

    __slots__ = ("_closing", "_opening", "_parts")

    def __init__(self, parts: list[str], opening: str, closing: str) -> None:
        self._parts, self._opening, self._closing = parts, opening, closing

    def __enter__(self) -> None:
        self._parts.append(self._opening)

    def __exit__(self, *_: object) -> None:
        self._parts.append(self._closing)


def escaped(text: str) -> str:
    """Text as it stands between tags."""
    return _IN_TEXT.sub(_reference, writable(text))


def _reference(found: re.Match[str]) -> str:
    return _ESCAPED[found[0]]


def _told(attributes: Attributes | None) -> str:
    return "".join([_attribute(key, value) for key, value in attributes.items()]) if attributes else ""


@lru_cache(maxsize=512)
def _attribute(key: str, value: str) -> str:
    return f' {key}="{_IN_ATTRIBUTES.sub(_reference, writable(value))}"'
