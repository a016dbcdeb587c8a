"""The retention schedule as tables: what is kept for how long, and what would go within a month."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bot.clock import Clock
from bot.storage.beside.retention_foresight import foresee
from flows.model.retention_schedule import RetentionSchedule

MONTH = timedelta(days=31)
"""As far as the dry run looks: what is told of today goes within it."""
HEADINGS = ("kind", "kept now", "told of first", "would go")

_COUNTED = {
    "draft_days": ("Drafts that are not sent", "the worker's last change; after a return, the day to reply by"),
    "set_aside_days": ("Drafts that the worker said are not for them", "when they said so"),
    "undelivered_days": ("Submissions made ready that never reached the issuer", "when they were made ready"),
    "withdrawn_days": ("Submissions that the worker took back", "when they took them back"),
    "decided_days": ("Submissions that were awarded, declined or revoked", "the last decision"),
    "files_days": ("Recordings and award files of decided submissions", "the last decision"),
    "details_days": ("Details and consent of somebody with no drafts", "their last message"),
    "blocked_days": ("Everything of somebody who blocked the bot, where it is sooner", "the block"),
    "parked_days": ("Messages that could not be handled", "when they came"),
    "prompt_days": ("Which question a message asked, but the newest", "when it was sent"),
    "update_id_days": ("Ids of handled updates", "when they were handled"),
    "webhook_id_days": ("Ids of handled messages of issuers", "when they were handled"),
    "audit_days": ("Moves of drafts between stages, outcomes of reminders", "when they happened"),
    "operator_days": ("What operators did", "when they did it"),
}
_WARNED = frozenset({"draft", "set_aside", "undelivered", "withdrawn", "decided", "files", "details", "blocked"})


def table(schedule: RetentionSchedule) -> str:
    """The schedule as a page of Markdown, with the settings by which it is changed."""
    lines = [
        f"| {what} | {getattr(schedule, field):,} days | {since} | {_told(field)} | {_setting(field)} |"
        for field, (what, since) in _COUNTED.items()
    ]
    return "\n".join([_HEAD, *lines, _TAIL])


def _told(field: str) -> str:
    return "a month and a week before" if field.removesuffix("_days") in _WARNED else "no: nothing that they wrote"


def _setting(field: str) -> str:
    fixed = {"prompt_days", "update_id_days", "webhook_id_days"}
    return "fixed" if field in fixed else f"`TEABREAK_KEEP_{field.upper()}`"


_HEAD = """\
# How long data are kept

`teabreak retention --table` prints this page from the settings. What runs out is removed within a day.

| what | kept for | from | the worker is told | setting |
| --- | --- | --- | --- | --- |"""
_TAIL = """
- A submission that an issuer has and has not decided on is kept until it decides. `teabreak retention --dry-run` counts
  them as `undecided`.
- Somebody who looked in and did not agree to the notice: gone within a day.
- "Keep it", under a warning or typed, keeps a thing for its whole period again.
- Nothing goes before both warnings were sent: a month after the first and a week after the last, however long the bot
  was off. After a jump of the clock, nothing goes for twelve hours.
- Backups hold what they held. `TEABREAK_BACKUP_KEEP` says how many are kept.
"""


def would_go(data: Path, schedule: RetentionSchedule, clock: Clock) -> Sequence[Sequence[str]]:
    """What would go within a month, by kind, if nobody did anything meanwhile. Raises StorageError."""
    now = clock.now()
    found = foresee(data, schedule, now, now + MONTH)
    return tuple((one.kind, str(one.kept), str(one.warned), str(one.gone)) for one in found)
