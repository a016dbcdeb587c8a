"""The table of what each kind of reply says. Every module of sentences adds its own to it."""

from collections.abc import Callable
from typing import TypeVar

from flows.engine.screen import Screen
from flows.text.catalogue import Catalogue

_Said = TypeVar("_Said", bound=Screen)
_Text = Callable[[Screen], str]


class Texts:
    """What each kind of reply says, as one text."""

    def __init__(self, say: Catalogue) -> None:
        self._say = say
        self._table: dict[type[Screen], _Text] = {}

    def add(self, kind: type[_Said], text: Callable[[Catalogue, _Said], str]) -> None:
        """Says this kind of reply so."""

        def said(reply: Screen) -> str:
            if not isinstance(reply, kind):
                raise TypeError(f"{type(reply).__name__} is not a {kind.__name__}")
            return text(self._say, reply)

        self._table[kind] = said

    def of(self, reply: Screen) -> str:
        """What a reply says. Raises NotImplementedError for a kind without a text."""
        said = self._table.get(type(reply))
        return said(reply) if said else reply.render(self._say)
