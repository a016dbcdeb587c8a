"""A submission by email, from the phone to the mailbox, by the real bot, killed at the worst instant."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from support import mailing_bot
from support.fake_smtp import PASSWORD, USER, FakeSmtp, keeping, papers
from support.scripted_worker import BADGE, Worker, text
from support.served_bot import assert_private, child, child_running, listening, served

from bot import app
from bot.playground.telegram import Sandbox
from flows.engine.buttons import Action

pytestmark = pytest.mark.slow
SOUNDS = Path(__file__).parents[2] / "sounds"


def through(house: FakeSmtp, **more: str) -> Mapping[str, str]:
    """Settings for a mail server on this machine."""
    return {"smtp_host": "localhost", "smtp_port": str(house.port), "smtp_from": "badges@glen.example", **more}


async def test_what_was_said_lies_in_the_mailbox(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spoken and written, over TLS, to a user who logged in: all of it arrives, and the worker reads the truth."""
    certified, house = papers(tmp_path), FakeSmtp()
    monkeypatch.setenv("SSL_CERT_FILE", str(certified.authority))
    monkeypatch.setattr(app, "read", mailing_bot.mailed)
    worker = Worker(sandbox.user("Morag"), within=20)
    with listening() as heard:
        async with keeping(house, starttls=certified.context, login=True):
            login = through(house, smtp_user=USER, smtp_password=PASSWORD)
            async with served(sandbox, tmp_path / "data", None, **login):
                await worker.begin()
                worker.person.send_voice((SOUNDS / "kettle.ogg").read_bytes(), seconds=12)
                await worker.sees("Kept: spoken")
                held = worker.said.setdefault(BADGE.questions[0].id, [])
                held += [f"written{number}" for number in range(BADGE.questions[0].minimum)]
                await worker.says(" ".join(held), "Question 1: ")
                await worker.does(Action.next, "next", "Question 2 of")
                for question in BADGE.questions[1:]:
                    await worker.answer(question.id)
                worker.presses(Action.accept)
                await worker.sees("Could anyone be known from your recordings?")
                await worker.does(Action.nobody, "nobody", "AI tool")
                await worker.declares()
                await worker.sends()
    assert "sent by email" in " ".join(text(message) for message in worker.person.bot_messages)
    (message,) = house.messages
    assert house.private == [True]
    mail = message_from_bytes(message, policy=policy.default)
    assert mail["Reply-To"].addresses[0].addr_spec == worker.facts["email"]
    enclosed = {part.get_filename(): part.get_payload(decode=True) for part in mail.iter_attachments()}
    data = json.loads(enclosed["manifest.json"])["data"]
    assert set(enclosed) == {"evidence.odt", "evidence.pdf", "manifest.json", *(file["name"] for file in data["files"])}
    for file in data["files"]:
        assert hashlib.sha256(enclosed[file["name"]]).hexdigest() == file["sha256"]
    assert data["applicant"] == worker.facts
    assert_private(heard.text(), {*worker.secrets, PASSWORD, mailing_bot.TO}, sandbox.token)


async def test_killed_while_the_server_answers_it_sends_the_same_message_again(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    """The server has it and the bot does not know: after the kill the mailbox gets the same id, the worker one word."""
    house, data = FakeSmtp(silent=True), tmp_path / "data"
    worker = Worker(sandbox.user("Morag"), within=20)
    async with keeping(house):
        settings = through(house, route="email", smtp_security="none")
        started = await child(sandbox, data, "support.mailing_bot", **settings)
        try:
            sending = asyncio.create_task(worker.apply())
            async with asyncio.timeout(60):
                await house.came.wait()
        finally:
            await started.kill()
        house.silent = False
        house.came.clear()
        async with child_running(sandbox, data, "support.mailing_bot", **settings):
            await sending
    first, second = house.messages
    assert message_from_bytes(first)["Message-ID"] == message_from_bytes(second)["Message-ID"]
    assert first == second
    assert sum("is sent" in text(message) for message in worker.person.bot_messages) == 1
