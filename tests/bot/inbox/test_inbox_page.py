"""The inbox page in a real browser: what an assessor sees, and what becomes of what they decide."""

import itertools
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from support.fake_issuers import OLD_SECRET, FakeIssuerSystem, answer, system
from support.submissions import (
    CONFIDENCE,
    NOW,
    QUESTION,
    RELEVANCE,
    TIPS,
    TOPIC,
    ServedInbox,
    again,
    application,
    desk,
    spoken,
)

from bot.inbox import submission_store
from bot.signing.keys import checkers
from bot.signing.standard_webhooks import believed

pytestmark = pytest.mark.slow
PICTURES = Path(__file__).parents[2] / "screenshots"
TAKEN = answer(204)
HOW_LONG = "How long did you shadow your senior, and what did you see her do?"
MISSING = "Question 1, What was the topic of your learning?: say what more you need."
EXAMPLE = "Give one example with a person you support."
BETTER = (
    TOPIC.replace("for one shift,", "for two shifts, an early and a late,") + " She asked what had gone well first."
)


@pytest.fixture
async def bot() -> AsyncIterator[FakeIssuerSystem]:
    """What takes decisions."""
    async with system(*[TAKEN] * 20) as served:
        yield served


@pytest.fixture
async def inbox(tmp_path: Path, bot: FakeIssuerSystem, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ServedInbox]:
    """An inbox, always at the same hour and with the same references, so that pictures change with the page alone."""
    letters = itertools.cycle("7KF4QM")
    monkeypatch.setattr(submission_store.secrets, "choice", lambda _: next(letters))
    async with desk(tmp_path / "data" / "inbox", lambda: bot.url, now=NOW.timestamp) as served:
        yield served


@pytest.fixture
async def page(browser: Browser, inbox: ServedInbox) -> AsyncIterator[Page]:
    """The inbox on a desk; an error of its scripts, or a request to anywhere else, fails the test."""
    context = await browser.new_context(viewport={"width": 1240, "height": 900}, locale="en-GB", timezone_id="UTC")
    opened = await context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    opened.on("request", lambda asked: errors.append(asked.url))
    yield opened
    await context.close()
    # A form that comes back is no error of the page's.
    own = (inbox.url.removesuffix("/inbox"), "Failed to load resource: the server responded with a status of 422")
    assert [error for error in errors if not error.startswith(own)] == []


async def picture(page: Page, name: str) -> None:
    """Save what the page shows."""
    await page.mouse.move(0, 0)
    await page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


async def mark(page: Page, question: str, label: str, comment: str = "") -> None:
    """Say of an answer whether it is enough."""
    answer = page.locator(f"#q-{question}")
    await answer.get_by_label(label, exact=True).check()
    await answer.get_by_label("What more you need").fill(comment)


async def test_an_assessor_sees_what_meets_what(page: Page, inbox: ServedInbox) -> None:
    """From the list to a submission: each criterion with its words, each answer, and a recording that plays."""
    await inbox.route(at=NOW.timestamp()).deliver(spoken(application()))
    await page.goto(inbox.url)
    await expect(page.get_by_text("New", exact=True)).to_be_visible()
    await page.get_by_role("link", name="Morag Bell").click()
    await expect(page.get_by_role("row", name="Why is this learning relevant")).to_contain_text("enough words")
    await expect(page.locator("#q-relevance")).to_contain_text(RELEVANCE)
    await expect(page.locator("#checks")).to_contain_text("2 of 2")
    player = page.locator("#q-practice audio")
    await player.evaluate("player => { player.muted = true; return player.play(); }")
    await expect(player).to_have_js_property("error", None)
    assert await player.evaluate("player => player.duration") > 1
    await player.evaluate("player => player.pause()")
    await player.evaluate("player => { player.currentTime = 0; }")
    await page.evaluate("scrollTo(0, 0)")
    await picture(page, "inbox")


async def test_the_whole_question_stands_beside_its_answer(page: Page, inbox: ServedInbox) -> None:
    """Both halves of it are there to be read; its tips open on request."""
    pack = application()
    await inbox.route(at=NOW.timestamp()).deliver(pack)
    await page.goto(f"{inbox.url}/{pack.submission_id}")
    answer = page.locator("#q-learning")
    await expect(answer.get_by_text(QUESTION)).to_be_visible()
    await expect(answer.get_by_text(TIPS[0])).to_be_hidden()
    await answer.get_by_text("Tips that the applicant could read").click()
    await expect(answer.get_by_text(TIPS[0])).to_be_visible()


async def test_spoken_words_are_said_as_an_estimate_in_the_list(page: Page, inbox: ServedInbox) -> None:
    """The list says of spoken words what the page says of them."""
    pack = spoken(application())
    await inbox.route(at=NOW.timestamp()).deliver(pack)
    await page.goto(inbox.url)
    row = page.get_by_role("listitem")
    await expect(row).to_contain_text(re.compile(r"· about \d+0 words"))
    await expect(row).not_to_contain_text(f"{pack.total_words} words")


