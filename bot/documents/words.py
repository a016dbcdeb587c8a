"""Sentences and names that all formats of a document share, and the characters that they can hold."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.issuers.contract.award_doubts import doubt
from flows.model.attachments.audio import ENOUGH
from flows.pack.evidence_text import ai_line
from flows.pack.pack import Pack, PackAnswer, PackFact, PackKeptDetail, PackLink
from flows.pack.packed_badges import PackHeldBadge
from flows.pack.recordings import FileUse, PackFile, about, day, length, written_down
from flows.rules.held_badges import Ground


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file to send: its name, its media type, its bytes."""

    name: str
    media_type: str
    content: bytes


def stem(pack: Pack) -> str:
    """The name of a submission's folder and files: its reference, and for a later attempt its number too."""
    return pack.reference if pack.attempt == 1 else pack.submission_id


def reference(pack: Pack) -> str:
    """The reference that the worker and the issuer know the submission by, and which attempt this is."""
    return f"{pack.reference}, attempt {pack.attempt}"


def badge_name(pack: Pack) -> str:
    """The badge's title, with its code where it has one."""
    return f"{pack.badge.title} ({pack.badge.code})" if pack.badge.code else pack.badge.title


def heading(number: int, answer: PackAnswer) -> str:
    """The heading above an answer, its number written out, so that it survives copying."""
    return f"{number}. {answer.heading}"


def question(answer: PackAnswer) -> str:
    """What was asked, told apart from the answer by its first words; empty where the pack does not have it."""
    return f"The question was: {answer.question}" if answer.question else ""


def replaced(submission: str) -> str:
    """Which earlier attempt is to be put aside."""
    return f"{submission}, which was sent before"


def count(answer: PackAnswer) -> str:
    """How long an answer is, which kind of count that is, and how long it was asked to be."""
    asked = f" At least {answer.minimum} asked." if answer.minimum else ""
    short = " Shorter than asked, and kept so by the applicant." if answer.short else ""
    counted = _besides(answer.words) if answer.elsewhere else _counted(answer.words, estimated=answer.about)
    return f"{counted}.{asked}{short}"


def total(pack: Pack) -> str:
    """How long all answers are together."""
    about = any(answer.about for answer in pack.answers)
    stated = pack.total_count == "stated"
    counted = _besides(pack.total_words) if stated else _counted(pack.total_words, estimated=about)
    return f"{counted[0].lower()}{counted[1:]}"


def checklist(link: PackLink) -> tuple[tuple[str, str], ...]:
    """What the applicant says of the page behind a link, each with when they ticked it."""
    return tuple((tick.text, f"Ticked by the applicant on {moment(tick.ticked_at)}") for tick in link.checklist)


def holdings_heading(pack: Pack) -> str:
    """How many badges are held, of those that the badge lists."""
    return f"Badges held: {len(pack.holdings)} of {pack.holdings_of}"


def holdings_note(pack: Pack) -> str:
    """On what ground they are said to be held."""
    checked = sum(held.ground is Ground.checked for held in pack.holdings)
    if not checked:
        return "This bot has checked none of them. For each it says what was given."
    rest = " For the others it says what was given." if checked < len(pack.holdings) else ""
    return (
        f"This bot has checked {checked} of them: that the award is the issuer's, that it is made out to the "
        f"applicant's email address, that it has not run out, and that it was not taken back.{rest}"
    )


def holding(held: PackHeldBadge) -> str:
    """On what ground a badge is said to be held, and when the applicant said so."""
    # An address goes last, with nothing behind it that a reader could take for a part of it.
    ground = held.said.removesuffix(f": {held.link}") if held.link else held.said
    said = f"{ground[0].upper()}{ground[1:]}. Ticked by the applicant on {moment(held.stated_at)}."
    said = f"{said} File: {held.file}." if held.file else said
    return f"{said} Link: {held.link}" if held.link else said


def against(held: PackHeldBadge) -> tuple[str, ...]:
    """What an assessor must know against a badge being held, in a sentence or two for each."""
    return tuple(doubt(one.kind, day(one.at) if one.at else "") for one in held.against)


