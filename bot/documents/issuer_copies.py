"""The documents of a submission that go to its issuer."""

import asyncio
import contextlib

import structlog

from bot.documents import odt as opendocument
from bot.documents import pdf as portable
from bot.documents.document import Document
from bot.documents.outline import documents
from bot.documents.renderer import Renderer
from bot.documents.text import text_of
from bot.documents.words import NamedFile
from flows.pack.pack import Pack

_log = structlog.get_logger()


async def evidence(pack: Pack, renderer: Renderer | None = None) -> tuple[NamedFile, ...]:
    """The submission as plain text, as an OpenDocument Text and as a PDF. Equal packs give equal bytes.

    Without a `renderer`, one is started for this submission alone. A submission never waits for its PDF: where none
    can be made, the other files come without it.
    """
    made, workers = documents(pack)
    async with portable.working(renderer) as works:
        if renderer is not None:
            # The worker's copy is asked for as soon as this is delivered, and is most of all the same.
            with contextlib.suppress(OSError):
                await works.prepare(("odt", made, (), ""), portable.request(made), portable.request(workers))
        written = (
            NamedFile("evidence.txt", "text/plain; charset=utf-8", text_of(workers)),
            NamedFile("evidence.odt", opendocument.MEDIA_TYPE, await _odt(made, works)),
        )
        try:
            return (*written, NamedFile("evidence.pdf", portable.MEDIA_TYPE, await portable.pdf(made, renderer=works)))
        except portable.PdfError as problem:
            _log.warning("pdf_not_made", reason=str(problem))
            return written


async def _odt(made: Document, renderer: Renderer) -> bytes:
    """The OpenDocument Text, made here where the process for documents cannot make it."""
    content: bytes | None = None
    with contextlib.suppress(OSError):
        content = await renderer.make("odt", made)
    return content if content is not None else await asyncio.to_thread(opendocument.odt, made)
