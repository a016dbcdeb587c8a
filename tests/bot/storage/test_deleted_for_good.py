"""Words that a worker deletes for good are in no table and in no byte of the database or its journal."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.conversation_driver import Sitting
from support.scripted_worker import BADGE
from support.served_bot import rows

from bot.jobs.upkeep.overwrite_deleted import OverwriteDeletedJob
from bot.media.store import MediaStore
from bot.media.unreferenced_files import remove_unnamed
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.store import Store
from flows.engine.buttons import Action
from flows.engine.effects import OverwriteDeleted
from flows.engine.events import CommandSent, TextEdited

pytestmark = pytest.mark.slow

MORAG = "telegram:7"
NAME = "Zebedee Quillfeather"
STORY = f"I sat with {NAME} of 14 Larch Wynd and we spoke about the window, which is always shut at night. "
TOPIC = BADGE.questions[0].id


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    async with Store.open(tmp_path) as opened:
        yield opened


@pytest.fixture
async def desk(store: Store) -> Sitting:
    """Morag has reached the first question, and all that was said has arrived."""
    sitting = Sitting(store)
    await sitting.reach_the_questions(MORAG)
    return sitting


async def said(desk: Sitting, *texts: str) -> str:
    """Sends texts one after the other, each answer reaching the phone; the last answer."""
    for text in texts:
        before = len(desk.voice.rows)
        await desk.handle(desk.text(MORAG, text, 100 * before))
        for number, row in enumerate(desk.voice.rows[before:], 1):
            await desk.reached(row, 100 * before + number)
    return desk.voice.last(MORAG).message.text


def content(data: Path) -> bytes:
    """Every byte of the database and what lies beside it."""
    return b"".join(path.read_bytes() for path in data.glob("teabreak.db*"))


async def overwritten(desk: Sitting, data: Path) -> bytes:
    """Does what is due, and reads every byte of the database and what lies beside it."""
    job = OverwriteDeletedJob(desk.store, desk.conversation, desk.clock)
    for due in await desk.store.due_effects(desk.ms, 9, OverwriteDeleted):
        assert isinstance(due.effect, OverwriteDeleted)
        await job.attempt(due, due.effect)
    assert rows(data, "SELECT count(*) FROM effect WHERE kind = 'overwrite_deleted'") == [(0,)]
    return content(data)


TAKEN_OUT = {
    "started again": ("start again", "yes"),
    "the last thing": (STORY * 4, "take out the last thing"),
    "one message": ("read it back", "take out 1"),
}


@pytest.mark.parametrize("how", TAKEN_OUT)
async def test_what_was_taken_out_is_nowhere(desk: Sitting, tmp_path: Path, how: str) -> None:
    """However it was taken out; the words beside it stay."""
    await said(desk, "We looked at the rota first.", STORY * 30, *TAKEN_OUT[how])
    if how in ("the last thing", "one message"):
        # What of it is still in the answer goes too.
        await said(desk, "start again", "yes")
    assert any(NAME in str(body) for (body,) in rows(tmp_path, "SELECT body FROM draft"))
    assert "for good?" in await said(desk, "please remove his name completely")
    await said(desk, "yes", "And now the audit of medicines.")
    assert NAME.encode() not in await overwritten(desk, tmp_path)
    assert await desk.answers(MORAG) == {TOPIC: ["And now the audit of medicines."]}


async def test_the_rest_of_a_message_stays_and_its_passage_goes(desk: Sitting, tmp_path: Path) -> None:
    """Of a message that was cut, only what is left is kept."""
    await said(desk, f"We looked at the rota.\n\n{STORY}", "cut", "take out 1", "delete it for good", "yes")
    assert NAME.encode() not in await overwritten(desk, tmp_path)
    assert await desk.answers(MORAG) == {TOPIC: ["We looked at the rota."]}


async def test_words_of_a_badge_that_is_put_aside_go_too(desk: Sitting, tmp_path: Path) -> None:
    """All of them, once that is confirmed; the details stay."""
    await said(desk, STORY * 5)
    cancel = CommandSent(at=desk.clock.now(), fresh="0" * 32, name="cancel")
    await desk.handle(desk.arrives(MORAG, cancel))
    await said(desk, "delete it for good", "yes")
    assert NAME.encode() not in await overwritten(desk, tmp_path)
    assert rows(tmp_path, "SELECT body LIKE '%Isla Brown%' FROM draft") == [(1,)]


async def test_an_edit_leaves_nothing_of_the_words_before(desk: Sitting, tmp_path: Path) -> None:
    """Whoever changes their message in Telegram need not ask."""
    await said(desk, "We looked at the rota.")
    await desk.handle(desk.text(MORAG, STORY, 90_000))
    edit = TextEdited(at=desk.clock.now(), fresh="0" * 32, key=90_000, text="I sat with a resident.")
    await desk.handle(desk.arrives(MORAG, edit))
    assert await desk.store.empty_journal()
    assert NAME.encode() not in content(tmp_path)


async def test_an_old_button_deletes_nothing(desk: Sitting) -> None:
    """It confirms what is no longer asked."""
    await said(desk, STORY, "start again", "yes", "delete it for good", "no")
    draft = await desk.draft(MORAG)
    await desk.handle(desk.press(MORAG, Action.delete_out_sure, draft.id))
    assert (await desk.draft(MORAG)).answers[TOPIC].struck


async def test_files_that_no_row_names_are_removed_once_they_are_old(desk: Sitting, tmp_path: Path) -> None:
    """A young one may be about to be named."""

    async def pieces(data: bytes) -> AsyncIterator[bytes]:
        yield data

    folder = MediaFolder(tmp_path / "media")
    media = MediaStore(folder, 100)
    old, young = [(await media.put(pieces(data))).sha256 for data in (b"old", b"young")]
    named = (await media.put(pieces(b"named"))).sha256
    await said(desk, "words")
    async with desk.store.transaction() as work:
        await work._db.turn._connection.execute("UPDATE draft SET body = json_set(body, '$.odd_sha256', ?)", (named,))
    for digest in (old, named):
        os.utime(folder.path(digest), (0, 0))
    await remove_unnamed(tmp_path, media)
    assert [folder.path(digest).exists() for digest in (old, young, named)] == [False, True, True]
