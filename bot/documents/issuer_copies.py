"""The documents of a submission that go to its issuer."""

import asyncio

import structlog

from bot.documents import odt as opendocument
from bot.documents import pdf as portable
from bot.documents.outline import document
from bot.documents.text import evidence_txt
from bot.documents.words import NamedFile
from flows.pack.pack import Pack

_log = structlog.get_logger()


async def evidence(pack: Pack) -> tuple[NamedFile, ...]:
    """The submission as plain text, as an OpenDocument Text and as a PDF. Equal packs give equal bytes.

    A submission never waits for its PDF: where none can be made, the other files come without it.
    """
    made = document(pack, applicant=True)
    written = (
        NamedFile("evidence.txt", "text/plain; charset=utf-8", await asyncio.to_thread(evidence_txt, pack)),
        NamedFile("evidence.odt", opendocument.MEDIA_TYPE, await asyncio.to_thread(opendocument.odt, made)),
    )
    try:
        return (*written, NamedFile("evidence.pdf", portable.MEDIA_TYPE, await portable.pdf(made)))
    except portable.PdfError as problem:
        _log.warning("pdf_not_made", reason=str(problem))
        return written