def doubts(pack: Pack) -> tuple[str, ...]:
    """A block of lines for each badge held that something speaks against: which it is, and what that is."""
    every = ((held, against(held)) for held in pack.holdings)
    return tuple("\n".join((f"Badge held: {held.number}. {held.title}", *said)) for held, said in every if said)


def awards_note() -> str:
    """What an assessor must know of the awards that come as files."""
    return "These are the files that the applicant gave. A file is the one that was given if its SHA-256 is the same."


def recordings_note(pack: Pack) -> str:
    """What an assessor must know of the recordings and of their word counts."""
    written = any(file.transcript for file in pack.files)
    exact = " Words that a program wrote down, and the applicant checked, were counted." if written else ""
    return (
        "These files belong to this application. Word counts of recordings are estimates: a program made them from "
        f"the sound, and no person counted. So a spoken answer is taken as long enough from {ENOUGH:.0%} of the words "
        f"that are asked.{exact} A file is the one that was sent if its SHA-256 is the same."
    )


def recording(file: PackFile) -> str:
    """What a file is for, how long it plays, how much is said in it, and who counted."""
    words = f"{about(file.words_about)}, estimated by a program from the sound" if file.words_about else _NO_WORDS
    if file.transcript is not None:
        words = written_down(file.transcript)
    if file.use is FileUse.award:
        return f"{_USES[file.use]}."
    return f"{_USES[file.use]}. {length(file.seconds)}, {words}."


def digest(file: PackFile) -> str:
    """How to tell that a file is the one that was sent: a start to compare by eye, and the whole."""
    start = " ".join(file.sha256[place : place + 4] for place in range(0, 16, 4))
    return f"SHA-256 starts {start}. In full: {file.sha256}"


_NO_WORDS = "no words counted"
_USES = {
    FileUse.listening: "For listening: a copy in a form that plays everywhere",
    FileUse.original: "The original, as it was sent",
    FileUse.award: "The award of a badge held",
}


def ai(pack: Pack) -> str:
    """The worker's line on AI tools without its label; empty where they were not asked."""
    return ai_line(pack.ai).removeprefix("AI tools: ")


def kept_note() -> str:
    """Why these words are listed."""
    return "A program thought that these words may point to a person. The applicant looked at each and kept it."


def kept_detail(pack: Pack, kept: PackKeptDetail) -> str:
    """Words that were kept: in which answer, what they may be, and when it was decided."""
    number = next((n for n, answer in enumerate(pack.answers, 1) if answer.criterion_id == kept.criterion_id), 0)
    kind = kept.kind.replace("_", " ")
    return f"Answer {number}: \u201c{kept.words}\u201d (perhaps: {kind}). Kept on {moment(kept.kept_at)}."


def moment(at: datetime) -> str:
    """A date and time as the worker's clock had it, such as "5 July 2026 at 09:30 (UTC+1)"."""
    return f"{day(at)} at {at:%H:%M} ({_zone(at.utcoffset())})"


def evidence_facts(pack: Pack) -> tuple[PackFact, ...]:
    """The facts that stand at the top of the evidence, where anyone shown the badge can read them."""
    return tuple(fact for fact in pack.facts if fact.in_evidence)


def applicant_facts(pack: Pack) -> tuple[PackFact, ...]:
    """The facts that are for the issuer's eyes alone, such as the email address."""
    return tuple(fact for fact in pack.facts if not fact.in_evidence)


def _counted(number: int, *, estimated: bool) -> str:
    """A count with its kind. An answer may be typed in part, so it says which words are estimated."""
    if not estimated:
        return f"{_words(number)}, counted exactly"
    said = about(number)
    return f"{said[0].upper()}{said[1:]}, estimated from the sound where spoken"


def _besides(number: int) -> str:
    """The count where a page stands in: nobody has counted that page's words."""
    return f"{_words(number)} here; the words on the applicant's page are not counted"


def _words(number: int) -> str:
    return "1 word" if number == 1 else f"{number} words"


def _zone(offset: timedelta | None) -> str:
    minutes = int((offset or timedelta()).total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")
