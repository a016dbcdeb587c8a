"""A draft and its badge become a pack: the assembled submission, frozen at the moment of sending.

The shape of the manifest is the promise to issuers, `pack/1`; question ids are never reused between versions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from criteria.model import Badge, Fact, Issuer, Question
from flows import packed_badges, progress, recordings, vouching
from flows.decisions import Way
from flows.draft import Draft, LinkPart, SoundPart
from flows.packed_badges import PackHolding
from flows.recordings import PackFile, PackTranscript, Use

SCHEMA = "pack/1"


@dataclass(frozen=True, slots=True)
class PackBadge:
    """Which badge it is for, at which version of its criteria."""

    id: str
    code: str | None
    title: str
    criteria_version: str


@dataclass(frozen=True, slots=True)
class PackIssuer:
    """To whom it goes."""

    id: str
    name: str
    page: str


@dataclass(frozen=True, slots=True)
class PackFact:
    """A fact as stated, ready to be shown."""

    id: str
    label: str
    values: tuple[str, ...]
    many: bool
    in_evidence: bool


@dataclass(frozen=True, slots=True)
class PackTick:
    """What the applicant says of the page behind a link, in its exact words, and when they ticked it."""

    text: str
    ticked_at: datetime


@dataclass(frozen=True, slots=True)
class PackLink:
    """A link given as evidence. Nobody here has opened it; the checklist says what the applicant vouches for."""

    url: str
    line: str
    """What the evidence says of it."""
    checklist: tuple[PackTick, ...] = ()


@dataclass(frozen=True, slots=True)
class PackAnswer:
    """An answer under the heading of its criterion, in the worker's words, untouched."""

    criterion_id: str
    heading: str
    text: str
    words: int
    minimum: int
    about: bool = False
    """Whether the count is an estimate, because some of it was spoken."""
    short: bool = False
    """Spoken, shorter than asked, and kept so by the applicant."""
    link: PackLink | None = None
    """A page of the applicant's that answers this question."""
    elsewhere: bool = False
    """Answered by a page, its own or the one for every question, of which nobody counted the words."""

    @property
    def count(self) -> str:
        """Who counted: `exact` by the bot, `estimate` from sound, or `stated` by the applicant."""
        if self.elsewhere:
            return "stated"
        return "estimate" if self.about else "exact"


@dataclass(frozen=True, slots=True)
class PackAi:
    """What the worker says of AI tools, and the rule that it answers."""

    rule: str
    used: bool | None = None
    tool: str | None = None
    link: str | None = None
    written_down: bool = False
    """Whether the evidence holds spoken words that a program wrote down, each marked as such."""


@dataclass(frozen=True, slots=True)
class PackDeclaration:
    """A declaration in its exact text, and when it was agreed to."""

    id: str
    text: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Pack:
    """The submission. Equal drafts at the same attempt give equal packs."""

    draft: str
    reference: str
    attempt: int
    timestamp: datetime
    badge: PackBadge
    issuer: PackIssuer
    facts: tuple[PackFact, ...]
    answers: tuple[PackAnswer, ...]
    total_words: int
    ai: PackAi
    declarations: tuple[PackDeclaration, ...]
    evidence_text: str
    files: tuple[PackFile, ...] = ()
    supersedes: str | None = None
    """The id of the attempt that the issuer has and that this one replaces."""
    whole: PackLink | None = None
    """A page of the applicant's that answers every question."""
    holdings: tuple[PackHolding, ...] = ()
    """Other badges that the applicant holds."""
    holdings_of: int = 0
    """How many the badge lists."""
    by_hand: bool = False
    """The worker takes it to the issuer, whatever the issuer's route is."""

    @property
    def total_count(self) -> str:
        """What the total is, at its least certain: `exact`, `estimate`, or `stated` where words stand on a page."""
        kinds = {answer.count for answer in self.answers}
        return next((kind for kind in ("stated", "estimate") if kind in kinds), "exact")

    @property
    def submission_id(self) -> str:
        """The id under which the issuer gets it: the same on every try of this attempt."""
        return f"{self.reference}-{self.attempt}"


