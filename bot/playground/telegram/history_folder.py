"""Saves the history of a sandbox to a folder, and loads it at the start."""

import asyncio
import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from bot.playground.telegram.history import History, shown, taken, without
from bot.playground.telegram.sandbox import Sandbox
from bot.storage.erasing.erasure import Erasure
from flows.model.channel_ids import own_id

PAGE = "history.json"
FILES = "files"
UNREADABLE = ".unreadable"
LOOKED_EVERY = 1.0
"""Seconds between looks for changes: the last second of what phones show may be gone after a kill."""


class Keeping:
    """Shows what was kept when it is entered, and keeps what is shown until it is left."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self._sandbox = sandbox
        self._folder = folder
        self._page = folder / PAGE
        self._contents = folder / FILES
        self._kept_at = sandbox.world.counter.at
        self._looking: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """A page that cannot be read is put aside, and the chat begins anew.

        Raises OSError for a folder that cannot be written.
        """
        # One by one, because a mode is for the last folder of a path alone.
        for made in (self._folder.parent, self._folder, self._contents):
            made.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            history = History.model_validate_json(self._page.read_bytes())
        except FileNotFoundError:
            pass
        except ValidationError:
            self._page.replace(self._page.with_suffix(UNREADABLE))
        else:
            shown(history, await asyncio.to_thread(self._read, history), self._sandbox)
        self._kept_at = self._sandbox.world.counter.at
        self._looking = asyncio.create_task(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait((self._looking,))
        await self._keep()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOKED_EVERY)
            with suppress(OSError):  # a full disk: the chat goes on, and the next look tries again
                await self._keep()

    async def _keep(self) -> None:
        async with self._writing:
            at = self._sandbox.world.counter.at
            if at == self._kept_at:
                return
            page = taken(self._sandbox).model_dump_json().encode()
            files = [file.data for file in self._sandbox.world.files.by_id.values()]
            await asyncio.to_thread(self._write, page, files)
            self._kept_at = at

    async def erase(self, erasure: Erasure) -> None:
        """Takes the chat of one person off every phone and out of the folder. Raises OSError."""
        number = own_id(erasure.person)
        chat = self._sandbox.world.chats.get(int(number)) if number.isdecimal() else None
        if chat is not None:
            chat.clear()
        shown_still = {
            message.attachment.file.id
            for other in self._sandbox.world.chats.values()
            for message in other.messages.values()
            if message.attachment is not None
        }
        self._sandbox.world.files.drop_all_but(shown_still)
        self._page.with_suffix(UNREADABLE).unlink(missing_ok=True)
        await self._keep()

    def _read(self, history: History) -> dict[str, bytes]:
        found = {}
        for file in history.files:
            with suppress(FileNotFoundError):
                found[file.sha256] = (self._contents / file.sha256).read_bytes()
        return found

    def _write(self, page: bytes, files: list[bytes]) -> None:
        digests = {hashlib.sha256(data).hexdigest(): data for data in files}
        for digest, data in digests.items():
            place = self._contents / digest
            if not place.exists():
                _put(place, data)
        _put(self._page, page)
        for content in self._contents.glob("*"):
            if content.name not in digests:
                content.unlink()


def forget(folder: Path, person: int, known: bool) -> bool:
    """Removes the chat of one person from a folder that no sandbox uses; whether anything was removed.

    Where they are `known` to the bot, a page that cannot be read goes as a whole: it may hold their words.
    """
    page, aside = folder / PAGE, (folder / PAGE).with_suffix(UNREADABLE)
    try:
        history = History.model_validate_json(page.read_bytes())
    except FileNotFoundError:
        history = None
    except ValidationError:
        page.replace(aside)
        history = None
    if known:
        aside.unlink(missing_ok=True)
    if not known and (history is None or all(chat.person != person for chat in history.chats)):
        return False
    left = without(history, person) if history else None
    if left is not None:
        _put(page, left.model_dump_json().encode())
    named = {file.sha256 for file in left.files} if left else frozenset()
    for content in (folder / FILES).glob("*"):
        if content.name not in named:
            content.unlink()
    return True


def _put(place: Path, data: bytes) -> None:
    """Writes a file that only its owner may read, so that it is there whole or not at all."""
    made = place.with_name(f"{place.name}.new")
    made.unlink(missing_ok=True)
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    made.replace(place)
