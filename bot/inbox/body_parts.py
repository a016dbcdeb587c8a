"""Reads the body of a submission in pieces and within limits: the manifest first, then each file to the disk."""

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.inbox.refusal import RequestRefused
from bot.issuers.contract.pack_schema import FilePart
from bot.system.durable_files import NewFile

MOST_MANIFEST = 1024 * 1024
"""Bytes. One of 900 words is under 20,000."""
MOST_BYTES = 512 * 1024 * 1024
"""Bytes of all files together."""
MOST_FILES = 100
_PIECE = 256 * 1024
_PLAIN = frozenset({"", "7bit", "8bit", "binary"})


class Body:
    """The body of a request: JSON alone, or a multipart form."""

    def __init__(self, request: web.BaseRequest) -> None:
        """Raises RequestRefused (415) for a body of another kind."""
        if request.headers.get("Content-Encoding", "identity") != "identity":
            raise RequestRefused(415, "the body is sent as it is, without compression")
        if request.content_type not in ("application/json", "multipart/form-data"):
            raise RequestRefused(
                415, "a submission is application/json, or multipart/form-data where files come with it"
            )
        self._request = request
        self._form: MultipartReader | None = None

    async def manifest(self) -> bytes:
        """The bytes that are signed. Raises RequestRefused."""
        if self._request.content_type == "application/json":
            return await self._alone()
        async with _readable():
            self._form = await self._request.multipart()
            first = await self._part()
            if first is None or first.name != "manifest":
                raise RequestRefused(400, "the first part of the form is the manifest")
            read = bytearray()
            async for piece in _pieces(first):
                read += piece
                if len(read) > MOST_MANIFEST:
                    raise RequestRefused(413, "the manifest is too long")
            return bytes(read)

    async def _alone(self) -> bytes:
        read = bytearray()
        async for piece in self._request.content.iter_chunked(_PIECE):
            read += piece
            if len(read) > MOST_MANIFEST:
                raise RequestRefused(413, "the manifest is too long")
        return bytes(read)

    async def files(self, told: Sequence[FilePart], folder: Path) -> None:
        """Write every file that the manifest lists into a folder, under its name.

        Raises RequestRefused for a file that is missing, extra, repeated, or not the one that was signed.
        """
        left = {file.part: file for file in told}
        async with _readable():
            while self._form is not None and (part := await self._part()) is not None:
                file = left.pop(part.name or "", None)
                if file is None:
                    raise RequestRefused(400, "a part of the form is not in the manifest, or is there twice")
                await _kept(part, file, folder / file.name)
        if left:
            raise RequestRefused(400, "a file that the manifest names is missing")

    async def _part(self) -> BodyPartReader | None:
        part = None if self._form is None else await self._form.next()
        if part is None:
            return None
        # Nested forms and encoded parts are things of email; a form over HTTP has neither (RFC 7578, section 4.7).
        if not isinstance(part, BodyPartReader) or not _is_plain(part.headers):
            raise RequestRefused(400, "each part of the form is a file as it is, without an encoding")
        return part


def _is_plain(headers: Mapping[str, str]) -> bool:
    told = (headers.get("Content-Transfer-Encoding", ""), headers.get("Content-Encoding", ""))
    return all(value.lower() in _PLAIN for value in told)


async def _kept(part: BodyPartReader, file: FilePart, path: Path) -> None:
    size, digest = 0, hashlib.sha256()
    with NewFile(path) as written:
        async for piece in _pieces(part):
            size += len(piece)
            if size > file.bytes:
                break
            digest.update(piece)
            written.write(piece)
        written.sync()
    if (size, digest.hexdigest()) != (file.bytes, file.sha256):
        raise RequestRefused(400, "a file is not the one that the manifest names")


async def _pieces(part: BodyPartReader) -> AsyncIterator[bytes]:
    while piece := await part.read_chunk(_PIECE):
        yield piece


@asynccontextmanager
async def _readable() -> AsyncIterator[None]:
    """Turns the errors of the form reader into a RequestRefused."""
    try:
        yield
        return
    except (ValueError, RuntimeError, AssertionError, HttpProcessingError):
        refused = RequestRefused(400, "the form cannot be read")
    # Raised out here, it drags nothing of the form along.
    raise refused
