"""Bot API methods that send messages."""

from collections.abc import Callable

from bot.playground.telegram.bot_api import entities, keyboards
from bot.playground.telegram.bot_api.params import Params
from bot.playground.telegram.state.chats import Chat, ChatMessage
from bot.playground.telegram.state.world import Content, World
from bot.playground.telegram.wire import Wire, bad_request

LONGEST_TEXT = 4096  # UTF-16 units, after parsing
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100
ACTION_SECONDS = 5.0
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def parsed_text(params: Params, name: str, entities_name: str) -> tuple[str, list[Wire]]:
    """Text and entities of a parameter by its `parse_mode`, within Telegram's limits."""
    source = params.text(name)
    stated = params.rows(entities_name)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, found = entities.from_html(source)
    elif mode:
        raise bad_request("unsupported parse_mode")
    elif stated is not None:
        text, found = entities.with_entities(source, [row for row in stated if isinstance(row, dict)])
    else:
        text, found = entities.plain(source)
    limit = LONGEST_TEXT if name == "text" else LONGEST_CAPTION
    if entities.units(text) > limit:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return text, found[:MOST_ENTITIES]


def send_message(world: World, params: Params) -> Wire:
    """The method sendMessage."""
    chat = world.writable_chat(params.text("chat_id"))
    text, found = parsed_text(params, "text", "entities")
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
        text, found = parsed_text(params, "caption", "caption_entities")
        return _post(world, chat, params, Content(text or None, found, attachment))

    return send


def _facts(kind: str, params: Params) -> Wire:
    """What a call says of the file that it uploads."""
    facts: Wire = {key: params.number(key) for key in _MEASURED.get(kind, ())}
    if kind == "audio":
        facts |= {key: value for key in ("performer", "title") if (value := params.text(key))}
    if kind == "photo":
        facts |= {"width": 1280, "height": 960}
    return facts


_MEASURED = {
    "voice": ("duration",),
    "audio": ("duration",),
    "video": ("duration", "width", "height"),
    "video_note": ("duration", "length"),
}


def send_chat_action(world: World, params: Params) -> bool:
    """The method sendChatAction: shown for five seconds, or until the next message."""
    chat = world.writable_chat(params.text("chat_id"))
    action = params.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = (action, world.clock.now() + ACTION_SECONDS)
    chat.bell.ring()
    return True


def _post(world: World, chat: Chat, params: Params, content: Content) -> Wire:
    """Add the bot's message with what comes round it: markup, reply, preview, protection."""
    markup = keyboards.checked(params.table("reply_markup"))
    replied = _replied(chat, params)
    chat.action = None
    full = Content(content.text, content.entities, content.attachment, replied, _extra(params))
    message = world.add(chat, world.profile.user, full)
    message.inline_keyboard = markup.inline
    _change_screen(chat, message, markup)
    return message.wire()


def _change_screen(chat: Chat, message: ChatMessage, markup: keyboards.Markup) -> None:
    message.had_reply_keyboard = bool(markup.keyboard or markup.removes_keyboard or markup.force_reply)
    if markup.keyboard is not None:
        chat.keyboard = markup.keyboard
    if markup.removes_keyboard:
        chat.keyboard = None
    if markup.force_reply is not None:
        chat.force_reply = (message, markup.force_reply)


def _replied(chat: Chat, params: Params) -> ChatMessage | None:
    stated = params.table("reply_parameters") or {}
    number = Params(stated).number("message_id") or params.number("reply_to_message_id")
    if not number:
        return None
    found = chat.messages.get(number)
    may_miss = stated.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")
    if found is None and not may_miss:
        raise bad_request("message to be replied not found")
    return found


def _extra(params: Params) -> Wire:
    extra: Wire = {}
    if preview := params.table("link_preview_options"):
        extra["link_preview_options"] = preview
    if params.flag("protect_content"):
        extra["has_protected_content"] = True
    if effect := params.text("message_effect_id"):
        extra["effect_id"] = effect
    return extra
