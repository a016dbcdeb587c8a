"""The text of statement files, as many programs write them."""

import pytest
import typst
from support.made_statement_files import (
    FIRST,
    POINTS,
    SECOND,
    TITLE,
    by_odfdo,
    by_python_docx,
    lines,
    opendocument,
    paragraph,
    pdf,
    word,
)

from bot.statement_files.child import read
from bot.statement_files.outcome import FileKind, ReadText
from bot.statement_files.statement_reader import StatementReader


def text_of(data: bytes, kind: FileKind, *, left_out: bool = False) -> str:
    """The text of a file that is read."""
    outcome = read(data)
    assert isinstance(outcome, ReadText), outcome
    assert (outcome.kind, outcome.left_out) == (kind, left_out)
    return outcome.text


def test_word_by_another_maker() -> None:
    """Headings, paragraphs, points and cells come in the order of the page."""
    points = [f"• {point}" for point in POINTS]
    assert text_of(by_python_docx(), FileKind.docx).split("\n") == [TITLE, FIRST, *points, "Question 5", SECOND]


def test_opendocument_by_another_maker() -> None:
    """The same of an OpenDocument text."""
    points = [f"• {point}" for point in POINTS]
    assert text_of(by_odfdo(), FileKind.odt).split("\n") == [TITLE, FIRST, *points, SECOND]


def test_a_template_with_answers_under_its_questions() -> None:
    """The issuer's form is a table: each question is followed by what the worker wrote under it."""
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{n}. Question {n}?</text:p></table:table-cell></table:table-row>"
        f"<table:table-row><table:table-cell><text:p>Answer {n}<text:s text:c='2'/>goes<text:tab/>on."
        f"</text:p><text:p><text:span>Second</text:span> part.</text:p></table:table-cell></table:table-row>"
        for n in (1, 2)
    )
    text = text_of(opendocument(f"<table:table>{rows}</table:table>"), FileKind.odt)
    answers = [[f"{n}. Question {n}?", f"Answer {n}  goes\ton.", "Second part."] for n in (1, 2)]
    assert text.split("\n") == [*answers[0], *answers[1]]


def test_what_was_struck_or_noted_in_the_margin_is_no_text() -> None:
    """Words that were taken out under tracked changes stay out, and so do comments."""
    deleted = "<w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>always</w:t></w:r></w:ins>"
    assert text_of(word(f"<w:p>{deleted}</w:p>"), FileKind.docx) == "always"
    odt = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>al<office:annotation><text:p>why?</text:p>"
        "</office:annotation>ways</text:p>"
    )
    assert text_of(opendocument(odt), FileKind.odt) == "always"


def test_numbered_points_bear_their_numbers() -> None:
    """Numbers that a word processor makes itself are no text in the file, and the worker sees them all the same."""
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum '
        'w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    point = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    made = word(
        paragraph("first", point) + paragraph("between") + paragraph("second", point),
        **{"word/numbering.xml": numbering},
    )
    assert text_of(made, FileKind.docx) == "1. first\nbetween\n2. second"
    level = '<text:list-level-style-number text:level="1" style:num-format="1"/>'
    style = f'<text:list-style style:name="L1">{level}</text:list-style>'
    points = "<text:list text:style-name='L1'>" + "".join(
        f"<text:list-item><text:p>{word_}</text:p></text:list-item>" for word_ in ("first", "second")
    )
    assert text_of(opendocument(points + "</text:list>", styles=style), FileKind.odt) == "1. first\n2. second"


@pytest.mark.parametrize("mark", ["\uf0b7", "\uf0a7", "\uf0d8"])
def test_bullets_of_symbol_fonts_are_bullets(mark: str) -> None:
    """Word's bullets stand where Unicode means nothing."""
    assert text_of(word(paragraph(f"{mark} point")), FileKind.docx) == "• point"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_any_common_encoding(encoding: str) -> None:
    """A text file says what it says, whichever program saved it."""
    said = "I didn’t ask – I told.\r\nThen I asked."
    assert text_of(said.encode(encoding), FileKind.txt) == "I didn’t ask – I told.\nThen I asked."


def test_text_of_an_old_mac() -> None:
    """Lines that end in a carriage return alone, and its own letters."""
    assert text_of("I didn’t ask.\rThen I did.".encode("mac_roman"), FileKind.txt) == "I didn’t ask.\nThen I did."


def test_rich_text() -> None:
    """Letters outside ASCII, paragraphs, and what a font table says, which is no text."""
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Calibri;}}"
        rb"\f0 I didn\'92t ask.\par Caf\u233? and \b more\b0 .\par}"
    )
    assert text_of(rtf, FileKind.rtf) == "I didn’t ask.\nCafé and more."


def test_a_pdf_with_text() -> None:
    """Lines that the paper broke are joined; paragraphs stay apart."""
    made = typst.compile(f"= {TITLE}\n\n{FIRST} {FIRST}\n\n{SECOND}\n".encode())
    text = text_of(made, FileKind.pdf)
    assert TITLE in text
    assert f"{FIRST} {FIRST}" in text.replace("\u00ad", "")
    assert SECOND in text.splitlines()


def test_a_heading_in_a_pdf_stays_apart_from_words_without_a_full_stop() -> None:
    """Many leave out the last full stop, and a heading below must not become the end of their sentence."""
    unended = f"{FIRST} {FIRST.removesuffix('.')} and then we all did it again on the next day of that week"
    made = typst.compile(f"{unended}\n\nWhat I learned\n\n{FIRST} {FIRST}".encode())
    assert "What I learned" in text_of(made, FileKind.pdf).splitlines()


def test_letters_that_a_pdf_draws_as_one_are_letters() -> None:
    """A word with one of them is the word that was typed."""
    made = typst.compile("The sta\ufb00 in the o\ufb03ce were \ufb01rst on the \ufb02oor".encode())
    assert text_of(made, FileKind.pdf) == "The staff in the office were first on the floor"


def test_a_plain_pdf() -> None:
    """Every page is read, in order."""
    assert text_of(pdf(lines("First page here"), lines("Second page here")), FileKind.pdf) == (
        "First page here\nSecond page here"
    )


def test_a_file_inside_is_left_out_and_said_so() -> None:
    """A table of a spreadsheet in a document is no reason to refuse the words round it."""
    assert text_of(word(paragraph("words"), word__embeddings__book="x"), FileKind.docx, left_out=True) == "words"
    odt = opendocument("<text:p>words</text:p>", **{"Object 1/content.xml": "<a/>"})
    assert text_of(odt, FileKind.odt, left_out=True) == "words"
    made = pdf(lines("words in a page"), catalog="/Names<</EmbeddedFiles<</Names[]>>>>")
    assert text_of(made, FileKind.pdf, left_out=True) == "words in a page"
    rtf = rb"{\rtf1 words{\object\objemb{\*\objdata 0105}}}"
    assert text_of(rtf, FileKind.rtf, left_out=True) == "words"


@pytest.mark.slow
async def test_the_confined_process_reads_all_kinds() -> None:
    """What is read in the process itself is read in the process that can open nothing."""
    reader = StatementReader()
    for data in (
        by_python_docx(),
        by_odfdo(),
        pdf(lines("some words here")),
        typst.compile(b"Words of a font that came along."),
        b"{\\rtf1 words \\u8217?}",
        "café".encode("utf-16"),
    ):
        outcome = await reader.read(data)
        assert outcome == read(data)
        assert isinstance(outcome, ReadText)