async def test_what_is_asked_for_is_posted_and_shown(page: Page, inbox: ServedInbox, bot: FakeIssuerSystem) -> None:
    """Two answers need more, one is enough: the message has just that, and the next attempt shows what is new."""
    first = application()
    await inbox.route(at=NOW.timestamp()).deliver(first)
    await page.goto(f"{inbox.url}/{first.submission_id}")
    await mark(page, "topic", "More needed", HOW_LONG)
    await mark(page, "relevance", "Enough")
    await mark(page, "confidence", "More needed", EXAMPLE)
    await expect(page.get_by_text("Marked so far: 2 need more, 1 is enough.")).to_be_visible()
    await page.get_by_label("To the applicant, about all of it").fill("A good start.")
    await page.get_by_label("Until when").fill("2035-02-07")
    await page.get_by_role("button", name="Ask for more").click()
    await expect(page.get_by_role("status").get_by_text("Delivered: the bot has it.")).to_be_visible()
    (request,) = bot.got
    assert believed(checkers(OLD_SECRET), request.headers, request.body, NOW.timestamp()).startswith("dec_")
    assert json.loads(request.body)["data"] == {
        "submission_id": first.submission_id,
        "comment": "A good start.",
        "reply_by": "2035-02-07",
        "items": [
            {
                "criterion_id": "topic",
                "satisfied": False,
                "comment": HOW_LONG,
            },
            {"criterion_id": "relevance", "satisfied": True, "comment": ""},
            {
                "criterion_id": "confidence",
                "satisfied": False,
                "comment": EXAMPLE,
            },
        ],
    }
    second = again(first, topic=BETTER, confidence=f"{CONFIDENCE} One man told me that he likes his mornings now.")
    await inbox.route(at=NOW.timestamp() + 60).deliver(replace(second, timestamp=NOW + timedelta(minutes=1)))
    await page.goto(f"{inbox.url}/{second.submission_id}")
    new = ["two shifts, an early and a late,", "She asked what had gone well first."]
    await expect(page.locator("#q-topic ins")).to_have_text(new)
    await expect(page.locator("#q-topic del")).to_have_text(["one shift,"])
    await expect(page.locator("#q-topic .asked")).to_contain_text(HOW_LONG)
    await expect(page.locator("#q-learning")).to_contain_text("As it was in attempt 1.")
    await page.locator("#overview").scroll_into_view_if_needed()
    await page.evaluate("scrollTo(0, document.getElementById('overview').offsetTop - 76)")
    await picture(page, "inbox-second-attempt")
    await page.get_by_role("link", name="Attempt 1").click()
    await expect(page.get_by_text("A later attempt has replaced this one.")).to_be_visible()
    await expect(page.locator("#decision")).to_have_count(0)


async def test_what_is_missing_is_said_and_nothing_is_lost(
    page: Page, inbox: ServedInbox, bot: FakeIssuerSystem
) -> None:
    """A form that cannot be sent yet comes back with every word in it; put right, it goes."""
    pack = application()
    await inbox.route(at=NOW.timestamp()).deliver(pack)
    await page.goto(f"{inbox.url}/{pack.submission_id}")
    await mark(page, "topic", "More needed")
    await mark(page, "learning", "Enough", "Well put.\n\nAll of it.")
    await page.get_by_label("Until when").fill("2035-01-09")
    await page.get_by_role("button", name="Ask for more").click()
    await expect(page.get_by_role("alert")).to_contain_text(
        "Question 1, What was the topic of your learning?: say what more you need."
    )
    await expect(page.get_by_role("alert")).to_contain_text("This day is over.")
    await expect(page.locator("#say-learning")).to_have_value("Well put.\n\nAll of it.")
    await page.get_by_role("link", name=MISSING).click()
    await page.locator("#say-topic").fill("What did the booklet say?")
    await page.get_by_label("Until when").fill("2035-01-10")
    await page.get_by_role("button", name="Ask for more").click()
    await expect(page.get_by_role("status").get_by_text("Delivered")).to_be_visible()
    assert len(bot.got) == 1


async def test_award_sends_what_was_written_at_the_questions(
    page: Page, inbox: ServedInbox, bot: FakeIssuerSystem
) -> None:
    """A question marked "More needed" is asked about first; then every note goes along with the award."""
    pack = application()
    await inbox.route(at=NOW.timestamp()).deliver(pack)
    await page.goto(f"{inbox.url}/{pack.submission_id}")
    await mark(page, "topic", "Enough", "Well chosen.")
    await mark(page, "confidence", "More needed", EXAMPLE)
    await page.locator("#returned-comment").fill("Nearly there.")
    await page.get_by_label("To the applicant (you may leave it empty)").fill("Well done.")
    await page.get_by_role("button", name="Award the badge").click()
    await expect(page.get_by_role("alert")).to_contain_text("You marked question 5 “More needed”")
    await expect(page.get_by_role("alert")).to_contain_text("You wrote words under “Ask for more”.")
    assert bot.got == []
    await expect(page.locator("#say-topic")).to_have_value("Well chosen.")
    await page.get_by_role("button", name="Award the badge all the same").click()
    await expect(page.get_by_role("status").get_by_text("Delivered: the bot has it.")).to_be_visible()
    assert json.loads(bot.got[0].body)["data"] == {
        "submission_id": pack.submission_id,
        "comment": "Well done.",
        "assertion_url": "",
        "items": [
            {"criterion_id": "topic", "satisfied": True, "comment": "Well chosen."},
            {"criterion_id": "confidence", "satisfied": False, "comment": EXAMPLE},
        ],
    }
    await expect(page.locator("#q-topic .asked")).to_contain_text("Well chosen.")


