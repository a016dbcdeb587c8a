"""Badges held, as an assessor reads them: on whose word each stands is seen at once."""

import html
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from support.submissions import NOW, ServedInbox, again, application, desk

from flows.pack.pack import Pack
from flows.pack.packed_badges import PackHeldBadge
from flows.rules.held_badges import AwardDoubtFound, Ground


@pytest.fixture
async def inbox(tmp_path: Path) -> AsyncIterator[ServedInbox]:
    """An inbox."""
    async with desk(tmp_path / "inbox") as served:
        yield served


def badge(number: int, ground: Ground, **more: object) -> PackHeldBadge:
    """One that the applicant says they hold."""
    link = "" if ground is Ground.stated else f"https://badges.example.org/{number}"
    looked = NOW if link else None
    return replace(
        PackHeldBadge(f"thing_{number}", f"Thing {number}", number, ground, NOW, looked, link),
        **more,  # type: ignore[arg-type] # what is given is a field of it
    )


async def rows(inbox: ServedInbox, pack: Pack) -> dict[str, str]:
    """The page of a submission: each row of the list by its badge, and the rest of the section under an empty name."""
    url = f"{inbox.url}/{pack.submission_id}"
    async with aiohttp.ClientSession() as session, session.get(url) as found:
        page = await found.text()
    (section,) = re.findall(r'<section id="held".*?</section>', page, re.DOTALL)
    listed = re.findall(r'<tr id="held-(\w+)">(.*?)</tr>', section, re.DOTALL)
    return {name: read(row) for name, row in [*listed, ("", section.partition("<table")[0])]}


def read(markup: str) -> str:
    """What is seen of it, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


async def test_whose_word_it_is_stands_beside_each_badge(inbox: ServedInbox) -> None:
    """Checked, given or stated; what an award calls itself that does not name the badge; what speaks against it."""
    nasty = 'A <b>"Thing"</b>'
    held = (
        badge(1, Ground.checked),
        badge(2, Ground.checked, assigned=True, named=nasty),
        badge(3, Ground.link),
        badge(4, Ground.stated, against=(AwardDoubtFound("wrong_person", NOW), AwardDoubtFound("some_new_kind"))),
    )
    pack = application(answers=(), total_words=0, holdings=held, holdings_of=4)
    await inbox.post(pack)
    seen = await rows(inbox, pack)
    assert "Checked by the bot: 2, link given, not checked: 1, stated by the applicant: 1." in seen[""]
    assert "Checked means: the award is the issuer's, and made out to the applicant's email address" in seen[""]
    says = "The applicant says that it is this badge."
    assert f"Thing 2 The award calls itself “{nasty}”. {says} Checked by the bot" in seen["thing_2"]
    assert "Link given, not checked" in seen["thing_3"]
    assert "Stated by the applicant" in seen["thing_4"]
    shown = "An award of it was shown that is made out to another email address. Found on 10 January 2035."
    assert f"{shown} Not checked (some new kind)." in seen["thing_4"]
    assert not any(says in seen[name] for name in ("thing_1", "thing_3", "thing_4"))


async def test_what_none_of_was_checked_explains_no_check(inbox: ServedInbox) -> None:
    """The line that says what a check is stands only where there was one."""
    pack = application(answers=(), total_words=0, holdings=(badge(1, Ground.stated),), holdings_of=1)
    await inbox.post(pack)
    assert "Checked means" not in (await rows(inbox, pack))[""]


async def test_a_later_attempt_shows_what_is_shown_better_now(inbox: ServedInbox) -> None:
    """A badge that was only stated before, and one that was not there, are marked; the rest is not."""
    first = application(
        answers=(),
        total_words=0,
        holdings=(badge(1, Ground.stated), badge(2, Ground.checked)),
        holdings_of=3,
    )
    held = (badge(1, Ground.checked), badge(2, Ground.checked), badge(3, Ground.stated))
    second = replace(again(first), holdings=held)
    for pack in (first, second):
        await inbox.post(pack)
    seen = await rows(inbox, second)
    assert "was: stated by the applicant" in seen["thing_1"]
    assert "was:" not in seen["thing_2"]
    assert seen["thing_3"].startswith("Thing 3 new")