def assemble(badge: Badge, issuer: Issuer, draft: Draft) -> Pack:
    """Freezes a draft that is being sent. Raises ValueError for one that is not."""
    sending = draft.sending
    if sending is None:
        raise ValueError("a pack is made only of a draft that is being sent")
    facts, answers, ai = pack_facts(badge, draft), pack_answers(badge, draft), pack_ai(badge, draft)
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
        facts=facts,
        answers=answers,
        total_words=progress.total(badge, draft),
        ai=ai,
        declarations=declarations,
        evidence_text=evidence(badge, draft),
        files=(*recordings.files(badge, draft), *packed_badges.files(badge, draft)),
        supersedes=f"{sending.reference}-{sending.supersedes}" if sending.supersedes else None,
        whole=whole,
        holdings=holdings,
        holdings_of=len(badge.prerequisites),
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
    given = progress.answer(draft, question.id)
    spoken = recordings.lines(badge, question, given)

    def line(part: SoundPart | LinkPart) -> str:
        return spoken(part) if isinstance(part, SoundPart) else vouching.line(question, draft, part)

    text = progress.text_and_lines(given, line)
    return PackAnswer(
        question.id,
        question.heading,
        text or (vouching.SEE_ABOVE if draft.whole else ""),
        progress.words(given),
        question.minimum,
        about=progress.is_about(given),
        short=progress.is_short(question, draft),
        link=_link(badge, draft, question),
        elsewhere=vouching.is_linked(question, draft),
    )


def _link(badge: Badge, draft: Draft, question: Question) -> PackLink | None:
    link = vouching.link_at(draft, question.id)
    if link is None:
        return None
    return PackLink(link.url, vouching.line(question, draft, link), _checklist(badge, draft, question.id))


def pack_whole(badge: Badge, draft: Draft) -> PackLink | None:
    """The link that answers every question, if there is one."""
    link = draft.whole
    if link is None:
        return None
    return PackLink(link.url, vouching.line_of_whole(badge, draft, link), _checklist(badge, draft, vouching.WHOLE))


def _checklist(badge: Badge, draft: Draft, scope: str) -> tuple[PackTick, ...]:
    ticks = (vouching.tick_of(draft, scope, text) for text in vouching.asked(badge, scope))
    return tuple(PackTick(tick.text, tick.at) for tick in ticks if tick)


def pack_ai(badge: Badge, draft: Draft) -> PackAi:
    """What the worker has said of AI tools so far."""
    written_down = any(file.transcript for file in recordings.files(badge, draft))
    if draft.ai is None:
        return PackAi(badge.ai.rule, written_down=written_down)
    return PackAi(badge.ai.rule, draft.ai.used, draft.ai.tool, draft.ai.link, written_down)


def evidence(badge: Badge, draft: Draft) -> str:
    """The evidence of a draft as it stands now, as one plain text."""
    held = packed_badges.text(packed_badges.pack_holdings(badge, draft), len(badge.prerequisites))
    facts, answers, ai = pack_facts(badge, draft), pack_answers(badge, draft), pack_ai(badge, draft)
    return statement(facts, answers, ai, pack_whole(badge, draft), held)


def statement(
    facts: tuple[PackFact, ...],
    answers: tuple[PackAnswer, ...],
    ai: PackAi,
    whole: PackLink | None = None,
    held: str = "",
) -> str:
    """The evidence as one plain text: facts, badges held, a link for all of it, each answer under its heading, AI.

    Facts that are not part of the evidence, such as the email address, are left out: anyone who is shown the
    badge can read this text.
    """
    top = "\n".join(f"{fact.label}: {', '.join(fact.values)}" for fact in facts if fact.in_evidence)
    passages = [f"{number}. {a.heading}\n\n{a.text}" for number, a in enumerate(answers, 1)]
    return "\n\n".join(filter(None, [top, held, whole.line if whole else "", *passages, ai_line(ai)]))


