"""Checked access to fields of an update, whose types the library does not check."""

from collections.abc import Mapping

from flows.model.channel_ids import channel_id

TELEGRAM = "telegram"
"""The channel with whose name the ids begin that come from here."""


def chat_id(value: object) -> str:
    """The id of a chat, or of the person in it. TypeError for what is no id."""
    return channel_id(TELEGRAM, whole(value))


def whole(value: object) -> int:
    """An id that a database column can hold; TypeError for anything else."""
    if type(value) is int and -(2**62) < value < 2**62:
        return value
    raise TypeError("not an id")


def words(value: object) -> str:
    """Text that can be stored as UTF-8: half a surrogate pair becomes U+FFFD. TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError("not text")
    if value.isascii():
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def private_chat(raw: Mapping[str, object]) -> str | None:
    """The private chat that a puzzling update came from, so that its sender can be told."""
    for body in (raw.get("message"), raw.get("edited_message"), raw.get("callback_query")):
        inner = body.get("message") if isinstance(body, dict) and "chat" not in body else body
        chat = inner.get("chat") if isinstance(inner, dict) else None
        if isinstance(chat, dict) and chat.get("type") == "private":
            number = chat.get("id")
            return channel_id(TELEGRAM, number) if type(number) is int and 0 < number < 2**62 else None
    return None
