"""Removes a person's submissions from the issuer's inbox on this disk, where the operator is the issuer."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

from bot.storage.erasing.erasure import Erasure
from bot.system import durable_files


class InboxCopies:
    """The inbox among the data: of the route `folder`, and of the local chat, which names folders otherwise."""

    def __init__(self, inbox: Path) -> None:
        self._inbox = inbox

    async def erase(self, erasure: Erasure) -> None:
        """Removes the folders of all that the person made ready. Raises OSError."""
        await asyncio.to_thread(self.remove, erasure)

    def remove(self, erasure: Erasure) -> None:
        """The same, for callers that may wait. Raises OSError."""
        found = [place for name in _names(erasure) if (place := self._inbox / name).is_dir()]
        for place in found:
            shutil.rmtree(place)
        if found:
            durable_files.force(self._inbox)


def _names(erasure: Erasure) -> Iterator[str]:
    for reference, attempt in erasure.submissions:
        yield f"{reference}-{attempt}"
        if attempt == 1:
            yield reference
