"""The copies that a worker is given."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256

import structlog

from bot.documents import odt as opendocument
from bot.documents import pdf as portable
from bot.documents import words
from bot.documents.outline import document
from bot.documents.renderer import Renderer
from bot.documents.text import evidence_txt
from bot.documents.words import NamedFile
from bot.media.media_file import MediaFile
from bot.storage.errors import FileDamaged
from flows.engine.message import Copy
from flows.pack.pack import Pack

_log = structlog.get_logger()


async def copy_of(pack: Pack, form: Copy, renderer: Renderer | None = None) -> NamedFile:
    """A worker's copy, fit to be pasted or shown: what only the issuer needs is left out.

    Where no PDF can be made it is an OpenDocument Text: a copy that was promised comes. Without a `renderer`, one is
    started for this copy alone. Raises ValueError for a file of the submission, which `recording_of` gives.
    """
    if form in (Copy.recording, Copy.award):
        raise ValueError("a file of a submission is no document made from it")
    if form is not Copy.pdf:
        return await asyncio.to_thread(_copy, pack, form)
    try:
        made = await portable.pdf(document(pack, applicant=False), renderer=renderer)
    except portable.PdfError as problem:
        _log.warning("pdf_not_made", reason=str(problem))
        return await asyncio.to_thread(_copy, pack, Copy.odt)
    return NamedFile(_name(pack, form), portable.MEDIA_TYPE, made)


def _copy(pack: Pack, form: Copy) -> NamedFile:
    if form is Copy.odt:
        made = opendocument.odt(document(pack, applicant=False))
        return NamedFile(_name(pack, form), opendocument.MEDIA_TYPE, made)
    return NamedFile(_name(pack, form), "text/plain; charset=utf-8", evidence_txt(pack))


def _name(pack: Pack, form: Copy) -> str:
    return f"{words.stem(pack)}.{form.value}"


def recording_of(pack: Pack, name: str, kept: Callable[[str], MediaFile]) -> NamedFile:
    """A recording or an award of a pack by its name, for the worker; `kept` says where the bytes of a digest are.

    Raises LookupError where the pack has no such file, or where its bytes are gone or are no longer what they were.
    """
    file = next((file for file in pack.files if file.name == name), None)
    if file is None:
        raise LookupError("the pack has no such file")
    content = b""
    with suppress(OSError, FileDamaged), kept(file.sha256).open("rb") as opened:
        content = opened.read()
    if sha256(content).hexdigest() != file.sha256:
        raise LookupError("a file is gone, or is no longer what it was")
    return NamedFile(file.name, file.media_type, content)
