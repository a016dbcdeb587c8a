"""Sentences for first contact, choosing a badge, and the facts."""

from html import escape

from criteria.model import Fact
from flows.engine.capabilities import TranscriptionService
from flows.features.start import replies as r
from flows.features.start.notice import version
from flows.model.draft import Stated
from flows.text.catalogue import Catalogue, Operator
from flows.text.reply_texts import Texts


def welcome(say: Catalogue, operator: Operator, reply: r.Welcome) -> str:
    """First contact."""
    return say.phrase("welcome", operator=operator.name, carrier=reply.carrier)


def notice(say: Catalogue, operator: Operator, reply: r.PrivacyNotice) -> str:
    """The full privacy notice."""
    text = say.joined(
        "notice",
        operator=escape(operator.name, quote=False),
        contact=escape(operator.contact, quote=False),
        version=version(reply.scribe, reply.carrier),
        carrier=reply.carrier,
        ai=_ai(say, operator, reply.scribe),
    )
    if reply.agreed is None:
        return text
    number = say.phrase("notice-number", number=reply.number)
    return "\n\n".join([text, say.phrase("notice-agreed", at=reply.agreed), number])


def _ai(say: Catalogue, operator: Operator, scribe: TranscriptionService | None) -> str:
    if scribe is None:
        return say.phrase("notice-no-ai")
    if scribe.host is None:
        return say.phrase("notice-scribe-here", operator=operator.name)
    return say.phrase("notice-scribe-elsewhere", host=scribe.host)


def nothing_kept(say: Catalogue, _: r.NothingKept) -> str:
    """Words came before consent."""
    return say.phrase("nothing-kept")


def badges(say: Catalogue, reply: r.BadgeChoice) -> str:
    """The list of badges."""
    blocks = [say.phrase("badges")]
    if reply.unknown:
        blocks.insert(0, say.phrase("badges-unknown"))
    for number, offer in enumerate(reply.badges, 1):
        line = say.phrase("badges-line", number=number, title=offer.badge.title, summary=offer.badge.summary)
        blocks.append(line + _begun(say, offer))
    return "\n\n".join(blocks)


def _begun(say: Catalogue, offer: r.Offer) -> str:
    if not offer.badge.open:
        return "\n" + say.phrase("badges-elsewhere")
    if offer.done is None:
        return ""
    if not offer.done and offer.held:
        return "\n" + say.phrase("badges-begun-held", held=offer.held, of=len(offer.badge.prerequisites))
    if not offer.done:
        return "\n" + say.phrase("badges-begun-early")
    return "\n" + say.phrase("badges-begun", done=offer.done, of=len(offer.badge.questions))


def elsewhere(say: Catalogue, reply: r.BadgeElsewhere) -> str:
    """A badge that cannot be applied for here yet."""
    badge = reply.badge
    return say.phrase("badge-elsewhere", title=badge.title, summary=badge.summary, page=str(badge.page))


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"• {line}" for line in lines)


def right_badge(say: Catalogue, reply: r.RightBadge) -> str:
    """Is this the right badge?"""
    fit = reply.badge.fit
    blocks = [
        say.phrase(
            "right-badge",
            title=reply.badge.title,
            audience=fit.audience,
            checks=_bullets(fit.checks),
            minutes=fit.minutes,
        )
    ]
    if fit.ready:
        blocks.append(say.phrase("right-badge-ready", ready=_bullets(fit.ready)))
    if reply.issuer.carrier == "worker":
        blocks.append(say.phrase("right-badge-by-hand", issuer=reply.issuer.short))
    if reply.advice:
        blocks.append(say.phrase("right-badge-register", note=reply.advice))
    blocks.append(say.phrase("right-badge-deciding", deciding=_deciding(say, reply)))
    if reply.badge.repeat == "yearly":
        blocks.append(say.phrase("right-badge-yearly"))
    if reply.sent_on:
        blocks.append(say.phrase("right-badge-sent", on=reply.sent_on, otherwise=fit.otherwise))
    return "\n\n".join([*blocks, say.phrase("right-badge-ask")])


