"""HTTP responses for a browser with their security headers, and the forms that it posts."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

from aiohttp import web

MOST_FORM = 2 * 1024 * 1024
"""Bytes of a form: every comment and a badge at their longest, most signs of which take three."""
MOST_FIELDS = 200
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; media-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    # With no referrer at all, a browser would not say whose page a form was on.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_SOUND = re.compile(r"(audio|video)/[a-z0-9.+-]{1,60}")


def shown(page: str, status: int = 200) -> web.Response:
    """A page."""
    return said(status, page, "text/html")


def said(status: int, text: str, kind: str = "text/plain") -> web.Response:
    """A text."""
    return web.Response(text=text, status=status, content_type=kind, charset="utf-8", headers=HEADERS)


def sound(path: Path, media_type: str) -> web.StreamResponse:
    """A recording, or the range of it that is asked for. Other files are offered as downloads only."""
    if _SOUND.fullmatch(media_type):
        return web.FileResponse(path, headers={**HEADERS, "Content-Type": media_type})
    plain = {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}
    return web.FileResponse(path, headers={**HEADERS, **plain})


async def form(request: web.BaseRequest) -> dict[str, str]:
    """The fields of a posted form. One that cannot be read is empty; one that is too long is refused."""
    read = bytearray()
    async for piece in request.content.iter_chunked(64 * 1024):
        read += piece
        if len(read) > MOST_FORM:
            raise web.HTTPRequestEntityTooLarge(MOST_FORM, len(read))
    try:
        return dict(parse_qsl(read.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}
