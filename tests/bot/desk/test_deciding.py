"""Deciding at the desk: drafts, decisions that wait and are taken back, who may decide, second opinions, samples."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.desks import Browser, ServedDesk, decisions, fields_of, served_desk
from support.fake_issuers import FakeIssuerSystem, answer, system
from support.submissions import TOPIC, again, application

pytestmark = pytest.mark.slow
PACK = application()
HERE = f"/submissions/{PACK.submission_id}"
MORE = {"act": "returned", "ok-topic": "no", "say-topic": "Which team?", "ok-learning": "yes"}
WAIT = 600


@pytest.fixture
async def bot() -> AsyncIterator[FakeIssuerSystem]:
    """What takes decisions."""
    async with system(*[answer(204)] * 20) as served:
        yield served


@pytest.fixture
async def served(tmp_path: Path, bot: FakeIssuerSystem) -> AsyncIterator[ServedDesk]:
    """A desk with one submission."""
    async with served_desk(tmp_path / "data", bot.url) as running:
        await running.takes(PACK)
        yield running


async def time_passes(served: ServedDesk, seconds: float = WAIT + 1) -> None:
    """Time goes by, and what is due goes out."""
    served.clock.passes(seconds)
    served.desk.sender.wake()
    await served.desk.sender.tried(5)


def told(bot: FakeIssuerSystem) -> list[tuple[str, dict[str, object]]]:
    """What the bot was told."""
    return decisions([request.body for request in bot.got])


async def test_a_decision_waits_and_then_goes_out_once(served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """Before its time the applicant hears nothing; after it, one message; the log says who."""
    ann = await served.somebody()
    page = await ann.post(f"{HERE}/decisions", **MORE)
    assert "Until then you can take it back." in page.text
    assert "Decided, not gone out yet" in page.text
    assert "days left" not in page.text
    await time_passes(served, WAIT - 5)
    assert bot.got == []
    await time_passes(served, 6)
    ((kind, data),) = told(bot)
    assert (kind, data["items"]) == (
        "submission.returned",
        [
            {"criterion_id": "topic", "satisfied": False, "comment": "Which team?"},
            {"criterion_id": "learning", "satisfied": True, "comment": ""},
        ],
    )
    await time_passes(served)
    assert len(bot.got) == 1
    assert "Ann" not in bot.got[0].body.decode()
    assert "asked for more · Ann Lead" in (await ann.get(HERE)).text


async def test_taken_back_it_never_goes_and_the_words_are_still_there(
    served: ServedDesk, bot: FakeIssuerSystem
) -> None:
    """After its time it cannot be taken back any more."""
    ann = await served.somebody()
    await ann.post(f"{HERE}/decisions", **MORE)
    page = await ann.post(f"{HERE}/take-back")
    assert fields_of(page)["say-topic"] == "Which team?"
    await time_passes(served)
    assert bot.got == []
    await ann.post(f"{HERE}/decisions", **MORE)
    await time_passes(served)
    assert (await ann.post(f"{HERE}/take-back")).status == 409
    assert [kind for kind, _ in told(bot)] == ["submission.returned"]


async def test_what_is_typed_is_kept_for_another_browser(served: ServedDesk) -> None:
    """A draft goes on elsewhere; an older page does not write over it; each person has their own."""
    ann, ben = await served.somebody(), await served.somebody(name="Ben Reid")
    phone = Browser(served)
    await phone.sign_in("ann@example.org")
    assert (await ann.post(f"{HERE}/draft", **{"say-topic": "Half a", "revision": "0"})).status == 200
    page = await phone.get(HERE)
    assert fields_of(page)["say-topic"] == "Half a"
    assert (await phone.post(f"{HERE}/draft", **{"say-topic": "Half a line", "revision": "1"})).status == 200
    assert (await ann.post(f"{HERE}/draft", **{"say-topic": "Half", "revision": "1"})).status == 409
    assert fields_of(await ann.get(HERE))["say-topic"] == "Half a line"
    assert fields_of(await ben.get(HERE))["say-topic"] == ""


async def test_more_needed_and_award_contradict_each_other(served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """It is asked about before anything is written down."""
    ann = await served.somebody()
    page = await ann.post(f"{HERE}/decisions", **{**MORE, "act": "awarded"})
    assert "You marked question 1 “More needed”" in page.text
    await time_passes(served)
    assert bot.got == []


async def test_two_people_see_each_other_and_only_one_decides(served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """Who has taken it decides; the other is told who that is; handed back, it is free."""
    ann, ben = await served.somebody(), await served.somebody(name="Ben Reid")
    await ann.post(f"{HERE}/take")
    page = await ben.get(HERE)
    assert "Ann Lead has this page open too." in page.text
    assert "Ann Lead has taken this, so you cannot decide it." in page.text
    assert "Ben Reid" in (await ann.get(f"{HERE}/others")).text
    assert (await ben.post(f"{HERE}/decisions", **MORE)).status == 409
    await ben.post(f"{HERE}/hand-back")
    assert "you cannot decide it" in (await ben.get(HERE)).text
    await ann.post(f"{HERE}/hand-back")
    assert "going out" in (await ben.post(f"{HERE}/decisions", **MORE)).text
    # The next attempt comes back to who decided.
    await time_passes(served)
    await served.takes(again(PACK, topic=f"{TOPIC} In the blue team."))
    assert f"{PACK.reference}-2" in (await ben.get("/?view=mine")).text
    assert f"{PACK.reference}-2" in (await ann.get("/?view=back")).text
    assert f"{PACK.reference}-2" not in (await ann.get("/?view=mine")).text


async def test_two_at_the_same_instant_make_one_decision(served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """Whoever is later is told that something was decided meanwhile."""
    people = [await served.somebody(name=name) for name in ("Ann Lead", "Ben Reid", "Cat Orr")]
    pages = await asyncio.gather(*(one.post(f"{HERE}/decisions", **MORE) for one in people))
    assert sorted(page.status for page in pages) == [200, 409, 409]
    await time_passes(served)
    assert len(bot.got) == 1


async def test_decide_and_next(served: ServedDesk) -> None:
    """The next of one's own opens, the one due first; without one, what nobody has."""
    ann = await served.somebody()
    others = [replace(application(), reference=f"TB-KF6-GK9-KD{number}") for number in (3, 4)]
    await served.takes(*others)
    for pack in others:
        await ann.post(f"/submissions/{pack.submission_id}/take")
    page = await ann.post(f"{HERE}/decisions", **MORE, next="yes")
    assert page.url.endswith(f"/submissions/{others[0].submission_id}?after={PACK.submission_id}")
    assert "More asked for</b>: Morag Bell." in page.text
    await ann.post(f"/submissions/{others[0].submission_id}/decisions", **MORE, next="yes")
    page = await ann.post(f"/submissions/{others[1].submission_id}/decisions", **MORE, next="yes")
    assert page.url.endswith(f"/?view=unassigned&after={others[1].submission_id}")
    await ann.post(f"/submissions/{others[1].submission_id}/take-back")
    assert "just-decided" not in (await ann.get(f"/?after={others[1].submission_id}")).text
    await ann.post(f"/submissions/{others[1].submission_id}/hand-back")
    assert "One waits that nobody has taken." in (await (await served.somebody(name="Ben Reid")).get("/")).text


