"""The local chat over several days: stopped, started again with its clock moved, in the same browser."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, expect
from support.chat_page_worker import RELEVANCE, TOPIC, TOPIC_BEGUN, chatting, press, reach_the_questions, say, sees

pytestmark = pytest.mark.slow
LONDON = ZoneInfo("Europe/London")


def ahead(days: int) -> str:
    """From now to eleven in the morning, so many days on."""
    now = datetime.now(LONDON)
    then = (now + timedelta(days=days)).replace(hour=11, minute=0, second=0)
    # In one zone, the hour of a change would not be counted.
    return f"{int((then.astimezone(UTC) - now.astimezone(UTC)).total_seconds() // 60)}m"


async def test_a_draft_is_there_again_and_its_reminder_leads_back(browser: Browser, tmp_path: Path) -> None:
    """The chat shows all that was said; two days on, the reminder comes, and its button goes on where it was."""
    page = await browser.new_page(viewport={"width": 390, "height": 844})
    async with chatting(tmp_path) as address:
        await page.goto(address)
        await reach_the_questions(page)
        await say(page, f"{TOPIC_BEGUN} {TOPIC}", "You have enough")
        await press(page, "Next question", "Shall I remind you?")
        await press(page, "Yes, remind me", "I will remind you, at about")
    async with chatting(tmp_path, clock_offset=ahead(2)) as address:
        await page.goto(address)
        await expect(page.get_by_text(TOPIC)).to_have_count(1)
        await sees(page, "1 of 5 answered")
        await press(page, "Carry on", "Question 2 of 5")
        await say(page, RELEVANCE, "Question 2: ")
