"""What an assessor opens: read back with another implementation, and by the letter of the specification."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from odfdo import Document

from bot.documents.odt import odt
from bot.documents.outline import document
from flows.pack.pack import Pack, PackAi

pytestmark = pytest.mark.slow

Saying = Callable[[str], Pack]
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"

HOSTILE = {
    "markup": "<b>&amp; ]]> <!-- --> <![CDATA[ \"'</text:p>",
    "right to left": "\u202b\u05e9\u05dc\u05d5\u05dd\u202c and \u0645\u0631\u062d\u0628\u0627",
    "emoji": "👩\u200d👧 👍🏽 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f ok",
    "accents": "Mòrag Łódź cafe\u0301",
    "spaces": "  two  before,   three\tand a tab \n  a list\n\n\nand more \n\n ",
    "one long line": " ".join(["word"] * 900),
    "separators": "a\u2028b\u2029c\u0085d\u00a0e\ufefff",
}


def made(pack: Pack, *, applicant: bool = True) -> bytes:
    """The document of a pack as a file."""
    return odt(document(pack, applicant=applicant))


def opened(pack: Pack, *, applicant: bool = True) -> Document:
    """The document as another implementation reads it."""
    return Document(BytesIO(made(pack, applicant=applicant)))


def answer_read_by_odfdo(pack: Pack) -> str:
    """The first answer: the paragraphs in its style, up to the second answer's count."""
    paragraphs = opened(pack).body.get_paragraphs()
    counts = [n for n, paragraph in enumerate(paragraphs) if paragraph.style == "Count"]
    return "\n\n".join(paragraph.inner_text for paragraph in paragraphs[counts[0] + 1 : counts[1]])


def answer_read_by_the_letter(pack: Pack) -> str:
    """The first answer, with white space treated as the specification's section 6.1.2 tells readers to."""
    body = ET.fromstring(zipfile.ZipFile(BytesIO(made(pack))).read("content.xml"))
    paragraphs = list(body.iter(f"{TEXT}p"))
    counts = [n for n, p in enumerate(paragraphs) if p.get(f"{TEXT}style-name") == "Count"]
    return "\n\n".join(_by_the_letter(p) for p in paragraphs[counts[0] + 1 : counts[1]])


def _by_the_letter(paragraph: ET.Element) -> str:
    # Private characters stand for the elements, so that collapsing does not see them as white space.
    pieces = [paragraph.text or ""]
    for child in paragraph:
        kind = child.tag.removeprefix(TEXT)
        sign = {"line-break": "\ue000", "tab": "\ue001", "s": "\ue002" * int(child.get(f"{TEXT}c", "1"))}[kind]
        pieces += [sign, child.tail or ""]
    collapsed = re.sub("[ \t\r\n]+", " ", "".join(pieces)).strip(" ")
    # Stricter than the specification: a space beside an element is taken to be dropped as well.
    collapsed = re.sub("(?<=[\ue000\ue001]) | (?=[\ue000\ue001])", "", collapsed)
    return collapsed.translate({0xE000: "\n", 0xE001: "\t", 0xE002: " "})


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_answer_keeps_every_character(saying: Saying, text: str) -> None:
    """What a worker wrote is what the assessor's program shows, down to the spaces."""
    assert answer_read_by_odfdo(saying(text)) == text
    assert answer_read_by_the_letter(saying(text)) == text


WRITABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co"], exclude_characters="\ufffe\uffff")
    | st.sampled_from(" \t\n<&>]")
)


@given(text=WRITABLE)
@settings(max_examples=60)
@example(text="\n")
@example(text=" ")
def test_any_text_is_read_back_exactly(saying: Saying, text: str) -> None:
    """There is no text that XML can hold and the document changes."""
    assert answer_read_by_odfdo(saying(text)) == text
    assert answer_read_by_the_letter(saying(text)) == text


@pytest.mark.parametrize("code", [0x00, 0x0B, 0x1B, 0xD83D, 0xDC69, 0xFFFE, 0xFFFF], ids=hex)
def test_what_xml_cannot_hold_is_shown_as_missing(saying: Saying, code: int) -> None:
    """A character that no XML can hold leaves a visible mark, and the words beside it stay."""
    assert answer_read_by_odfdo(saying(f"before {chr(code)} after")) == "before \ufffd after"


def test_a_line_end_of_any_system_is_a_line_break(saying: Saying) -> None:
    """Text pasted from another system keeps its lines and paragraphs."""
    assert answer_read_by_odfdo(saying("one\r\ntwo\rthree\r\n\r\nfour")) == "one\ntwo\nthree\n\nfour"


