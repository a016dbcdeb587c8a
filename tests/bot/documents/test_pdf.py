"""What an assessor prints or opens on a phone: read back with another implementation."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

from bot.documents import pdf as portable
from bot.documents import typst_data
from bot.documents.document import Document, Look, Paragraph, Section
from bot.documents.outline import document
from bot.documents.pdf import PdfError, pdf
from bot.documents.renderer import Renderer
from flows.pack.pack import Pack, PackAi

pytestmark = pytest.mark.slow

Saying = Callable[[str], Pack]
Making = Callable[..., Awaitable[PdfReader]]


WORKS = Renderer()
"""One process makes all documents whose bytes are read here: its start costs more than a document."""


@pytest.fixture(scope="module", autouse=True)
async def typesetter_ends() -> AsyncIterator[None]:
    """It does not outlive the tests."""
    yield
    await WORKS.close()


async def made(pack: Pack, *, applicant: bool = True, folders: tuple[str, ...] = ()) -> PdfReader:
    """The document as another implementation reads it, made with the fonts that come with Teabreak."""
    return PdfReader(BytesIO(await pdf(document(pack, applicant=applicant), folders, WORKS)))


def text_of(reader: PdfReader) -> str:
    """All words of all pages without the footers, whatever lines they were broken into."""
    pages = [re.sub(r"TB-7KQ4-M2XP, attempt \d\s+Page \d+ of \d+", "", page.extract_text()) for page in reader.pages]
    return " ".join(" ".join(pages).split())


def without_spaces(text: str) -> str:
    """The letters alone: where lines were broken inside a long word, a reader sees a space."""
    return "".join(text.split())


def bookmarks(reader: PdfReader) -> list[str]:
    """The titles of the outline in their order, each level further in."""
    return list(_titles(reader.outline, 0))


def _titles(entries: list[object], depth: int) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _titles(entry, depth + 1)
        else:
            yield f"{'  ' * depth}{getattr(entry, 'title', '')}"


def tags(reader: PdfReader) -> list[str]:
    """The kinds of element in the tree that a screen reader walks, in reading order."""
    return list(_kinds(reader.root_object["/StructTreeRoot"]))


def _kinds(element: PdfObject | None) -> Iterator[str]:
    if isinstance(element, IndirectObject):
        element = element.get_object()
    if isinstance(element, list):
        for child in element:
            yield from _kinds(child)
    elif isinstance(element, DictionaryObject):
        if "/S" in element:
            yield str(element["/S"])
        if "/K" in element:
            yield from _kinds(element["/K"])


async def test_all_is_said_in_reading_order(pack: Pack) -> None:
    """Facts first, then each question with its count, what was said of AI, and each declaration with its time."""
    said = text_of(await made(pack))
    wanted = [
        "Leadership and quality assurance (OB-1249)",
        "Reference: TB-7KQ4-M2XP, attempt 1",
        "Sent: 5 July 2026 at 09:30 (UTC+1)",
        "Length: 15 words, counted exactly",
        "Name Isla Example",
        "Register part Social Care, Social Work",
        "1. The topic I chose 8 words, counted exactly. At least 5 asked. I chose audits. They were new to me.",
        "2. Why it matters 4 words, counted exactly. It keeps people safe.",
        "AI tools I did not use any.",
        "The words are my own. Agreed on 5 July 2026 at 09:30 (UTC+1)",
        "Nobody can be known from my examples. Agreed on 5 July 2026 at 09:31 (UTC+1)",
    ]
    places = [said.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)


async def test_recordings_are_listed_with_what_proves_them(spoken: Pack) -> None:
    """Each file by its name with its length, its estimate and its digest; a short answer says that it is short."""
    said = text_of(await made(spoken))
    assert "About 160 words, estimated from the sound where spoken. At least 250 asked. Shorter than asked" in said
    for file in spoken.files:
        assert file.name in said
        assert file.sha256 in without_spaces(said)
    assert "SHA-256 starts bbbb bbbb bbbb bbbb." in said


async def test_a_page_comes_with_what_the_applicant_says_of_it(linked: Pack) -> None:
    """Its address, that nobody counted its words, and each statement with when it was ticked."""
    said = text_of(await made(linked))
    assert "0 words here; the words on the applicant's page are not counted. At least 250 asked." in said
    assert "https://example.org/my-page" in without_spaces(said)
    assert "The page answers this question. Ticked by the applicant on 5 July 2026 at 09:30 (UTC+1)" in said
    assert "Length: 7 words here; the words on the applicant's page are not counted" in said


async def test_a_page_for_all_stands_before_the_questions(paged: Pack) -> None:
    """Who gave one page for everything has it under a heading of its own, where an assessor begins to read."""
    reader = await made(paged)
    assert bookmarks(reader)[2:5] == ["  Evidence", "    A page for every question", "    1. The topic I chose"]
    assert "The words are my own. Ticked by the applicant on 5 July 2026 at 09:32 (UTC+1)" in text_of(reader)


async def test_a_copy_for_the_worker_is_free_of_name_and_email(pack: Pack) -> None:
    """What a worker shows to others has only the facts that the badge wants there."""
    reader = await made(pack, applicant=False)
    assert "Isla" not in text_of(reader)
    assert "isla@" not in text_of(reader)
    assert "3141592" in text_of(reader)
    assert "Isla" not in str(reader.metadata)


async def test_a_later_attempt_says_which_one_it_replaces(pack: Pack) -> None:
    """An assessor who has the earlier one knows which to put aside."""
    said = text_of(await made(replace(pack, attempt=2, supersedes="TB-7KQ4-M2XP-1")))
    assert "Reference: TB-7KQ4-M2XP, attempt 2 Replaces: TB-7KQ4-M2XP-1, which was sent before" in said
    assert "Replaces" not in text_of(await made(pack))


async def test_every_page_has_the_reference_and_its_number(saying: Saying) -> None:
    """Printed pages that fall apart can be put together again."""
    reader = await made(saying("\n\n".join(["care people safe " * 30] * 30)))
    count = len(reader.pages)
    assert count > 3
    for number, page in enumerate(reader.pages, 1):
        assert re.search(rf"TB-7KQ4-M2XP, attempt 1\s+Page {number} of {count}", page.extract_text())


async def test_a_heading_is_never_alone_at_the_foot(pack: Pack) -> None:
    """Wherever a page ends, a question's heading and its count stay with the first lines of the answer."""
    for lines in range(12, 24):
        first, *others = pack.answers
        filled = replace(first, text="\n".join(["care"] * lines))
        reader = await made(replace(pack, answers=(filled, replace(others[0], text="safe " * 200), *others[1:])))
        (page,) = [page.extract_text() for page in reader.pages if "2. Why it matters" in page.extract_text()]
        assert re.search(r"2\. Why it matters\s+4 words, counted exactly\.\s+safe", page)


