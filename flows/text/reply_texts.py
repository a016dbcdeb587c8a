"""The table of what each kind of reply says. Every module of sentences adds its own to it."""

from collections.abc import Callable
from typing import TypeVar

from flows.engine.screen import Reply
from flows.text.catalogue import Catalogue, Operator

_Said = TypeVar("_Said", bound=Reply)
_Text = Callable[[Reply], str]


class Texts:
    """What each kind of reply says, as one text."""

    def __init__(self, say: Catalogue, operator: Operator) -> None:
        self._say = say
        self._operator = operator
        self._table: dict[type[Reply], _Text] = {}

    def add(self, kind: type[_Said], text: Callable[[Catalogue, _Said], str]) -> None:
        """Says this kind of reply so."""

        def said(reply: Reply) -> str:
            if not isinstance(reply, kind):
                raise TypeError(f"{type(reply).__name__} is not a {kind.__name__}")
            return text(self._say, reply)

        self._table[kind] = said

    def by_operator(self, kind: type[_Said], text: Callable[[Catalogue, Operator, _Said], str]) -> None:
        """Says this kind of reply so, in the operator's name."""
        self.add(kind, lambda phrases, reply: text(phrases, self._operator, reply))

    def of(self, reply: Reply) -> str:
        """What a reply says. Raises NotImplementedError for a kind without a text."""
        said = self._table.get(type(reply))
        return said(reply) if said else reply.render(self._say)
