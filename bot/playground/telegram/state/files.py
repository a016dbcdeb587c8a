"""In-memory store of files that people and the bot sent."""

import mimetypes
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.playground.telegram.wire import Wire

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
_FOLDERS = {"photo": "photos", "document": "documents", "video": "videos", "sticker": "stickers"}
_ID = "SandboxFile"
_NAMED = {"document", "audio", "video"}
_UNTYPED = {"photo", "sticker", "video_note"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file at Telegram's side: its ids, its path for downloading, its content.

    It stays of the kind that it was first sent as, and keeps what was said of it then, such as its duration.
    """

    kind: str
    id: str
    unique_id: str
    path: str
    name: str
    mime: str
    data: bytes = field(repr=False)
    facts: Wire = field(default_factory=dict)

    def wire(self) -> Wire:
        """The fields that every kind of file has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as a message carries it: document, voice, audio, photo, video, video_note or sticker."""

    file: StoredFile

    @property
    def kind(self) -> str:
        """Which field of a message it is."""
        return self.file.kind

    def wire(self) -> object:
        """The value of the message's field of this kind."""
        body = self.file.wire() | self.file.facts
        if self.kind in _NAMED:
            body["file_name"] = self.file.name
        if self.kind not in _UNTYPED:
            body["mime_type"] = self.file.mime
        return [body] if self.kind == "photo" else body


class FileStore:
    """Hands out file ids and finds files again, by id or by path."""

    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}
        self._next = 0

    def add(self, kind: str, data: bytes, name: str, mime: str = "", facts: Wire | None = None) -> StoredFile:
        """Keep a file, with what its sender says of it; its type is guessed from the name where nobody said."""
        number = self._next
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = ".oga" if kind == "voice" else PurePosixPath(name).suffix
        kept = StoredFile(
            kind=kind,
            id=f"{_ID}{number:06d}",
            unique_id=f"Unique{number:06d}",
            path=f"{_FOLDERS.get(kind, kind)}/file_{number}{suffix}",
            name=name,
            mime=mime,
            data=data,
            facts=facts or {},
        )
        self.keep(kept)
        return kept

    def drop_all_but(self, ids: Collection[str]) -> None:
        """Let go of every file but those of these ids."""
        for file in [file for file in self.by_id.values() if file.id not in ids]:
            del self.by_id[file.id], self.by_path[file.path]

    def keep(self, file: StoredFile) -> None:
        """Keep a file under the ids that it has."""
        self.by_id[file.id] = file
        self.by_path[file.path] = file
        self._next = max(self._next, int(file.id.removeprefix(_ID)) + 1)
