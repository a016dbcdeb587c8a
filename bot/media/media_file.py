"""A file of the media store, wherever and however its bytes are kept."""

from typing import IO, Literal, Protocol


class MediaFile(Protocol):
    """A file that may be kept. A path is one, and so is a sealed file."""

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        """Opens it at its start. Raises FileNotFoundError, FileDamaged and OSError; reads raise FileDamaged."""