def _deciding(say: Catalogue, reply: r.RightBadge) -> str:
    """How long the decision takes, as the badge or the issuer says it."""
    days = reply.badge.assessment_days
    own = reply.badge.deciding or reply.issuer.deciding
    return own or say.plain("right-badge-days", issuer=reply.issuer.short, days=days)


def wrong_badge(say: Catalogue, reply: r.WrongBadge) -> str:
    """Where to look instead."""
    return say.phrase("wrong-badge", otherwise=reply.badge.fit.otherwise)


def visibility(say: Catalogue, reply: r.Visibility) -> str:
    """Who can read the evidence."""
    return say.phrase("visibility", text=reply.badge.visibility)


def value(say: Catalogue, fact: Fact, stated: Stated | None) -> str:
    """A fact as stated, in words."""
    if stated is None or not stated.values:
        return say.plain("facts-none")
    labels = {option.id: option.label for option in fact.options}
    shown = ", ".join(labels.get(given, given) for given in stated.values)
    return shown if stated.sure else say.plain("facts-unsure", value=shown)


def fact_list(say: Catalogue, reply: r.FactList) -> str:
    """Facts to look over."""
    lines = [
        say.phrase("facts-line", number=number, label=fact.label, value=value(say, fact, stated))
        for number, (fact, stated) in enumerate(reply.facts, 1)
    ]
    head = say.phrase("facts-prior" if reply.asking else "facts-own")
    return "\n\n".join([head, "\n".join(lines), say.phrase("facts-change")])


def ask_fact(say: Catalogue, reply: r.AskFact) -> str:
    """One fact is asked for, or asked for again."""
    fact = reply.fact
    ask = say.phrase("fact-ask", number=reply.number, of=reply.of, ask=fact.ask)
    if reply.doubt is not None:
        fitting = ", ".join(reply.fitting)
        doubt = say.phrase(
            f"fact-doubt-{reply.doubt.value}", stated=reply.stated, digits=fact.digits or 0, fitting=fitting
        )
        ask = doubt if reply.doubt in _COMPLETE else f"{doubt}\n\n{ask}"
    elif fact.hint:
        ask += "\n" + say.phrase("fact-hint", hint=fact.hint)
    if fact.digits and reply.doubt is None:
        ask += "\n" + say.phrase("fact-digits", digits=fact.digits)
    kept = say.phrase("fact-kept", label=reply.kept[0], value=reply.kept[1]) if reply.kept else ""
    note = say.phrase("fact-note", note=reply.advice) if reply.advice and reply.doubt is None else ""
    return "\n\n".join(filter(None, [kept, ask, note, _choices(say, reply)]))


_COMPLETE = frozenset(
    {
        r.DetailProblem.unusual_number,
        r.DetailProblem.reads_like_sentence,
        r.DetailProblem.likely_part,
        r.DetailProblem.part_does_not_fit,
    }
)


def _choices(say: Catalogue, reply: r.AskFact) -> str:
    if not reply.fact.options:
        return ""
    labels = [option.label for option in reply.fact.options if option.id in reply.chosen]
    chosen = say.phrase("fact-chosen", chosen=", ".join(labels)) + "\n" if labels else ""
    return chosen + say.phrase("fact-choose")


def fresh_start(say: Catalogue, reply: r.FreshStart) -> str:
    """What comes over from the last time, and the minimums anew."""
    lines = []
    for question in reply.badge.questions:
        was = reply.changed.get(question.id)
        key = "fresh-start-line" if was is None else "fresh-start-was"
        lines.append(say.phrase(key, heading=question.heading, minimum=question.minimum, was=was or 0))
    return say.phrase("fresh-start") + "\n" + "\n".join(lines)


def add_to(texts: Texts) -> None:
    """Says every reply of the beginning."""
    texts.by_operator(r.Welcome, welcome)
    texts.by_operator(r.PrivacyNotice, notice)
    texts.add(r.NothingKept, nothing_kept)
    texts.add(r.BadgeChoice, badges)
    texts.add(r.BadgeElsewhere, elsewhere)
    texts.add(r.RightBadge, right_badge)
    texts.add(r.WrongBadge, wrong_badge)
    texts.add(r.Visibility, visibility)
    texts.add(r.FactList, fact_list)
    texts.add(r.AskFact, ask_fact)
    texts.add(r.FreshStart, fresh_start)
