"""Sentences for a newer version of a badge."""

from flows.features.versions import replies as r
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def version_offer(say: Catalogue, reply: r.VersionOffer) -> str:
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


def version_moved(say: Catalogue, reply: r.VersionMoved) -> str:
    """The draft is on the newer version."""
    moved = say.phrase("version-moved", title=reply.badge.title)
    loose = [say.phrase("version-loose", count=reply.loose)] if reply.loose else []
    unwritten = [say.phrase("version-unwritten")] if reply.unwritten else []
    return " ".join([moved, *loose, *unwritten])


def questions_gone(say: Catalogue, reply: r.QuestionsGone) -> str:
    """Questions have gone from the version that the draft is on."""
    loose = say.phrase("version-loose", count=reply.loose) if reply.loose else say.phrase("version-loose-other")
    return " ".join([say.phrase("version-changed", title=reply.badge.title), loose, say.phrase("version-loose-where")])


def add_to(texts: Texts) -> None:
    """Says every reply about a newer version."""
    texts.add(r.VersionOffer, version_offer)
    texts.add(r.VersionMoved, version_moved)
    texts.add(r.QuestionsGone, questions_gone)
