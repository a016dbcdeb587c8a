"""A draft and its badge become a pack: all of it when it is sent, and before that what the worker is shown of it."""

import re
from hashlib import sha256

from criteria.model import Badge, Fact, Issuer, Question
from flows.model.decision import Way
from flows.model.draft import AudioPart, Draft, LinkPart
from flows.pack import packed_badges
from flows.pack import recordings as packed_recordings
from flows.pack.evidence_text import statement
from flows.pack.pack import (
    Pack,
    PackAi,
    PackAnswer,
    PackBadge,
    PackDeclaration,
    PackFact,
    PackIssuer,
    PackKeptDetail,
    PackLink,
    PackTick,
)
from flows.pack.recordings import files
from flows.rules import progress, readiness
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules


def assemble(badge: Badge, issuer: Issuer, draft: Draft) -> Pack:
    """Freezes a draft that is being sent. Raises ValueError for one that is not."""
    sending = draft.sending
    if sending is None:
        raise ValueError("a pack is made only of a draft that is being sent")
    whole, holdings = pack_whole(badge, draft), packed_badges.pack_holdings(badge, draft)
    declarations = tuple(
        PackDeclaration(d.id, draft.declarations[d.id].text, draft.declarations[d.id].at) for d in badge.declarations
    )
    return Pack(
        draft=draft.id,
        reference=sending.reference,
        attempt=sending.attempt,
        timestamp=sending.at,
        badge=PackBadge(badge.id, badge.code, badge.title, badge.version),
        issuer=PackIssuer(issuer.id, issuer.name, str(badge.page)),
        facts=pack_facts(badge, draft),
        answers=pack_answers(badge, draft),
        total_words=progress.total(badge, draft),
        ai=pack_ai(badge, draft),
        declarations=declarations,
        evidence_text=evidence(badge, draft),
        files=(*packed_recordings.files(badge, draft), *packed_badges.files(badge, draft)),
        supersedes=f"{sending.reference}-{sending.supersedes}" if sending.supersedes else None,
        whole=whole,
        holdings=holdings,
        holdings_of=len(badge.prerequisites),
        kept_details=tuple(
            PackKeptDetail(kept.question, kept.words, kept.kind, kept.at)
            for kept in readiness.details_kept(badge, draft)
        ),
        by_hand=sending.way is Way.hand,
    )


def pack_facts(badge: Badge, draft: Draft) -> tuple[PackFact, ...]:
    """The facts that are stated, in the badge's order."""
    return tuple(_fact(fact, draft) for fact in badge.facts if fact.id in draft.facts)


def _fact(fact: Fact, draft: Draft) -> PackFact:
    labels = {option.id: option.label for option in fact.options}
    values = tuple(labels.get(value, value) for value in draft.facts[fact.id].values)
    return PackFact(fact.id, fact.label, values, many=bool(fact.options), in_evidence=fact.in_evidence)


def pack_answers(badge: Badge, draft: Draft) -> tuple[PackAnswer, ...]:
    """The answers, in the badge's order."""
    return tuple(pack_answer(badge, question, draft) for question in badge.questions)


def pack_answer(badge: Badge, question: Question, draft: Draft) -> PackAnswer:
    """One answer, as the assessor reads it."""
    given = answers.answer(draft, question.id)
    spoken = packed_recordings.lines(badge, question, given)

    def line(part: AudioPart | LinkPart) -> str:
        return spoken(part) if isinstance(part, AudioPart) else link_rules.line(question, draft, part)

    text = answers.text_and_lines(given, line)
    return PackAnswer(
        question.id,
        question.heading,
        text or (link_rules.SEE_ABOVE if draft.whole else ""),
        answers.words(given),
        question.minimum,
        about=answers.is_about(given),
        short=progress.is_short(question, draft),
        link=_link(badge, draft, question),
        elsewhere=link_rules.is_linked(question, draft),
        question=question.ask,
        tips=question.tips,
    )


def _link(badge: Badge, draft: Draft, question: Question) -> PackLink | None:
    link = link_rules.link_at(draft, question.id)
    if link is None:
        return None
    return PackLink(link.url, link_rules.line(question, draft, link), _checklist(badge, draft, question.id))


def pack_whole(badge: Badge, draft: Draft) -> PackLink | None:
    """The link that answers every question, if there is one."""
    link = draft.whole
    if link is None:
        return None
    return PackLink(link.url, link_rules.line_of_whole(badge, draft, link), _checklist(badge, draft, link_rules.WHOLE))


def _checklist(badge: Badge, draft: Draft, scope: str) -> tuple[PackTick, ...]:
    ticks = (link_rules.tick_of(draft, scope, text) for text in link_rules.asked(badge, scope))
    return tuple(PackTick(tick.text, tick.at) for tick in ticks if tick)


def pack_ai(badge: Badge, draft: Draft) -> PackAi:
    """What the worker has said of AI tools so far."""
    written_down = any(file.transcript for file in packed_recordings.files(badge, draft))
    if draft.ai is None or badge.ai.rule != "declare":
        return PackAi(badge.ai.rule, written_down=written_down)
    tool = None if draft.ai.unsure else draft.ai.tool
    return PackAi(
        badge.ai.rule, draft.ai.used, tool, draft.ai.link, no_link=draft.ai.no_link, written_down=written_down
    )


def evidence(badge: Badge, draft: Draft) -> str:
    """The evidence of a draft as it stands now, as one plain text."""
    held = packed_badges.text(packed_badges.pack_holdings(badge, draft), len(badge.prerequisites))
    facts, given = pack_facts(badge, draft), pack_answers(badge, draft)
    return statement(facts, given, pack_ai(badge, draft), pack_whole(badge, draft), held)


_WORD = re.compile(r"\w+")


def words_digest(badge: Badge, draft: Draft) -> str:
    """A digest of every word of the evidence, of the details, and of the files that go along."""
    facts = " ".join(value for fact in pack_facts(badge, draft) for value in fact.values)
    words = _WORD.findall(f"{facts}\n{evidence(badge, draft)}".casefold())
    sent = sorted(file.sha256 for file in files(badge, draft))
    return sha256(" ".join([*words, *sent]).encode("utf-8", "backslashreplace")).hexdigest()
