"""Sentences for a worker who passes on what an issuer wrote."""

from flows.features.decisions import relayed_replies as r
from flows.model.decision import DecisionVerdict
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def ask_outcome(say: Catalogue, reply: r.AskOutcome) -> str:
    """What did they write back?"""
    return say.phrase("ask-outcome", issuer=reply.issuer.short, reference=reply.reference)


def ask_sure(say: Catalogue, reply: r.AskSure) -> str:
    """Is that what they wrote?"""
    key = "ask-sure-awarded" if reply.verdict is DecisionVerdict.awarded else "ask-sure-declined"
    return say.phrase(key, issuer=reply.issuer.short, title=reply.badge.title)


def ask_their_words(say: Catalogue, reply: r.AskTheirWords) -> str:
    """Asks for what they wrote."""
    return say.phrase("ask-their-words", issuer=reply.issuer.short)


def ask_which(say: Catalogue, reply: r.AskWhichQuestions) -> str:
    """For which questions do they want more?"""
    chosen = ", ".join(str(number) for number in reply.chosen)
    asked = say.phrase("ask-which", issuer=reply.issuer.short)
    return f"{asked}\n\n{say.phrase('fact-chosen', chosen=chosen)}" if chosen else asked


def add_to(texts: Texts) -> None:
    """Says every reply to a worker who passes on what an issuer wrote."""
    texts.add(r.AskOutcome, ask_outcome)
    texts.add(r.AskSure, ask_sure)
    texts.add(r.AskTheirWords, ask_their_words)
    texts.add(r.AskWhichQuestions, ask_which)
