"""One PDF of a case, read back with another implementation: everything that its page shows, the proof at the end."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from pypdf import PdfReader
from support.desks import Browser, ServedDesk, served_desk
from support.submissions import DECLARED, NOW, QUESTION, TIPS, TOPIC, again, application, spoken

from flows.pack.pack import PackAi, PackKeptDetail
from flows.pack.packed_badges import PackHeldBadge
from flows.rules.held_badges import AwardDoubtFound, Ground

pytestmark = pytest.mark.slow
HELD = PackHeldBadge(
    "thing_1", "Thing 1", 1, Ground.stated, NOW, against=(AwardDoubtFound("wrong_person", NOW), AwardDoubtFound("new"))
)
PACK = replace(
    spoken(application()),
    holdings=(HELD,),
    holdings_of=1,
    kept_details=(PackKeptDetail("topic", "our senior", "named_person", NOW),),
    ai=PackAi("declare", used=True, tool="a chatbot", no_link=True),
)


async def _nothing(*_: object) -> None:
    """What a broken typesetter makes."""


async def pdf_of(served: ServedDesk, browser: Browser, submission: str) -> str:
    """The text of the PDF that the page leads to."""
    here = f"/submissions/{submission}"
    (path,) = re.findall(rf'href="({here}/[^"]+\.pdf)"', (await browser.get(here)).text)
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    async with (
        aiohttp.ClientSession(headers={"Cookie": cookie}) as session,
        session.get(f"{served.address}{path}") as answer,
    ):
        assert (answer.status, answer.content_type) == (200, "application/pdf")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{submission}.pdf"'
        reader = PdfReader(BytesIO(await answer.read()))
    assert reader.root_object["/Lang"] == "en-GB"
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


async def test_a_case_as_one_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by an auditor too, and by nobody who is not signed in; a draft is not in it, and what was decided is."""
    async with served_desk(tmp_path / "data") as served:
        await served.route().deliver(PACK)
        ann, audit = await served.somebody(), await served.somebody("auditor", "Una Audit")
        await ann.post(f"/submissions/{PACK.submission_id}/draft", **{"say-learning": "Only a draft.", "revision": "0"})
        more = {"act": "returned", "ok-topic": "no", "say-topic": "Which team was it?"}
        first = await pdf_of(served, audit, PACK.submission_id)
        await ann.post(f"/submissions/{PACK.submission_id}/decisions", **more)
        await served.route().deliver(again(PACK, topic=f"{TOPIC} The blue team."))
        decided, second = [await pdf_of(served, ann, f"{PACK.reference}-{attempt}") for attempt in (1, 2)]
        monkeypatch.setattr(served.desk.renderer, "make", _nothing)
        failed = await ann.get(f"/submissions/{PACK.submission_id}/x.pdf")
        stranger = await Browser(served).get(f"/submissions/{PACK.submission_id}/x.pdf", follow=False)
    assert (failed.status, stranger.status) == (503, 303)
    assert "Try again, or print the page." in failed.text
    told = [f"The question: {QUESTION}", *TIPS, "32 words (counted). At least 30 asked for: enough words."]
    told += ["made out to another email address", "Not checked (new)", "“our senior”", "I used a chatbot", *DECLARED]
    told += ["Recording 1: 8 s, about 20 words", "morag.bell@example.org", "Page 1 of 3"]
    assert [one for one in told if one not in first] == []
    before, _, proof = first.partition("How it was checked")
    assert "SHA-256" not in before
    assert {file.sha256 for file in PACK.files} <= set(proof.split())
    assert "Only a draft." not in decided
    assert "Decided • More asked for" in decided
    assert "You asked for more. Which team was it?" in decided
    assert "You had asked for more. Which team was it?" in second
    assert "The blue team." in second