def test_headings_are_real_and_in_order(pack: Pack) -> None:
    """A reader can jump from question to question: each is a heading of its level, in the badge's order."""
    assert [(int(heading.level), heading.inner_text) for heading in opened(pack).body.get_headers()] == [
        (1, "Leadership and quality assurance (OB-1249)"),
        (2, "Applicant"),
        (2, "Evidence"),
        (3, "1. The topic I chose"),
        (3, "2. Why it matters"),
        (3, "3. How I feel now"),
        (3, "AI tools"),
        (2, "Declarations"),
    ]


def test_counts_total_and_declarations_are_said(pack: Pack) -> None:
    """An assessor sees how long each answer is, the total, the AI line, and what was agreed to and when."""
    said = [paragraph.inner_text for paragraph in opened(pack).body.get_paragraphs()]
    assert "8 words, counted exactly. At least 5 asked." in said
    assert "4 words, counted exactly." in said
    assert said[0].endswith("\nLength: 15 words, counted exactly")
    assert "I did not use any." in said
    agreed = said[said.index("The words are my own.") :]
    assert agreed == [
        "The words are my own.",
        "Agreed on 5 July 2026 at 09:30 (UTC+1)",
        "Nobody can be known from my examples.",
        "Agreed on 5 July 2026 at 09:31 (UTC+1)",
    ]


def test_an_assessor_sees_what_was_spoken_and_who_counted(spoken: Pack) -> None:
    """Counts have their kind, a recording's line stands in its answer, and a section lists the files."""
    document = opened(spoken)
    said = [paragraph.inner_text for paragraph in document.body.get_paragraphs()]
    assert (
        "About 160 words, estimated from the sound where spoken. At least 250 asked. "
        "Shorter than asked, and kept so by the applicant."
    ) in said
    assert said[said.index("I chose audits.") + 1].startswith("[A recording stands here: 1-topic-part1-1m10s.mp3. ")
    assert said[0].endswith("\nLength: about 170 words, estimated from the sound where spoken")
    headings = [heading.inner_text for heading in document.body.get_headers()]
    assert headings[-3:] == ["AI tools", "Recordings", "Declarations"]
    for file in spoken.files:
        where = said.index(file.name)
        assert said[where + 2].endswith(f" In full: {file.sha256}")


@pytest.mark.parametrize("applicant", [True, False], ids=["issuer", "worker"])
def test_without_recordings_nothing_is_said_of_them(pack: Pack, spoken: Pack, *, applicant: bool) -> None:
    """There is a section for recordings where there are some, in the issuer's document and in the worker's copy."""
    for one, there in ((pack, False), (spoken, True)):
        headings = [heading.inner_text for heading in opened(one, applicant=applicant).body.get_headers()]
        assert ("Recordings" in headings) is there


def test_the_top_says_what_it_is_and_where_it_goes(pack: Pack) -> None:
    """Reference, attempt, date, issuer, criteria and the attempt that it replaces come before all else."""
    first = opened(replace(pack, attempt=2, supersedes="TB-7KQ4-M2XP-1")).body.get_paragraphs()[0]
    assert first.inner_text.split("\n") == [
        "Reference: TB-7KQ4-M2XP, attempt 2",
        "Replaces: TB-7KQ4-M2XP-1, which was sent before",
        "Sent: 5 July 2026 at 09:30 (UTC+1)",
        "To: Scottish Social Services Council",
        "Criteria: 2025-1",
        "Length: 15 words, counted exactly",
    ]


def test_lists_are_real(spoken: Pack) -> None:
    """A screen reader says how many recordings and declarations there are, and reads each as one."""
    items = [
        [paragraph.inner_text for paragraph in item.get_paragraphs()]
        for item in opened(spoken).body.get_elements("//text:list-item")
    ]
    assert [item[0] for item in items] == [
        *(file.name for file in spoken.files),
        *(declaration.text for declaration in spoken.declarations),
    ]


def test_ticks_of_a_page_are_a_list(linked: Pack, paged: Pack) -> None:
    """What the applicant says of their page stands in a list, under its question or before all of them."""
    for pack, above in ((linked, "1. The topic I chose"), (paged, "A page for every question")):
        in_order = opened(pack).body.get_elements("//text:h | //text:list")
        first = next(number for number, element in enumerate(in_order) if element.tag == "text:list")
        assert "The page answers this question." in in_order[first].inner_text
        assert in_order[first - 1].inner_text == above


def test_a_paragraph_from_right_to_left_stands_so(saying: Saying) -> None:
    """Arabic and Hebrew paragraphs begin at the right, whatever stands beside them."""
    paragraphs = opened(saying("English first.\n\n\u0645\u0631\u062d\u0628\u0627 ABC")).body.get_paragraphs()
    styles = {paragraph.inner_text: paragraph.style for paragraph in paragraphs}
    assert styles["English first."] == "Answer"
    assert styles["\u0645\u0631\u062d\u0628\u0627 ABC"] == "Answer_20_rtl"


