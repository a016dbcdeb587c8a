"""What a scripted person can do, and what the bot gets of it."""

import pytest
import telegram

from bot.playground.telegram import ChatPerson, Sandbox, Tap
from bot.playground.telegram.bot_api.entities import units

pytestmark = pytest.mark.slow


async def fetched(bot: telegram.Bot) -> telegram.Update:
    """The newest update."""
    return (await bot.get_updates(offset=-1))[-1]


async def test_a_long_text_leaves_in_parts(bot: telegram.Bot, sandbox: Sandbox) -> None:
    """Above 4,096 units a text arrives as several messages with every word in order."""
    words = " ".join(f"word{number} 😀" for number in range(1000))
    parts = sandbox.user().say(words)
    updates = await bot.get_updates()
    assert len(parts) == len(updates) > 2
    received = [update.message.text for update in updates if update.message and update.message.text]
    assert all(units(text) <= 4096 for text in received)
    assert " ".join(received) == words
    assert [len(text) for text in (part.text or "" for part in sandbox.user().say("x" * 5000))] == [4096, 904]


async def test_pressing_an_inline_button(bot: telegram.Bot, morag: ChatPerson) -> None:
    """A press by text or data reaches the bot with its message; a button that is not there is named."""
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Add more", callback_data="a:1")]])
    sent = await bot.send_message(morag.id, "Enough?", reply_markup=keyboard)
    for label in ("Add more", "a:1"):
        morag.press(label)
        query = (await fetched(bot)).callback_query
        assert query is not None
        assert query.message is not None
        assert (query.data, query.message.message_id) == ("a:1", sent.message_id)
    with pytest.raises(LookupError, match="Add more"):
        morag.press("Done")


async def test_an_old_button_of_a_deleted_message(bot: telegram.Bot, morag: ChatPerson) -> None:
    """A tap on what is gone comes with an inaccessible message."""
    sent = await bot.send_message(morag.id, "Enough?")
    old = morag.messages[-1]
    await sent.delete()
    morag.tap("a:1", old)
    query = (await fetched(bot)).callback_query
    assert query is not None
    assert query.message is not None
    assert (query.message.message_id, query.message.date.timestamp()) == (sent.message_id, 0)


async def test_a_reply_names_its_message(bot: telegram.Bot, morag: ChatPerson) -> None:
    """What is said in reply to a message comes with it."""
    morag.say("Earlier", reply_to=morag.messages[0].id)
    message = (await fetched(bot)).message
    assert message is not None
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "/start"


async def test_correcting_an_own_message(bot: telegram.Bot, morag: ChatPerson) -> None:
    """An edit arrives as an edited message with the same id; without a change nothing arrives."""
    message = morag.say("Frist")[0]
    morag.edit(message.id, "First")
    update = await fetched(bot)
    assert update.edited_message is not None
    assert (update.edited_message.message_id, update.edited_message.text) == (message.id, "First")
    morag.edit(message.id, "First")
    assert (await fetched(bot)).update_id == update.update_id
    sent = await bot.send_message(morag.id, "Hello")
    with pytest.raises(LookupError):
        morag.edit(sent.message_id, "Mine now")


async def test_everything_else_a_person_may_send(bot: telegram.Bot, sandbox: Sandbox) -> None:
    """Each kind arrives as its own kind of message."""
    person = sandbox.user(last_name="Bain", username="morag_b")
    person.send_document(b"a", "a.txt", caption="See /help")
    person.send_voice(b"a")
    person.send_audio(b"a")
    person.send_video(b"a")
    person.send_video_note(b"a")
    person.send_photo(b"a", album="7")
    person.send_sticker()
    person.send_location(55.9, -3.2)
    person.send_contact("+447700900123")
    person.forward("A friend wrote this")
    messages = [update.message for update in await bot.get_updates()]
    kinds = [telegram.helpers.effective_message_type(message) for message in messages if message]
    assert kinds == [
        "document", "voice", "audio", "video", "video_note", "photo", "sticker", "location", "contact", "text",
    ]  # fmt: skip
    assert messages[-1] is not None
    assert messages[-1].forward_origin is not None


async def test_blocking_is_told(bot: telegram.Bot, morag: ChatPerson) -> None:
    """Blocking and unblocking arrive as changes of the bot's own membership; a blocker cannot write."""
    for act, status in ((morag.block, "kicked"), (morag.unblock, "member")):
        act()
        change = (await fetched(bot)).my_chat_member
        assert change is not None
        assert change.new_chat_member.status == status
    morag.block()
    with pytest.raises(PermissionError):
        morag.say("Hello?")


async def test_groups_have_privacy(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """In a group the bot gets commands, mentions and replies to it, and nothing else."""
    group = sandbox.group("Night shift", morag, sandbox.user("Isla"))
    await bot.get_updates(offset=-1)
    asked = await bot.send_message(group.id, "I work in private chats")
    morag.say("Who ate my biscuits?", chat=group)
    morag.say("/start", chat=group)
    morag.say("Thank you", chat=group, reply_to=asked.message_id)
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts[-2:] == ["/start", "Thank you"]
    assert "Who ate my biscuits?" not in texts


async def test_seeing_is_about_what_came_after(bot: telegram.Bot, morag: ChatPerson) -> None:
    """`sees` waits for something newer than the person's last act, an edit included, and else gives up."""
    sent = await bot.send_message(morag.id, "Question one")
    assert (await morag.sees("Question")).id == sent.message_id
    before = morag.moment
    morag.say("Answer")
    with pytest.raises(TimeoutError, match="Question one"):
        await morag.sees("Question", within=0.01)
    await sent.edit_text("Question one, answered")
    assert (await morag.sees("answered")).id == sent.message_id
    assert (await morag.sees(lambda message: bool(message.edit_date), since=before)).id == sent.message_id
    assert (await morag.sees(since=0)).id == sent.message_id


async def test_seeing_an_answer_to_a_tap(bot: telegram.Bot, morag: ChatPerson) -> None:
    """The notice that a tap brought can be waited for."""
    await bot.send_message(morag.id, "Hello")
    tap = morag.tap("go", morag.messages[-1])
    assert isinstance(tap, Tap)
    with pytest.raises(TimeoutError):
        await morag.sees_answer(tap, within=0.01)
    await bot.answer_callback_query(tap.id)
    assert (await morag.sees_answer(tap)).text == ""
