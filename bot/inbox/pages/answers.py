"""An answer as an assessor reads it: heading, count, what is new, the words, what was spoken, and room to judge."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.inbox.changes import DiffKind, Run, differs, runs
from bot.inbox.html import Html, Node, every, tag
from bot.inbox.pages import phrases
from bot.inbox.pages.marking import marking
from bot.inbox.pages.recordings import recordings
from bot.inbox.shelf import StoredSubmission
from bot.inbox.standing import SubmissionStanding
from bot.inbox.wishes import DecisionForm, FormProblem
from bot.issuers.contract.decision import SAID, ReturnedItem, WithItems
from bot.issuers.contract.manifest import AnswerPart, Manifest, TickPart

NOTHING = DecisionForm()


@dataclass(frozen=True, slots=True)
class Reading:
    """A submission in front of an assessor, with what they have filled in."""

    seen: SubmissionStanding
    zone: ZoneInfo
    wish: DecisionForm = NOTHING
    problems: tuple[FormProblem, ...] = ()
    asks: bool = False
    """The problems are questions: the assessor may send it all the same."""

    @property
    def kept(self) -> StoredSubmission:
        """The submission."""
        return self.seen.kept


def answers(reading: Reading) -> Html:
    """Every answer, in the badge's order."""
    data = reading.kept.manifest.data
    return every(_answer(reading, number, answer) for number, answer in enumerate(data.answers, 1))


def _answer(reading: Reading, number: int, answer: AnswerPart) -> Html:
    data = reading.kept.manifest.data
    files = [file for file in data.files if file.criterion_id == answer.criterion_id]
    return tag(
        "article",
        tag("h2", f"{number}. {answer.heading}"),
        _question(answer),
        tag("p", _counted(answer), class_="count"),
        _asked(reading, answer.criterion_id),
        _text(reading, answer),
        _page(answer),
        *recordings(reading.kept.id, files),
        ticks(answer.checklist, reading.zone),
        marking(answer.criterion_id, reading.wish, reading.problems) if "returned" in reading.seen.acts else None,
        id=f"q-{answer.criterion_id}",
        class_="card",
    )


def _question(answer: AnswerPart) -> Node:
    """The question as the applicant read it, and the tips, which open on request."""
    if not answer.question:
        return None
    tips = tag(
        "details",
        tag("summary", "Tips that the applicant could read"),
        tag("ul", *(tag("li", tip) for tip in answer.tips)),
        class_="small",
    )
    return every([tag("p", answer.question, class_="criterion"), tips if answer.tips else None])


def _counted(answer: AnswerPart) -> Html:
    who = phrases.COUNTED[answer.count]
    least = f" At least {answer.minimum_words} asked for: "
    return every([tag("b", phrases.count(answer)), f" ({who}).", least, tag("b", phrases.meets(answer)), "."])


def _asked(reading: Reading, question: str) -> Node:
    """What was asked for at this question: on this attempt, or on the one before."""
    for kept, when in ((reading.kept, "You asked for more"), (reading.seen.before, "You had asked for more")):
        item = next((one for one in items(kept) if one.criterion_id == question), None)
        if item is not None:
            title = "You found this to be enough" if item.satisfied else when
            words = tag("q", item.comment) if item.comment else None
            return tag("p", tag("b", f"{title}. "), words, class_="asked")
    return None


def items(kept: StoredSubmission | None) -> tuple[ReturnedItem, ...]:
    """What an assessor said last of the questions of an attempt, with whichever decision."""
    for decided in reversed(kept.decisions if kept else ()):
        data = SAID.validate_json(decided.body).data if decided.standing != "refused" else None
        if isinstance(data, WithItems) and data.items:
            return data.items
    return ()


def _text(reading: Reading, answer: AnswerPart) -> Node:
    before = reading.seen.before
    plain = tag("div", answer.text, class_="words", dir="auto") if answer.text else None
    if before is None:
        return plain
    then = f"attempt {before.manifest.data.version}"
    if not differs(answer.criterion_id, before.manifest, reading.kept.manifest):
        return every([tag("p", f"As it was in {then}.", class_="same"), plain])
    was, now = runs(_text_in(before.manifest, answer.criterion_id), answer.text)
    return tag(
        "div",
        tag("div", tag("h3", "Now, what is new is marked"), tag("div", *_marked(now), class_="words", dir="auto")),
        tag(
            "div",
            tag("h3", f"In {then}, what is gone is struck"),
            tag("div", *_marked(was), class_="words", dir="auto"),
        ),
        class_="pair",
    )


def _text_in(manifest: Manifest, question: str) -> str:
    return next((one.text for one in manifest.data.answers if one.criterion_id == question), "")


def _marked(found: Iterable[Run]) -> Iterator[Node]:
    elements = {DiffKind.added: "ins", DiffKind.gone: "del"}
    for run in found:
        words = run.text.rstrip()
        yield tag(elements[run.change], words) if run.change in elements else words
        # The space behind the last word belongs to nobody.
        yield run.text[len(words) :]


def _page(answer: AnswerPart) -> Node:
    return tag("p", "Page: ", link(answer.link)) if answer.link else None


def link(url: str) -> Node:
    """An address, shown as it is. Only one that opens a page can be pressed."""
    if not url.startswith(("https://", "http://")):
        return url
    return tag("a", url, href=url, rel="noopener noreferrer nofollow", target="_blank")


def ticks(found: tuple[TickPart, ...], zone: ZoneInfo) -> Node:
    """What the applicant has confirmed of a page."""
    if not found:
        return None
    lines = (tag("li", tick.text, " ", tag("small", phrases.moment(tick.ticked_at, zone))) for tick in found)
    return every([tag("p", "The applicant has confirmed of this page:"), tag("ul", *lines)])
