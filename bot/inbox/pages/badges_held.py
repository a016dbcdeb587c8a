"""Other badges that the applicant says they hold, and on what ground: one line each, the ground beside it."""

from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.inbox.html import Html, Node, every, tag
from bot.inbox.pages import phrases
from bot.inbox.pages.answers import Reading, link
from bot.issuers.contract.manifest import FilePart, PrerequisitePart

GROUNDS = {
    "checked": "Checked by the bot",
    "link": "Link given, not checked",
    "file": "File given, not checked",
    "stated": "Stated by the applicant",
}

_CHECKED = (
    "Checked means: the award is the issuer's, it is made out to the applicant's email address, it has not run out, "
    "and it was not taken back."
)


def badges_held(reading: Reading) -> Node:
    """Every badge that is said to be held, in the order of the badge; None where there is none."""
    data = reading.kept.manifest.data
    if not data.prerequisites:
        return None
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Badge held", "On what ground", "When", "To see it")))
    return tag(
        "section",
        tag("h2", f"Badges held: {len(data.prerequisites)}"),
        tag("p", _tally(data.prerequisites)),
        tag("p", _CHECKED) if any(one.ground == "checked" for one in data.prerequisites) else None,
        tag("table", tag("thead", head), tag("tbody", *_rows(reading))),
        id="held",
        class_="card",
    )


def _tally(held: tuple[PrerequisitePart, ...]) -> str:
    counted = Counter[str](one.ground for one in held)
    said = [f"{GROUNDS[ground].lower()}: {counted[ground]}" for ground in GROUNDS if counted[ground]]
    return f"{', '.join(said).capitalize()}."


def _rows(reading: Reading) -> Iterator[Html]:
    data = reading.kept.manifest.data
    files = {file.name: file for file in data.files if file.use == "award"}
    before = {one.id: one for one in reading.seen.before.manifest.data.prerequisites} if reading.seen.before else None
    for one in data.prerequisites:
        new = None if before is None else _new(one, before.get(one.id))
        yield tag(
            "tr",
            tag("th", one.title, " " if new else None, new, _whose(one), scope="row"),
            tag("td", tag("span", GROUNDS[one.ground], class_="new" if one.ground == "checked" else None)),
            tag("td", _when(one, reading.zone)),
            tag("td", _given(one, files, reading.kept.id)),
            id=f"held-{one.id}",
        )


def _new(one: PrerequisitePart, before: PrerequisitePart | None) -> Node:
    """Whether it was not there in the attempt before, or stood on another ground."""
    if before is None:
        return tag("span", "new", class_="new")
    if one.ground == before.ground:
        return None
    return tag("span", f"was: {GROUNDS[before.ground].lower()}", class_="new")


def _whose(one: PrerequisitePart) -> Node:
    """Who says that the award is of this badge, where the award itself leaves that open."""
    if one.matched_by != "applicant" or not (one.award_name or one.file):
        return None
    says = "The applicant says that it is this badge."
    named = f"The award calls itself “{one.award_name}”. {says}" if one.award_name else says
    return every([" ", tag("small", named)])


def _when(one: PrerequisitePart, zone: ZoneInfo) -> str:
    at = one.checked_at if one.ground == "checked" else one.stated_at
    return phrases.day(at or one.stated_at, zone)


def _given(one: PrerequisitePart, files: dict[str, FilePart], submission: str) -> Node:
    file = files.get(one.file or "")
    if file is not None:
        size = f" ({phrases.size(file.bytes)})"
        return every([tag("a", "File", href=f"/inbox/{submission}/files/{file.name}", download=file.name), size])
    return link(one.link) if one.link else None
