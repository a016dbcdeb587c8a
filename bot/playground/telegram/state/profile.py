"""The bot's profile: its user, commands by scope and language, and descriptions."""

import re
from dataclasses import dataclass, field

from bot.playground.telegram.state.chats import User
from bot.playground.telegram.wire import Wire, bad_request

MOST_COMMANDS = 100
LONGEST = {"description": 512, "short_description": 120}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = {
    "default": 0,
    "all_private_chats": 0,
    "all_group_chats": 0,
    "all_chat_administrators": 0,
    "chat": 1,
    "chat_administrators": 1,
    "chat_member": 2,
}

Scope = tuple[str, int, int]
DEFAULT: Scope = ("default", 0, 0)


@dataclass(slots=True)
class Profile:
    """The bot's account."""

    user: User
    commands: dict[tuple[Scope, str], list[Wire]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def wire(self) -> Wire:
        """The bot's `User` as getMe returns it: with all that only getMe tells."""
        return self.user.wire() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }

    def set_text(self, which: str, text: str, language: str) -> None:
        """Set (or with empty text remove) the description or the short description in one language."""
        if len(text) > LONGEST[which]:
            raise bad_request(f"bot {which.replace('_', ' ')} is too long")
        if text:
            self.texts[which, language] = text
        else:
            self.texts.pop((which, language), None)

    def text(self, which: str, language: str) -> str:
        """The text in this language, or else the one for all languages."""
        return self.texts.get((which, language)) or self.texts.get((which, ""), "")

    def menu(self, person: User) -> list[Wire]:
        """The commands that this person's phone shows in the private chat, by Telegram's order of scopes."""
        language = person.language_code or ""
        scopes: tuple[Scope, ...] = (("chat", person.id, 0), ("all_private_chats", 0, 0), DEFAULT)
        for scope in scopes:
            for tongue in (language, ""):
                if found := self.commands.get((scope, tongue)):
                    return found
        return []


def scope_of(given: Wire | None) -> Scope:
    """The key of a `BotCommandScope`."""
    if not given:
        return DEFAULT
    kind = str(given.get("type", ""))
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    ids = [given.get("chat_id"), given.get("user_id")][: _SCOPES[kind]]
    numbers = [int(str(number)) for number in ids if number is not None]
    if len(numbers) != _SCOPES[kind]:
        raise bad_request("can't parse BotCommandScope: an identifier is missing")
    chat, user, *_ = [*numbers, 0, 0]
    return kind, chat, user


def checked_commands(rows: list[object] | None) -> list[Wire]:
    """The commands, or the refusal that Telegram would give."""
    if rows is None or len(rows) > MOST_COMMANDS:
        raise bad_request("can't parse commands: expected an Array of BotCommand, at most 100")
    return [_command(row) for row in rows]


def _command(row: object) -> Wire:
    if not isinstance(row, dict):
        raise bad_request("can't parse commands: expected an Object")
    name = str(row.get("command", "")).removeprefix("/")
    description = str(row.get("description", ""))
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 0 < len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
