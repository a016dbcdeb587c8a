"""The whole of it: the real bot over HTTP, a worker with a phone, and an issuer's inbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sounds import making
from support.bot_api_models import method_model, returned_type, unexpected
from support.scripted_worker import Manner, Worker, assert_all_arrived, submissions, text
from support.served_bot import assert_private, listening, served

from bot.playground.telegram import ApiCall, Sandbox
from tests.bot.storage.filled import KEY

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("manner", Manner)
async def test_a_submission_holds_exactly_what_the_worker_wrote(
    sandbox: Sandbox, tmp_path: Path, manner: Manner
) -> None:
    """However a worker goes about it, the inbox holds their words under each question, once, and nothing else.

    One of them speaks to a bot that seals what it keeps: beside the inbox, which is the issuer's, no file has a word.
    """
    data, key, sealed = tmp_path / "data", tmp_path / "key", manner is Manner.plain
    key.write_bytes(KEY.line)
    sound = making.recording("kettle.ogg")
    worker = Worker(sandbox.user("Morag"), manner, within=10, voice=sound if sealed else b"")
    async with served(sandbox, data, **({"key_file": key} if sealed else {})):
        await worker.apply()
    assert_all_arrived([worker], data)
    assert not worker.handed_over
    if sealed:
        kept = b"".join(path.read_bytes() for path in below(data) if "inbox" not in path.parts)
        assert not [word for word in worker.secrets if word.encode() in kept]
        assert sound[1000:1100] not in kept
        assert {file["criterion_id"] for file in submissions(data)[0]["files"]} == {"topic"}


def below(folder: Path) -> list[Path]:
    """Every file of a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_submission_by_hand_gives_the_worker_every_word_to_paste(sandbox: Sandbox, tmp_path: Path) -> None:
    """On the route `handover` nothing is sent: the phone shows the whole evidence, clean, and a copy to keep."""
    worker = Worker(sandbox.user("Morag"), within=5)
    async with served(sandbox, tmp_path, "handover"):
        await worker.apply()
    shown = " ".join(text(message) for message in worker.person.bot_messages).split()
    assert worker.handed_over
    assert submissions(tmp_path) == []
    assert {word for words in worker.said.values() for word in words} <= set(shown)
    copies = [message.attachment.file for message in worker.person.bot_messages if message.attachment]
    assert [file.name[-4:] for file in copies] == [".pdf", ".odt"]


async def test_what_crosses_the_wire_is_the_bot_api(sandbox: Sandbox, tmp_path: Path) -> None:
    """Each request of a whole submission, each result and each update fits an independent description of the API."""
    for manner, route in ((Manner.editor, "folder"), (Manner.plain, "handover")):
        async with served(sandbox, tmp_path / route, route):
            await Worker(sandbox.user("Morag"), manner, within=5).apply()
    used = {call.method for call in sandbox.log.calls}
    assert {"getMe", "getUpdates", "sendMessage", "editMessageText", "sendDocument", "answerCallbackQuery"} <= used
    for call in sandbox.log.calls:
        assert call.ok, (call.method, call.returned)
        assert list(strange(call)) == [], call.method


def strange(call: ApiCall) -> Iterator[str]:
    """The fields of a call, its result and its updates that the Bot API does not have. ValidationError for others."""
    model = method_model(call.method)
    given = call.params | dict.fromkeys(call.uploads, "a file")
    yield from unexpected(model.model_validate(given))
    yield from unexpected(returned_type(call.method).validate_python(call.returned))


async def test_no_log_tells_what_a_worker_wrote(sandbox: Sandbox, tmp_path: Path) -> None:
    """At every level of every logger: no word of an answer, no name, no number, no token."""
    workers = [Worker(sandbox.user("Morag"), manner, within=5) for manner in Manner]
    with listening() as heard:
        async with served(sandbox, tmp_path):
            for worker in workers:
                await worker.apply()
    assert heard.events("serving")
    for worker in workers:
        assert_private(heard.text(), worker.secrets | {str(worker.person.id)}, sandbox.token)
