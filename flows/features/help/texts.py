"""Sentences that may come at any stage."""

from flows.features.help import replies as r
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def help_text(say: Catalogue, reply: r.Help) -> str:
    """What can be done."""
    return say.phrase("help", carrier=reply.carrier)


def set_aside(say: Catalogue, reply: r.SetAside) -> str:
    """A draft is set aside."""
    return say.phrase("set-aside", title=reply.title)


def nothing_in_hand(say: Catalogue, _: r.NothingInHand) -> str:
    """There is no draft to do this with."""
    return say.phrase("nothing-in-hand")


def aside(say: Catalogue, reply: r.Aside) -> str:
    """One helpful line."""
    return say.phrase(f"note-{reply.note.value}")


def add_to(texts: Texts) -> None:
    """Says every reply that may come at any stage."""
    texts.add(r.Help, help_text)
    texts.add(r.SetAside, set_aside)
    texts.add(r.NothingInHand, nothing_in_hand)
    texts.add(r.Aside, aside)
