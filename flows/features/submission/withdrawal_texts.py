"""Sentences for a worker who takes back what they sent."""

from flows.features.submission import withdrawal_replies as r
from flows.model.decision import DecisionVerdict, Way
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def ask_take_back(say: Catalogue, reply: r.AskTakeBack) -> str:
    """Is it to be taken back?"""
    return say.phrase(
        "ask-take-back",
        issuer=reply.issuer.short,
        title=reply.badge.title,
        reference=reply.reference,
        way=reply.way.value,
    )


def taken_back(say: Catalogue, reply: r.TakenBack) -> str:
    """It is closed, and the issuer is being told."""
    closed = say.phrase("taken-back", title=reply.badge.title, reference=reply.reference)
    telling = say.phrase("taken-back-telling", issuer=reply.issuer.short)
    return f"{closed}\n\n{telling} {say.phrase('taken-back-kept')}"


def told(say: Catalogue, reply: r.TakeBackTold) -> str:
    """The issuer's side has taken the news."""
    key = "take-back-told-by-email" if reply.way is Way.email else "take-back-told"
    return say.phrase(key, issuer=reply.issuer.short, reference=reply.reference)


def tell_them(say: Catalogue, reply: r.TellThemYourself) -> str:
    """Whom to tell, and what to say."""
    issuer, title, reference = reply.issuer.short, reply.badge.title, reply.reference
    said = [say.phrase("taken-back", title=title, reference=reference)] if reply.closed else []
    said.append(say.phrase("tell-them-yourself", issuer=issuer, contact=reply.issuer.contact))
    words = say.phrase("tell-them-words", title=title, reference=reference, way=reply.way.value)
    said.append(f"{words} {say.phrase('their-reference', theirs=reply.theirs)}" if reply.theirs else words)
    return "\n\n".join([*said, say.phrase("taken-back-kept")])


_ANYWAY = {
    DecisionVerdict.awarded: "decided-anyway-awarded",
    DecisionVerdict.declined: "decided-anyway-declined",
    DecisionVerdict.returned: "decided-anyway-returned",
    DecisionVerdict.revoked: "decided-anyway-revoked",
}


def decided_anyway(say: Catalogue, reply: r.DecidedAnyway) -> str:
    """The issuer has decided on what was taken back."""
    decision, issuer = reply.decision, reply.issuer.short
    said = [say.phrase(_ANYWAY[decision.verdict], issuer=issuer, title=reply.badge.title, reference=reply.reference)]
    if decision.comment:
        said.append(say.phrase("question-comment", comment=decision.comment))
    if decision.link:
        said.append(say.phrase("decided-anyway-link", link=decision.link))
    return "\n\n".join([*said, say.phrase("decided-anyway-next", contact=reply.issuer.contact)])


def add_to(texts: Texts) -> None:
    """Says every reply to a worker who takes back what they sent."""
    texts.add(r.AskTakeBack, ask_take_back)
    texts.add(r.TakenBack, taken_back)
    texts.add(r.TakeBackTold, told)
    texts.add(r.TellThemYourself, tell_them)
    texts.add(r.DecidedAnyway, decided_anyway)
