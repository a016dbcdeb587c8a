"""Sentences for the check."""

from criteria.model import Fact
from flows.features.answers.texts import characters_over, left, lines, marks, needed_in_all, uncounted
from flows.features.held_badges import texts as badge_texts
from flows.features.links import texts as link_texts
from flows.features.review import replies as r
from flows.features.start.texts import value
from flows.model.audio import enough, rounded
from flows.model.draft import AiUse, Stated
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def review(say: Catalogue, reply: r.Review) -> str:
    """Check your answers."""
    facts = ", ".join(_fact(say, *one) for one in reply.facts)
    blocks = [say.phrase("review-again" if reply.again else "review"), say.phrase("review-facts", values=facts)]
    if reply.lines:
        listed = "\n".join(_with_opening(say, reply, place) for place in range(len(reply.lines)))
        if reply.whole:
            listed = f"{link_texts.whole(say, reply.whole)}\n{listed}"
        blocks.append(say.phrase("review-answers") + "\n" + listed + _total(say, reply))
    if reply.ai:
        blocks.append(_ai(say, reply.ai))
    if reply.held:
        blocks.append(badge_texts.tally(say, reply.held))
    if reply.loose:
        blocks.append(say.phrase("review-loose", count=reply.loose))
    if reply.unchecked:
        blocks.append(say.phrase("review-words", count=reply.unchecked))
    missing = _missing(say, reply)
    doubts = [_doubt(say, one) for one in reply.doubts]
    if missing:
        blocks.append("\n".join([say.phrase("review-missing"), *missing]))
    elif not doubts:
        blocks.append(say.phrase("review-ready"))
    if doubts:
        blocks.append("\n".join([say.phrase("review-doubts"), *doubts]))
    if reply.ready and reply.lines:
        blocks.append(say.phrase("review-read-first"))
    if reply.too_long:
        blocks.append(say.phrase("paste-too-long", words=reply.too_long.words, limit=reply.too_long.limit))
    if reply.lines:
        blocks.append(say.phrase("review-change"))
    return "\n\n".join(blocks)


def _fact(say: Catalogue, fact: Fact, stated: Stated | None) -> str:
    """A detail, and what it is called where it is not settled."""
    given = value(say, fact, stated)
    settled = stated is not None and stated.values and stated.sure
    return given if settled else say.plain("review-fact", label=fact.label, value=given)


def _ai(say: Catalogue, use: AiUse) -> str:
    """What was said of AI tools."""
    if not use.used:
        return say.phrase("review-ai-none")
    if not use.tool or use.unsure or not (use.link or use.no_link):
        return say.phrase("review-ai-open")
    return say.phrase("review-ai", tool=use.tool, link=use.link or say.plain("review-ai-no-link"))


def _with_opening(say: Catalogue, reply: r.Review, place: int) -> str:
    line = lines(say, reply.lines[place : place + 1])
    begins = reply.openings[place] if place < len(reply.openings) else ""
    return f"{line}\n{say.phrase('review-opening', text=begins)}" if begins else line


def _doubt(say: Catalogue, doubt: r.DoubtLine) -> str:
    key = f"doubt-{doubt.kind.value}" + ("-elsewhere" if doubt.other else "")
    return say.phrase(key, number=doubt.number, words=doubt.words, other=doubt.other)


def _total(say: Catalogue, reply: r.Review) -> str:
    limits = reply.badge.words
    if limits is None:
        return ""
    key, total = ("review-total-about", rounded(reply.total)) if reply.about else ("review-total", reply.total)
    said = say.phrase(key, total=total, minimum=limits.minimum, maximum=limits.maximum)
    return f"\n{said}{marks(say, reply.marks, limits.maximum)}{uncounted(say, reply)}"


def _missing(say: Catalogue, reply: r.Review) -> list[str]:
    said = [say.phrase("review-missing-fact", label=label) for label in reply.facts_missing]
    if reply.held and reply.held.missing:
        said.append(say.phrase("review-missing-badges", missing=reply.held.missing))
    said += link_texts.missing(say, reply)
    for line in reply.lines:
        if line.link or line.whole or line.wanted:
            continue
        if not line.done and line.about:
            short = max(5, rounded(enough(line.minimum) - line.count))
            said.append(say.phrase("review-missing-spoken", number=line.number, missing=short))
        elif not line.done and line.count < line.minimum:
            short = line.minimum - line.count
            said.append(say.phrase("review-missing-question", number=line.number, missing=short))
        elif not line.done:
            said.append(say.phrase("review-missing-answer", number=line.number))
    if reply.over and reply.badge.words:
        said.append(_over(say, reply.over, reply.badge.words.maximum, about=reply.about))
    if reply.characters_over:
        said.append(characters_over(say, reply.characters_over))
    if reply.waiting:
        said.append(say.phrase("review-waiting"))
    said += [say.phrase("review-missing-change", number=line.number) for line in reply.lines if line.wanted]
    if reply.total_missing and not said:
        said.append(needed_in_all(say, reply.total_missing, about=reply.about))
    return said


def _over(say: Catalogue, over: int, maximum: int, *, about: bool) -> str:
    return left(say, -over, maximum, about=True) if about else say.phrase("review-over", over=over, maximum=maximum)


def details(say: Catalogue, reply: r.PersonalDetails) -> str:
    """Likely personal details about others."""
    found = "\n".join(
        say.phrase(
            "details-line",
            position=position,
            number=s.number,
            words=s.words,
            kind=say.plain(f"kind-{s.kind.value}"),
            why=say.plain(f"why-{s.why.value}"),
        )
        for position, s in enumerate(reply.sightings, 1)
    )
    first = reply.sightings[0]
    asked = say.phrase("details-ask", words=first.words, number=first.number)
    return "\n\n".join([say.phrase("details"), found, asked])


def add_to(texts: Texts) -> None:
    """Says every reply of the check."""
    texts.add(r.Review, review)
    texts.add(r.PersonalDetails, details)
