"""A link as evidence, from the phone to the issuer's inbox, with the real bot in between."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from odfdo import Document
from support.scripted_worker import BADGE, Worker
from support.served_bot import assert_private, listening, served

from bot.playground.telegram import Sandbox
from flows.engine.buttons import Action
from flows.rules.evidence import links as link_rules

LINK = "https://folio.example.org/morag?page=2#top"
TOPIC = BADGE.questions[0]


async def for_a_question(worker: Worker) -> None:
    """Gives a link for the first answer and writes the others."""
    await worker.says(LINK, "Is this link your evidence?")
    await worker.does(Action.link_here, "this question", "2 are left to tick")
    await worker.does(Action.tick, "1", "One is left to tick")
    await worker.says("2", "All is ticked")
    await worker.does(Action.next, "next", "Question 2 of")
    for question in BADGE.questions[1:]:
        await worker.answer(question.id)
    await worker.finish()


async def for_everything(worker: Worker) -> None:
    """Gives a link for the whole evidence, and writes nothing."""
    await worker.says(LINK, "Is this link your evidence?")
    await worker.does(Action.link_whole, "every question", "7 are left to tick")
    await worker.says("1, 2, 3, 4, 5, 6 and 7", "All is ticked")
    await worker.does(Action.review, "check", "All the rules are met")
    await worker.finish()


def told(data: Path) -> tuple[Mapping[str, object], str, str]:
    """The one submission in the inbox: its manifest, its plain text, and what is read in its document."""
    (place,) = (data / "inbox").glob("TB-*")
    manifest = json.loads((place / "manifest.json").read_bytes())["data"]
    text = (place / "evidence.txt").read_text(encoding="utf-8")
    body = Document(place / "evidence.odt").body
    return manifest, text, " ".join(str(paragraph) for paragraph in (*body.headers, *body.paragraphs))


@pytest.mark.slow
async def test_a_link_for_a_question_arrives_with_its_ticks(sandbox: Sandbox, tmp_path: Path) -> None:
    """The inbox has the link in its answer, every tick with its time, and an honest count, in each form."""
    worker = Worker(sandbox.user("Morag"), within=10)
    with listening() as heard:
        async with served(sandbox, tmp_path):
            await worker.begin()
            await for_a_question(worker)
    manifest, text, document = told(tmp_path)
    first = manifest["answers"][0]
    assert (first["link"], first["count"], manifest["total_count"]) == (LINK, "stated", "stated")
    assert [tick["text"] for tick in first["checklist"]] == list(link_rules.asked(BADGE, TOPIC.id))
    assert manifest["total_words"] == sum(question.minimum for question in BADGE.questions[1:])
    for form in (text, document):
        assert LINK in form
        assert all(tick in form for tick in link_rules.asked(BADGE, TOPIC.id))
        assert form.count("Ticked by the applicant on") == 2
        assert "the words on the applicant's page are not counted" in form
    assert_private(heard.text(), worker.secrets | {"folio.example.org"}, sandbox.token)


@pytest.mark.slow
async def test_a_link_for_everything_arrives_with_its_ticks(sandbox: Sandbox, tmp_path: Path) -> None:
    """The inbox has the link above every question, and all that the worker says of its page."""
    worker = Worker(sandbox.user("Morag"), within=10)
    async with served(sandbox, tmp_path):
        await worker.begin()
        await for_everything(worker)
    manifest, text, document = told(tmp_path)
    assert (manifest["link"], manifest["total_words"], manifest["total_count"]) == (LINK, 0, "stated")
    assert [tick["text"] for tick in manifest["checklist"]] == list(link_rules.asked(BADGE, link_rules.WHOLE))
    for form in (text, document):
        assert LINK in form
        assert form.count("Ticked by the applicant on") == len(manifest["checklist"])
    assert text.index(LINK) < text.index(f"1. {TOPIC.heading}")
