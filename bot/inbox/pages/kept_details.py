"""Words in the evidence that may point to a person, and that the applicant looked at and kept."""

from collections.abc import Iterator

from bot.inbox.html import Html, Node, tag
from bot.inbox.pages import phrases
from bot.inbox.pages.answers import Reading

_WHY = "The bot thought that these words may point to a person. The applicant has looked at each of them and kept it."


def kept_details(reading: Reading) -> Node:
    """A list of such words, each with its answer and when it was kept; None where there are none."""
    if not reading.kept.manifest.data.kept_details:
        return None
    return tag(
        "section",
        tag("h2", "Words that the applicant has looked at"),
        tag("p", _WHY),
        tag("ul", *_lines(reading)),
        id="kept-details",
        class_="card",
    )


def _lines(reading: Reading) -> Iterator[Html]:
    data = reading.kept.manifest.data
    numbers = {answer.criterion_id: number for number, answer in enumerate(data.answers, 1)}
    for one in data.kept_details:
        yield tag(
            "li",
            tag("a", f"Answer {numbers.get(one.criterion_id, 0)}", href=f"#q-{one.criterion_id}"),
            f": “{one.words}” (perhaps: {one.kind.replace('_', ' ')}), ",
            tag("small", "kept ", phrases.moment(one.kept_at, reading.zone)),
        )
