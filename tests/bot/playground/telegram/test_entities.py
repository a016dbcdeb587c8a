"""HTML to text and entities, in UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.playground.telegram import RefusalError
from bot.playground.telegram.bot_api.entities import from_html, plain, units


def spans(source: str) -> list[tuple[object, str]]:
    """The entities of some HTML, as the kind and the text that it covers."""
    text, entities = from_html(source)
    encoded = text.encode("utf-16-le")
    out = []
    for entity in entities:
        start, length = entity["offset"], entity["length"]
        assert isinstance(start, int)
        assert isinstance(length, int)
        out.append((entity["type"], encoded[2 * start : 2 * (start + length)].decode("utf-16-le")))
    return out


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>bold</b> and <i>thin</i>", [("bold", "bold"), ("italic", "thin")]),
        ("😀👨‍👩‍👧 <b>after emoji 😀</b>", [("bold", "after emoji 😀")]),
        ("<b>out <i>in</i></b>", [("bold", "out in"), ("italic", "in")]),
        ("<strong>a</strong><em>b</em><ins>c</ins>", [("bold", "a"), ("italic", "b"), ("underline", "c")]),
        ("<s>a</s><strike>b</strike><del>c</del>", [("strikethrough", letter) for letter in "abc"]),
        ("<tg-spoiler>x</tg-spoiler><span class='tg-spoiler'>y</span>", [("spoiler", "x"), ("spoiler", "y")]),
        ("<blockquote expandable>long</blockquote>", [("expandable_blockquote", "long")]),
        ("<blockquote>short</blockquote>", [("blockquote", "short")]),
        ("<code>a &lt; b &amp; c</code>", [("code", "a < b & c")]),
        ("<b></b>nothing", []),
        ("  \n<b> padded </b>\n ", [("bold", "padded")]),
        ("see https://example.org/a?b=1, or a@b.scot", [("url", "https://example.org/a?b=1"), ("email", "a@b.scot")]),
        ("press /help or ask @teabreak", [("bot_command", "/help"), ("mention", "@teabreak")]),
        ("<code>/help</code>", [("code", "/help")]),
    ],
)  # fmt: skip
def test_markup_becomes_entities(source: str, expected: list[tuple[str, str]]) -> None:
    """Each tag covers exactly its text, whatever stands before it."""
    assert spans(source) == expected


def test_links_and_languages() -> None:
    """A link keeps its address, and code in a block keeps its language."""
    link = from_html('<a href="https://example.org/?a=1&amp;b=2">here</a>')[1]
    assert link == [{"type": "text_link", "url": "https://example.org/?a=1&b=2", "offset": 0, "length": 4}]
    block = from_html('<pre><code class="language-python">x = 1</code></pre>')[1]
    assert block == [{"type": "pre", "language": "python", "offset": 0, "length": 5}]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("é<3", 'Unsupported start tag "3" at byte offset 2'),
        ("<h1>Title</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_markup_is_refused(source: str, why: str) -> None:
    """The refusal says what Telegram says, with the place in bytes."""
    with pytest.raises(RefusalError) as refused:
        from_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


def test_references_that_telegram_does_not_know_stay() -> None:
    """Four names and the numbers are decoded; any other reference is text."""
    assert from_html("&lt;&gt;&amp;&quot;&#33;&#x21;&nbsp;&copy;")[0] == '<>&"!!&nbsp;&copy;'


def test_control_characters_go() -> None:
    """A pasted carriage return vanishes and a tab becomes a space; line breaks stay."""
    assert plain("One\r\nTwo\tthree")[0] == "One\nTwo three"


@given(some.text())
def test_escaped_text_comes_back_whole(text: str) -> None:
    """Text with its three characters escaped is never refused, and is trimmed as plain text is."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert from_html(escaped) == plain(text)


@given(some.text(some.characters(exclude_categories=["Cs"])))
def test_units_are_those_of_utf_16(text: str) -> None:
    """The length is that of the text in UTF-16."""
    assert units(text) == len(text.encode("utf-16-le")) // 2
