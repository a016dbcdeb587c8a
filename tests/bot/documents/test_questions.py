"""The whole question stands with its answer in every document, above the applicant's words."""

from dataclasses import replace
from io import BytesIO

import odfdo
import pytest
from pypdf import PdfReader

from bot.documents.odt import odt
from bot.documents.outline import document
from bot.documents.pdf import pdf
from bot.documents.text import evidence_txt
from flows.pack.pack import Pack

QUESTION = "What changed? Say why it matters (a) to you, and (b) to the people who use your service."


@pytest.fixture
def asked(pack: Pack) -> Pack:
    """A submission whose first answer comes with its question."""
    first, *rest = pack.answers
    return replace(pack, answers=(replace(first, question=QUESTION), *rest))


async def texts(pack: Pack) -> list[str]:
    """The words of every form of the document, with single spaces."""
    made = document(pack, applicant=True)
    pages = PdfReader(BytesIO(await pdf(made, ()))).pages
    forms = (
        evidence_txt(pack).decode(),
        odfdo.Document(BytesIO(odt(made))).get_formatted_text(),
        " ".join(page.extract_text() for page in pages),
    )
    return [" ".join(form.split()) for form in forms]


@pytest.mark.slow
async def test_the_question_stands_between_the_heading_and_the_answer(asked: Pack) -> None:
    """Both halves of it, once, in the text, the ODT and the PDF."""
    for text in await texts(asked):
        assert text.count(f"The question was: {QUESTION}") == 1
        heading = text.index(asked.answers[0].heading)
        assert heading < text.index(QUESTION) < text.index(asked.answers[0].text.split("\n")[0])


@pytest.mark.slow
async def test_a_pack_without_questions_says_nothing_of_them(pack: Pack) -> None:
    """One that was frozen before questions were kept reads as it did."""
    for text in await texts(pack):
        assert "The question was" not in text
