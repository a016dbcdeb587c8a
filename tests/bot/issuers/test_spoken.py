"""A spoken answer, from the phone to the issuer's inbox, with the real bot in between."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import av
import pytest
from support.scripted_worker import BADGE, Worker
from support.served_bot import served

from bot.playground.telegram import Sandbox
from flows.engine.buttons import Action

pytestmark = pytest.mark.slow
SOUNDS = Path(__file__).parents[2] / "sounds"
TOPIC = BADGE.questions[0]


async def spoken(sandbox: Sandbox, data: Path, name: str) -> Worker:
    """A worker who speaks in the first answer, writes the others, and sends it all."""
    worker = Worker(sandbox.user("Morag"), within=20)
    async with served(sandbox, data):
        await worker.begin()
        worker.person.send_voice((SOUNDS / name).read_bytes(), seconds=12)
        await worker.sees("Kept: spoken")
        held = worker.said.setdefault(TOPIC.id, [])
        held += [f"written{number}" for number in range(TOPIC.minimum)]
        await worker.says(" ".join(held), "Question 1: ")
        await worker.does(Action.next, "next", "Question 2 of")
        for question in BADGE.questions[1:]:
            await worker.answer(question.id)
        worker.presses(Action.accept)
        await worker.sees("Could anyone be known from your recordings?")
        await worker.does(Action.nobody, "nobody", "AI tool")
        statements = len(BADGE.declarations)
        await worker.does(Action.ai_no, "no", "Statement 1")
        for number in range(2, statements + 1):
            await worker.does(Action.agree_to, "yes", f"Statement {number}")
        await worker.does(Action.agree_to, "yes", "Last look")
        await worker.sends()
    return worker


def told(place: Path) -> Mapping[str, object]:
    """What the manifest of a submission says."""
    data = json.loads((place / "manifest.json").read_bytes())["data"]
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize(("name", "form"), [("kettle.ogg", "ogg"), ("handover.webm", "webm")])
async def test_what_was_said_lies_in_the_inbox(sandbox: Sandbox, tmp_path: Path, name: str, form: str) -> None:
    """The original is there as it was sent, beside a copy that plays; the words say where and how much was spoken."""
    worker = await spoken(sandbox, tmp_path, name)
    (place,) = (tmp_path / "inbox").iterdir()
    data = told(place)
    listed = {file["name"]: file for file in data["files"]}
    found = {path.name: path.read_bytes() for path in (place / "files").iterdir()}
    assert set(found) == set(listed)
    for file, content in found.items():
        assert listed[file]["sha256"] == hashlib.sha256(content).hexdigest()
        assert listed[file]["bytes"] == len(content)
    (original,) = (content for file, content in found.items() if file.endswith(f"-original.{form}"))
    assert original == (SOUNDS / name).read_bytes()
    (copy,) = (file for file in found if file.endswith(".mp3"))
    with av.open(place / "files" / copy) as sound:
        assert abs(float(sound.duration or 0) / av.time_base - listed[copy]["seconds"]) < 0.5
    answer = data["answers"][0]
    assert answer["count"] == "estimate"
    line, written = answer["text"].split("\n\n")
    assert line.startswith(f"[A recording stands here: {copy}. Spoken, ")
    assert written.split() == worker.said[TOPIC.id]
    text = (place / "evidence.txt").read_text(encoding="utf-8")
    assert line in text
