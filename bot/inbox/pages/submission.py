"""The page of one submission: facts first, what meets what, each answer, and room for the decision."""

from collections.abc import Iterator

from bot.inbox.changes import differs
from bot.inbox.html import Html, Node, every, tag
from bot.inbox.pages import phrases
from bot.inbox.pages.answers import Reading, answers, link, ticks
from bot.inbox.pages.badges_held import badges_held
from bot.inbox.pages.checks import attempts, checks, history, latest
from bot.inbox.pages.forms import forms, summary
from bot.inbox.pages.kept_details import kept_details
from bot.inbox.pages.layout import page
from bot.inbox.pages.recordings import recordings
from bot.issuers.contract.manifest import Submission


def submission(reading: Reading, mark: str, chat: bool) -> str:
    """The whole page."""
    data = reading.kept.manifest.data
    evidence = (_overview(reading), badges_held(reading), _whole(reading), answers(reading))
    left = (*evidence, kept_details(reading), _ai(data), _declarations(reading), forms(reading))
    right = (checks(reading.kept, reading.zone), history(reading.seen, reading.zone))
    return page(
        f"{data.reference}, attempt {data.version}",
        tag("h1", data.badge.title),
        _under(reading),
        attempts(reading.seen),
        summary(reading) or latest(reading.seen),
        _withdrawn(reading),
        _replaced(reading),
        tag("div", tag("div", _facts(data), *left, class_="read"), tag("aside", *right), class_="columns"),
        mark=mark,
        chat=chat,
    )


def _under(reading: Reading) -> Html:
    data, received = reading.kept.manifest.data, reading.kept.received
    code = f"{data.badge.code} · " if data.badge.code else ""
    return tag(
        "p",
        f"{code}{data.reference} · attempt {data.version} · our {received.reference} · came ",
        phrases.moment(received.first.at, reading.zone),
        " ",
        tag("span", phrases.state(reading.seen), class_="state"),
        class_="under",
    )


def _withdrawn(reading: Reading) -> Node:
    at = reading.seen.withdrawn_at
    if at is None:
        return None
    when = phrases.moment(at, reading.zone)
    return tag("p", "The applicant took this back on ", when, ". There is nothing to decide.", class_="card summary")


def _replaced(reading: Reading) -> Node:
    after = reading.seen.after
    if after is None:
        return None
    way = tag("a", f"Go to attempt {after.manifest.data.version}", href=f"/inbox/{after.id}")
    return tag("p", "A later attempt has replaced this one. ", way, class_="card summary")


def _facts(data: Submission) -> Html:
    rows = (
        every(
            [
                tag("dt", phrases.named(id_)),
                tag("dd", value if isinstance(value, str) else ", ".join(value), dir="auto"),
            ]
        )
        for id_, value in data.applicant.items()
    )
    return tag("section", tag("h2", "The applicant"), tag("dl", *rows), id="facts", class_="card")


def _overview(reading: Reading) -> Node:
    data = reading.kept.manifest.data
    if not data.answers:
        return None
    words = phrases.about(data.total_words) if data.total_count == "estimate" else str(data.total_words)
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Criterion", "Words", "Asked", "Result")))
    total = tag(
        "tr",
        tag("th", "All together", scope="row"),
        tag("td", words),
        tag("td"),
        tag("td", _total(data)),
    )
    return tag(
        "section",
        tag("h2", "What meets what"),
        tag("table", tag("thead", head), tag("tbody", *_rows(reading)), tag("tfoot", total)),
        id="overview",
        class_="card",
    )


def _total(data: Submission) -> str:
    return {"exact": "counted", "estimate": "an estimate", "stated": "without the words of a page"}[data.total_count]


def _rows(reading: Reading) -> Iterator[Html]:
    before = reading.seen.before
    for number, answer in enumerate(reading.kept.manifest.data.answers, 1):
        change = None
        if before is not None:
            new = differs(answer.criterion_id, before.manifest, reading.kept.manifest)
            change = tag("span", "changed" if new else "as before", class_="new" if new else "quiet")
        yield tag(
            "tr",
            tag("th", tag("a", f"{number}. {answer.heading}", href=f"#q-{answer.criterion_id}"), scope="row"),
            tag("td", phrases.about(answer.words) if answer.count == "estimate" else str(answer.words)),
            tag("td", f"at least {answer.minimum_words}"),
            tag("td", phrases.meets(answer), " " if change else None, change),
        )


def _whole(reading: Reading) -> Node:
    """A page that answers every question, and recordings that belong to none."""
    data = reading.kept.manifest.data
    known = {answer.criterion_id for answer in data.answers}
    rest = [file for file in data.files if file.criterion_id not in known and file.use != "award"]
    if data.link is None and not rest:
        return None
    words = tag("p", "The applicant’s own page answers every question: ", link(data.link)) if data.link else None
    return tag("section", words, ticks(data.checklist, reading.zone), *recordings(reading.kept.id, rest), class_="card")


def _ai(data: Submission) -> Node:
    ai = data.ai
    if ai.rule == "silent":
        return None
    if ai.used is None:
        words: Node = "The badge bans them." if ai.rule == "banned" else "Nothing was asked."
    elif not ai.used:
        words = "The applicant says: I did not use any."
    else:
        chat = every(["The chat: ", link(ai.link)]) if ai.link else None
        words = every([f"The applicant says: I used {ai.tool or 'one'}. ", chat])
    return tag("section", tag("h2", "AI tools"), tag("p", words), id="ai", class_="card")


def _declarations(reading: Reading) -> Node:
    found = reading.kept.manifest.data.declarations
    lines = (
        tag("li", one.text, " ", tag("small", "agreed ", phrases.moment(one.accepted_at, reading.zone)))
        for one in found
    )
    return (
        tag("section", tag("h2", "Declarations"), tag("ol", *lines), id="declarations", class_="card")
        if found
        else None
    )
