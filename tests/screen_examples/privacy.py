"""Examples of the screens about a worker's own data."""

from collections.abc import Iterator

from screen_examples.samples import AT

from flows.engine.screen import Screen
from flows.features.privacy.kept import KeptBadge, KeptData
from flows.features.privacy.screens import EraseCheck, ErasureReceipt, PrivacyMenu
from flows.features.start.notice import VERSIONS
from flows.features.start.screens import ConsentAgain
from flows.model.retention_schedule import RetentionSchedule
from flows.model.stages import Stage

CHANGES = tuple(one.change for one in VERSIONS if one.change)


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    kept = RetentionSchedule(details_days=45)
    yield PrivacyMenu(carrier="bot", retention=kept, number="7", agreed=AT, changes=CHANGES)
    yield PrivacyMenu(carrier="worker", retention=kept, number="7", agreed=None)
    yield ConsentAgain(changes=CHANGES)
    sent = KeptBadge("Glen", answers=2, words=7, recordings=1, awards=2, aside=1, stage=Stage.with_issuer, sent=AT)
    closed = KeptBadge("Glen", answers=0, words=0, recordings=2, awards=1, aside=3, stage=Stage.closed)
    many = (sent, closed, *(KeptBadge("Glen", 1, 7, 0, 0, 0, Stage.answering) for _ in range(12)))
    yield KeptData(number="7", agreed=AT, details=(("Name", "Isla"),), badges=many, reminders=True, locked=True)
    yield EraseCheck(badges=2, sent=("SSSC",), on_its_way=True)
    yield ErasureReceipt(at=AT, drafts=1, submissions=1, files=2)