async def test_an_auditor_reads_and_changes_nothing(served: ServedDesk) -> None:
    """Every form is refused, and none is shown."""
    eve = await served.somebody("auditor", "Eve Moss")
    page = await eve.get(HERE)
    assert PACK.answers[0].text[:40] in page.text
    assert 'id="say"' not in page.text
    assert "Log" in page.text
    for action in ("take", "hand-back", "draft", "decisions", "take-back", "release", "second", "opinion"):
        assert (await eve.post(f"{HERE}/{action}", **MORE)).status == 403
    assert (await eve.post("/comments", badge="b", text="x")).status == 403


async def test_a_second_opinion_is_blind_until_both_are_in(served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """Neither sees the other's, nobody can decide; then both are shown, and the first decides."""
    ann, ben = await served.somebody(), await served.somebody(name="Ben Reid")
    ben_id = served.desk.people.by_email("ben@example.org")
    assert ben_id is not None
    await ann.post(f"{HERE}/second", person=str(ben_id.id))
    assert "Your second opinion is wanted" in (await ben.get("/")).text
    assert (await ann.post(f"{HERE}/decisions", **MORE)).status == 409
    given = {"opinion": "returned", "ok-topic": "no", "say-topic": "Too thin", "comment-opinion": "Ask about the team"}
    await ann.post(f"{HERE}/opinion", **given)
    page = await ben.get(HERE)
    assert "Too thin" not in page.text
    assert "Ask about the team" not in page.text
    await ben.post(f"{HERE}/opinion", opinion="awarded", **{"ok-topic": "yes", "comment-opinion": "Fine by me"})
    page = await ann.get(HERE)
    assert "Fine by me" in page.text
    assert "Ask about the team" in (await ben.get(HERE)).text
    assert "going out" in (await ann.post(f"{HERE}/decisions", **MORE)).text
    await time_passes(served)
    assert "Fine by me" not in bot.got[0].body.decode()


async def test_a_lead_looks_at_a_sample_first(tmp_path: Path, bot: FakeIssuerSystem) -> None:
    """It waits however long; an assessor cannot release it, a lead can, once."""
    async with served_desk(tmp_path / "sampled", bot.url, sample_percent=100) as served:
        await served.takes(PACK)
        ann, lead = await served.somebody(), await served.somebody("lead", "Lea Hill")
        assert "A lead looks at it" in (await ann.post(f"{HERE}/decisions", **MORE)).text
        await time_passes(served, 10 * WAIT)
        assert bot.got == []
        assert (await ann.post(f"{HERE}/release")).status == 409
        assert "waits for a lead" in (await lead.get("/?view=held")).text
        await lead.post(f"{HERE}/release")
        await served.desk.sender.tried(5)
        assert len(bot.got) == 1


async def test_the_assessor_is_named_only_if_the_issuer_wants_it(tmp_path: Path, bot: FakeIssuerSystem) -> None:
    """Then their name stands under the words to the applicant."""
    async with served_desk(tmp_path / "signed", bot.url, sign_comments=True) as served:
        await served.takes(PACK)
        ann = await served.somebody()
        await ann.post(f"{HERE}/decisions", **MORE, **{"comment-returned": "Nearly there."})
        await time_passes(served)
        assert told(bot)[0][1]["comment"] == "Nearly there.\n\nAnn Lead"


async def test_comments_are_kept_and_offered_again(served: ServedDesk) -> None:
    """One's own to oneself, shared ones to all; a lead alone shares."""
    ann, lead = await served.somebody(), await served.somebody("lead", "Lea Hill")
    badge = PACK.badge.id
    await ann.post("/comments", badge=badge, question="topic", text="Name the team, please.")
    await lead.post("/comments", badge=badge, question="", text="Thank you for this.", shared="yes")
    await lead.post("/comments", badge=badge, question="topic", text="Say when it was.", shared="yes")
    assert (await ann.post("/comments", badge=badge, text="Mine for all", shared="yes")).status == 403
    mine, theirs = (await ann.get(HERE)).text, (await lead.get(HERE)).text
    assert "Name the team, please." in mine
    assert "Name the team, please." not in theirs
    assert all(one in page for one in ("Thank you for this.", "Say when it was.") for page in (mine, theirs))
    assert "for everybody" in theirs
    assert "for everybody" not in mine
    assert (await ann.post("/comments", badge=badge, text="   ")).status == 422
    shared = served.desk.assessing.comments(0)
    await ann.post(f"/comments/{shared[0].id}/remove")
    assert served.desk.assessing.comments(0) == shared


async def test_the_log_is_only_added_to(served: ServedDesk) -> None:
    """The database itself refuses to change or remove a line."""
    await served.somebody()
    with pytest.raises(sqlite3.IntegrityError, match="only added to"), served.desk.database.write() as sql:
        sql.execute("UPDATE event SET kind = 'x'")
    with pytest.raises(sqlite3.IntegrityError, match="only added to"), served.desk.database.write() as sql:
        sql.execute("DELETE FROM event")


async def test_an_award_can_be_taken_back_later(served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """Awarded elsewhere and given as a link; revoked, the applicant hears why."""
    ann = await served.somebody()
    link = {"link": "https://badges.example.org/7"}
    await ann.post(f"{HERE}/decisions", act="awarded", **link)
    await time_passes(served)
    page = await ann.post(f"{HERE}/decisions", act="revoked", **{"comment-revoked": "It was made out wrongly."})
    assert page.status == 200
    await time_passes(served)
    assert [kind for kind, _ in told(bot)] == ["submission.awarded", "badge.revoked"]
    assert "badge taken back" in (await ann.get("/?view=decided")).text