def test_the_ai_tool_and_chat_are_named(pack: Pack) -> None:
    """Where AI was used, its name and the link to the chat stand in the document."""
    used = replace(pack, ai=PackAi("declare", used=True, tool="Some tool", link="https://example.org/chat?a=1&b=2"))
    said = [paragraph.inner_text for paragraph in opened(used).body.get_paragraphs()]
    assert "I used Some tool. The chat can be read at https://example.org/chat?a=1&b=2" in said


def test_nothing_is_said_of_what_was_not_asked(pack: Pack) -> None:
    """Without an AI question, declarations or private facts there are no empty headings for them."""
    public = tuple(fact for fact in pack.facts if fact.in_evidence)
    bare = replace(pack, ai=PackAi("silent"), declarations=(), facts=public)
    headings = [heading.inner_text for heading in opened(bare).body.get_headers()]
    assert not {"AI tools", "Declarations", "Applicant"} & set(headings)


def test_name_and_email_stand_apart_from_the_evidence(pack: Pack) -> None:
    """The issuer finds them in a table of their own, and the table of the evidence does not have them."""
    tables = {table.name: table.get_values() for table in opened(pack).body.get_tables()}
    assert tables == {
        "Applicant": [
            ["Detail", "As stated"],
            ["Name", "Isla Example"],
            ["Email address", "isla@example.org"],
        ],
        "Evidence": [
            ["Detail", "As stated"],
            ["SSSC registration number", "3141592"],
            ["Register part", "Social Care, Social Work"],
            ["Employer", "Rowan House"],
        ],
    }


def test_a_copy_for_the_worker_is_free_of_name_and_email(pack: Pack) -> None:
    """No part of the package, the data about it included, has what must not become public."""
    package = zipfile.ZipFile(BytesIO(made(pack, applicant=False)))
    everything = b"".join(package.read(name) for name in package.namelist())
    assert b"Isla" not in everything
    assert b"isla@" not in everything
    assert b"3141592" in everything


def test_every_page_has_the_reference_and_its_number(pack: Pack) -> None:
    """Printed pages that fall apart can be put together again."""
    styles = ET.fromstring(zipfile.ZipFile(BytesIO(made(replace(pack, attempt=2)))).read("styles.xml"))
    (footer,) = styles.iter(f"{STYLE}footer")
    assert "".join(footer.itertext()) == "TB-7KQ4-M2XP, attempt 2 · Page 1 of 1"
    assert footer.find(f".//{TEXT}page-number") is not None
    assert footer.find(f".//{TEXT}page-count") is not None


def test_the_document_tells_its_language_and_title(pack: Pack) -> None:
    """A screen reader speaks British English and names the document."""
    document = opened(pack)
    assert document.get_language() == "en-GB"
    assert document.meta.language == "en-GB"
    assert document.meta.title == "Leadership and quality assurance (OB-1249)"


def test_every_style_that_is_used_exists(spoken: Pack) -> None:
    """No paragraph, table or cell falls back to a reader's own looks."""
    package = zipfile.ZipFile(BytesIO(made(spoken)))
    trees = [ET.fromstring(package.read(name)) for name in ("content.xml", "styles.xml")]
    elements = [element for tree in trees for element in tree.iter()]
    defined = {element.get(f"{STYLE}name") for element in elements}
    used = {
        value
        for element in elements
        for name, value in element.attrib.items()
        if name.endswith(("}style-name", "}parent-style-name", "}page-layout-name", "}font-name"))
    }
    assert used <= defined


def test_the_package_is_as_the_specification_wants(pack: Pack) -> None:
    """Its kind comes first, not compressed and with nothing before it; all that is in it is listed."""
    content = made(pack)
    assert content[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.textPK")
    package = zipfile.ZipFile(BytesIO(content))
    assert package.testzip() is None
    listed = ET.fromstring(package.read("META-INF/manifest.xml"))
    paths = [entry.get(f"{MANIFEST}full-path") for entry in listed]
    assert paths == ["/", *(n for n in package.namelist() if n not in ("mimetype", "META-INF/manifest.xml"))]


def test_equal_packs_give_equal_bytes(pack: Pack) -> None:
    """The file can be made again at any time, and its digest compared."""
    assert made(pack) == made(replace(pack))
    assert made(pack) != made(replace(pack, attempt=2))


def test_an_old_clock_does_not_stop_a_submission(pack: Pack) -> None:
    """A machine that believes it is 1970, before a zip file's calendar begins, still makes a document."""
    assert opened(replace(pack, timestamp=datetime(1970, 1, 1, tzinfo=UTC))).body.get_headers()