def ai_line(ai: PackAi) -> str:
    """What the evidence says of AI tools; empty where the worker was not asked, or has not yet said all."""
    if ai.used is None or (ai.used and not (ai.tool and ai.link)):
        return ""
    if not ai.used and ai.written_down:
        return "AI tools: I did not use any but the program that wrote down what I said, as marked above."
    if not ai.used:
        return "AI tools: I did not use any."
    return f"AI tools: I used {ai.tool}. The chat can be read at {ai.link}"


_ESTIMATED = "an estimate, made by a program from the sound"
_WORDS_ARE: Mapping[Use, str] = {
    Use.original: _ESTIMATED,
    Use.listening: _ESTIMATED,
    Use.award: "none: this is no recording",
}


def _file(file: PackFile) -> Mapping[str, object]:
    return {
        "part": file.name,
        "name": file.name,
        "criterion_id": file.criterion_id,
        "part_of_answer": file.part,
        "use": file.use.value,
        "media_type": file.media_type,
        "bytes": file.size,
        "seconds": round(file.seconds, 2),
        "sha256": file.sha256,
        "words_about": file.words_about,
        "words_are": _WORDS_ARE[file.use],
        "transcript": _transcript(file.transcript) if file.transcript else None,
    }


def _transcript(made: PackTranscript) -> Mapping[str, object]:
    return {
        "text": made.text,
        "words": made.words,
        "engine": made.engine,
        "model": made.model,
        "made_at": made.made_at.isoformat(),
        "confirmed_at": made.confirmed_at.isoformat(),
        "mended": made.mended,
    }


def _holding(held: PackHolding) -> Mapping[str, object]:
    return {
        "id": held.id,
        "title": held.title,
        "ground": held.ground.value,
        "stated_at": held.stated_at.isoformat(),
        "checked_at": held.checked_at.isoformat() if held.checked_at else None,
        "link": held.link or None,
        "file": held.file or None,
    }


def _ticks(link: PackLink | None) -> list[Mapping[str, object]]:
    return [{"text": tick.text, "ticked_at": tick.ticked_at.isoformat()} for tick in (link.checklist if link else ())]


def manifest(pack: Pack) -> Mapping[str, object]:
    """The pack as an issuer's system reads it: `pack/1`, free of anything of Telegram's."""
    return {
        "schema": SCHEMA,
        "type": "submission.resubmitted" if pack.supersedes else "submission.created",
        "timestamp": pack.timestamp.isoformat(),
        "data": {
            "submission_id": pack.submission_id,
            "reference": pack.reference,
            "version": pack.attempt,
            "supersedes": pack.supersedes,
            "badge": {
                "id": pack.badge.id,
                "code": pack.badge.code,
                "title": pack.badge.title,
                "criteria_version": pack.badge.criteria_version,
            },
            "applicant": {f.id: list(f.values) if f.many else f.values[0] for f in pack.facts},
            "answers": [
                {
                    "criterion_id": a.criterion_id,
                    "heading": a.heading,
                    "text": a.text,
                    "words": a.words,
                    "minimum_words": a.minimum,
                    "count": a.count,
                    "shorter_than_asked": a.short,
                    "link": a.link.url if a.link else None,
                    "checklist": _ticks(a.link),
                }
                for a in pack.answers
            ],
            "link": pack.whole.url if pack.whole else None,
            "checklist": _ticks(pack.whole),
            "prerequisites": [_holding(held) for held in pack.holdings],
            "total_words": pack.total_words,
            "total_count": pack.total_count,
            "declarations": [
                {"id": d.id, "text": d.text, "accepted_at": d.accepted_at.isoformat()} for d in pack.declarations
            ],
            "ai": {"rule": pack.ai.rule, "used": pack.ai.used, "tool": pack.ai.tool, "link": pack.ai.link},
            "evidence_text": pack.evidence_text,
            "files": [_file(f) for f in pack.files],
        },
    }
