"""The frame of every page."""

from bot.inbox.html import Html, Node, tag


def page(title: str, *main: Node, mark: str, back: bool = True, chat: bool = False) -> str:
    """A whole page. `mark` stands for what is on the shelf, so that the script can tell when that changes."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title} · Inbox"),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href="/inbox/inbox.css"),
        tag("script", type="module", src="/inbox/inbox.js"),
    )
    body = tag(
        "body",
        tag("a", "To the content", href="#main", class_="skip"),
        _bar(back, chat),
        tag("p", "Something new has come. ", tag("a", "Show it", href=""), id="news", role="status", hidden=True),
        tag("main", *main, id="main"),
        data_mark=mark,
    )
    return "<!doctype html>\n" + tag("html", head, body, lang="en").text


def _bar(back: bool, chat: bool) -> Html:
    return tag(
        "header",
        tag("span", "i", class_="face", aria_hidden="true"),
        tag("a", "All submissions", href="/inbox") if back else tag("b", "The issuer’s inbox"),
        tag("a", "The worker’s chat", href="/", class_="aside") if chat else None,
        class_="bar",
    )


def plain_page(title: str, words: str, mark: str) -> str:
    """A page for what is not there, or cannot be done."""
    return page(title, tag("h1", title), tag("p", words), mark=mark)
