"""The table of Bot API methods, and those about the bot, callbacks and files."""

from collections.abc import Callable

from bot.playground.telegram.bot_api import edit_methods, send_methods
from bot.playground.telegram.bot_api.params import Params
from bot.playground.telegram.state.files import LARGEST_DOWNLOAD
from bot.playground.telegram.state.profile import checked_commands, scope_of
from bot.playground.telegram.state.world import ApiReply, World
from bot.playground.telegram.wire import Wire, bad_request

Method = Callable[[World, Params], object]
LONGEST_NOTICE = 200


def get_me(world: World, _params: Params) -> Wire:
    """The method getMe."""
    return world.profile.wire()


def get_file(world: World, params: Params) -> Wire:
    """The method getFile: up to 20 MB."""
    file = world.files.by_id.get(params.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return file.wire() | {"file_path": file.path}


def answer_callback_query(world: World, params: Params) -> bool:
    """The method answerCallbackQuery: once, and not too late."""
    text = params.text("text")
    tap = world.answerable(params.text("callback_query_id"))
    if len(text) > LONGEST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answer = ApiReply(text, params.flag("show_alert"))
    tap.message.chat.bell.ring()
    return True


def set_my_commands(world: World, params: Params) -> bool:
    """The method setMyCommands; an empty list removes them."""
    commands = checked_commands(params.rows("commands"))
    key = scope_of(params.table("scope")), params.text("language_code")
    if commands:
        world.profile.commands[key] = commands
    else:
        world.profile.commands.pop(key, None)
    return _shown(world)


def get_my_commands(world: World, params: Params) -> list[Wire]:
    """The method getMyCommands: of exactly this scope and language."""
    return world.profile.commands.get((scope_of(params.table("scope")), params.text("language_code")), [])


def _shown(world: World) -> bool:
    """Menus and descriptions change on every phone at once."""
    for chat in world.chats.values():
        chat.bell.ring()
    return True


def _setter(which: str) -> Method:
    def set_text(world: World, params: Params) -> bool:
        world.profile.set_text(which, params.text(which), params.text("language_code"))
        return _shown(world)

    return set_text


def _getter(which: str) -> Method:
    def get_text(world: World, params: Params) -> Wire:
        return {which: world.profile.text(which, params.text("language_code"))}

    return get_text


_METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getFile": get_file,
    "answerCallbackQuery": answer_callback_query,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "sendMessage": send_methods.send_message,
    "sendDocument": send_methods.sender_of("document"),
    "sendVoice": send_methods.sender_of("voice"),
    "sendAudio": send_methods.sender_of("audio"),
    "sendVideo": send_methods.sender_of("video"),
    "sendVideoNote": send_methods.sender_of("video_note"),
    "editMessageText": edit_methods.edit_message_text,
    "deleteMessage": edit_methods.delete_message,
    "deleteMessages": edit_methods.delete_messages,
}
METHODS = {name.lower(): method for name, method in _METHODS.items()}
