"""Dates, lengths and counts in words, as an assessor reads them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.inbox.page_sentences import LANGUAGE, plain
from bot.inbox.submission_state import SubmissionStanding, act
from bot.issuers.contract.award_doubts import doubt
from bot.issuers.contract.pack_schema import AnswerPart, PrerequisitePart


def day(at: datetime, zone: ZoneInfo) -> str:
    """A day, such as `5 July 2026`."""
    return plain("day", on=_local(at, zone).date())


def moment(at: datetime, zone: ZoneInfo) -> Markup:
    """A day and the time of it, as a `time` element."""
    local = _local(at, zone)
    return Markup('<time datetime="{}">{}</time>').format(local.isoformat(timespec="seconds"), day_and_time(at, zone))


def day_and_time(at: datetime, zone: ZoneInfo) -> str:
    """A day and the time of it, as plain text."""
    return plain("moment", day=day(at, zone), time=f"{_local(at, zone):%H:%M}")


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone)


def length(seconds: float) -> str:
    """A length of sound, such as `1 min 10 s`."""
    whole = int(min(max(seconds, 0.0), 360_000.0)) if seconds == seconds else 0  # noqa: PLR0124 - only NaN is not itself
    if whole < 60:
        return plain("length-seconds", seconds=whole)
    return plain("length-minutes", minutes=whole // 60, seconds=whole % 60)


def size(count: int) -> str:
    """Bytes, such as `48 KB`."""
    if count < 1000:
        return plain("size-bytes", count=count)
    if count < 999_500:
        return plain("size-kilobytes", count=round(count / 1000))
    return plain("size-megabytes", count=f"{count / 1_000_000:.1f}")


def named(id_: str) -> str:
    """The id of a fact as a label: `registration_number` is `Registration number`."""
    words = id_.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def about(words: int) -> int:
    """An estimate, to the nearest ten, under fifty to the nearest five: a closer number would claim to know more."""
    step = 10 if words >= 50 else 5
    return step * round(words / step)


def number(words: int, count: str) -> str:
    """How many words there are, such as `172`, or `about 170` where the count is an estimate."""
    return plain("about", count=about(words)) if count == "estimate" else str(words)


def counted(words: int, count: str) -> str:
    """How many words there are, such as `172 words`."""
    return plain("words-about", count=about(words)) if count == "estimate" else plain("words", count=words)


def meets(answer: AnswerPart) -> str:
    """Whether an answer has the words that are asked for."""
    if answer.count == "stated":
        return plain("meets-page")
    if answer.shorter_than_asked:
        return plain("meets-kept-short")
    if answer.count == "estimate":
        return plain("meets-estimate")
    return plain("meets-enough" if answer.words >= answer.minimum_words else "meets-too-few")


def against(held: PrerequisitePart, zone: ZoneInfo) -> list[str]:
    """What an assessor must know against a badge being held, a sentence or two for each."""
    said = []
    if held.matched_by == "applicant" and held.award_name:
        said.append(plain("held-named", name=held.award_name))
    elif held.matched_by == "applicant" and held.file:
        said.append(plain("held-says"))
    found = ((one.kind, day(one.found_at, zone) if one.found_at else "") for one in held.against)
    return [*said, *(doubt(kind, found_on, LANGUAGE) for kind, found_on in found)]


def state(seen: SubmissionStanding) -> str:
    """How a submission stands, in a few words."""
    if seen.withdrawn_at is not None:
        return plain("state-withdrawn")
    if seen.after is not None:
        return plain("state-replaced", number=seen.after.manifest.data.version)
    if seen.held is not None:
        return plain("state-held")
    if seen.verdict is not None:
        return plain(f"said-{act(seen.verdict)}")
    return plain("state-arrived" if seen.arrival_told else "state-new")
