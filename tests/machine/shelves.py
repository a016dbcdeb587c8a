"""The badges that people meet, as files come out one after another. A version that was there stays as it was."""

from collections.abc import Mapping

from support.talk import BY_HAND
from transcripts.starts import library, newer, no_ai, no_links, picture_wanted, some_held, two_open, words_needed
from transcripts.starts import without_questions as plain

from criteria.library import Library

CPL = "cpl-2025-leadership"
THINGS = "elc-leadership-23-things"
BOTH = "both"
"""A badge that asks for two of three other badges, and for one answer."""


def _as(version: str, shelf: Library) -> Library:
    """A library whose newest version of the badge has a number of its own."""
    newest = shelf.latest(CPL)
    assert newest is not None
    return library(newest.model_copy(update={"version": version}))


def _beside(shelf: Library) -> Library:
    """A library with the badge that asks for both as well."""
    both = some_held().latest(BOTH)
    assert both is not None
    badges = {(badge.id, badge.version): badge for badge in (*shelf.badges, both)}
    return Library(tuple(sorted(badges.values(), key=lambda badge: (badge.id, badge.age))), shelf.issuers)


_SHELVES: Mapping[str, Library] = {
    "as it is": library(),
    "two open": two_open(),
    "no questions": plain(),
    "some held": some_held(),
    "picture wanted": picture_wanted(),
    "newer": newer(),
    "words needed": _as("2026-2", words_needed()),
    "no AI": _as("2026-3", no_ai()),
    "no links": no_links(),
    "sent by the worker": BY_HAND,
}
SHELVES: Mapping[str, Library] = {name: _beside(shelf) for name, shelf in _SHELVES.items()}
NEWER = ("newer", "words needed", "no AI", "no links")
"""Shelves on which a newer version of the badge has come out."""
CODES = ("", "OB-1249", "OB-2", "OB-1", "OB-3", "OB-4", THINGS, "x")
"""What may stand after `/start`."""
