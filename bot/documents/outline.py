"""Builds the content of a pack's document, in order. What every format has to say is added here."""

from dataclasses import replace

from bot.documents import words
from bot.documents.document import Block, Document, Listing, Look, Paragraph, Section, Table
from flows.pack.pack import Pack, PackAnswer, PackDeclaration, PackFact, PackLink
from flows.pack.packed_badges import PackHeldBadge
from flows.pack.recordings import FileUse, PackFile


def document(pack: Pack, *, applicant: bool) -> Document:
    """The document of a pack, made of the pack alone.

    With `applicant`, for the issuer, a section of its own holds the facts that are no part of the evidence, such as
    name and email, and each badge held has what speaks against it. A worker's copy goes without: what they paste from
    it may be public.
    """
    sections = (
        *(_applicant(pack) if applicant else ()),
        _evidence(pack),
        *_holdings(pack, doubts=applicant),
        *_whole(pack),
        *(_answer(number, answer) for number, answer in enumerate(pack.answers, 1)),
        *_ai(pack),
        *_recordings(pack),
        *_awards(pack),
        *_kept_details(pack),
        *_declarations(pack),
    )
    return Document(words.badge_name(pack), words.reference(pack), pack.timestamp, _top(pack), sections)


def documents(pack: Pack) -> tuple[Document, Document]:
    """The document of a pack for the issuer and the one for the worker. What is equal in them is the same object."""
    issuers, workers = document(pack, applicant=True), document(pack, applicant=False)
    known = {section: section for section in issuers.sections}
    return issuers, replace(workers, sections=tuple(known.get(section, section) for section in workers.sections))


def _top(pack: Pack) -> tuple[tuple[str, str], ...]:
    return (
        ("Reference", words.reference(pack)),
        *([("Replaces", words.replaced(pack.supersedes))] if pack.supersedes else []),
        # What the worker takes there has not been sent when this is written.
        ("Made ready" if pack.by_hand else "Sent", words.moment(pack.timestamp)),
        ("To", pack.issuer.name),
        ("Criteria", pack.badge.criteria_version),
        *([("Length", words.total(pack))] if pack.answers else []),
    )


def _applicant(pack: Pack) -> tuple[Section, ...]:
    facts = words.applicant_facts(pack)
    note = Paragraph("For the issuer only. This is not part of the evidence.", Look.note)
    return (Section("Applicant", 2, (note, _table("Applicant", facts))),) if facts else ()


def _evidence(pack: Pack) -> Section:
    facts = words.evidence_facts(pack)
    return Section("Evidence", 2, (_table("Evidence", facts),) if facts else (), headed=False)


def _holdings(pack: Pack, *, doubts: bool) -> tuple[Section, ...]:
    note = Paragraph(words.holdings_note(pack), Look.note)
    listed = Listing(tuple(_holding(held, doubts=doubts) for held in pack.holdings))
    return (Section(words.holdings_heading(pack), 3, (note, listed)),) if pack.holdings else ()


def _holding(held: PackHeldBadge, *, doubts: bool) -> tuple[Paragraph, ...]:
    against = map(Paragraph, words.against(held)) if doubts else ()
    return (Paragraph(held.title, Look.strong), Paragraph(words.holding(held)), *against)


def _whole(pack: Pack) -> tuple[Section, ...]:
    if pack.whole is None:
        return ()
    blocks = (Paragraph(pack.whole.line, Look.answer), *_checklist(pack.whole))
    return (Section("A page for every question", 3, blocks),)


def _checklist(link: PackLink | None) -> tuple[Block, ...]:
    ticks = words.checklist(link) if link else ()
    return (Listing(tuple((Paragraph(text), Paragraph(when, Look.small)) for text, when in ticks)),) if ticks else ()


def _table(name: str, facts: tuple[PackFact, ...]) -> Table:
    return Table(name, tuple((fact.label, ", ".join(fact.values)) for fact in facts))


def _answer(number: int, answer: PackAnswer) -> Section:
    asked = words.question(answer)
    blocks: tuple[Block, ...] = (
        *([Paragraph(asked, Look.question)] if asked else []),
        Paragraph(words.count(answer), Look.count),
        Paragraph(answer.text, Look.answer),
        *_checklist(answer.link),
    )
    return Section(words.heading(number, answer), 3, blocks)


def _ai(pack: Pack) -> tuple[Section, ...]:
    said = words.ai(pack)
    return (Section("AI tools", 3, (Paragraph(said),)),) if said else ()


def _recordings(pack: Pack) -> tuple[Section, ...]:
    spoken = tuple(file for file in pack.files if file.use is not FileUse.award)
    note = Paragraph(words.recordings_note(pack), Look.note)
    return (Section("Recordings", 2, (note, Listing(tuple(map(_recording, spoken))))),) if spoken else ()


def _awards(pack: Pack) -> tuple[Section, ...]:
    awards = tuple(file for file in pack.files if file.use is FileUse.award)
    note = Paragraph(words.awards_note(), Look.note)
    return (Section("Awards of badges held", 2, (note, Listing(tuple(map(_award, awards))))),) if awards else ()


def _award(file: PackFile) -> tuple[Paragraph, ...]:
    return (Paragraph(file.name, Look.strong), Paragraph(words.digest(file), Look.small))


def _recording(file: PackFile) -> tuple[Paragraph, ...]:
    return (
        Paragraph(file.name, Look.strong),
        Paragraph(words.recording(file)),
        Paragraph(words.digest(file), Look.small),
    )


def _kept_details(pack: Pack) -> tuple[Section, ...]:
    note = Paragraph(words.kept_note(), Look.note)
    listed = Listing(tuple((Paragraph(words.kept_detail(pack, one)),) for one in pack.kept_details))
    return (Section("Words that the applicant has looked at", 2, (note, listed)),) if pack.kept_details else ()


def _declarations(pack: Pack) -> tuple[Section, ...]:
    agreed = Listing(tuple(map(_declaration, pack.declarations)))
    return (Section("Declarations", 2, (agreed,)),) if pack.declarations else ()


def _declaration(declaration: PackDeclaration) -> tuple[Paragraph, ...]:
    agreed = f"Agreed on {words.moment(declaration.accepted_at)}"
    return (Paragraph(declaration.text), Paragraph(agreed, Look.small))
