"""What of the stored data would run out until some day, by kind. Reads beside a running bot, and writes nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.storage.beside.find_person import everybody
from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements
from flows.model.retention_schedule import RetentionKind, RetentionSchedule
from flows.model.stages import Stage
from flows.rules.retention_terms import FIRST_WARNING, Contact, terms


@dataclass(frozen=True, slots=True)
class Foresight:
    """How many of a kind are there, are told of for the first time until then, and would go."""

    kind: str
    kept: int
    warned: int
    gone: int


UNDECIDED = "undecided"
"""The kind of what an issuer has and is still to decide on, which never runs out."""


def foresee(data: Path, schedule: RetentionSchedule, now: datetime, until: datetime) -> tuple[Foresight, ...]:
    """Counts what nobody keeps by then, by kind, if nobody does anything meanwhile. Raises StorageError."""
    kept: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    for session, active_ms, blocked_ms in everybody(data):
        contact = Contact(_utc(active_ms), None if blocked_ms is None else _utc(blocked_ms))
        kept[UNDECIDED] += sum(draft.stage is Stage.with_issuer for draft in session.drafts.values())
        for term in terms(schedule, session, contact, now):
            kept[term.kind.value] += 1
            first = term.warned[0] if term.warned else max(now, term.ends - FIRST_WARNING)
            warned[term.kind.value] += not term.warned and first <= until
            gone[term.kind.value] += max(term.gone_at, first + FIRST_WARNING) <= until
    kinds = [UNDECIDED, *(kind.value for kind in RetentionKind)]
    found = [Foresight(kind, kept[kind], warned[kind], gone[kind]) for kind in kinds]
    return (*found, *_rows(data, schedule, now, until))


def _rows(data: Path, schedule: RetentionSchedule, now: datetime, until: datetime) -> Iterator[Foresight]:
    """Rows that go by their age alone, and of which nobody is told."""
    whole = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)
    with location(data).opened() as database:
        every = dict(_older(database, schedule, whole))
        for kind, count in _older(database, schedule, until):
            yield Foresight(kind, every[kind], 0, count)


def _older(database: BlockingStatements, schedule: RetentionSchedule, moment: datetime) -> Iterator[tuple[str, int]]:
    return database.beside.older_rows(
        parked_ms=_ms(moment - timedelta(days=schedule.parked_days)),
        audit_ms=_ms(moment - timedelta(days=schedule.audit_days)),
        updates_ms=_ms(moment - timedelta(days=schedule.update_id_days)),
        webhooks_ms=_ms(moment - timedelta(days=schedule.webhook_id_days)),
        prompts_ms=_ms(moment - timedelta(days=schedule.prompt_days)),
    )


def _utc(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
