"""Passages that stand in other people's submissions: all planted ones are found, and nothing else is said."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.desks import served_desk
from support.submissions import QUESTION, TOPIC, again, application

from bot.desk.pages.same_words import COMMON
from bot.desk.tables.shingles import SHORTEST, fingerprint, words
from flows.pack.pack import Pack

WORDS = [f"{a}{b}" for a in ("ka", "lo", "mi", "nu", "pe", "ro", "sa", "ti") for b in "bcdfghjklmnprst"]
"""Words of a made-up language: 120 of them, so that short runs are shared by chance, and long ones are not."""


def made_up(count: int, seed: int) -> str:
    """A text of so many words."""
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def plain(text: str) -> list[str]:
    """Its words as they are compared."""
    return [word.plain for word in words(text)]


@pytest.mark.parametrize("seed", range(40))
def test_twenty_shared_words_share_a_hash_wherever_they_stand(seed: int) -> None:
    """Between any words, in other capitals and with other punctuation."""
    chance = random.Random(seed)
    shared = made_up(SHORTEST, 10_000 + seed)
    one = f"{made_up(chance.randrange(300), seed)} {shared} {made_up(chance.randrange(300), seed + 500)}"
    loud = ", ".join(shared.upper().split())
    other = f"{made_up(chance.randrange(300), seed + 900)} {loud}. {made_up(chance.randrange(300), seed + 1300)}"
    assert fingerprint(plain(one)) & fingerprint(plain(other))


def test_a_fingerprint_is_small() -> None:
    """Of 900 words, about one hash in eight is kept."""
    assert 80 < len(fingerprint(plain(made_up(900, 1)))) < 160


def by(name: str, reference: str, **texts: str) -> Pack:
    """Somebody's application, with these words at some questions and made-up ones at all others."""
    pack = application(reference=reference)
    facts = tuple(replace(one, values=(f"{name}@example.org",)) if one.id == "email" else one for one in pack.facts)
    number = sum(map(ord, reference))
    answers = tuple(
        replace(one, text=texts.get(one.criterion_id, made_up(60, number * 10 + at)))
        for at, one in enumerate(pack.answers)
    )
    return replace(pack, facts=facts, answers=answers)


def others(count: int, text: str) -> Iterator[Pack]:
    """Applications of so many people, all with one text."""
    for number in range(count):
        yield by(f"person{number}", f"TB-AAA-AAA-{number:03}", topic=f"{made_up(30, number)} {text}")


@pytest.mark.slow
async def test_both_passages_stand_side_by_side(tmp_path: Path) -> None:
    """What two people share is shown with where it stands; no figure, and no word of what it means."""
    async with served_desk(tmp_path / "data") as served:
        first = by("ann", "TB-AAA-AAA-AAA", practice=f"{made_up(20, 1)}. {TOPIC}")
        second = by("ben", "TB-BBB-BBB-BBB", topic=f"{TOPIC} {made_up(20, 2)}")
        await served.takes(first, second)
        somebody = await served.somebody()
        page = (await somebody.get(f"/submissions/{second.submission_id}")).text
        passages = page.partition('id="passages"')[2].partition("</section>")[0]
        assert passages.count(f"<mark>{TOPIC.rstrip('.')}</mark>") == 2
        assert f"/submissions/{first.submission_id}" in passages
        assert not [word for word in ("%", "score", "plagiar", "copied", " AI ") if word in passages]


@pytest.mark.slow
async def test_what_is_nobodys_own_is_not_shown(tmp_path: Path) -> None:
    """The badge's own questions, the same person's earlier attempts and other applications, and short runs."""
    async with served_desk(tmp_path / "data") as served:
        quoting = by("ann", "TB-AAA-AAA-AAA", learning=f"{QUESTION} {made_up(40, 3)}", topic=made_up(30, 77))
        await served.takes(
            quoting,
            by("ben", "TB-BBB-BBB-BBB", learning=f"{QUESTION} {made_up(40, 4)}"),
            again(quoting, practice=made_up(30, 78)),
            by("ann", "TB-CCC-CCC-CCC", topic=made_up(30, 77)),
            by("cat", "TB-DDD-DDD-DDD", topic=" ".join(made_up(30, 77).split()[: SHORTEST - 1])),
        )
        somebody = await served.somebody()
        page = (await somebody.get(f"/submissions/{quoting.reference}-2")).text
        assert 'id="passages"' not in page


@pytest.mark.slow
async def test_what_many_share_is_told_as_such(tmp_path: Path) -> None:
    """Above a number of people, the passage is shown once, with how many have it."""
    async with served_desk(tmp_path / "data") as served:
        await served.takes(*others(COMMON + 2, made_up(25, 9_000)))
        somebody = await served.somebody()
        page = (await somebody.get("/submissions/TB-AAA-AAA-000-1")).text
        assert page.count('class="passage"') == 1
        assert f"{COMMON + 1} other people have this passage" in page
        assert "TB-AAA-AAA-005" not in page.partition('id="passages"')[2].partition("</section>")[0]
