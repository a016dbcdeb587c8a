"""The address behind linked words, as a phone that shows other words sends it."""

from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, MessageEntity

from bot.channels.telegram.updates.text_links import with_links

PAGE = "https://example.org/my/page"


def message(text: str, *links: tuple[str, str], caption: bool = False) -> Message:
    """A message in which each of these words is a link to that address."""
    entities = []
    for shown, url in links:
        offset = len(text[: text.index(shown)].encode("utf-16-le")) // 2
        length = len(shown.encode("utf-16-le")) // 2
        entities.append(MessageEntity(MessageEntity.TEXT_LINK, offset, length, url=url))
    said = {"caption": text, "caption_entities": entities} if caption else {"text": text, "entities": entities}
    return Message(7, datetime(2026, 11, 21, tzinfo=UTC), Chat(7, "private"), **said)


def test_a_message_of_linked_words_alone_is_the_link() -> None:
    """What the sender means is the page, whatever words stand for it."""
    assert with_links(message("My blog", ("My blog", PAGE))) == PAGE


@pytest.mark.parametrize("caption", [True, False])
def test_other_words_stay_and_each_link_follows_its_own(caption: bool) -> None:
    """Also behind signs that Telegram counts as two."""
    told = message("🙂 See my blog and my notes.", ("my blog", PAGE), ("my notes", PAGE + "/2"), caption=caption)
    assert with_links(told) == f"🙂 See my blog ({PAGE}) and my notes ({PAGE}/2)."


def test_an_address_that_is_shown_is_not_said_twice() -> None:
    """A phone may mark an address that it shows as a link to itself."""
    assert with_links(message(f"See {PAGE} please", (PAGE, PAGE + "/"))) == f"See {PAGE} please"


def test_what_leads_to_no_page_is_left_out() -> None:
    """A link to a person in Telegram is nobody's evidence, and a text without links is as it was."""
    assert with_links(message("Ask Morag", ("Morag", "tg://user?id=7"))) == "Ask Morag"
    assert with_links(message("Nothing here")) == "Nothing here"
