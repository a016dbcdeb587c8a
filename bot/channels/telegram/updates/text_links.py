"""Finds the addresses of links whose text is not their address."""

from telegram import Message, MessageEntity

from bot.channels.telegram.updates.update_fields import words


def with_links(message: Message) -> str:
    """The text or caption of a message, with the web address behind linked words written out.

    A message that is nothing but linked words becomes the address itself: that is the link its sender means. In other
    texts every word stays, and the address follows its words in brackets.
    """
    text, entities = words(message.text or ""), message.entities
    if message.text is None:
        text, entities = words(message.caption or ""), message.caption_entities
    if not any(entity.type == MessageEntity.TEXT_LINK for entity in entities):
        return text
    # Telegram counts in UTF-16 units; from the last to the first, what is put in moves no other.
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in sorted(entities, key=lambda one: one.offset, reverse=True):
        url = entity.url or ""
        if entity.type != MessageEntity.TEXT_LINK or not url.startswith(("https://", "http://")):
            continue
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        shown = _text(units[start:end])
        if shown.strip() == _text(units).strip():
            return url
        if url.rstrip("/") not in shown:
            units = units[:end] + f" ({url})".encode("utf-16-le", "surrogatepass") + units[end:]
    return _text(units)


def _text(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")
