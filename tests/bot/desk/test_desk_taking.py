"""Submissions come to the desk by the contract, and its index is put right from the folders."""

import asyncio
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from support.desks import ServedDesk, served_desk
from support.submissions import NOW, TOPIC, again, application, proper, spoken

from bot.desk import running_desk
from bot.desk.running_desk import Desk
from bot.desk.tables.submissions import Wanted
from bot.issuers.manifests import manifest_json
from bot.issuers.route import Receipt

pytestmark = pytest.mark.slow


def found(served: ServedDesk | Desk, words: str = "") -> list[tuple[str, str]]:
    """The ids and standings that the queue has, of all or of a search."""
    desk = served.desk if isinstance(served, ServedDesk) else served
    rows = desk.index.find(Wanted(view="all", words=words), 0, desk.seconds()).rows
    return [(row.id, row.standing) for row in rows]


async def test_the_bots_own_route_delivers_to_it(tmp_path: Path) -> None:
    """With recordings, once in effect however often it comes, with one reference for all attempts."""
    async with served_desk(tmp_path / "data") as served:
        first = spoken(application())
        route = served.route()
        once, again_ = await route.deliver(first), await route.deliver(first)
        assert isinstance(once, Receipt)
        assert once == again_
        second = await route.deliver(again(application(), topic=f"{TOPIC} More."))
        assert isinstance(second, Receipt)
        assert second.theirs == once.theirs
        assert found(served) == [(f"{first.reference}-2", "new")]
        assert found(served, first.reference) == [(f"{first.reference}-2", "new")]
        assert len(list((served.folder / "submissions").glob("TB-*"))) == 2


async def test_what_is_not_signed_is_refused(tmp_path: Path) -> None:
    """Another's signature, another issuer's address: nothing is kept."""
    async with served_desk(tmp_path / "data") as served, aiohttp.ClientSession() as session:
        pack = application()
        body = manifest_json(pack)
        headers = {**proper(pack, served.clock(), body), "webhook-signature": "v1,AAAA"}
        async with session.post(f"{served.address}/contract/submissions", data=body, headers=headers) as answer:
            assert answer.status == 401
        async with session.post(f"{served.address}/contract/submissions/other", data=body, headers=headers) as answer:
            assert answer.status in (403, 404)
        assert found(served) == []


async def test_the_index_is_made_from_the_folders(tmp_path: Path) -> None:
    """With the database lost, the queue and the search are as before; a folder that went is not listed."""
    packs = [application(reference=f"TB-KF6-GK9-KD{number}") for number in (3, 4, 6)]
    async with served_desk(tmp_path / "data") as served:
        await served.takes(*packs, again(packs[0], topic=f"{TOPIC} Marmalade."))
        before = found(served)
        settings = served.desk.settings
    for path in (tmp_path / "data").glob("desk.sqlite*"):
        path.unlink()
    desk = Desk(settings)
    desk.prepare()
    assert sorted(found(desk)) == sorted(before)
    assert found(desk, "marmalade") == [("TB-KF6-GK9-KD3-2", "new")]
    desk.store.rebuild()
    assert sorted(found(desk)) == sorted(before)
    desk.store.close()
    shutil.rmtree(tmp_path / "data" / "submissions" / "TB-KF6-GK9-KD6-1")
    desk.store.open()
    assert {id_ for id_, _ in found(desk)} == {"TB-KF6-GK9-KD3-2", "TB-KF6-GK9-KD4-1"}
    desk.store.close()
    desk.database.close()


async def test_a_crash_between_folder_and_row_is_mended(tmp_path: Path) -> None:
    """A folder that changed while its row did not is read again at the next start."""
    async with served_desk(tmp_path / "data") as served:
        await served.takes(application())
        settings = served.desk.settings
    desk = Desk(settings)
    desk.prepare()
    (id_, _), *_ = found(desk)
    kept = desk.store.get(id_)
    assert kept is not None
    withdrawn = kept.received.model_copy(update={"withdrawn_at": kept.received.first.at})
    desk.index.begin_change(id_)
    (kept.place / "received.json").write_text(withdrawn.model_dump_json(), encoding="utf-8")
    desk.store.close()
    desk.store.open()
    assert found(desk) == [(id_, "withdrawn")]
    desk.store.close()
    desk.database.close()


