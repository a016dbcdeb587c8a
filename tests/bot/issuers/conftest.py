"""A submission to deliver, and one with recordings."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.pack.pack import Pack, PackAi, PackAnswer, PackBadge, PackFact, PackIssuer
from flows.pack.recordings import FileUse, PackFile

AT = datetime(2026, 7, 5, 9, 30, 15, tzinfo=UTC)


@pytest.fixture
def pack() -> Pack:
    """A small submission, the first attempt."""
    return Pack(
        draft="d1",
        reference="TB-7KQ4-M2XP",
        attempt=1,
        timestamp=AT,
        badge=PackBadge("ob-1249", "OB-1249", "Leadership and quality assurance", "2025-1"),
        issuer=PackIssuer("sssc", "Scottish Social Services Council", "https://example.org/badge"),
        facts=(
            PackFact("name", "Name", ("Isla Example",), many=False, in_evidence=False),
            PackFact("employer", "Employer", ("Rowan House",), many=False, in_evidence=True),
        ),
        answers=(PackAnswer("topic", "The topic I chose", "Mòrag 👩\u200d👧 ]]> <b>", 2, 1),),
        total_words=2,
        ai=PackAi("silent"),
        declarations=(),
        evidence_text="Employer: Rowan House",
    )


@pytest.fixture
def recording(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Says where the bytes of a digest are kept: each in a file that is named by it."""
    kept = tmp_path_factory.mktemp("media")
    return lambda sha256: kept / sha256


SOUNDS = {
    "1-topic-part1-1m10s.mp3": (FileUse.listening, "audio/mpeg", bytes(range(256)) * 5000),
    "1-topic-part1-1m10s-original.ogg": (FileUse.original, "audio/ogg", b"OggS as it was sent"),
}


@pytest.fixture
def spoken(pack: Pack, recording: Callable[[str], Path]) -> Pack:
    """The same submission with a recording in its answer, whose two files are kept."""
    files = []
    for name, (use, media_type, content) in SOUNDS.items():
        sha256 = hashlib.sha256(content).hexdigest()
        recording(sha256).write_bytes(content)
        files.append(PackFile(name, "topic", 1, use, media_type, len(content), sha256, 70.2, 158))
    return replace(pack, files=tuple(files))
