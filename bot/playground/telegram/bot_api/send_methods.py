"""Bot API methods that send messages."""

from collections.abc import Callable
from dataclasses import replace

from bot.playground.telegram.bot_api import entities, keyboards
from bot.playground.telegram.bot_api.params import Params
from bot.playground.telegram.state.chats import Chat
from bot.playground.telegram.state.world import Content, World
from bot.playground.telegram.wire import Wire, bad_request

LONGEST_TEXT = 4096  # UTF-16 units, after parsing
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100


def parsed_text(params: Params, name: str) -> tuple[str, list[Wire]]:
    """Text and entities of a parameter by its `parse_mode`, within Telegram's limits."""
    source = params.text(name)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, found = entities.from_html(source)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, found = entities.plain(source)
    limit = LONGEST_TEXT if name == "text" else LONGEST_CAPTION
    if entities.units(text) > limit:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return text, found[:MOST_ENTITIES]


def send_message(world: World, params: Params) -> Wire:
    """The method sendMessage."""
    chat = world.writable_chat(params.text("chat_id"))
    text, found = parsed_text(params, "text")
    if not text:
        raise bad_request("message text is empty")
    return _post(world, chat, params, Content(text, found))


def sender_of(kind: str) -> Callable[[World, Params], Wire]:
    """The method that sends one kind of file: sendDocument, sendVoice, sendVideoNote and the like."""

    def send(world: World, params: Params) -> Wire:
        chat = world.writable_chat(params.text("chat_id"))
        attachment = params.attachment(kind, world.files, _facts(kind, params))
        if kind == "video_note":  # which has no room for a caption
            return _post(world, chat, params, Content(attachment=attachment))
        text, found = parsed_text(params, "caption")
        return _post(world, chat, params, Content(text or None, found, attachment))

    return send


def _facts(kind: str, params: Params) -> Wire:
    """What a call says of the file that it uploads."""
    facts: Wire = {key: params.number(key) for key in _MEASURED.get(kind, ())}
    if kind == "audio":
        facts |= {key: value for key in ("performer", "title") if (value := params.text(key))}
    return facts


_MEASURED = {
    "voice": ("duration",),
    "audio": ("duration",),
    "video": ("duration", "width", "height"),
    "video_note": ("duration", "length"),
}


def _post(world: World, chat: Chat, params: Params, content: Content) -> Wire:
    """Add the bot's message with what comes round it: buttons, and whether links are previewed."""
    buttons = keyboards.checked(params.table("reply_markup"))
    preview = params.table("link_preview_options")
    extra: Wire = {"link_preview_options": preview} if preview else {}
    message = world.add(chat, world.profile.user, replace(content, extra=extra))
    message.inline_keyboard = buttons
    return message.wire()
