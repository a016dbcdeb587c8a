"""One long statement sent in ten ways at the local chat, in Chromium: `python -m endurance.ten_ways`.

Each way is a worker of its own, who comes to the first question and sends the statement. What the bot proposes is put
right and taken by the page's own buttons, up to the check. A line for each way: how many buttons were pressed from the
statement on, and how many of its words stand in the right answer.
"""

import asyncio
import io
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
from odfdo import Document, Header, Paragraph
from playwright.async_api import Browser, Locator, Page
from statements.shapes import ASKED, LIMIT
from statements.test_ten_ways import ANSWERS, BARE, MESSAGES, QUESTIONS, WHOLE
from support.chat_page_worker import chatting, reach_the_questions
from support.chromium import launched

from bot.storage.store import Store
from flows.rules.evidence.answers import NOTHING, text

MOST_TAPS = 9
MOST_PRESSES = 16
ASKED_ABOVE = "\n\n".join(f"{question}\n\n{answer}" for question, answer in zip(ASKED, ANSWERS, strict=True))
NOTES = "\n\n".join(f"{number}) {answer}" for number, answer in enumerate(ANSWERS, 1))


def template() -> bytes:
    """The issuer's OpenDocument template: facts on top, each question as a heading, the answer under it."""
    made = Document("text")
    made.body.clear()
    made.body.append(Header(1, "Evidence template"))
    for fact in ("Name: Morven Tarrant", "SSSC registration number: 3123456", "Employer: Glen Care"):
        made.body.append(Paragraph(fact))
    for number, (question, answer) in enumerate(zip(ASKED, ANSWERS, strict=True), 1):
        made.body.append(Header(2, f"{number}. {question}"))
        for line in answer.split("\n\n"):
            made.body.append(Paragraph(line))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def word() -> bytes:
    """A Word file of a manager's: each question as a heading, the answer under it."""
    made = docx.Document()
    for question, answer in zip(ASKED, ANSWERS, strict=True):
        made.add_heading(question, 2)
        for line in answer.split("\n\n"):
            made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rich_text() -> bytes:
    """The statement as RTF."""
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in re.sub(r"([\\{}])", r"\\\1", WHOLE))
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0 " + escaped.replace("\n", "\\par\n") + "}").encode()


async def portable(browser: Browser) -> bytes:
    """The statement as a PDF with text, as a browser prints it."""
    page = await browser.new_page()
    await page.set_content(
        "".join(f"<h2>{one}</h2>" if len(one) < 40 else f"<p>{one}</p>" for one in WHOLE.split("\n"))
    )
    made = await page.pdf(format="A4")
    await page.close()
    return made


async def ways(browser: Browser) -> Mapping[str, tuple[str, bytes] | list[str]]:
    """What is sent in each way: messages, or a file with its name."""
    return {
        "the issuer's ODT": ("template.odt", template()),
        "a Word file": ("evidence.docx", word()),
        "notes with numbers": [NOTES[:LIMIT], NOTES[LIMIT:]],
        "in pieces": MESSAGES["in pieces"],
        "cut at 4,096": MESSAGES["cut by 4,096"],
        "swapped halves": MESSAGES["halves swapped"],
        "without headings": [BARE[:LIMIT], BARE[LIMIT:]],
        "questions above": [ASKED_ABOVE[:LIMIT], ASKED_ABOVE[LIMIT:]],
        "RTF": ("evidence.rtf", rich_text()),
        "a PDF with text": ("evidence.pdf", await portable(browser)),
    }


