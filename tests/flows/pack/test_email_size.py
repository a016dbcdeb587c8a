"""What a submission weighs as a message: never less than it does, or a worker would be told too late."""

from base64 import encodebytes
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.talk import words
from transcripts import starts

from bot.documents.issuer_copies import evidence
from bot.documents.pdf import working
from bot.documents.words import NamedFile
from bot.issuers.email.submission_email import Ends, letter
from bot.issuers.manifests import manifest_json
from criteria.routes import EmailRoute
from flows.model.attachments.audio import AudioAnalysis, AudioKind
from flows.model.draft import Answer, AudioPart, Draft, TextPart
from flows.pack.assemble import assemble
from flows.pack.email_size import TooHeavy, encoded, lightest, too_heavy
from flows.pack.recordings import FileUse

AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
BADGE = starts.LIBRARY.latest(starts.CPL)
(ISSUER,) = starts.by_email().issuers
TEXTS = ("care " * 40, "e\u0301" * 900, "ก" * 900, "👩🏽\u200d👧" * 300, words(900), "x" * 4096, "界" * 4000)


def _heard(number: int, size: int) -> AudioAnalysis:
    copy = f"{number:063}c"
    return AudioAnalysis(f"{number:064}", size, "ogg", 60.0, 50.0, 120, copy_sha256=copy, copy_size=size)


def spoken(text: str, sizes: tuple[int, ...]) -> Draft:
    """A draft that is being sent, with this text and recordings of these sizes in each answer."""
    sounds = [AudioPart(n, AudioKind.voice, AT, "file", _heard(n, size)) for n, size in enumerate(sizes)]
    answer = Answer(parts=(TextPart(99, text, AT), *sounds))
    return replace(starts.sending().draft, answers={question.id: answer for question in BADGE.questions})


@given(st.integers(0, 100_000))
def test_a_file_weighs_what_base64_makes_of_it(size: int) -> None:
    """To the byte, line ends and all."""
    assert encoded(size) == len(encodebytes(bytes(size)).replace(b"\n", b"\r\n"))


@pytest.mark.slow
async def test_a_message_is_never_heavier_than_was_said() -> None:
    """Whatever is written in whatever script: the real message, with its real documents, stays within the estimate."""
    async with working(None) as renderer:
        for text, sizes in [(one, ()) for one in TEXTS] + [(TEXTS[0], (40_000,) * 8)]:
            draft = spoken(text, sizes)
            pack = assemble(BADGE, ISSUER, draft)
            sounds = [NamedFile(f.name, f.media_type, bytes(f.size)) for f in pack.files if f.use is FileUse.listening]
            manifest = NamedFile("manifest.json", "application/json", manifest_json(pack, indent=2))
            documents = await evidence(pack, renderer)
            assert len(documents) == 3
            ends = Ends("badges@glen.example", "Glen Care", "badges@example.org")
            message = letter(pack, ends, [*documents, manifest, *sounds], left_out=True)
            assert len(message) <= lightest(BADGE, draft), text[:20]


@pytest.mark.parametrize(("size", "heavy"), [(100_000, None), (600_000, TooHeavy(6, 5)), (3_000_000, TooHeavy(23, 5))])
def test_too_heavy_is_said_in_whole_megabytes(size: int, heavy: TooHeavy | None) -> None:
    """Rounded up, so that what is too much never reads like what is allowed. Originals do not count."""
    assert too_heavy(BADGE, ISSUER, spoken("care", (size,))) == heavy


def test_only_a_mailbox_has_a_limit() -> None:
    """On any other route nothing is too heavy, whatever the issuer's file says of a mailbox."""
    for route in ("folder", "handover", "webhook"):
        other = ISSUER.model_copy(update={"route": route, "email": EmailRoute(to="badges@example.org", limit_mb=5)})
        assert too_heavy(BADGE, other, spoken("care", (9_000_000,))) is None
