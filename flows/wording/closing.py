"""Sentences for the check, the declarations, sending, and afterwards."""

from flows import replies as r
from flows.sound import enough, rounded
from flows.wording import holding, linking
from flows.wording.opening import value
from flows.wording.phrases import Operator, Phrases
from flows.wording.working import left, lines, needed_in_all, uncounted


def review(say: Phrases, reply: r.Review) -> str:
    """Check your answers."""
    facts = "\n".join(
        say.phrase("review-fact", label=fact.label, value=value(say, fact, stated)) for fact, stated in reply.facts
    )
    blocks = [say.phrase("review-again" if reply.again else "review"), say.phrase("review-facts") + "\n" + facts]
    if reply.lines:
        listed = lines(say, reply.lines)
        if reply.whole:
            listed = f"{linking.whole(say, reply.whole)}\n{listed}"
        blocks.append(say.phrase("review-answers") + "\n" + listed + _total(say, reply))
    if reply.held:
        blocks.append(holding.tally(say, reply.held))
    if reply.loose:
        blocks.append(say.phrase("review-loose", count=reply.loose))
    if reply.unchecked:
        blocks.append(say.phrase("review-words", count=reply.unchecked))
    missing = _missing(say, reply)
    blocks.append("\n".join([say.phrase("review-missing"), *missing]) if missing else say.phrase("review-ready"))
    if reply.lines:
        blocks.append(say.phrase("review-change"))
    return "\n\n".join(blocks)


def _total(say: Phrases, reply: r.Review) -> str:
    limits = reply.badge.words
    if limits is None:
        return ""
    key, total = ("review-total-about", rounded(reply.total)) if reply.about else ("review-total", reply.total)
    said = say.phrase(key, total=total, minimum=limits.minimum, maximum=limits.maximum)
    return f"\n{said}{uncounted(say, reply)}"


def _missing(say: Phrases, reply: r.Review) -> list[str]:
    said = [say.phrase("review-missing-fact", label=label) for label in reply.facts_missing]
    if reply.held and reply.held.missing:
        said.append(say.phrase("review-missing-badges", missing=reply.held.missing))
    said += linking.missing(say, reply)
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
    if reply.waiting:
        said.append(say.phrase("review-waiting"))
    said += [say.phrase("review-missing-change", number=line.number) for line in reply.lines if line.wanted]
    if reply.total_missing and not said:
        said.append(needed_in_all(say, reply.total_missing, about=reply.about))
    return said


def _over(say: Phrases, over: int, maximum: int, *, about: bool) -> str:
    return left(say, -over, maximum, about=True) if about else say.phrase("review-over", over=over, maximum=maximum)


def details(say: Phrases, reply: r.PersonalDetails) -> str:
    """Likely personal details about others."""
    found = "\n".join(
        say.phrase("details-line", number=s.number, words=s.words, kind=say.plain(f"kind-{s.kind.value}"))
        for s in reply.sightings
    )
    if reply.more:
        found += "\n" + say.phrase("details-more", more=reply.more)
    return "\n\n".join([say.phrase("details"), found, say.phrase("details-ask")])


def ai_use(say: Phrases, reply: r.AskAiUse) -> str:
    """Whether AI tools were used."""
    asked = say.phrase("ai-use", explain=reply.explain)
    return f"{asked}\n\n{say.phrase('ai-use-written')}" if reply.written else asked


def ai_tool(say: Phrases, _: r.AskAiTool) -> str:
    """Which AI tool was used."""
    return say.phrase("ai-tool")


def ai_link(say: Phrases, reply: r.AskAiLink) -> str:
    """The link to the AI chat."""
    return say.phrase("ai-link-wrong" if reply.wrong else "ai-link")


def declaration(say: Phrases, reply: r.AskDeclaration) -> str:
    """One declaration."""
    return say.phrase("declaration", number=reply.number, of=reply.of, text=reply.declaration.text)


def final(say: Phrases, reply: r.FinalCheck) -> str:
    """What will be sent to whom."""
    if reply.held and not reply.badge.questions:
        return say.phrase("final-badges", title=reply.badge.title, issuer=reply.issuer.name, held=reply.held.held)
    key = "final" if reply.badge.questions else "final-no-words"
    counted = ("final-about", rounded(reply.total)) if reply.about else ("final-words", reply.total)
    words = say.plain(counted[0], total=counted[1])
    return say.phrase(key, title=reply.badge.title, issuer=reply.issuer.name, words=words, links=reply.links)


def too_heavy(say: Phrases, reply: r.TooHeavyToSend) -> str:
    """The recordings are too large for the issuer's mailbox."""
    return say.phrase("too-heavy", weighs=reply.weighs, takes=reply.takes, issuer=reply.issuer.short)


def help_text(say: Phrases, operator: Operator, _: r.Help) -> str:
    """What can be done."""
    return say.phrase("help", contact=operator.contact)


def set_aside(say: Phrases, reply: r.SetAside) -> str:
    """A draft is set aside."""
    return say.phrase("set-aside", title=reply.title)


def nothing_in_hand(say: Phrases, _: r.NothingInHand) -> str:
    """There is no draft to do this with."""
    return say.phrase("nothing-in-hand")


def version_offer(say: Phrases, reply: r.VersionOffer) -> str:
    """How a newer badge version differs."""
    said = [
        "• " + say.phrase(f"version-{d.change.value}", name=d.name, before=d.before, after=d.after)
        for d in reply.differences
    ]
    return "\n\n".join(
        [
            say.phrase("version", title=reply.badge.title),
            "\n".join(said or ["• " + say.phrase("version-none")]),
            say.phrase("version-ask"),
        ]
    )


def version_moved(say: Phrases, reply: r.VersionMoved) -> str:
    """The draft is on the newer version."""
    moved = say.phrase("version-moved", title=reply.badge.title)
    loose = [say.phrase("version-loose", count=reply.loose)] if reply.loose else []
    unwritten = [say.phrase("version-unwritten")] if reply.unwritten else []
    return " ".join([moved, *loose, *unwritten])


def aside(say: Phrases, operator: Operator, reply: r.Aside) -> str:
    """One helpful line."""
    return say.phrase(f"note-{reply.note.value}", operator=operator.name, link=operator.link)
