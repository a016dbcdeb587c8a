"""The exception of this package, and its limits."""

from bot.statement_files.outcome import Refusal

MOST_BYTES = 10 * 1024 * 1024
"""Bytes of a file."""
MOST_UNPACKED = 16 * 1024 * 1024
"""Bytes of one part of a zipped document."""
MOST_ENTRIES = 3_000
"""Files in a zipped document."""
MOST_TEXT = 200_000
"""Characters. The longest statement that any badge takes has some 6,000."""
MOST_PAGES = 100
"""Pages of a PDF."""
MOST_DEPTH = 200
"""Elements inside one another. Word and LibreOffice stay under 60."""


class Stopped(Exception):
    """There is no text to be had, and why."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why
