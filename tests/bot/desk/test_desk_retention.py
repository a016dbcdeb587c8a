"""Keeping no longer than the issuer's schedule says, and erasing a person."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.desks import served_desk
from support.fake_issuers import answer, system
from support.submissions import application

from bot.desk.desk_retention import erase_person, tidy
from bot.desk.tables.submissions import DAY, Wanted

pytestmark = pytest.mark.slow
PACK = application()
HERE = f"/submissions/{PACK.submission_id}"
OPEN = replace(application(), reference="TB-KF6-GK9-KD3")


async def test_what_is_decided_goes_when_its_time_is_over(tmp_path: Path) -> None:
    """What is open stays, however old it is; lines of the log go by their own schedule."""
    more = {"keep_submissions_days": 30, "keep_log_days": 60}
    async with system(*[answer(204)] * 5) as bot, served_desk(tmp_path / "data", bot.url, **more) as served:
        await served.takes(PACK, OPEN)
        ann = await served.somebody()
        await ann.post(f"{HERE}/decisions", act="declined", **{"comment-declined": "Another badge fits."})
        served.clock.passes(29 * DAY)
        served.desk.sender.wake()
        await served.desk.sender.tried(5)
        tidy(served.desk)
        assert served.desk.store.get(PACK.submission_id) is not None
        served.clock.passes(2 * DAY)
        tidy(served.desk)
        assert served.desk.store.get(PACK.submission_id) is None
        assert served.desk.store.get(OPEN.submission_id) is not None
        assert not (served.folder / "submissions" / PACK.submission_id).exists()
        kinds = [one.kind for one in served.desk.assessing.events(PACK.submission_id)]
        assert kinds == ["erased", "decided-declined", "came"]
        served.clock.passes(61 * DAY)
        tidy(served.desk)
        assert served.desk.assessing.events() == []


async def test_an_erased_person_leaves_no_words(tmp_path: Path) -> None:
    """In no file, no draft, no search, no list; others are untouched."""
    async with served_desk(tmp_path / "data") as served:
        other = replace(
            OPEN,
            facts=tuple(replace(one, values=("b@example.org",)) if one.id == "email" else one for one in OPEN.facts),
        )
        await served.takes(PACK, other)
        ann = await served.somebody()
        await ann.post(f"{HERE}/draft", **{"say-topic": "Which of the marmalades?"})
        assert erase_person(served.desk, " Morag.Bell@Example.org ") == 1
        found = served.desk.index.find(Wanted(view="all", words="shadowed"), 0, served.desk.seconds())
        assert [row.id for row in found.rows] == [other.submission_id]
        assert served.desk.shingles.sharing(other.submission_id) == []
        served.desk.database.read().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        served.desk.database.read().execute("VACUUM")
        kept = b"".join(path.read_bytes() for path in served.folder.rglob("*") if path.is_file())
        assert b"marmalades" not in kept
        assert b"morag.bell@example.org" not in kept
        assert (await ann.get(HERE)).status == 404
