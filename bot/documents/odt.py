"""A pack as an OpenDocument Text: what an assessor opens, reads from top to bottom, and files.

Written with the standard library alone, after the OASIS specification "Open Document Format for Office
Applications", version 1.3: part 2 for the package, part 3 for the elements, section 6.1.2 for white space.
"""

import re
from datetime import UTC
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.documents import phrases
from bot.documents.styles import LINE, NAMESPACES, styles
from bot.documents.xml import Attributes, Xml
from flows.pack import Pack, PackAnswer, PackFact, PackLink

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"

# Not the single space between two words, which is most of them: it may be written as itself.
_WHITE = re.compile(r"\n|\t|(?:(?<=[\n\t])|\A) +| +(?=[\n\t]|\Z)| {2,}")


def odt(pack: Pack, *, applicant: bool = True) -> bytes:
    """The pack as an OpenDocument Text in British English. Equal packs give equal bytes.

    With `applicant`, for the issuer, a block of its own holds the facts that are no part of the evidence,
    such as name and email. A worker's copy goes without: what they paste from it may be public.
    """
    return _package(
        pack,
        {
            "content.xml": _content(pack, applicant=applicant),
            "styles.xml": styles(phrases.reference(pack)),
            "meta.xml": _meta(pack),
        },
    )


def _package(pack: Pack, parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        # First and not compressed, so that the kind of file can be told from its first bytes.
        _add(package, pack, "mimetype", MEDIA_TYPE.encode(), ZIP_STORED)
        for name, content in parts.items():
            _add(package, pack, name, content, ZIP_DEFLATED)
        _add(package, pack, "META-INF/manifest.xml", _package_list(tuple(parts)), ZIP_DEFLATED)
    return out.getvalue()


def _add(package: ZipFile, pack: Pack, name: str, content: bytes, how: int) -> None:
    at = pack.timestamp.astimezone(UTC)
    # A zip file begins its calendar in 1980.
    info = ZipInfo(name, (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second))
    info.compress_type = how
    info.create_system = 3
    info.external_attr = 0o644 << 16
    package.writestr(info, content)


def _package_list(names: tuple[str, ...]) -> bytes:
    xml = Xml()
    with xml.element("manifest:manifest", {"xmlns:manifest": _MANIFEST, "manifest:version": "1.3"}):
        whole = {"manifest:full-path": "/", "manifest:version": "1.3", "manifest:media-type": MEDIA_TYPE}
        xml.empty("manifest:file-entry", whole)
        for name in names:
            xml.empty("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": "text/xml"})
    return xml.content()


def _meta(pack: Pack) -> bytes:
    xml = Xml()
    made = pack.timestamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = NAMESPACES | {"office:version": "1.3"}
    with xml.element("office:document-meta", root), xml.element("office:meta"):
        xml.leaf("meta:generator", "Teabreak")
        xml.leaf("dc:title", phrases.badge_name(pack))
        xml.leaf("dc:subject", phrases.reference(pack))
        xml.leaf("dc:language", "en-GB")
        xml.leaf("meta:creation-date", made)
        xml.leaf("dc:date", made)
    return xml.content()


def _content(pack: Pack, *, applicant: bool) -> bytes:
    xml = Xml()
    with xml.element("office:document-content", NAMESPACES | {"office:version": "1.3"}):
        with xml.element("office:automatic-styles"):
            _table_styles(xml)
        with xml.element("office:body"), xml.element("office:text"):
            _top(xml, pack)
            if applicant:
                _applicant(xml, pack)
            _evidence(xml, pack)
            _recordings(xml, pack)
            _declarations(xml, pack)
    return xml.content()


def _table_styles(xml: Xml) -> None:
    with xml.element("style:style", {"style:name": "Facts", "style:family": "table"}):
        xml.empty("style:table-properties", {"style:width": "16.6cm", "table:align": "left"})
    for name, width in (("Label", "5.6cm"), ("Value", "11cm")):
        with xml.element("style:style", {"style:name": name, "style:family": "table-column"}):
            xml.empty("style:table-column-properties", {"style:column-width": width})
    with xml.element("style:style", {"style:name": "Box", "style:family": "table-cell"}):
        xml.empty("style:table-cell-properties", {"fo:padding": "0.12cm", "fo:border-bottom": LINE})
    with xml.element("style:style", {"style:name": "Strong", "style:family": "text"}):
        xml.empty("style:text-properties", {"fo:font-weight": "bold"})


def _top(xml: Xml, pack: Pack) -> None:
    _heading(xml, 1, phrases.badge_name(pack))
    lines = (
        ("Reference", phrases.reference(pack)),
        ("Sent", phrases.moment(pack.timestamp)),
        ("To", pack.issuer.name),
        ("Criteria", pack.badge.criteria_version),
        *([("Replaces", pack.supersedes)] if pack.supersedes else []),
    )
    with xml.element("text:p", {"text:style-name": "Standard"}):
        for number, (label, value) in enumerate(lines):
            if number:
                xml.empty("text:line-break")
            xml.leaf("text:span", f"{label}:", {"text:style-name": "Strong"})
            xml.text(" ")
            _words(xml, value)


