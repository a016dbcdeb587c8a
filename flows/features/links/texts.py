"""Sentences for links."""

from flows.features.answers.replies import Line, Progress
from flows.features.links import replies as r
from flows.features.review.replies import Review
from flows.rules.links import Ticked
from flows.rules.web_address import LONGEST
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def ask(say: Catalogue, reply: r.AskLink) -> str:
    """What does the link answer?"""
    return say.phrase("link-ask", url=reply.url, number=reply.number)


def fault(say: Catalogue, reply: r.LinkFault) -> str:
    """What is the matter with a link, what to do, and where it is kept meanwhile."""
    what = say.phrase(f"link-fault-{reply.fault.value}", url=reply.url, longest=LONGEST)
    kept = say.phrase("link-fault-kept", number=reply.number) if reply.number else say.phrase("link-fault-aside")
    return f"{what}\n\n{kept}"


def rules(say: Catalogue, _: r.LinkRules) -> str:
    """How a link is given, and what counts of it."""
    return say.phrase("link-rules")


def checklist(say: Catalogue, reply: r.Checklist) -> str:
    """What the worker says of the page behind a link."""
    head = say.phrase("checklist", number=reply.number) if reply.number else say.phrase("checklist-whole")
    boxes = "\n".join(_box(say, number, box) for number, box in enumerate(reply.boxes, 1))
    left = sum(not box.on for box in reply.boxes)
    end = say.phrase("checklist-left", left=left) if left else say.phrase("checklist-all")
    return "\n\n".join(
        [f"{head}\n{say.phrase('checklist-url', url=reply.url)}", say.phrase("checklist-how"), boxes, end]
    )


def _box(say: Catalogue, number: int, box: r.CheckItem) -> str:
    return say.phrase("checklist-box-on" if box.on else "checklist-box", number=number, text=box.text)


def progress(say: Catalogue, reply: Progress, ticked: Ticked) -> str:
    """How an answer stands that a link of its own answers."""
    return say.phrase("progress-link", number=reply.number, count=reply.count, done=ticked.done, of=ticked.of)


def line(say: Catalogue, given: Line) -> str:
    """A question in a list that a link answers: its own, or the one for every question."""
    state = "done" if given.done else "not-yet"
    if given.link is None:
        said = say.phrase(f"questions-whole-{state}", number=given.number, heading=given.heading)
    else:
        done, of = given.link.done, given.link.of
        key = f"questions-link-{state}"
        said = say.phrase(key, number=given.number, heading=given.heading, done=done, of=of)
    return said + (say.phrase("questions-link-words", count=given.count) if given.count else "")


def whole(say: Catalogue, ticked: Ticked) -> str:
    """How far the checklist has come of the link that answers every question."""
    return say.phrase("questions-all-link", done=ticked.done, of=ticked.of)


def missing(say: Catalogue, reply: Review) -> list[str]:
    """Whose checklist has boxes left."""
    said = [say.phrase("review-missing-link-whole")] if reply.whole and not reply.whole.all else []
    own = [line.number for line in reply.lines if line.link and not line.link.all]
    return said + [say.phrase("review-missing-link", number=number) for number in own]


def add_to(texts: Texts) -> None:
    """Says every reply about links."""
    texts.add(r.AskLink, ask)
    texts.add(r.LinkFault, fault)
    texts.add(r.LinkRules, rules)
    texts.add(r.Checklist, checklist)
