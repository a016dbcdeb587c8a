"""The copies that a worker is given: documents fit to be shown, and recordings byte for byte."""

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from odfdo import Document

from bot.documents import worker_copies
from bot.documents.pdf import PdfError
from bot.documents.text import evidence_txt
from bot.documents.worker_copies import copy_of, recording_of
from flows.engine.message import Copy
from flows.pack.pack import Pack


@pytest.mark.parametrize(
    ("attempt", "form", "name", "kind"),
    [
        (1, Copy.pdf, "TB-7KQ4-M2XP.pdf", "application/pdf"),
        (1, Copy.odt, "TB-7KQ4-M2XP.odt", "application/vnd.oasis.opendocument.text"),
        (1, Copy.txt, "TB-7KQ4-M2XP.txt", "text/plain; charset=utf-8"),
        (2, Copy.odt, "TB-7KQ4-M2XP-2.odt", "application/vnd.oasis.opendocument.text"),
        (3, Copy.txt, "TB-7KQ4-M2XP-3.txt", "text/plain; charset=utf-8"),
    ],
)
async def test_a_copy_is_named_after_its_reference(pack: Pack, attempt: int, form: Copy, name: str, kind: str) -> None:
    """A worker finds the file again by the reference, and a later attempt does not replace an earlier one."""
    copy = await copy_of(replace(pack, attempt=attempt), form)
    assert (copy.name, copy.media_type) == (name, kind)


async def test_a_copy_can_be_opened_and_shown(pack: Pack) -> None:
    """Both forms hold the answers, and neither holds what is for the issuer only."""
    document = Document(BytesIO((await copy_of(pack, Copy.odt)).content))
    assert "It keeps people safe." in [paragraph.inner_text for paragraph in document.body.get_paragraphs()]
    assert "Applicant" not in [heading.inner_text for heading in document.body.get_headers()]
    assert (await copy_of(pack, Copy.txt)).content == evidence_txt(pack)


async def test_a_recording_is_copied_byte_for_byte(spoken: Pack, tmp_path: Path) -> None:
    """A worker who sends it on has the very bytes that the evidence names; other bytes are never handed out."""
    content = b"ID3 and sound"
    digest = hashlib.sha256(content).hexdigest()
    listening = replace(spoken.files[0], sha256=digest, size=len(content))
    pack = replace(spoken, files=(listening,))
    (tmp_path / digest).write_bytes(content)
    copy = recording_of(pack, listening.name, tmp_path.joinpath)
    assert (copy.name, copy.media_type, copy.content) == ("1-topic-part1-1m10s.mp3", "audio/mpeg", content)
    with pytest.raises(LookupError):
        recording_of(pack, "another.mp3", tmp_path.joinpath)
    for damage in (lambda: (tmp_path / digest).write_bytes(b"ID3 and soun"), (tmp_path / digest).unlink):
        damage()
        with pytest.raises(LookupError, match="no longer what it was"):
            recording_of(pack, listening.name, tmp_path.joinpath)
    with pytest.raises(ValueError, match="no document"):
        await copy_of(pack, Copy.recording)


async def test_a_promised_copy_comes_without_a_typesetter_too(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no PDF can be made, the worker has the same as an OpenDocument Text."""

    async def broken(*_: object, **__: object) -> bytes:
        raise PdfError("the typesetter made nothing")

    monkeypatch.setattr(worker_copies.portable, "pdf", broken)
    assert await copy_of(pack, Copy.pdf) == await copy_of(pack, Copy.odt)
