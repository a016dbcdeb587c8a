"""The PDF of one submission: everything that an assessor reads on its page, in the language of the pages."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.desk.sentences import plain
from bot.documents.document import Block, Document, DocumentWording, Listing, Look, Paragraph, Section, Table
from bot.inbox.page_sentences import LANGUAGE
from bot.inbox.pages import phrases
from bot.inbox.pages.reading import SubmissionPage, recordings
from bot.inbox.submission_records import DecisionRecord
from bot.inbox.submission_state import act
from bot.issuers.contract.decision_schema import About, WithItems
from bot.issuers.contract.pack_schema import AnswerPart, FilePart, KeptDetailPart, PrerequisitePart, TickPart

_Item = tuple[Paragraph, ...]


def case_document(reading: SubmissionPage, now: datetime) -> Document:
    """What the PDF says. Equal submissions at the same time give equal documents.

    Drafts, opinions and other people's passages are left out: the first two are not said yet, and a PDF is passed on.
    """
    return _CaseOutline(reading, now).document()


class _CaseOutline:
    """Builds the sections of one submission."""

    def __init__(self, reading: SubmissionPage, now: datetime) -> None:
        self._reading = reading
        self._data = reading.data
        self._now = now
        self._moment = partial(phrases.day_and_time, zone=reading.zone)

    def document(self) -> Document:
        """The whole of it, in the order of the page, with the technical proof at the end."""
        data = self._data
        sections = (
            Section(plain("applicant"), 2, (Table(plain("applicant"), tuple(self._facts())),)),
            *self._held(),
            *self._whole(),
            *(self._answer(number, answer) for number, answer in enumerate(data.answers, 1)),
            *self._kept_details(),
            *self._ai(),
            *self._declarations(),
            *self._decided(),
            self._proof(),
        )
        name = plain("page-title", reference=data.reference, number=data.version)
        return Document(data.badge.title, name, self._now, tuple(self._top()), sections, _wording())

    def _top(self) -> Iterator[tuple[str, str]]:
        data, received = self._data, self._reading.kept.received
        yield plain("pdf-reference"), plain("page-title", reference=data.reference, number=data.version)
        yield plain("pdf-ours"), received.reference
        yield plain("queue-badge"), f"{data.badge.title} ({data.badge.code})" if data.badge.code else data.badge.title
        yield plain("pdf-criteria"), data.badge.criteria_version
        yield plain("pdf-came"), self._moment(received.first.at)
        if data.answers:
            total = plain(f"total-{data.total_count}")
            yield plain("total"), f"{phrases.counted(data.total_words, data.total_count)} ({total})"
        made = plain("pdf-made", when=self._moment(self._now))
        yield plain("queue-standing"), f"{phrases.state(self._reading.seen)}. {made}"

    def _facts(self) -> Iterator[tuple[str, str]]:
        for id_, value in self._data.applicant.items():
            yield phrases.named(id_), value if isinstance(value, str) else ", ".join(value)

    def _held(self) -> Iterator[Section]:
        held = self._data.prerequisites
        if held:
            blocks = [Paragraph(self._reading.grounds)]
            if any(one.ground == "checked" for one in held):
                blocks.append(Paragraph(plain("held-checked"), Look.note))
            listed = Listing(tuple(map(self._holding, held)))
            yield Section(plain("held-title", count=len(held)), 2, (*blocks, listed))

    def _holding(self, one: PrerequisitePart) -> _Item:
        at = (one.checked_at if one.ground == "checked" else None) or one.stated_at
        shown = [one.link] if one.link else [plain("pdf-file", name=one.file)] if one.file else []
        return (
            Paragraph(one.title, Look.strong),
            Paragraph(f"{plain(f'ground-{one.ground}')}, {phrases.day(at, self._reading.zone)}."),
            *map(Paragraph, phrases.against(one, self._reading.zone)),
            *map(Paragraph, shown),
        )

    def _whole(self) -> Iterator[Section]:
        link, files = self._data.link, self._reading.left_over
        if link is None and not files:
            return
        blocks = [Paragraph(f"{plain('whole-page')} {link}", Look.answer)] if link else []
        yield Section(plain("pdf-more"), 2, (*blocks, *self._ticks(self._data.checklist), *self._recordings(files)))

    def _answer(self, number: int, answer: AnswerPart) -> Section:
        counted = plain(f"counted-{answer.count}", minimum=answer.minimum_words)
        count = f"{phrases.counted(answer.words, answer.count)} {counted} {phrases.meets(answer)}."
        blocks: tuple[Block, ...] = (
            *([Paragraph(plain("pdf-question", question=answer.question), Look.question)] if answer.question else []),
            *([Paragraph("\n• ".join((f"{plain('tips')}:", *answer.tips)), Look.note)] if answer.tips else []),
            Paragraph(f"{count[0].upper()}{count[1:]}", Look.count),
            *self._asked(answer.criterion_id),
            *([Paragraph(answer.text, Look.answer)] if answer.text else []),
            *([Paragraph(f"{plain('page-link')} {answer.link}")] if answer.link else []),
            *self._recordings(self._reading.files(answer.criterion_id)),
            *self._ticks(answer.checklist),
        )
        return Section(f"{number}. {answer.heading}", 2, blocks)

    def _asked(self, question: str) -> Iterator[Paragraph]:
        """What an assessor said of this answer, or else of the one before it."""
        now = self._reading.asked(question)
        item = now or self._reading.asked_before(question)
        if item is not None:
            said = plain("asked-satisfied" if item.satisfied else "asked-now" if now else "asked-before")
            yield Paragraph(f"{said} {item.comment}".strip(), Look.note)

    def _recordings(self, files: list[FilePart]) -> Iterator[Block]:
        for number, heard, uses in recordings(files):
            words = phrases.counted(heard.words_about, "estimate")
            names = ", ".join(file.name for file in uses.values())
            said = f"{plain('recording', number=number)}: {phrases.length(heard.seconds)}, {words}. {names}"
            yield Paragraph(said)
            if (made := heard.transcript) is not None:
                key = "transcript-mended" if made.mended else "transcript-confirmed"
                yield Paragraph(plain(key, engine=made.engine, model=made.model), Look.note)
                yield Paragraph(made.text, Look.answer)

    def _ticks(self, ticks: tuple[TickPart, ...]) -> Iterator[Block]:
        if ticks:
            items = ((Paragraph(one.text), Paragraph(self._moment(one.ticked_at), Look.small)) for one in ticks)
            yield Paragraph(plain("ticks"))
            yield Listing(tuple(items))

    def _kept_details(self) -> Iterator[Section]:
        if kept := self._data.kept_details:
            note = Paragraph(plain("kept-why"), Look.note)
            yield Section(plain("kept-title"), 2, (note, Listing(tuple(map(self._kept_detail, kept)))))

    def _kept_detail(self, one: KeptDetailPart) -> _Item:
        every = enumerate(self._data.answers, 1)
        where = next((f"{n}. {a.heading}" for n, a in every if a.criterion_id == one.criterion_id), one.criterion_id)
        kind = plain("kept-kind", kind=one.kind.replace("_", " "))
        when = plain("kept-at", when=self._moment(one.kept_at))
        return Paragraph(f"“{one.words}”"), Paragraph(f"{where} · {kind}, {when}", Look.small)

    def _ai(self) -> Iterator[Section]:
        ai = self._data.ai
        if ai.rule == "silent":
            return
        said = [plain("ai-not-used")]
        if ai.used is None:
            said = [plain("ai-banned" if ai.rule == "banned" else "ai-not-asked")]
        elif ai.used:
            said = [plain("ai-used", tool=ai.tool or plain("ai-some-tool"))]
            said += [f"{plain('ai-chat')} {ai.link}"] if ai.link else [plain("ai-no-link")] if ai.no_link else []
        yield Section(plain("ai-title"), 2, tuple(map(Paragraph, said)))

    def _declarations(self) -> Iterator[Section]:
        if self._data.declarations:
            items = tuple(
                (Paragraph(one.text), Paragraph(plain("agreed", when=self._moment(one.accepted_at)), Look.small))
                for one in self._data.declarations
            )
            yield Section(plain("declarations"), 2, (Listing(items),))

    def _decided(self) -> Iterator[Section]:
        if decided := self._reading.decisions:
            items = tuple(self._decision(record, said) for record, said in decided)
            yield Section(plain("decided-title"), 2, (Listing(items),))

    def _decision(self, record: DecisionRecord, said: About) -> _Item:
        fate = "fate-held" if record.is_held else f"fate-{record.standing}"
        marks = [one for one in said.items if not one.satisfied] if isinstance(said, WithItems) and said.items else []
        return (
            Paragraph(plain(f"said-{act(record)}"), Look.strong),
            Paragraph(f"{self._moment(record.made_at)}. {plain(fate)}", Look.small),
            *([Paragraph(said.comment)] if said.comment else []),
            *([Paragraph(plain("wanted", count=len(marks)))] if act(record) == "returned" else []),
        )

    def _proof(self) -> Section:
        received, files = self._reading.kept.received, self._data.files
        first = received.first
        signed = plain("check-signed", versions=", ".join(first.signatures), when=self._moment(first.signed_at))
        checks = [
            (plain("check-signature"), signed),
            (plain("check-schema"), f"SHA-256 {received.manifest_sha256}"),
            *((plain("check-file", name=file.name), f"SHA-256 {file.sha256}") for file in files),
            (plain("check-complete"), plain("check-files", came=received.files, told=len(files))),
        ]
        items = tuple((Paragraph(title), Paragraph(said, Look.small)) for title, said in checks)
        return Section(plain("proof-title"), 2, (Listing(items),))


def _wording() -> DocumentWording:
    return DocumentWording(
        LANGUAGE,
        "gb" if LANGUAGE == "en" else None,
        plain("pdf-detail"),
        plain("pdf-stated"),
        plain("pdf-page", page="#page", pages="#pages"),
        plain("pdf-named"),
    )
