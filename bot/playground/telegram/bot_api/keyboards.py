"""Validates keyboards: inline buttons, reply keyboards, forced replies."""

import re
from dataclasses import dataclass, field

from bot.playground.telegram.wire import RefusalError, Wire, bad_request

LONGEST_CALLBACK = 64  # bytes of UTF-8
LONGEST_COPY = 256
LONGEST_PLACEHOLDER = 64
MOST_BUTTONS = 100
_ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "pay",
)
_WEB_ADDRESS = re.compile(r"(?:https?://|tg://|mailto:|tel:)?[^\s/]+\.?[^\s]*")


@dataclass(frozen=True, slots=True)
class Markup:
    """A checked `reply_markup`; at most one of its fields is set."""

    inline: list[list[Wire]] = field(default_factory=list)
    keyboard: Wire | None = None
    removes_keyboard: bool = False
    force_reply: Wire | None = None


def checked(markup: Wire | None) -> Markup:
    """The markup, or the refusal that Telegram would give."""
    if not markup:
        return Markup()
    if "inline_keyboard" in markup:
        return Markup(inline=_inline(markup["inline_keyboard"]))
    _placeholder(markup)
    if "keyboard" in markup:
        return Markup(keyboard={**markup, "keyboard": _reply_rows(markup["keyboard"])})
    if markup.get("remove_keyboard"):
        return Markup(removes_keyboard=True)
    if markup.get("force_reply"):
        return Markup(force_reply=markup)
    raise bad_request("object expected as reply markup")


def _placeholder(markup: Wire) -> None:
    placeholder = markup.get("input_field_placeholder", "")
    if not isinstance(placeholder, str) or len(placeholder) > LONGEST_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")


def _rows(value: object, what: str) -> list[list[object]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request(f'Field "{what}" must be an Array of Arrays')
    rows = [row for row in value if row]
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return rows


def _reply_rows(value: object) -> list[list[Wire]]:
    return [[_key(key) for key in row] for row in _rows(value, "keyboard")]


def _key(key: object) -> Wire:
    body: Wire = {"text": key} if isinstance(key, str) else key if isinstance(key, dict) else {}
    if not isinstance(body.get("text"), str) or not body["text"]:
        raise bad_request("can't parse keyboard button: KeyboardButton must have a non-empty text")
    return body


def _inline(value: object) -> list[list[Wire]]:
    return [[_button(button) for button in row] for row in _rows(value, "inline_keyboard")]


def _button(button: object) -> Wire:
    if not isinstance(button, dict):
        raise _unusable("expected an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise _unusable('Field "text" must be a non-empty String')
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if not actions:
        raise _unusable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unusable("exactly one action is expected")
    _check_action(actions[0], button[actions[0]])
    return button


def _check_action(action: str, value: object) -> None:
    if action == "callback_data":
        size = len(value.encode()) if isinstance(value, str) else 0
        if not 0 < size <= LONGEST_CALLBACK:
            raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not (isinstance(value, str) and _WEB_ADDRESS.fullmatch(value)):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text":
        copied = value.get("text") if isinstance(value, dict) else None
        if not isinstance(copied, str) or not 0 < len(copied) <= LONGEST_COPY:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _unusable(why: str) -> RefusalError:
    return bad_request(f"can't parse inline keyboard button: {why}")
