"""Validates keyboards: rows of inline buttons, each with data that comes back when it is pressed."""

from bot.playground.telegram.wire import RefusalError, Wire, bad_request

LONGEST_CALLBACK = 64  # bytes of UTF-8
MOST_BUTTONS = 100


def checked(markup: Wire | None) -> list[list[Wire]]:
    """The rows of buttons of a `reply_markup`, or the refusal that Telegram would give."""
    if not markup:
        return []
    value = markup.get("inline_keyboard")
    if value is None:
        raise bad_request("object expected as reply markup")
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request('Field "inline_keyboard" must be an Array of Arrays')
    rows = [row for row in value if row]
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [[_button(button) for button in row] for row in rows]


def _button(button: object) -> Wire:
    if not isinstance(button, dict):
        raise _unusable("expected an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise _unusable('Field "text" must be a non-empty String')
    data = button.get("callback_data")
    if data is None:
        raise _unusable("Text buttons are unallowed in the inline keyboard")
    if not isinstance(data, str) or not 0 < len(data.encode()) <= LONGEST_CALLBACK:
        raise bad_request("BUTTON_DATA_INVALID")
    return button


def _unusable(why: str) -> RefusalError:
    return bad_request(f"can't parse inline keyboard button: {why}")
