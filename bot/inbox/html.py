"""A page as a tree: whatever is a plain string is text, and is escaped. There is no other way in."""

import html
from collections.abc import Iterable


class Html:
    """Markup that this module made."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


Node = Html | str | None
_VOID = frozenset({"input", "link", "meta", "br"})


def tag(name: str, /, *children: Node, **attributes: str | bool | None) -> Html:
    """An element. `class_` and `for_` lose their underscores, other underscores become dashes; False is left out."""
    told = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{told}>")
    return Html(f"<{name}{told}>{every(children).text}</{name}>")


def every(children: Iterable[Node]) -> Html:
    """Several things, one after another."""
    return Html("".join(_safe(child) for child in children))


def _safe(child: Node) -> str:
    if child is None:
        return ""
    return child.text if isinstance(child, Html) else html.escape(child, quote=True)


def _attribute(name: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(value, quote=True)}"'