def _applicant(xml: Xml, pack: Pack) -> None:
    facts = phrases.applicant_facts(pack)
    if facts:
        _heading(xml, 2, "Applicant")
        _lines(xml, "Note", "For the issuer only. This is not part of the evidence.")
        _table(xml, "Applicant", facts)


def _evidence(xml: Xml, pack: Pack) -> None:
    _heading(xml, 2, "Evidence")
    facts = phrases.evidence_facts(pack)
    if facts:
        _table(xml, "Evidence", facts)
    if pack.whole:
        _heading(xml, 3, "A page for every question")
        _lines(xml, "Answer", pack.whole.line)
        _checklist(xml, pack.whole)
    for number, answer in enumerate(pack.answers, 1):
        _answer(xml, number, answer)
    _lines(xml, "Total", phrases.total(pack))
    said = phrases.ai(pack)
    if said:
        _heading(xml, 3, "AI tools")
        _lines(xml, "Standard", said)


def _answer(xml: Xml, number: int, answer: PackAnswer) -> None:
    _heading(xml, 3, phrases.heading(number, answer))
    _lines(xml, "Count", phrases.count(answer))
    for paragraph in phrases.writable(answer.text).split("\n\n"):
        _lines(xml, "Answer", paragraph)
    if answer.link:
        _checklist(xml, answer.link)


def _checklist(xml: Xml, link: PackLink) -> None:
    for text, when in phrases.checklist(link):
        _lines(xml, "Declaration", text)
        _lines(xml, "Agreed", when)


def _recordings(xml: Xml, pack: Pack) -> None:
    if not pack.files:
        return
    _heading(xml, 2, "Recordings")
    _lines(xml, "Note", phrases.recordings_note(pack))
    for file in pack.files:
        with xml.element("text:p", {"text:style-name": "Recording"}):
            xml.leaf("text:span", file.name, {"text:style-name": "Strong"})
            xml.empty("text:line-break")
            _words(xml, phrases.recording(file))
        _lines(xml, "Digest", phrases.digest(file))


def _declarations(xml: Xml, pack: Pack) -> None:
    if not pack.declarations:
        return
    _heading(xml, 2, "Declarations")
    for declaration in pack.declarations:
        _lines(xml, "Declaration", declaration.text)
        _lines(xml, "Agreed", f"Agreed on {phrases.moment(declaration.accepted_at)}")


def _table(xml: Xml, name: str, facts: tuple[PackFact, ...]) -> None:
    with xml.element("table:table", {"table:name": name, "table:style-name": "Facts"}):
        xml.empty("table:table-column", {"table:style-name": "Label"})
        xml.empty("table:table-column", {"table:style-name": "Value"})
        with xml.element("table:table-header-rows"):
            _row(xml, "Table_20_Heading", "Detail", "As stated")
        for fact in facts:
            _row(xml, "Cell", fact.label, ", ".join(fact.values))


def _row(xml: Xml, style: str, *cells: str) -> None:
    with xml.element("table:table-row"):
        for cell in cells:
            attributes = {"table:style-name": "Box", "office:value-type": "string"}
            with xml.element("table:table-cell", attributes):
                _lines(xml, style, cell)


def _heading(xml: Xml, level: int, text: str) -> None:
    attributes: Attributes = {"text:style-name": f"Heading_20_{level}", "text:outline-level": str(level)}
    with xml.element("text:h", attributes):
        _words(xml, text)


def _lines(xml: Xml, style: str, text: str) -> None:
    with xml.element("text:p", {"text:style-name": style}):
        _words(xml, text)


def _words(xml: Xml, text: str) -> None:
    """Write the very characters, white space as elements where a reader would drop or join it."""
    text, done = phrases.writable(text), 0
    for white in _WHITE.finditer(text):
        xml.text(text[done : white.start()])
        done = white.end()
        if white.group() == "\n":
            xml.empty("text:line-break")
        elif white.group() == "\t":
            xml.empty("text:tab")
        else:
            _spaces(xml, white)
    xml.text(text[done:])


def _spaces(xml: Xml, run: re.Match[str]) -> None:
    """A run of spaces: only one that stands between two words may be written as itself."""
    before, after = run.string[max(0, run.start() - 1) : run.start()], run.string[run.end() : run.end() + 1]
    plain = 1 if before.strip("\n\t") and after.strip("\n\t") else 0
    xml.text(" " * plain)
    if len(run.group()) > plain:
        xml.empty("text:s", {"text:c": str(len(run.group()) - plain)})