class Sender:
    """A worker at the page who has something to send, and counts the buttons that they press."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.taps = 0
        self._looked = False
        """Whether every part of a guess was seen in its place."""

    async def sends(self, what: tuple[str, bytes] | list[str]) -> None:
        """Send the messages at once, or the file."""
        if isinstance(what, tuple):
            name, content = what
            file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
            await self._page.locator("#file").set_input_files([file])
            return
        for part in what:
            await self._page.get_by_label("Message", exact=True).fill(part)
            await self._page.keyboard.press("Enter")

    async def reaches_the_check(self) -> bool:
        """Press what puts every part in its place and leads on; whether that was the check."""
        for _ in range(MOST_PRESSES):
            await self._at_rest()
            labels = await self._labels()
            if "Carry on to sending" in labels:
                return True
            if (label := await self._next(labels)) is None:
                return False
            await self._press(label)
        return False

    async def _next(self, labels: Sequence[str]) -> str | None:
        said = await self._newest.inner_text()
        if "Which one belongs somewhere else" in said:
            wrong = next((n for n, begins in _parts(said) if begins[0] != _belongs(begins[1])), None)
            self._looked = wrong is None
            return str(wrong) if wrong is not None else "Back"
        if found := re.search(r"Where (?:do these \d+ words go, from|does) [\"“](.*?)[\"”] (?:to|go)", said, re.DOTALL):
            return next((one for one in labels if one.startswith(f"{_belongs(found[1])}.")), None)
        if "I am not sure where it all goes" in said and not self._looked:
            return "Move something"
        wanted = ("Yes, put them there", "Check my answers")
        return next((one for one in wanted if one in labels), None)

    async def _labels(self) -> list[str]:
        return await self._newest.get_by_role("button").all_inner_texts()

    async def _press(self, label: str) -> None:
        self.taps += 1
        await self._newest.get_by_role("button", name=label, exact=True).last.click()

    @property
    def _newest(self) -> Locator:
        """The newest message with buttons: those of older ones are on the page too."""
        return self._page.locator("#log > li", has=self._page.get_by_role("button")).last

    async def _at_rest(self) -> None:
        """Wait until nothing more comes."""
        before, calm = "", 0
        while calm < 6:
            await asyncio.sleep(0.25)
            now = await self._page.locator("#log").inner_text()
            answered = (await self._page.locator("#log > li").last.inner_text()).startswith("Bot:")
            calm = calm + 1 if now == before and answered else 0
            before = now


def _parts(said: str) -> list[tuple[int, tuple[int, str]]]:
    """Each part of a list of them: its number, the question that it is in, its first words."""
    found = re.findall(r"(\d+)\. In (?:question (\d+)|no answer): .*?[\"“](.*?)[\"”]", said)
    return [(int(n), (int(question or 0), begins)) for n, question, begins in found]


def _belongs(begins: str) -> int:
    """The question whose answer holds these first words."""
    words = _plain(begins).removesuffix("…").strip()
    return next((number for number, answer in enumerate(ANSWERS, 1) if words in _plain(answer)), 0)


def _plain(said: str) -> str:
    return re.sub(r"\s+", " ", said).strip()


def in_place(given: Sequence[str]) -> int:
    """How many words of the statement stand in the right answer, in their order."""
    return sum(
        len(_plain(one).split()) for one, right in zip(given, ANSWERS, strict=True) if _plain(one) == _plain(right)
    )


async def main(tell: Callable[[str], None]) -> bool:
    """Print the table. Gives whether every way held."""
    total, held = sum(len(answer.split()) for answer in ANSWERS), True
    with tempfile.TemporaryDirectory() as folder:
        taken: list[tuple[str, int, bool]] = []
        async with launched() as browser, chatting(Path(folder), operator_name="Glen Care") as address:
            for number, (way, what) in enumerate((await ways(browser)).items(), 1):
                page = await browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB")
                await page.goto(f"{address}/?person={number}")
                await reach_the_questions(page)
                sender = Sender(page)
                await sender.sends(what)
                there = await sender.reaches_the_check()
                taken.append((way, sender.taps, there))
                if not there:
                    tell(f"{way}: stopped at: {(await page.locator('#log li').last.inner_text())[:600]}")
                await page.close()
        answers = await _answers(Path(folder), len(taken))
        tell(f"{'way':20} taps  words in place of {total}  at the check")
        for (way, taps, there), given in zip(taken, answers, strict=True):
            placed = in_place(given)
            held = held and there and taps <= MOST_TAPS and placed == total
            tell(f"{way:20} {taps:4}  {placed:4}                {'yes' if there else 'NO'}")
    return held


async def _answers(data: Path, count: int) -> list[list[str]]:
    """The answers of each person, in the order in which they came."""
    people = [f"telegram:{number}" for number in range(1, count + 1)]
    async with Store.open(data) as store, store.transaction() as work:
        sessions = await work.sessions(people)
    drafts = [sessions[one].in_hand for one in people]
    return [[text(one.answers.get(q, NOTHING)) if one else "" for q in QUESTIONS] for one in drafts]


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main(lambda line: print(line, flush=True))) else 1)  # noqa: T201
