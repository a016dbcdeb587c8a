"""Serves audio and video to the page's players, with range requests."""

from collections.abc import Mapping

from aiohttp import web

from bot.playground.telegram.state.files import UploadedFile

PLAYED = frozenset({"voice", "audio", "video", "video_note"})
_PICTURES = frozenset({"video", "video_note"})
_STARTS = {b"OggS": "ogg", b"\x1aE\xdf\xa3": "webm", b"fLaC": "flac", b"ID3": "mpeg"}


def form_of(data: bytes) -> str | None:
    """What a player would call these bytes; None for what is no sound and no video."""
    if data[4:8] == b"ftyp":
        return "mp4"
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    for start, form in _STARTS.items():
        if data.startswith(start):
            return form
    framed = len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0
    return ("aac" if data[1] & 0xF6 == 0xF0 else "mpeg") if framed else None


def played(request: web.BaseRequest, attachment: UploadedFile, headers: Mapping[str, str]) -> web.Response:
    """All of a recording, or the piece of it that was asked for (RFC 9110, section 14).

    What is no sound is refused, so that no file that a person sent opens as anything else.
    """
    data = attachment.file.data
    form = form_of(data)
    if attachment.kind not in PLAYED or form is None:
        return web.Response(status=415, text="This cannot be played.", headers=headers)
    kind = f"{'video' if attachment.kind in _PICTURES else 'audio'}/{form}"
    headers = {**headers, "Accept-Ranges": "bytes"}
    try:
        asked = request.http_range
    except ValueError:
        asked = slice(len(data), None)
    start, end, _ = asked.indices(len(data))
    if start >= end:
        return web.Response(status=416, headers={**headers, "Content-Range": f"bytes */{len(data)}"})
    if asked == slice(None, None, 1):
        return web.Response(body=data, content_type=kind, headers=headers)
    headers = {**headers, "Content-Range": f"bytes {start}-{end - 1}/{len(data)}"}
    return web.Response(status=206, body=data[start:end], content_type=kind, headers=headers)
