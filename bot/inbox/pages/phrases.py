"""Dates, lengths and counts in words, as an assessor reads them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.inbox.html import Html, tag
from bot.inbox.standing import SubmissionStanding, act
from bot.issuers.contract.manifest import AnswerPart

COUNTED = {
    "exact": "counted",
    "estimate": "an estimate: some of it was spoken",
    "stated": "the rest is on a page, as the applicant counted it",
}
FATE = {
    "waiting": "On its way: the bot has not said yes. It is tried again.",
    "delivered": "Delivered: the bot has it.",
    "refused": "The bot refused it, so nothing was said to the applicant.",
}
SAID = {
    "received": "Told that it has arrived",
    "returned": "More asked for",
    "awarded": "Awarded",
    "declined": "Declined",
    "revoked": "Badge taken back",
}


def day(at: datetime, zone: ZoneInfo) -> str:
    """A day, such as `5 July 2026`."""
    local = _aware(at).astimezone(zone)
    return f"{local.day} {local:%B %Y}"


def moment(at: datetime, zone: ZoneInfo) -> Html:
    """A day and the time of it."""
    local = _aware(at).astimezone(zone)
    return tag("time", f"{day(at, zone)}, {local:%H:%M}", datetime=local.isoformat(timespec="seconds"))


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def length(seconds: float) -> str:
    """A length of sound, such as `1 min 10 s`."""
    whole = int(min(max(seconds, 0.0), 360_000.0)) if seconds == seconds else 0  # noqa: PLR0124 - only NaN is not itself
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"


def size(count: int) -> str:
    """Bytes, as people say them."""
    if count < 1000:
        return f"{count} bytes"
    return f"{round(count / 1000)} KB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"


def named(id_: str) -> str:
    """The id of a fact as a label: `registration_number` is `Registration number`."""
    words = id_.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def about(words: int) -> str:
    """An estimate, to the nearest ten, under fifty to the nearest five: a closer number would claim to know more."""
    step = 10 if words >= 50 else 5
    return f"about {step * round(words / step)}"


def count(answer: AnswerPart) -> str:
    """How many words an answer has, and who says so."""
    if answer.count == "estimate":
        return f"{about(answer.words)} words"
    return f"{answer.words} {'word' if answer.words == 1 else 'words'}"


def meets(answer: AnswerPart) -> str:
    """Whether an answer has the words that are asked for, in a few words."""
    if answer.count == "stated":
        return "on a page"
    if answer.shorter_than_asked:
        return "shorter than asked; the applicant has kept it so"
    if answer.count == "estimate":
        return "enough words, by an estimate"
    return "enough words" if answer.words >= answer.minimum_words else "too few words"


def state(seen: SubmissionStanding) -> str:
    """How a submission stands, in a few words."""
    if seen.withdrawn_at is not None:
        return "Taken back by the applicant"
    if seen.after is not None:
        return f"Replaced by attempt {seen.after.manifest.data.version}"
    if seen.verdict is not None:
        return SAID[act(seen.verdict)]
    return "Arrived, and told so" if seen.arrival_told else "New"
