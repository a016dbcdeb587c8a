"""What phones show outlives the program."""

import json
from pathlib import Path

import telegram

from bot.playground.telegram import Sandbox
from bot.playground.telegram.history_folder import Keeping, forget


def talks_to(sandbox: Sandbox) -> telegram.Bot:
    """The bot of a sandbox."""
    return telegram.Bot(sandbox.token, base_url=sandbox.base_url, base_file_url=sandbox.base_file_url)


async def test_a_chat_goes_on_where_it_was(tmp_path: Path) -> None:
    """Words, entities, buttons, files, an own correction and a reply are there again, and old buttons still work."""
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Add more", callback_data="a:1")]])
    async with Keeping(first := Sandbox(), tmp_path), first, talks_to(first) as bot:
        morag = first.user("Morag", last_name="Bell")
        morag.start()
        said = morag.say("I lead two shfts")[0]
        morag.edit(said.id, "I lead two shifts")
        morag.send_document(b"\x00notes", "notes.txt", mime="text/plain")
        morag.say("That one", reply_to=said.id)
        asked = await bot.send_message(morag.id, "<b>Enough?</b>", parse_mode="HTML", reply_markup=keyboard)
        await bot.send_document(morag.id, b"%PDF-1.4", filename="copy.pdf")
        shown = [message.wire() for message in morag.messages]
        last = morag.messages[-1].id
    async with Keeping(second := Sandbox(), tmp_path), second, talks_to(second) as bot:
        again = second.person(morag.id)
        assert [message.wire() for message in again.messages] == shown
        assert (again.user, again.chat.started) == (morag.user, True)
        tap = again.press("Add more")
        update = (await bot.get_updates())[-1]
        assert update.callback_query is not None
        assert update.callback_query.message is not None
        assert (update.callback_query.id, update.callback_query.message.message_id) == (tap.id, asked.message_id)
        document = again.messages[2].attachment
        assert document is not None
        assert bytes(await (await bot.get_file(document.file.id)).download_as_bytearray()) == b"\x00notes"
        newer = await bot.send_document(morag.id, b"other", filename="other.txt")
        assert newer.message_id > last
        assert newer.document is not None
        before = [message.attachment.file.id for message in again.messages[:-1] if message.attachment]
        assert newer.document.file_id not in before


async def test_numbers_go_on(tmp_path: Path) -> None:
    """No update and no message gets a number that another had, whatever the new sandbox would begin with."""
    async with Keeping(first := Sandbox(first_update_id=500, first_message_id=900), tmp_path), first:
        one = first.user("Morag").start()
        update = first.updates.next_id
    async with Keeping(second := Sandbox(first_update_id=10, first_message_id=20), tmp_path), second:
        assert second.person(one.chat.id).say("More")[0].id > one.id
        assert second.updates.next_id > update


async def test_a_person_who_blocked_the_bot_still_has(tmp_path: Path) -> None:
    """Whether the bot may write is kept."""
    async with Keeping(first := Sandbox(), tmp_path), first:
        morag = first.user("Morag")
        morag.start()
        morag.block()
    async with Keeping(second := Sandbox(), tmp_path), second:
        assert second.person(morag.id).chat.blocked


async def test_a_history_that_cannot_be_read_is_put_aside(tmp_path: Path) -> None:
    """The chat begins anew, and what was there can still be looked at."""
    (tmp_path / "history.json").write_text('{"chats": [')
    async with Keeping(sandbox := Sandbox(), tmp_path), sandbox:
        sandbox.user("Morag").start()
    assert (tmp_path / "history.unreadable").read_text() == '{"chats": ['
    assert len(json.loads((tmp_path / "history.json").read_bytes())["chats"]) == 1


async def test_a_file_whose_content_is_gone_leaves_its_message(tmp_path: Path) -> None:
    """The rest is shown, and the next file is no mistaken one."""
    async with Keeping(first := Sandbox(), tmp_path), first:
        morag = first.user("Morag")
        morag.start()
        sent = morag.send_document(b"gone", "gone.txt", caption="My notes")
    for file in (tmp_path / "files").iterdir():
        file.unlink()
    async with Keeping(second := Sandbox(), tmp_path), second:
        again = second.person(morag.id)
        assert (again.messages[-1].text, again.messages[-1].attachment) == ("My notes", None)
        assert again.send_document(b"new", "new.txt").attachment is not None
        assert sent.attachment is not None


def everything(folder: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_nobody_else_on_the_machine_reads_a_chat(tmp_path: Path) -> None:
    """Folders and files are their owner's alone."""
    folder = tmp_path / "data" / "chat"
    async with Keeping(sandbox := Sandbox(), folder), sandbox:
        sandbox.user("Morag").send_document(b"notes", "notes.txt")
    made = [folder.parent, *folder.parent.rglob("*")]
    assert len(made) == 5
    assert [path for path in made if path.stat().st_mode & 0o077] == []


async def test_one_persons_chat_can_be_removed(tmp_path: Path) -> None:
    """Words, name and files go, and another person's chat stays, with a file that both were sent."""
    async with Keeping(sandbox := Sandbox(), tmp_path), sandbox:
        morag, isla = sandbox.user("Morag"), sandbox.user("Isla")
        for one, words in ((morag, b"mineonly"), (isla, b"theirsonly")):
            one.say(words.decode())
            one.send_document(words + b" notes", "notes.txt")
            one.send_document(b"for both", "both.txt")

    assert not forget(tmp_path, 99, known=False)
    before = everything(tmp_path)
    assert forget(tmp_path, morag.id, known=True)

    left = everything(tmp_path)
    assert b"mineonly" in before
    assert b"mineonly" not in left
    assert b"Morag" not in left
    assert b"theirsonly notes" in left
    async with Keeping(again := Sandbox(), tmp_path), again:
        shown = again.person(isla.id).messages
        assert shown[0].text == "theirsonly"
        assert [m.attachment.file.data for m in shown if m.attachment] == [b"theirsonly notes", b"for both"]


async def test_a_page_that_cannot_be_read_goes_with_the_person(tmp_path: Path) -> None:
    """Nobody can tell whose words are in it; a slip in the number removes none of it."""
    page = tmp_path / "history.json"
    page.write_bytes(b"mineonly, cut off")
    assert not forget(tmp_path, 99, known=False)
    assert b"mineonly" in everything(tmp_path)
    assert forget(tmp_path, 7, known=True)
    assert everything(tmp_path) == b""
