"""What a place does that keeps files. A file is found by its digest, and by the number of the key that seals it."""

import math
from collections.abc import Collection, Iterator
from typing import IO, Protocol

NO_END = math.inf


class NewMedia(Protocol):
    """A file that is being written; nobody sees it before it is placed. All may raise OSError or StorageError."""

    def write(self, piece: bytes) -> None:
        """Appends bytes."""

    def place(self, name: str) -> None:
        """Lets it appear under a name, whole and durable, in place of one of that name. Nothing comes after it."""

    def discard(self) -> None:
        """Ends the work; what was not placed leaves nothing. May be called twice."""


class MediaPlace(Protocol):
    """Files by their names, as `file_name` makes them. Its methods block, and raise OSError or StorageError.

    Its text names the place to an operator.
    """

    def make(self) -> None:
        """Makes what the first file needs. A bot that has opened its store need not."""

    def new(self) -> NewMedia:
        """Begins a file."""

    def open(self, name: str) -> IO[bytes]:
        """Opens a file at its start. Raises FileNotFoundError; reads raise FileDamaged where a part is missing."""

    def holds(self, name: str) -> bool:
        """Whether a file is there."""

    def sealed_copies(self, sha256: str) -> tuple[str, ...]:
        """The names of the sealed files of a digest, one for each person who sent it."""

    def names(self) -> Iterator[str]:
        """The name of every file."""

    def holds_nothing(self) -> bool:
        """Whether there is nothing with which other files could be mixed."""

    def placed_before(self, time: float) -> frozenset[str]:
        """The names of files that were placed before a Unix time."""

    def remove(self, name: str, before: float = NO_END) -> bool:
        """Removes a file if it was placed before a Unix time; whether it did. Never while one is being placed."""

    def sealed_under(self, keys: Collection[int]) -> frozenset[str]:
        """The names of files that are sealed under the keys of these numbers, none of them 0."""

    def tidy(self) -> None:
        """Removes what a crash left unfinished. Nothing of this process may be under way."""


def parts(name: str) -> tuple[str, int]:
    """The digest of a file's name, and the number of its key; 0 where it is in the clear."""
    digest, _, number = name.partition(".")
    return digest, int(number or 0)
