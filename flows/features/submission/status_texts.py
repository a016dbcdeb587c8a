"""Sentences for how each application stands."""

from datetime import date

from flows.features.submission import status_replies as r
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def status(say: Catalogue, reply: r.Status) -> str:
    """Every application."""
    if not reply.standings:
        return say.phrase("status-none")
    said = [_standing(say, standing) for standing in reply.standings]
    return "\n\n".join([say.phrase("status"), *said, say.phrase("status-more")])


def _standing(say: Catalogue, standing: r.StatusLine) -> str:
    dates: dict[str, date | None] = {
        "began": standing.began_on,
        "sent": standing.sent_on,
        "by": standing.by,
        "said": standing.said_on,
        "back": standing.taken_back_on,
    }
    state = standing.state.value
    if standing.state is r.State.answering and standing.held and not standing.of:
        state = "holding"
    lines = [
        say.phrase(
            f"status-line-{state}",
            title=standing.title,
            done=standing.done,
            of=standing.held.of if state == "holding" and standing.held else standing.of,
            held=standing.held.held if standing.held else 0,
            issuer=standing.issuer,
            contact=standing.contact,
            carrier=standing.carrier,
            **{name: day for name, day in dates.items() if day is not None},
        )
    ]
    if standing.state is r.State.returned:
        lines += _returned(say, standing)
    if standing.state is r.State.withdrawn:
        key = f"status-back-{standing.back.value}"
        lines.append(say.phrase(key, issuer=standing.issuer, contact=standing.contact))
    if standing.reference:
        lines.append(_references(say, standing))
    return "\n".join(lines)


def _returned(say: Catalogue, standing: r.StatusLine) -> list[str]:
    said = []
    if standing.wanted:
        numbers = ", ".join(str(number) for number in standing.wanted)
        said.append(say.phrase("status-wanted", numbers=numbers, count=len(standing.wanted)))
    if standing.reply_by:
        said.append(say.phrase("returned-by", by=standing.reply_by))
    return said


def _references(say: Catalogue, standing: r.StatusLine) -> str:
    said = say.phrase("status-reference", reference=standing.reference)
    if standing.attempt > 1:
        said += " " + say.phrase("status-attempt", attempt=standing.attempt)
    return said + (" " + say.phrase("their-reference", theirs=standing.theirs) if standing.theirs else "")


def add_to(texts: Texts) -> None:
    """Says how each application stands."""
    texts.add(r.Status, status)
