"""Sentences for the way to the issuer."""

from flows.features.submission import replies as r
from flows.model.decision import Failure, Way
from flows.rules.word_count import TooLong
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def on_its_way(say: Catalogue, reply: r.OnItsWay) -> str:
    """The submission waits for the issuer's system."""
    key = "on-its-way-by-email" if reply.issuer.route == "email" else "on-its-way"
    return say.phrase(key, reference=reply.reference, issuer=reply.issuer.short)


def making_ready(say: Catalogue, reply: r.MakingReady) -> str:
    """It is being made ready for the worker to take there."""
    return say.phrase("making-ready", reference=reply.reference, issuer=reply.issuer.short)


def delayed(say: Catalogue, reply: r.Delayed) -> str:
    """The issuer's side does not take it yet."""
    return say.phrase("delayed", reference=reply.reference, issuer=reply.issuer.short)


_SENT = {
    Way.system: ("sent-head", "sent"),
    Way.email: ("sent-by-email-head", "sent-by-email"),
    Way.hand: ("sent-by-hand-head", "sent-by-hand"),
}


def sent(say: Catalogue, reply: r.Sent) -> str:
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


def handover(say: Catalogue, reply: r.Handover) -> str:
    """How and where the worker sends it themselves."""
    said = say.phrase(
        "handover",
        reference=reply.reference,
        issuer=reply.issuer.short,
        title=reply.badge.title,
        page=str(reply.badge.page),
    )
    return f"{said}\n\n{_too_long(say, reply.too_long)}" if reply.too_long else said


def _too_long(say: Catalogue, found: TooLong) -> str:
    return say.phrase("handover-too-long", words=found.words, limit=found.limit)


def handover_done(say: Catalogue, reply: r.HandoverDone) -> str:
    """Asks the worker to say when it is sent."""
    files = [say.phrase("handover-files", files=reply.files)] if reply.files else []
    return "\n\n".join([*files, say.phrase("handover-done")])


def not_delivered(say: Catalogue, reply: r.NotDelivered) -> str:
    """It could not be delivered: why, that it is kept, and what can be done."""
    short = reply.issuer.short
    kept = "not-delivered-kept-but" if reply.why is Failure.recording else "not-delivered-kept"
    said = [
        say.phrase("not-delivered", reference=reply.reference, issuer=short),
        say.phrase(f"not-delivered-{reply.why.value}", issuer=short),
        f"{say.phrase(kept)} {say.phrase('not-delivered-next')}",
        *([_too_long(say, reply.too_long)] if reply.too_long else []),
    ]
    return "\n\n".join(said)


def add_to(texts: Texts) -> None:
    """Says every reply about the way to the issuer."""
    texts.add(r.OnItsWay, on_its_way)
    texts.add(r.MakingReady, making_ready)
    texts.add(r.Delayed, delayed)
    texts.add(r.Sent, sent)
    texts.add(r.Handover, handover)
    texts.add(r.HandoverDone, handover_done)
    texts.add(r.NotDelivered, not_delivered)
