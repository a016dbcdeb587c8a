"""Sentences for what the issuer says."""

import re

from criteria.model import Badge
from flows.features.decisions import replies as r
from flows.model.award import AwardVerdict as Look
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts

Letter = r.MoreWanted | r.Awarded | r.Declined | r.Revoked
"""What may bring words of the assessor's, which stand in messages of their own."""


def received(say: Catalogue, reply: r.Received) -> str:
    """The issuer says that it has it."""
    said = say.phrase("received", reference=reply.reference, issuer=reply.issuer.short, by=reply.by)
    return f"{said}\n{say.phrase('their-reference', theirs=reply.theirs)}" if reply.theirs else said


def head(say: Catalogue, reply: Letter) -> str:
    """What the issuer has decided."""
    key = _HEADS[type(reply)]
    if isinstance(reply, r.Awarded) and reply.look is Look.wrong:
        key = "awarded-doubtful"
    return say.phrase(key, reference=reply.reference, issuer=reply.issuer.short, title=reply.badge.title)


_HEADS = {r.MoreWanted: "returned", r.Awarded: "awarded", r.Declined: "declined", r.Revoked: "revoked"}


def their_words(say: Catalogue) -> str:
    """What comes next are the assessor's words."""
    return say.phrase("their-words")


def words_of(say: Catalogue, reply: Letter) -> str:
    """All that the assessor wrote, as plain text: the comment, then the notes under the headings of their questions."""
    notes = () if isinstance(reply, r.Revoked) else reply.notes
    said = (f"{say.plain('note-at-question', number=n.number, heading=n.heading)}\n{n.comment}" for n in notes)
    return "\n\n".join(filter(None, (reply.comment, *said)))


def tail(say: Catalogue, reply: Letter) -> str:
    """What that means, and what may be done."""
    if isinstance(reply, r.MoreWanted):
        return _what_is_wanted(say, reply)
    if isinstance(reply, r.Awarded):
        return "\n\n".join(filter(None, (_where_it_is(say, reply), _again(say, reply))))
    if isinstance(reply, r.Declined):
        return _after_decline(say, reply)
    return say.phrase("revoked-next", contact=reply.issuer.contact)


def _after_decline(say: Catalogue, reply: r.Declined) -> str:
    """What can be done: where they wrote why, that comes first; else the commonest reason is named."""
    wrote = " ".join(filter(None, (reply.comment, *(note.comment for note in reply.notes))))
    if wrote and not _OF_ANOTHER_BADGE.search(wrote):
        first = say.phrase("declined-next-words")
        if not reply.badge.questions:
            # Where only other badges are asked for, what is missing are badges.
            first = f"{first} {say.phrase('declined-next-more', otherwise=reply.badge.fit.otherwise)}"
    else:
        first = say.phrase("declined-next-badge", otherwise=reply.badge.fit.otherwise)
    return f"{first}\n\n{say.phrase('declined-next-ask', contact=reply.issuer.contact)}"


_OF_ANOTHER_BADGE = re.compile(
    r"(?i)\b(?:wrong|another|other|different|right|correct|not (?:for )?(?:this|the)|instead)\b.{0,40}\bbadge\b|"
    r"\bbadge\b.{0,40}\b(?:wrong|not for|instead|does not apply|is for)\b|\bcourse\b.{0,40}\babout\b"
)
"""Words of an assessor who says that it is the wrong badge."""


def _again(say: Catalogue, reply: r.Awarded) -> str:
    # Whoever has no badge that is right is not asked about the next one.
    if reply.badge.repeat != "yearly" or reply.look is Look.wrong:
        return ""
    return say.phrase("awarded-again-told" if reply.reminded else "awarded-again")


def _where_it_is(say: Catalogue, reply: r.Awarded) -> str:
    said = [say.phrase("awarded-link", link=reply.link)] if reply.link else []
    if reply.look is not None:
        said.append(_looked(say, reply, reply.look))
    if reply.file:
        said.append(say.phrase("awarded-file"))
    return "\n\n".join(said) or say.phrase("awarded-next", issuer=reply.issuer.short)


def _looked(say: Catalogue, reply: r.Awarded, look: Look) -> str:
    """What looking at the badge came to."""
    if look is Look.checked:
        said = say.phrase("awarded-checked", issuer=reply.issuer.short)
        return f"{said} {say.phrase('awarded-named', name=reply.named)}" if reply.named else said
    if look is Look.wrong:
        return say.phrase("awarded-wrong", contact=reply.issuer.contact, reference=reply.reference)
    if reply.link:
        return say.phrase("awarded-unchecked")
    return say.phrase("awarded-unchecked-file", contact=reply.issuer.contact)


def file_to_keep(say: Catalogue, reply: r.Awarded) -> str:
    """What the file is, and what it is for."""
    return say.phrase("award-file", title=reply.badge.title)


def _what_is_wanted(say: Catalogue, reply: r.MoreWanted) -> str:
    wanted = "\n".join(say.phrase("returned-question", number=w.number, heading=w.heading) for w in reply.wanted)
    carrier, short = reply.issuer.carrier, reply.issuer.short
    blocks = [say.phrase("returned-questions") + "\n" + wanted] if wanted else [_open(say, reply.badge)]
    if reply.reply_by:
        blocks.append(say.phrase("returned-by", by=reply.reply_by))
    then = say.phrase("returned-next" if wanted else "returned-next-all", carrier=carrier, issuer=short)
    return "\n\n".join([*blocks, then])


def _open(say: Catalogue, badge: Badge) -> str:
    """What can be changed, where nothing is named."""
    if badge.questions:
        return say.phrase("returned-all-both" if badge.prerequisites else "returned-all")
    return say.phrase("returned-all-badges" if badge.prerequisites else "returned-all-details")


def answer_as_sent(say: Catalogue, reply: r.AnswerAsSent) -> str:
    """What comes next is an answer as the assessor read it."""
    return say.phrase("answer-as-sent", number=reply.number)


def overdue(say: Catalogue, reply: r.Overdue) -> str:
    """The day has passed by which the issuer decides."""
    said = say.phrase(
        "overdue",
        title=reply.badge.title,
        issuer=reply.issuer.short,
        sent=reply.sent_on,
        by=reply.by,
        contact=reply.issuer.contact,
        reference=reply.reference,
        way=reply.way.value,
    )
    return f"{said}\n{say.phrase('their-reference', theirs=reply.theirs)}" if reply.theirs else said


def add_to(texts: Texts) -> None:
    """Says every reply about the issuer's word that is one text; letters are put together by `head` and `tail`."""
    texts.add(r.Received, received)
    texts.add(r.AnswerAsSent, answer_as_sent)
    texts.add(r.Overdue, overdue)
