"""The list of what has come."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.inbox.html import Html, every, tag
from bot.inbox.pages import phrases
from bot.inbox.pages.layout import page
from bot.inbox.standing import SubmissionStanding
from bot.issuers.contract.manifest import Submission


def listing(submissions: Sequence[SubmissionStanding], zone: ZoneInfo, mark: str, chat: bool) -> str:
    """The page with every submission, the newest at the top."""
    shown = tag("ol", *(_row(seen, zone) for seen in submissions), class_="list", reversed=True)
    return page(
        "All submissions",
        tag("h1", "Submissions"),
        shown if submissions else _empty(),
        mark=mark,
        back=False,
        chat=chat,
    )


def _empty() -> Html:
    return tag("p", "Nothing has come yet. Finish an application in the chat, send it, and it is here.", class_="card")


def _row(seen: SubmissionStanding, zone: ZoneInfo) -> Html:
    data = seen.kept.manifest.data
    name = data.applicant.get("name", "")
    who = name if isinstance(name, str) else ", ".join(name)
    facts = every(
        [
            f"{data.reference} · attempt {data.version} · {_amount(data)}",
            f" · {len(data.files)} {'file' if len(data.files) == 1 else 'files'}" if data.files else "",
            " · ",
            phrases.moment(seen.kept.received.first.at, zone),
        ]
    )
    return tag(
        "li",
        tag("a", who or data.reference, href=f"/inbox/{seen.kept.id}"),
        tag("span", phrases.state(seen), class_="state"),
        tag("span", data.badge.title),
        tag("small", facts),
        class_="card old" if seen.after else "card",
    )


def _amount(data: Submission) -> str:
    """How much there is to read."""
    held = f"{len(data.prerequisites)} badges held"
    if not data.answers and data.prerequisites:
        return held
    return f"{phrases.about(data.total_words) if data.total_count == 'estimate' else data.total_words} words"
