"""Bot API methods that edit or delete messages."""

from bot.playground.telegram.bot_api import keyboards
from bot.playground.telegram.bot_api.params import Params
from bot.playground.telegram.bot_api.send_methods import parsed_text
from bot.playground.telegram.state.chats import Chat, ChatMessage
from bot.playground.telegram.state.world import World
from bot.playground.telegram.wire import Wire, bad_request

DELETABLE_SECONDS = 48 * 3600


def edit_message_text(world: World, params: Params) -> Wire:
    """The method editMessageText. Without `reply_markup` the inline buttons go."""
    message = _editable(world, params)
    if message.text is None or message.attachment is not None:
        raise bad_request("there is no text in the message to edit")
    text, found = parsed_text(params, "text")
    if not text:
        raise bad_request("message text is empty")
    inline = keyboards.checked(params.table("reply_markup"))
    preview = params.table("link_preview_options")
    same_preview = preview is None or preview == message.extra.get("link_preview_options")
    if (text, found, inline) == (message.text, message.entities, message.inline_keyboard) and same_preview:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    message.text, message.entities, message.inline_keyboard = text, found, inline
    if preview is not None:
        message.extra = {**message.extra, "link_preview_options": preview}
    message.edit_date = world.now()
    message.chat.touch(message)
    return message.wire()


def delete_message(world: World, params: Params) -> bool:
    """The method deleteMessage: either side's message in a private chat, for 48 hours."""
    chat = world.chat_for(params.text("chat_id"))
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _delete(world, chat, message)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """The method deleteMessages; what is not found is skipped."""
    chat = world.chat_for(params.text("chat_id"))
    for number in params.rows("message_ids") or []:
        if isinstance(number, int) and (message := chat.messages.get(number)):
            _delete(world, chat, message)
    return True


def _delete(world: World, chat: Chat, message: ChatMessage) -> None:
    if world.now() - message.date > DELETABLE_SECONDS or (chat.title is not None and not message.from_bot):
        raise bad_request("message can't be deleted for everyone")
    chat.remove(message)


def _editable(world: World, params: Params) -> ChatMessage:
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = world.chat_for(params.text("chat_id"))
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message