async def test_the_document_tells_its_language_title_and_bookmarks(pack: Pack) -> None:
    """A screen reader speaks British English, names the document, and jumps from question to question."""
    reader = await made(pack)
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Leadership and quality assurance (OB-1249)"
    assert bookmarks(reader) == [
        "Leadership and quality assurance (OB-1249)",
        "  Applicant",
        "  Evidence",
        "    1. The topic I chose",
        "    2. Why it matters",
        "    3. How I feel now",
        "    AI tools",
        "  Declarations",
    ]


async def test_it_is_tagged_and_says_that_it_meets_the_standard(spoken: Pack) -> None:
    """Headings, tables with their headers and lists are what they look like; PDF/UA-1 was checked in the making."""
    reader = await made(spoken)
    kinds = tags(reader)
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert [kind for kind in kinds if re.fullmatch(r"/H\d", kind)] == [
        *("/H1", "/H2", "/H2", "/H3", "/H3", "/H3", "/H3", "/H2", "/H2"),
    ]
    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") == 4
    assert kinds.count("/L") == 2
    assert kinds.count("/LI") == len(spoken.files) + len(spoken.declarations)
    assert reader.xmp_metadata is not None
    assert "pdfuaid" in reader.xmp_metadata.rdf_root.toxml()


async def test_the_ai_tool_and_chat_are_named(pack: Pack) -> None:
    """Where AI was used, its name and the link to the chat stand in the document."""
    used = replace(pack, ai=PackAi("declare", used=True, tool="Some tool", link="https://example.org/chat?a=1&b=2"))
    assert "I used Some tool. The chat can be read at https://example.org/chat?a=1&b=2" in text_of(await made(used))


