"""The master key: a file with one line, under which the data keys of all people are sealed."""

import hashlib
import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.storage.errors import KeyFileUnusable
from bot.storage.sealing.data_key import BYTES
from bot.storage.unnamed_file import name_it, unnamed

_LINE = "teabreak-key-1:"
_NONCE = 12
_MOST = 4096


@dataclass(frozen=True, slots=True)
class MasterKey:
    """One master key. Its id is no secret: rows, messages and names of old files have it."""

    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """Sixteen digits that tell it from every other."""
        return hashlib.sha256(b"teabreak master key" + self.secret).hexdigest()[:16]

    @property
    def line(self) -> bytes:
        """What stands in its file."""
        return f"{_LINE}{b64encode(self.secret).decode()}\n".encode()

    def wrap(self, owner: str, secret: bytes) -> str:
        """Another key as it is stored, bound to its owner."""
        nonce = os.urandom(_NONCE)
        return b64encode(nonce + AESGCM(self.secret).encrypt(nonce, secret, owner.encode())).decode()

    def unwrap(self, owner: str, wrapped: str) -> bytes | None:
        """A key that this one sealed for that owner; None for anything else."""
        try:
            sealed = b64decode(wrapped, validate=True)
            return AESGCM(self.secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], owner.encode())
        except (InvalidTag, NotBase64, ValueError):
            return None


def new() -> MasterKey:
    """One that nobody has ever had."""
    return MasterKey(os.urandom(BYTES))


def write(path: Path, key: MasterKey, data: Path) -> None:
    """Writes a new file. Raises KeyFileUnusable below the data folder, and where there is a file already."""
    _outside(path, data)
    try:
        # Whole or not at all: a file that was begun would be taken for the key when a rotation goes on.
        with unnamed(path.parent) as file:
            file.write(key.line)
            name_it(file, path)
    except FileExistsError:
        raise KeyFileUnusable(path, "there is a file of that name, and it may be a key; name another") from None


def read(path: Path, data: Path) -> MasterKey:
    """The key in a file. Raises KeyFileUnusable, which says what to do."""
    _outside(path, data)
    try:
        with path.open("rb") as file:
            content = file.read(_MOST)
    except OSError as error:
        raise KeyFileUnusable(
            path, f"{(error.strerror or 'it cannot be read').lower()}; put the key back there, or name where it is"
        ) from None
    try:
        line = content.decode("ascii").strip()
        secret = b64decode(line.removeprefix(_LINE), validate=True) if line.startswith(_LINE) else b""
    except (UnicodeDecodeError, NotBase64):
        secret = b""
    if len(secret) != BYTES:
        raise KeyFileUnusable(path, "it holds no key as `teabreak key new` writes one; name the file that does")
    return MasterKey(secret)


def given(path: Path | None, data: Path) -> MasterKey | None:
    """The key in the file that is set; None where none is. Raises KeyFileUnusable."""
    return None if path is None else read(path, data)


def _outside(path: Path, data: Path) -> None:
    # Unlike `resolve`, it gives an answer for links that go in circles; they are told when they are opened.
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(data)):
        raise KeyFileUnusable(path, f"it stands in the data folder {data}, whose copies would bring it along; move it")
