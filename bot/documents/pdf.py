"""A document as a PDF: tagged, with bookmarks and a language, after PDF/UA-1, so that a screen reader can follow it.

Words go to the typesetter as data and are never read as markup. What no font here can show is named in brackets.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.documents import fonts
from bot.documents.document import Document
from bot.documents.frames import Request
from bot.documents.renderer import Renderer
from bot.system import child_process

MEDIA_TYPE = "application/pdf"
_STANDARD = "ua-1"


def request(document: Document, folders: tuple[str, ...] = fonts.FOLDERS) -> Request:
    """What a renderer is asked for first by `pdf`."""
    return "pdf", document, folders, _STANDARD


class PdfError(Exception):
    """No PDF could be made. Says nothing of what the document holds."""


async def pdf(document: Document, folders: tuple[str, ...] = fonts.FOLDERS, renderer: Renderer | None = None) -> bytes:
    """A document as a PDF on A4. Equal documents give equal bytes, as long as the machine's fonts are the same.

    `folders` are where the machine keeps fonts. Without a `renderer`, one is started for this document alone. What
    fails is tried once more in the plainest way: with the fonts that come with Teabreak, and held to no standard.
    Raises PdfError where that fails too.
    """
    async with working(renderer) as works:
        try:
            for wanted in (request(document, folders), ("pdf", document, (), "")):
                made = await works.make(*wanted)
                if made:
                    return made
        except OSError as problem:
            # A full disk, or no room for a process, says nothing about the document.
            raise PdfError(type(problem).__name__) from None
    raise PdfError("the typesetter made nothing")


@asynccontextmanager
async def working(renderer: Renderer | None) -> AsyncIterator[Renderer]:
    """A renderer for a block: the one that is given, or one that ends with the block."""
    async with AsyncExitStack() as stack:
        if renderer is None:
            await stack.enter_async_context(child_process.places(child_process.TYPESETTING))
            renderer = Renderer()
            stack.push_async_callback(renderer.close)
        yield renderer
