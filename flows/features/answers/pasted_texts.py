"""Sentences for what is in no answer, and needs a place."""

from flows.features.answers import pasted_replies as r
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def paste(say: Catalogue, reply: r.PasteProposal) -> str:
    """Which passage would answer which question."""
    shares = "\n".join(
        say.phrase("paste-line", number=s.number, heading=s.heading, count=s.count, begins=s.begins)
        for s in reply.shares
    )
    blocks = [say.phrase("paste"), shares]
    if reply.before:
        blocks.append(say.phrase("paste-before", count=reply.before))
    return "\n\n".join([*blocks, say.phrase("paste-ask", number=reply.asked_number)])


def loose(say: Catalogue, reply: r.LooseWords) -> str:
    """Words were kept, and are in no answer."""
    return say.phrase("loose", count=reply.count, begins=reply.begins)


def left_out(say: Catalogue, _: r.LeftOut) -> str:
    """Words stay in no answer."""
    return say.phrase("left-out")


def loose_sound(say: Catalogue, _: r.LooseSound) -> str:
    """A recording was sent where nothing was asked."""
    return say.phrase("loose-sound")


def add_to(texts: Texts) -> None:
    """Says every reply about what is in no answer."""
    texts.add(r.PasteProposal, paste)
    texts.add(r.LooseWords, loose)
    texts.add(r.LeftOut, left_out)
    texts.add(r.LooseSound, loose_sound)