async def test_saying_that_it_has_arrived_keeps_what_was_written(
    page: Page, inbox: ServedInbox, bot: FakeIssuerSystem
) -> None:
    """Marks and words for a decision that is still to come stay on the page. Enter in a field decides nothing."""
    pack = application()
    await inbox.route(at=NOW.timestamp()).deliver(pack)
    await page.goto(f"{inbox.url}/{pack.submission_id}")
    await mark(page, "topic", "Enough", "Well chosen.")
    await page.locator("#declined-comment").fill("Another badge fits.")
    await page.get_by_label("Where the badge can be seen").press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("Choose what to say")
    await page.get_by_role("button", name="Say that it has arrived").click()
    await expect(page.get_by_role("status").get_by_text("Told that it has arrived")).to_be_visible()
    await expect(page.locator("#say-topic")).to_have_value("Well chosen.")
    await expect(page.locator("#declined-comment")).to_have_value("Another badge fits.")
    assert len(bot.got) == 1


async def test_a_long_text_is_counted_down_and_never_cut(page: Page, inbox: ServedInbox, bot: FakeIssuerSystem) -> None:
    """What is left is shown, what is too much is said, and nothing is sent before it is shortened."""
    pack = application()
    await inbox.route(at=NOW.timestamp()).deliver(pack)
    await page.goto(f"{inbox.url}/{pack.submission_id}")
    why = page.get_by_label("Why, in words for the applicant")
    await why.fill("x" * 2990)
    await expect(page.get_by_text("10 characters left.")).to_be_visible()
    await why.fill("x" * 3012)
    await expect(page.get_by_text("12 characters too many. Shorten it.")).to_be_visible()
    await page.get_by_role("button", name="Decline").click()
    await expect(why).to_be_focused()
    await expect(why).to_have_value("x" * 3012)
    assert bot.got == []


async def test_on_paper_nothing_covers_the_evidence(page: Page, inbox: ServedInbox) -> None:
    """Printed, the page has all of the evidence, and no header that stands over it."""
    pack = application()
    await inbox.route(at=NOW.timestamp()).deliver(pack)
    await page.goto(f"{inbox.url}/{pack.submission_id}")
    await page.emulate_media(media="print")
    await expect(page.locator(".bar")).to_be_hidden()
    await expect(page.locator("#decision")).to_be_hidden()
    stuck = "n => n.checkVisibility() && ['sticky', 'fixed'].includes(getComputedStyle(n).position)"
    assert await page.evaluate(f"[...document.querySelectorAll('*')].filter({stuck}).length") == 0
    for given in pack.answers:
        await expect(page.locator(f"#q-{given.criterion_id} .words")).to_be_visible()


async def test_what_is_new_shows_by_itself(page: Page, inbox: ServedInbox) -> None:
    """The list follows what comes; what is being written is never taken away."""
    await page.goto(inbox.url)
    await expect(page.get_by_text("Nothing has come yet.")).to_be_visible()
    pack = application()
    await inbox.route(at=NOW.timestamp()).deliver(pack)
    await page.get_by_role("link", name="Morag Bell").click()
    await mark(page, "topic", "More needed", "What did the booklet say?")
    await inbox.route(at=NOW.timestamp()).deliver(again(pack, topic=BETTER))
    await expect(page.get_by_text("Something new has come.")).to_be_visible()
    await expect(page.locator("#say-topic")).to_have_value("What did the booklet say?")


async def test_a_phone_in_the_dark_shows_all_of_it(page: Page, inbox: ServedInbox) -> None:
    """Nothing is wider than a small phone, and the colours are the chat's dark ones."""
    pack = spoken(application(reference="TB-" + "K" * 60))
    await inbox.route(at=NOW.timestamp()).deliver(pack)
    await page.set_viewport_size({"width": 320, "height": 720})
    await page.emulate_media(color_scheme="dark")
    for address in (inbox.url, f"{inbox.url}/{pack.submission_id}"):
        await page.goto(address)
        assert await page.evaluate("document.documentElement.scrollWidth") == 320
        assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 21, 19)"


async def test_the_chat_leads_to_the_inbox_and_back(page: Page, inbox: ServedInbox) -> None:
    """Where an inbox stands beside the chat, each page has a way to the other."""
    await page.goto(inbox.url)
    await page.get_by_role("link", name="The worker’s chat").click()
    await expect(page.get_by_role("link", name="The issuer’s inbox")).to_be_visible()
