"""Sentences for all that comes after sending."""

from datetime import date

from flows import afterwards as a
from flows import replies as r
from flows.decisions import Verdict, Way
from flows.given import Verdict as Look
from flows.wording.phrases import Phrases

Letter = a.MoreWanted | a.Awarded | a.Declined | a.Revoked
"""What may bring words of the assessor's, which stand in messages of their own."""


def on_its_way(say: Phrases, reply: r.OnItsWay) -> str:
    """The submission waits for the issuer's system."""
    key = "on-its-way-by-email" if reply.issuer.route == "email" else "on-its-way"
    return say.phrase(key, reference=reply.reference, issuer=reply.issuer.short)


def delayed(say: Phrases, reply: a.Delayed) -> str:
    """The issuer's side does not take it yet."""
    return say.phrase("delayed", reference=reply.reference, issuer=reply.issuer.short)


_SENT = {
    Way.system: ("sent-head", "sent"),
    Way.email: ("sent-by-email-head", "sent-by-email"),
    Way.hand: ("sent-by-hand-head", "sent-by-hand"),
}


def sent(say: Phrases, reply: r.Sent) -> str:
    """It has gone to the issuer, and how."""
    gone, then = _SENT[reply.way]
    head = say.phrase(gone, reference=reply.reference, issuer=reply.issuer.short)
    if reply.theirs:
        head += "\n" + say.phrase("their-reference", theirs=reply.theirs)
    following = say.phrase(
        then,
        issuer=reply.issuer.short,
        title=reply.badge.title,
        by=reply.by,
    )
    return "\n\n".join([head, following, say.phrase("sent-questions", contact=reply.issuer.contact)])


def handover(say: Phrases, reply: r.Handover) -> str:
    """How and where the worker sends it themselves."""
    return say.phrase(
        "handover",
        reference=reply.reference,
        issuer=reply.issuer.short,
        title=reply.badge.title,
        page=str(reply.badge.page),
    )


def handover_done(say: Phrases, _: r.HandoverDone) -> str:
    """Asks the worker to say when it is sent."""
    return say.phrase("handover-done")


def not_delivered(say: Phrases, reply: r.NotDelivered) -> str:
    """It could not be delivered."""
    return say.phrase("not-delivered", reference=reply.reference, issuer=reply.issuer.short)


def received(say: Phrases, reply: a.Received) -> str:
    """The issuer says that it has it."""
    said = say.phrase("received", reference=reply.reference, issuer=reply.issuer.short, by=reply.by)
    return f"{said}\n{say.phrase('their-reference', theirs=reply.theirs)}" if reply.theirs else said


def head(say: Phrases, reply: Letter) -> str:
    """What the issuer has decided."""
    key = _HEADS[type(reply)]
    if isinstance(reply, a.Awarded) and reply.look is Look.wrong:
        key = "awarded-doubtful"
    return say.phrase(key, reference=reply.reference, issuer=reply.issuer.short, title=reply.badge.title)


_HEADS = {a.MoreWanted: "returned", a.Awarded: "awarded", a.Declined: "declined", a.Revoked: "revoked"}


def their_words(say: Phrases) -> str:
    """What comes next are the assessor's words."""
    return say.phrase("their-words")


def tail(say: Phrases, reply: Letter) -> str:
    """What that means, and what may be done."""
    if isinstance(reply, a.MoreWanted):
        return _what_is_wanted(say, reply)
    if isinstance(reply, a.Awarded):
        again = say.phrase("awarded-again") if reply.badge.repeat == "yearly" else ""
        return "\n\n".join(filter(None, (_where_it_is(say, reply), again)))
    if isinstance(reply, a.Declined):
        return say.phrase("declined-next", otherwise=reply.badge.fit.otherwise, contact=reply.issuer.contact)
    return say.phrase("revoked-next", contact=reply.issuer.contact)