MARKUP = {
    "typst": '#import "x.typ": * #panic("x") #read("/etc/passwd") *bold* _it_ $x^2$ @cite `code` // no /* no */ = H',
    "typst literal": r'"))\")) #panic("x") \" \\" \u{41} \n #(1 + 1)',
    "html": "<script>alert(1)</script> <b>&amp; ]]> <img src=x>",
    "latex": r"\input{/etc/passwd} \textbf{x} \begin{document} % $x$",
    "json": '"}], "top": [], "x": "\\u0041 \\" {{ }} %s {0}',
    "pdf": "(x) Tj ET endstream endobj /JS (app.alert(1))",
    "quotes": "'single' \"double\" -- --- ... ~ fi ffl",
}


@pytest.mark.parametrize("text", MARKUP.values(), ids=MARKUP.keys())
async def test_what_was_typed_is_never_markup(saying: Saying, text: str) -> None:
    """Whatever looks like a command is printed as it was typed."""
    assert without_spaces(text) in without_spaces(text_of(await made(saying(text))))


SCRIPTS = {
    "gaelic": "Gàidhlig: Mòrag a’ bruidhinn",
    "polish": "Zażółć gęślą jaźń",
    "vietnamese": "Tiếng Việt",
    "greek and russian": "ελληνικά русский українська",
    "hindi": "\u0939\u093f\u0928\u094d\u0926\u0940",
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
async def test_letters_of_many_languages_need_no_font_of_the_machine(saying: Saying, text: str) -> None:
    """The letters that most workers write are shown on a machine without a single font, and nothing is said of it."""
    said = text_of(await made(saying(text)))
    assert "square brackets" not in said
    assert without_spaces(text) in without_spaces(said)


@pytest.mark.parametrize("text", ["مرحبا", "שלום", "Ẹ̀kọ́"], ids=["arabic", "hebrew", "yoruba"])
async def test_letters_that_join_or_run_leftwards_are_all_there(saying: Saying, text: str) -> None:
    """A reader that takes signs in the order of the page finds each of the word, letter and accent."""
    said = text_of(await made(saying(text)))
    assert "square brackets" not in said
    assert set(normalize("NFC", text)) <= set(normalize("NFC", said))


NAMED = {
    "emoji": ("well \U0001f44d\U0001f3fd done", "well [thumbs up sign, medium skin tone] done"),
    "family": ("\U0001f469\u200d\U0001f467 x", "[woman, girl] x"),
    "flag": ("\U0001f1ec\U0001f1e7!", "[flag GB]!"),
    "flag of a country in a country": (
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "[flag GB-SCT]",
    ),
    "chinese": ("a \u4e2d\u6587 b", "a [CJK: 4e2d 6587] b"),
    "bengali": ("\u09ac\u09be\u0982", "[Bengali: ba aa anusvara]"),
    "newer than python": ("\U0001fae8", "[U+1FAE8]"),
    "half an emoji": ("so \ud83d good", "so [unreadable] good"),
    "control": ("bell \x07.", "bell [unreadable]."),
    "later control": ("a \x9b b", "a [U+009B] b"),
    "a heap of accents": ("x" + "\u0301" * 40 + "!", "[and 28 more accents]!"),
    "private use": ("\ue000", "[U+E000]"),
    "override": ("ab\u202ecd", "ab[right-to-left override]cd"),
}


@pytest.mark.parametrize(("text", "shown"), NAMED.values(), ids=NAMED.keys())
async def test_what_cannot_be_shown_is_named(saying: Saying, text: str, shown: str) -> None:
    """Never a box in a character's place: its name in brackets, and once a sentence that says what that means."""
    said = text_of(await made(saying(text)))
    assert shown in said
    assert said.count("Their names, or their number, stand in [square brackets].") == 1


@pytest.mark.parametrize(
    "text", ["\ufbf9" * 40_000, "\ufbf9\n" * 20_000, "\ufbf9a" * 20_000], ids=["run", "lines", "pairs"]
)
def test_the_names_of_signs_do_not_make_a_book(text: str) -> None:
    """What is typeset stays a few times as long as what was written, however long the names are."""
    answer = Section("One", 2, (Paragraph(text, Look.answer), Paragraph("Then \ufbf9.", Look.answer)))
    whole = Document("A title", "TB-1", datetime.now(UTC), (), (answer,))
    made = typst_data.told(whole, {"\ufbf9"})
    assert len(made) < 20 * len(text)
    assert "signs]" in made or "[a sign]" in made


async def test_a_machine_with_fonts_shows_or_names_every_sign(saying: Saying) -> None:
    """With whatever fonts this machine has, each sign is itself or its name, never a missing glyph."""
    text = "\U0001f44d\U0001f3fd \u4e2d \u09ac \U0001f600 \u1f00 \u2603"
    said = text_of(await made(saying(text), folders=portable.fonts.FOLDERS))
    for sign, name in (("\u4e2d", "[CJK: 4e2d]"), ("\u09ac", "[Bengali: ba]"), ("\U0001f600", "[grinning face]")):
        assert sign in said or name in said


@pytest.mark.skipif(not list(Path("/usr/share/fonts").rglob("NotoColorEmoji.ttf")), reason="no font with emoji here")
async def test_emoji_are_pictures_where_the_machine_has_them(saying: Saying) -> None:
    """Families, flags and colours of skin are one sign each, and nothing is said of names."""
    text = "\U0001f44d\U0001f3fd \U0001f469\u200d\U0001f467 \U0001f1ec\U0001f1e7"
    said = text_of(await made(saying(text), folders=portable.fonts.FOLDERS))
    assert "square brackets" not in said
    assert text in said


async def test_a_long_word_stays_on_the_page(saying: Saying) -> None:
    """A word wider than the paper is broken, and nothing is lost or put in."""
    reader = await made(saying("w" * 400 + " https://example.org/" + "abcdefghij" * 40))
    letters = without_spaces(text_of(reader))
    assert "w" * 400 + "https://example.org/" + "abcdefghij" * 40 in letters
    longest = max((line for line in reader.pages[0].extract_text().splitlines()), key=len)
    assert len(longest) < 120


async def test_invisible_joiners_break_nothing(saying: Saying) -> None:
    """Joiners, marks of direction and soft hyphens have no looks of their own and need no name."""
    said = text_of(await made(saying("a\u200db c\u00add e\u200ef \ufeffg h\u2066i\u2069")))
    assert "square brackets" not in said


HUGE = {
    "words": "care " * 20_000,
    "one word": "x" * 100_000,
    "named letters": "\u09ac" * 100_000,
    "named emoji": "\U0001f44d" * 50_000,
    "lines": "\n" * 9_000,
    "accents on one letter": "a" + "\u0301" * 100_000,
    "paragraphs": "a\n\n" * 20_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
async def test_a_hundred_thousand_characters_are_no_trouble(saying: Saying, text: str) -> None:
    """Far more than anybody types ends in a document, soon and of a size that can be sent."""
    async with asyncio.timeout(30):
        content = await pdf(document(saying(text), applicant=True), (), WORKS)
    assert len(content) < 10_000_000


async def test_equal_packs_give_equal_bytes(spoken: Pack) -> None:
    """The file can be made again at any time, and its digest compared."""
    first, second, other = [
        await pdf(document(pack, applicant=True)) for pack in (spoken, replace(spoken), replace(spoken, attempt=2))
    ]
    assert first == second
    assert first != other


async def test_an_old_clock_does_not_stop_a_submission(pack: Pack) -> None:
    """A machine that believes it is 1970 still makes a document."""
    assert (await made(replace(pack, timestamp=datetime(1970, 1, 1, tzinfo=UTC)))).pages


async def test_a_typesetter_that_fails_is_told_of_without_a_word_of_the_worker(saying: Saying) -> None:
    """After the plainest way has failed too, there is one error, and it holds nothing of the document."""
    tried = []

    class Broken(Renderer):
        async def make(self, *arguments: object) -> None:  # type: ignore[override]  # whatever is asked for
            tried.append(arguments[-1])

    with pytest.raises(PdfError) as problem:
        await pdf(document(saying("my secret"), applicant=True), renderer=Broken())
    assert tried == ["ua-1", ""]
    assert "secret" not in repr(problem.value)
