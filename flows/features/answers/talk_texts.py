"""Sentences about what is said to the bot, in the operator's name."""

from flows.features.answers.talk_replies import AnswerSoFar, Lead, TalkReply
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def talk(say: Catalogue, reply: TalkReply) -> str:
    """The answer, then the question again in one line."""
    said = " ".join(_lead(say, reply, lead) for lead in reply.leads)
    line = reply.line.render(say) if reply.line else ""
    return "\n\n".join(block for block in (said, line) if block)


def _lead(say: Catalogue, reply: TalkReply, lead: Lead) -> str:
    return say.phrase(
        lead.key,
        issuer=reply.issuer,
        days=reply.days,
        carrier=reply.carrier,
        begins=lead.begins,
        label=lead.label,
        number=lead.number,
    )


def so_far_head(say: Catalogue, reply: AnswerSoFar) -> str:
    """What is said before the text of an answer."""
    return say.phrase("talk-written", number=reply.number)


def add_to(texts: Texts) -> None:
    """Says every reply to what is said to the bot."""
    texts.add(TalkReply, talk)
    texts.add(AnswerSoFar, lambda say, reply: reply.line.render(say))
