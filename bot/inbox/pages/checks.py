"""What the inbox checked of a submission, what was decided of it, and its other attempts."""

from zoneinfo import ZoneInfo

from bot.inbox.html import Html, Node, every, tag
from bot.inbox.pages import phrases
from bot.inbox.records import DecisionRecord
from bot.inbox.shelf import StoredSubmission
from bot.inbox.standing import SubmissionStanding, act
from bot.issuers.contract.decision import SAID, AwardedData, ReturnedData


def checks(kept: StoredSubmission, zone: ZoneInfo) -> Html:
    """Each check with what came of it. What failed one was never kept."""
    received, data = kept.received, kept.manifest.data
    signatures = every(
        [", ".join(received.first.signatures), ", signed ", phrases.moment(received.first.signed_at, zone)]
    )
    lines: list[tuple[str, Html | str]] = [
        ("Signature good", signatures),
        ("Of the schema pack/1", every(["SHA-256 ", tag("code", received.manifest_sha256[:16] + "…")])),
        *(
            (f"File as signed: {file.name}", every(["SHA-256 ", tag("code", file.sha256[:16] + "…")]))
            for file in data.files
        ),
        ("No file missing or extra", f"{received.files} of {len(data.files)}"),
        ("Kept once", _tries(kept, zone)),
    ]
    shown = (tag("li", tag("b", title), tag("small", words)) for title, words in lines)
    return tag("section", tag("h2", "Checked"), tag("ul", *shown, class_="checks"), id="checks", class_="card")


def _tries(kept: StoredSubmission, zone: ZoneInfo) -> Html:
    received = kept.received
    if received.tries == 1:
        return every(["It came once."])
    again = f"It came {received.tries} times, the same each time, and got the same answer. Last: "
    return every([again, phrases.moment(received.last.at, zone)])


def history(seen: SubmissionStanding, zone: ZoneInfo) -> Html:
    """What was decided, the newest first, and whether the bot has it."""
    shown = [_decided(one, zone) for one in reversed(seen.kept.decisions)]
    nothing = tag("p", "Nothing yet. ", tag("a", "Decide", href="#decision") if seen.acts else None)
    return tag("section", tag("h2", "Decided"), *(shown or [nothing]), id="decided", class_="card")


def _decided(decided: DecisionRecord, zone: ZoneInfo) -> Html:
    data = SAID.validate_json(decided.body).data
    tries = "1 try" if decided.tries == 1 else f"{decided.tries} tries"
    fate = (
        f"{phrases.FATE[decided.standing]} {tries}, last answer: {decided.answer}." if decided.tries else "On its way."
    )
    comment = tag("q", data.comment) if data.comment else None
    return tag(
        "div",
        tag("b", phrases.SAID[act(decided)]),
        " ",
        tag("small", phrases.moment(decided.made_at, zone)),
        tag("p", comment) if comment else None,
        _wanted(data) if isinstance(data, ReturnedData) else None,
        tag("p", "The badge itself went along.") if isinstance(data, AwardedData) and data.credential else None,
        tag("p", fate, class_="fate", data_standing=decided.standing),
        tag("small", tag("code", decided.id)),
        class_="decided",
    )


def _wanted(data: ReturnedData) -> Node:
    wanting = sum(not item.satisfied for item in data.items)
    until = f" Reply by {data.reply_by.day} {data.reply_by:%B %Y}." if data.reply_by else ""
    return tag("p", f"{wanting} {'answer' if wanting == 1 else 'answers'} open again.{until}")


def latest(seen: SubmissionStanding) -> Node:
    """What was said last, and whether the bot has it, for the top of the page."""
    if not seen.kept.decisions:
        return None
    last = seen.kept.decisions[-1]
    words = f". {phrases.FATE[last.standing]}"
    kind = "card summary" if last.standing != "delivered" else "card"
    return tag("p", tag("b", phrases.SAID[act(last)]), words, role="status", class_=kind)


def attempts(seen: SubmissionStanding) -> Node:
    """The ways to the other attempts; None where there are none."""
    if len(seen.attempts) < 2:
        return None
    shown: list[Node] = []
    for one in seen.attempts:
        name = f"Attempt {one.manifest.data.version}"
        here = one.id == seen.kept.id
        shown += [tag("b", name, aria_current="page") if here else tag("a", name, href=f"/inbox/{one.id}"), " "]
    return tag("nav", *shown, aria_label="Attempts", class_="attempts")
