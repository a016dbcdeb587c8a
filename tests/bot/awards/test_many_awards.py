"""Somebody who sends a great many awards: they are told, they get an answer to all, and nobody else waits for them."""

from pathlib import Path

import pytest
from support.award_office import ISLA, MORAG, AwardIntakeDriver

from bot.awards.web import quota
from bot.awards.web.quota import CheckQuota, for_people
from bot.storage.store import Store

pytestmark = pytest.mark.slow


async def test_whoever_sends_too_many_waits_and_others_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of seven files three are looked at; the rest by themselves ten minutes later, told of in one message.

    Two files of somebody else, who sent them after all seven, are looked at among the first four.
    """
    monkeypatch.setattr(quota, "PER_PERSON", 3)
    async with Store.open(tmp_path) as store:
        office = AwardIntakeDriver(store, tmp_path)
        isla, morag = await office.reaches_the_list(ISLA), await office.reaches_the_list(MORAG)
        await office.gives(ISLA, isla, 7)
        await office.gives(MORAG, morag, 2, first=200)
        async with office.at_work():
            await office.until(4, tries=1)
            assert sum(source.startswith(f"{MORAG}-") for source in office.phone.asked[:4]) == 2
            assert len(office.news(MORAG)) == 1
            (told,) = office.news(ISLA)
            assert "what you sent: 3 in all" in told
            assert "4 are not checked yet, because many came at once" in told
            assert all(int(str(due)) - office.sitting.ms > 590_000 for _, due in office.waiting())
            for _ in range(2):
                office.seconds += 600.0
                office.sitting.ms += 601_000
                office.looks.wake()
                await office.until(1 if office.seconds < 601.0 else 0, tries=2)
        # All of them, once each; and of those that had to wait, one message when the last was looked at.
        assert sorted(office.phone.asked) == sorted(set(office.phone.asked))
        assert len(office.phone.asked) == 9
        assert len(office.news(ISLA)) == 2
        assert "what you sent: 4 in all" in office.news(ISLA)[1]
        draft = await office.sitting.draft(ISLA)
        assert all(given.found and given.told and not given.busy for given in draft.awards)


def test_an_allowance_for_people_is_bounded() -> None:
    """Nobody gets more than their share, all together no more than is remembered, and after ten minutes all is new."""
    clock = [0.0]
    people = for_people(lambda: clock[0])
    assert sum(people.take(ISLA) for _ in range(500)) == quota.PER_PERSON
    assert not people.has_room(ISLA)
    assert people.take(MORAG)
    assert people.left() == quota.PERSONS_WINDOW
    clock[0] = quota.PERSONS_WINDOW
    assert people.has_room(ISLA)
    few = CheckQuota(lambda: 0.0, each=2, in_all=3)
    assert sum(few.take(person) for person in range(100)) == 3
