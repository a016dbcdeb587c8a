"""Replies about links."""

from dataclasses import dataclass

from flows.engine.screen import Screen
from flows.rules.web_address import AddressFault


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLink(Screen):
    """A message is nothing but a link: what does it answer?"""

    url: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFault(Screen):
    """A link cannot be evidence: why, and what to do."""

    url: str
    fault: AddressFault
    number: int
    """The question in whose answer it is kept as words; 0 where it is kept in none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRules(Screen):
    """How a link is given, and what counts of it."""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One box of a checklist: what is said, and whether it is ticked."""

    text: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Screen):
    """What the worker says of the page behind a link."""

    number: int
    """The question; 0 for a link that answers every one."""
    url: str
    boxes: tuple[CheckItem, ...]
