"""The versions of the privacy notice, and how long things are kept as it says.

Consent is stored with the version, so a change of its words is a new version.
"""

from dataclasses import asdict, dataclass

from criteria.routes import Carrier
from flows.engine.capabilities import TranscriptionService
from flows.engine.screen import Phrases
from flows.model.retention_schedule import RetentionSchedule


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """One version of the notice."""

    name: str
    purpose: int = 1
    """Goes up where what data are used for changes: then consent is asked for again. A changed wording asks nobody."""
    change: str = ""
    """The phrase that tells what is new, for those who agreed to an earlier version."""


VERSIONS = (NoticeVersion("2026-12"), NoticeVersion("2027-01", change="notice-new-2027-01"))
"""Every version there was, in order."""
VERSION = VERSIONS[-1].name

_CARRIED = {"bot": "", "worker": ", you send", "either": ", you or I send"}


def version(scribe: TranscriptionService | None, carrier: Carrier) -> str:
    """The notice as it reads for one bot: it also says who sends applications, and who writes recordings down."""
    told = f", {scribe.told}" if scribe else ""
    return f"{VERSION}{_CARRIED[carrier]}{told}"


def changes_since(agreed: str, versions: tuple[NoticeVersion, ...] = VERSIONS) -> tuple[str, ...]:
    """The phrases of what is new since a version that was agreed to, as it is stored. Of an unknown one, all."""
    names = [one.name for one in versions]
    name = agreed.partition(",")[0]
    later = versions[names.index(name) + 1 :] if name in names else versions
    return tuple(one.change for one in later if one.change)


def covers(agreed: str, versions: tuple[NoticeVersion, ...] = VERSIONS) -> bool:
    """Whether a consent is still one to what data are used for now, whatever the wording."""
    name = agreed.partition(",")[0]
    # Those before the first that is listed had its purpose.
    purpose = next((one.purpose for one in versions if one.name == name), versions[0].purpose)
    return purpose == versions[-1].purpose


_YEAR = 365
_LEAP = 2
"""Days that some years may have more."""
TOLD = ("draft", "set_aside", "undelivered", "withdrawn", "decided", "files", "details", "blocked")
"""What a worker is told of before it goes, each with a line of its own in the notice."""


def period(say: Phrases, days: int) -> str:
    """A number of days, as years where it is about so many."""
    years, rest = divmod(days, _YEAR)
    return say.plain("years", count=years) if years and rest <= _LEAP else say.plain("days", count=days)


def periods(say: Phrases, schedule: RetentionSchedule) -> str:
    """All that the privacy notice says of the schedule."""
    times = {name.removesuffix("_days"): period(say, days) for name, days in asdict(schedule).items()}
    lines = [say.phrase(f"notice-period-{name}", time=times[name]) for name in TOLD]
    return "\n".join([say.phrase("notice-periods"), *lines, say.phrase("notice-periods-rest", **times)])
