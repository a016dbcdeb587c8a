"""A submission to deliver."""

from datetime import UTC, datetime

import pytest

from flows.pack import Pack, PackAi, PackAnswer, PackBadge, PackFact, PackIssuer

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
