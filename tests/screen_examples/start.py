"""Examples of the screens of the beginning."""

from collections.abc import Iterator

from screen_examples.samples import AT, BADGE, ISSUERS

from flows.engine.capabilities import TranscriptionService
from flows.engine.screen import Screen
from flows.features.help.short_prompt import SHORT, ShortPrompt
from flows.features.start.screens import ConsentRefused, FreshStart, PrivacyNotice, RightBadge
from flows.model.retention_schedule import RetentionSchedule


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    yield RightBadge(badge=BADGE, issuer=ISSUERS[1])
    yield from (ShortPrompt(ask=ask, name="Name", number=1) for ask in SHORT)
    yield ConsentRefused()
    for scribe in (None, TranscriptionService(), TranscriptionService("speech.example.org")):
        yield PrivacyNotice(scribe=scribe, agreed=AT, number="7", carrier="bot", retention=RetentionSchedule())
    yield FreshStart(badge=BADGE, changed={BADGE.questions[0].id: 7})
