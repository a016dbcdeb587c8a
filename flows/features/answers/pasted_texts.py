"""Sentences for what is in no answer, and needs a place."""

from flows.features.answers import pasted_replies as r
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def paste(say: Catalogue, reply: r.PasteProposal) -> str:
    """Which passage would answer which question."""
    shares = "\n".join(
        say.phrase(
            "paste-line" if s.ends else "paste-line-short",
            number=s.number,
            heading=s.heading,
            count=s.count,
            begins=s.begins,
            ends=s.ends,
        )
        for s in reply.shares
    )
    blocks = [say.phrase("paste-unsure" if reply.doubts else "paste"), shares]
    blocks += [say.phrase(f"paste-doubt-{doubt.value}") for doubt in reply.doubts]
    if reply.empty:
        blocks.append(say.phrase("paste-empty", numbers=_listed(say, reply.empty), count=len(reply.empty)))
    if reply.before:
        blocks.append(say.phrase("paste-before", count=reply.before, begins=reply.left_out))
    return "\n\n".join([*blocks, say.phrase("paste-ask", number=reply.asked_number)])


def _listed(say: Catalogue, numbers: tuple[int, ...]) -> str:
    *first, last = map(str, numbers)
    return say.phrase("paste-and", first=", ".join(first), last=last) if first else last


def moves(say: Catalogue, reply: r.PasteMoves) -> str:
    """The passages of a pasted statement, numbered."""
    lines = "\n".join(
        say.phrase(
            "paste-passage" if share.number else "paste-passage-out",
            place=place,
            number=share.number,
            count=share.count,
            begins=share.begins,
        )
        for place, share in enumerate(reply.passages, 1)
    )
    return f"{say.phrase('paste-moves')}\n\n{lines}\n\n{say.phrase('paste-moves-ask')}"


def move_to(say: Catalogue, reply: r.PasteTo) -> str:
    """Where one passage goes."""
    key = "paste-to" if reply.ends else "paste-to-short"
    return say.phrase(key, count=reply.count, begins=reply.begins, ends=reply.ends)


def step(say: Catalogue, reply: r.PasteStep) -> str:
    """One piece of a pasted statement, and the question that it likely answers."""
    key = "paste-likely" if reply.likely else "paste-likely-none"
    blocks = [
        say.phrase("paste-step", number=reply.number, of=reply.of),
        say.phrase("paste-piece", text=reply.text),
        say.phrase(key, number=reply.likely, heading=reply.heading),
    ]
    return "\n\n".join(blocks)


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
    texts.add(r.PasteMoves, moves)
    texts.add(r.PasteTo, move_to)
    texts.add(r.PasteStep, step)
    texts.add(r.LooseWords, loose)
    texts.add(r.LeftOut, left_out)
    texts.add(r.LooseSound, loose_sound)