async def test_a_desk_that_stops_lets_its_tidying_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread whose connection is closed under it ends the whole process."""
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def tidying(_: Desk) -> None:
        begun.set()
        may_end.wait(10)
        ended.set()

    async with served_desk(tmp_path / "data") as served:
        settings = served.desk.settings
    monkeypatch.setattr(running_desk, "tidy", tidying)
    desk = Desk(settings)
    await desk.open()
    await asyncio.to_thread(begun.wait, 10)
    let_go: list[bool] = []
    monkeypatch.setattr(desk, "release", lambda: let_go.append(ended.is_set()))
    closing = asyncio.create_task(desk.close())
    for _ in range(50):
        await asyncio.sleep(0)
    may_end.set()
    await closing
    assert let_go == [True]
    Desk.release(desk)


async def test_two_issuers_share_nothing(tmp_path: Path) -> None:
    """Each has a desk of its own: no list, address, file or search of one has anything of the other."""
    async with served_desk(tmp_path / "one") as one, served_desk(tmp_path / "two", issuer="glen") as two:
        pack = spoken(application())
        await one.route().deliver(pack)
        ann, ben = await one.somebody(name="Ann Lead"), await two.somebody(name="Ben Reid")
        id_ = pack.submission_id
        for path in ("/?view=all", "/?q=Morag", "/?q=shadowed"):
            assert "Morag" in (await ann.get(path)).text.replace(f'value="{path[4:]}"', "")
            assert id_ not in (await ben.get(path)).text
        for path in (f"/submissions/{id_}", f"/submissions/{id_}/files/{pack.files[0].name}"):
            assert (await ann.get(path)).status == 200 if "files" not in path else True
            assert (await ben.get(path)).status == 404
        # A session of one is none at the other.
        ben.cookies = ann.cookies
        assert "Sign in" in (await ben.get("/")).text


async def test_a_lost_place_in_line_is_told(tmp_path: Path) -> None:
    """Health and metrics hold counts alone."""
    async with served_desk(tmp_path / "data") as served:
        await served.takes(application(), replace(application(), reference="TB-KF6-GK9-KD4"))
        ann = await served.somebody()
        assert (await ann.get("/health")).status == 200
        metrics = (await ann.get("/metrics")).text
        assert 'desk_submissions{view="unassigned"} 2' in metrics
        assert "Morag" not in metrics


async def test_days_are_those_of_the_calendar(tmp_path: Path) -> None:
    """28 on the day it came, due today on the last, and overdue from the day after; it counts as received."""
    async with served_desk(tmp_path / "data") as served:
        await served.takes(application())
        ann = await served.somebody("lead")
        for days, said, view in ((0, "28 days left", "unassigned"), (23, "5 days left", "soon")):
            served.clock.at = NOW.timestamp() + days * 86_400 + 3600
            assert said in (await (ann := await served.somebody("lead")).get(f"/?view={view}")).text
        for hours, said, view in ((13, "due today", "soon"), (14, "1 day over", "overdue")):
            # Until midnight in the desk's zone; it came at half past ten.
            served.clock.at = NOW.timestamp() + 28 * 86_400 + hours * 3600
            assert said in (await (ann := await served.somebody("lead")).get(f"/?view={view}")).text
        assert f'/submissions/{application().submission_id}">' in (await ann.get("/log")).text
        assert "received it · The desk" in (await ann.get(f"/submissions/{application().submission_id}")).text


async def test_who_searches_looks_everywhere_and_who_sorts_stays(tmp_path: Path) -> None:
    """The form is the same."""
    async with served_desk(tmp_path / "data") as served:
        await served.takes(application())
        ann = await served.somebody()
        assert "Nothing is here." in (await ann.get("/?from=mine&view=all&q=&badge=&sort=name")).text
        assert "Morag Bell" in (await ann.get("/?from=mine&view=all&q=Bell&badge=&sort=name")).text
        assert "Morag Bell" in (await ann.get("/?from=mine&view=unassigned&q=&badge=&sort=name")).text


async def test_a_search_is_sorted_and_a_decided_badge_can_be_chosen(tmp_path: Path) -> None:
    """In the order that is asked for; a badge stays in the list when none of it is open any more."""
    packs = [application(reference=f"TB-KF6-GK9-KD{number}") for number in (3, 4, 6)]
    async with served_desk(tmp_path / "data") as served:
        await served.takes(*packs)
        index, now = served.desk.index, served.desk.seconds()
        for sort, order in (("due", packs), ("came", packs[::-1])):
            rows = index.find(Wanted(view="all", words="Bell", sort=sort), 0, now).rows  # type: ignore[arg-type]
            assert [row.application for row in rows] == [pack.reference for pack in order]
        ann = await served.somebody()
        for pack in packs:
            await ann.post(f"/submissions/{pack.submission_id}/decisions", act="declined")
        badge = packs[0].badge
        assert index.badges() == [(badge.id, badge.title)]
        assert f'<option value="{badge.id}">' in (await ann.get("/comments")).text
