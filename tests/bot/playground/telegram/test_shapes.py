"""Everything the sandbox returns and delivers, held against an independent description of the Bot API."""

import pytest
import telegram
from support.bot_api_models import method_model, returned_type, unexpected, update_model

from bot.playground.telegram import ChatPerson, Sandbox

pytestmark = pytest.mark.slow


async def use_everything(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """One call of each method, and one update of each kind."""
    chat = morag.id
    choice = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Go", callback_data="go")]])
    await bot.get_me()
    sent = await bot.send_message(chat, "<b>Go</b> /help", parse_mode="HTML", reply_markup=choice)
    morag.say("Because")
    await sent.edit_text("Went", reply_markup=choice)
    tap = morag.tap("go", morag.messages[1])
    await bot.answer_callback_query(tap.id, "Kept")
    await bot.set_my_commands([("help", "Help")], scope=telegram.BotCommandScopeChat(chat), language_code="en")
    await bot.get_my_commands(scope=telegram.BotCommandScopeChat(chat), language_code="en")
    await bot.set_my_description("Long", language_code="en")
    await bot.get_my_description()
    await bot.set_my_short_description("Short")
    await bot.get_my_short_description()
    document = await bot.send_document(chat, b"data", filename="a.pdf", caption="Yours")
    await bot.send_voice(chat, b"data", duration=3)
    await bot.send_audio(chat, b"data", filename="a.mp3", title="Tune")
    assert document.document is not None
    await bot.get_file(document.document.file_id)
    await bot.delete_message(chat, sent.message_id)
    await bot.delete_messages(chat, [document.message_id])
    morag.tap("go", next(message for message in [tap.message] if message.deleted))
    await bot.get_webhook_info()
    await bot.delete_webhook(drop_pending_updates=False)
    send_everything(sandbox, morag)
    await bot.get_updates(timeout=1, allowed_updates=["message", "callback_query"])


def send_everything(sandbox: Sandbox, morag: ChatPerson) -> None:
    """One update of each kind that a person causes."""
    morag.edit(morag.say("Frist", reply_to=morag.messages[0].id)[0].id, "First https://example.org")
    morag.send_document(b"a", "a.txt", caption="See this")
    morag.send_voice(b"a")
    morag.send_audio(b"a")
    morag.send_video(b"a")
    morag.send_video_note(b"a")
    morag.send_photo(b"a", album="7")
    morag.send_sticker()
    morag.send_location(55.9, -3.2)
    morag.send_contact("+447700900123")
    morag.forward("From a friend")
    morag.say("/start", chat=sandbox.group("Night shift", morag))
    morag.block()
    morag.unblock()


async def test_what_is_returned_is_what_telegram_returns(
    bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson
) -> None:
    """Each result of each method has the type that the Bot API names, with no field beyond it."""
    await use_everything(bot, sandbox, morag)
    refused = [(call.method, call.returned) for call in sandbox.log.calls if not call.ok]
    assert refused == []
    for call in sandbox.log.calls:
        found = list(unexpected(returned_type(call.method).validate_python(call.returned)))
        assert found == [], (call.method, found)


async def test_updates_are_what_telegram_delivers(bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson) -> None:
    """Each kind of update validates, with no field beyond those of the Bot API."""
    await use_everything(bot, sandbox, morag)
    update = update_model()
    delivered = [
        row for call in sandbox.log.of("getUpdates") if isinstance(call.returned, list) for row in call.returned
    ]
    kinds = {key for row in delivered for key in row} - {"update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}
    for row in delivered:
        assert list(unexpected(update.model_validate(row))) == []


async def test_the_log_holds_parameters_as_the_bot_api_knows_them(
    bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson
) -> None:
    """The recorded parameters of the client library's calls validate as those of each method."""
    await use_everything(bot, sandbox, morag)
    for call in sandbox.log.calls:
        given = call.params | dict.fromkeys(call.uploads, "a file")
        assert list(unexpected(method_model(call.method).model_validate(given))) == [], call.method
    assert sandbox.log.counts["sendMessage"] == 1