def _where_it_is(say: Phrases, reply: a.Awarded) -> str:
    if not reply.link:
        return say.phrase("awarded-next", issuer=reply.issuer.short)
    said = say.phrase("awarded-link", link=reply.link)
    if reply.look is None:
        return said
    looked = {
        Look.checked: say.phrase("awarded-checked", issuer=reply.issuer.short),
        Look.unchecked: say.phrase("awarded-unchecked"),
        Look.wrong: say.phrase("awarded-wrong", contact=reply.issuer.contact, reference=reply.reference),
    }
    return f"{said}\n\n{looked[reply.look]}"


def _what_is_wanted(say: Phrases, reply: a.MoreWanted) -> str:
    wanted = "\n".join(say.phrase("returned-question", number=w.number, heading=w.heading) for w in reply.wanted)
    blocks = [say.phrase("returned-questions") + "\n" + wanted] if wanted else [say.phrase("returned-all")]
    if reply.reply_by:
        blocks.append(say.phrase("returned-by", by=reply.reply_by))
    return "\n\n".join([*blocks, say.phrase("returned-next" if wanted else "returned-next-all")])


def answer_as_sent(say: Phrases, reply: a.AnswerAsSent) -> str:
    """What comes next is an answer as the assessor read it."""
    return say.phrase("answer-as-sent", number=reply.number)


def overdue(say: Phrases, reply: a.Overdue) -> str:
    """The day has passed by which the issuer decides."""
    said = say.phrase(
        "overdue",
        title=reply.badge.title,
        issuer=reply.issuer.short,
        sent=reply.sent_on,
        by=reply.by,
        contact=reply.issuer.contact,
        reference=reply.reference,
    )
    return f"{said}\n{say.phrase('their-reference', theirs=reply.theirs)}" if reply.theirs else said


def ask_outcome(say: Phrases, reply: a.AskOutcome) -> str:
    """What did they write back?"""
    return say.phrase("ask-outcome", issuer=reply.issuer.short, reference=reply.reference)


def ask_sure(say: Phrases, reply: a.AskSure) -> str:
    """Is that what they wrote?"""
    key = "ask-sure-awarded" if reply.verdict is Verdict.awarded else "ask-sure-declined"
    return say.phrase(key, issuer=reply.issuer.short, title=reply.badge.title)


def ask_their_words(say: Phrases, reply: a.AskTheirWords) -> str:
    """Asks for what they wrote."""
    return say.phrase("ask-their-words", issuer=reply.issuer.short)


def ask_which(say: Phrases, reply: a.AskWhichQuestions) -> str:
    """For which questions do they want more?"""
    chosen = ", ".join(str(number) for number in reply.chosen)
    asked = say.phrase("ask-which", issuer=reply.issuer.short)
    return f"{asked}\n\n{say.phrase('fact-chosen', chosen=chosen)}" if chosen else asked


def status(say: Phrases, reply: r.Status) -> str:
    """Every application."""
    if not reply.standings:
        return say.phrase("status-none")
    said = [_standing(say, standing) for standing in reply.standings]
    return "\n\n".join([say.phrase("status"), *said, say.phrase("status-more")])


def _standing(say: Phrases, standing: r.Standing) -> str:
    dates: dict[str, date | None] = {
        "began": standing.began_on,
        "sent": standing.sent_on,
        "by": standing.by,
        "said": standing.said_on,
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
            **{name: day for name, day in dates.items() if day is not None},
        )
    ]
    if standing.state is r.State.returned:
        lines += _returned(say, standing)
    if standing.reference:
        lines.append(_references(say, standing))
    return "\n".join(lines)


def _returned(say: Phrases, standing: r.Standing) -> list[str]:
    said = []
    if standing.wanted:
        numbers = ", ".join(str(number) for number in standing.wanted)
        said.append(say.phrase("status-wanted", numbers=numbers, count=len(standing.wanted)))
    if standing.reply_by:
        said.append(say.phrase("returned-by", by=standing.reply_by))
    return said


def _references(say: Phrases, standing: r.Standing) -> str:
    said = say.phrase("status-reference", reference=standing.reference)
    if standing.attempt > 1:
        said += " " + say.phrase("status-attempt", attempt=standing.attempt)
    return said + (" " + say.phrase("their-reference", theirs=standing.theirs) if standing.theirs else "")
