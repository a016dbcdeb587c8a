"""How long the desk's views take: `python -m benchmarks.desk_views [COUNT] [WORDS]` fills an index and measures each.

The submissions are made up and stand in the index alone: 5 in 100 open, 1 held, 2 returned, the rest decided.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bot.desk.tables.assessing import Assessing
from bot.desk.tables.desk_database import Database
from bot.desk.tables.people import People
from bot.desk.tables.shingles import Shingles
from bot.desk.tables.submissions import DAY, SORTS, VIEWS, Indexed, Submissions, Wanted

NOW = 2_000_000_000
TIMES = 5
BATCH = 2_000
VOCABULARY = [
    f"{a}{b}{c}" for a in ("ka", "lo", "mi", "nu", "pe") for b in "aeiou" for c in ("", "rd", "st", "ng", "lt")
]
NAMES = ("Morag", "Isla", "Callum", "Ewan", "Fiona", "Hamish", "Ailsa", "Rory")


def made(number: int, words: int, chance: random.Random) -> Indexed:
    """A submission that never was."""
    place, standing = chance.choices(
        [("open", "new"), ("held", "held"), ("returned", "returned"), ("decided", "awarded")], [5, 1, 2, 92]
    )[0]
    came = (
        NOW
        - int(chance.random() * (26 if place != "decided" else 1500) * DAY)
        - (0 if chance.random() < 0.9 else 9 * DAY)
    )
    badge = chance.randrange(23)
    rare = f" marmalade{number}" if number % 1000 == 0 else ""
    return Indexed(
        id=f"TB-{number:09}-1",
        application=f"TB-{number:09}",
        attempt=1 + (chance.random() < 0.1),
        reference=f"CASE-{number:06}",
        badge=f"badge-{badge}",
        title=f"Badge {badge} of the made-up issuer",
        name=f"{chance.choice(NAMES)} {chance.choice(VOCABULARY).title()}",
        applicant=f"p{number // 2}@example.org",
        files=0,
        came_at=came,
        due_at=came + 28 * DAY,
        decided_at=came + DAY if place != "open" else None,
        standing=standing,
        place=place,
        answers=" ".join(chance.choices(VOCABULARY, k=words)) + rare,
        outgoing=place == "held",
    )


def fill(folder: Path, count: int, words: int) -> tuple[Submissions, Assessing, Shingles, int]:
    """An index with so many submissions, and somebody who has taken 300 of the open ones."""
    database = Database(folder / "desk.sqlite")
    database.open()
    index, shingles, assessing = Submissions(database, 5), Shingles(database), Assessing(database)
    person = People(database).invite("ann@example.org", "Ann Lead", "lead", NOW).id
    chance, taken = random.Random(1), 0
    for start in range(0, count, BATCH):
        with database.write():
            for number in range(start, min(start + BATCH, count)):
                one = made(number, words, chance)
                index.put(one)
                shingles.put(one.id, [one.answers])
                if one.place == "open" and taken < 300:
                    taken += 1
                    assessing.take(one.application, person, NOW)
    return index, assessing, shingles, person


def milliseconds(work: object) -> float:
    """The median of some runs."""
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()  # type: ignore[operator] # a function without arguments
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def tell(line: str) -> None:
    """A line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")


def main(count: int = 170_000, words: int = 150) -> None:
    """Prints a line for each view."""
    with tempfile.TemporaryDirectory() as made_folder:
        begun = time.perf_counter()
        index, assessing, shingles, person = fill(Path(made_folder), count, words)
        size = (Path(made_folder) / "desk.sqlite").stat().st_size / 1_000_000
        tell(f"{count} submissions of {words} words in {time.perf_counter() - begun:.0f} s, {size:.0f} MB")
        wanted = {f"{view}, {sort}": Wanted(view=view, sort=sort) for view in VIEWS for sort in SORTS}
        wanted |= {f"{view}, badge": Wanted(view=view, badge="badge-7") for view in VIEWS}
        searches = ("marmalade5000", "Morag", "CASE-000777", "ka lo mi", f"{VOCABULARY[7]} {VOCABULARY[31]}")
        wanted |= {f"search {one!r}": Wanted(view="all", words=one) for one in searches}
        wanted |= {"search in mine": Wanted(view="mine", words="Morag"), "last page": Wanted(view="decided", page=3000)}
        took = {name: milliseconds(lambda one=one: index.find(one, person, NOW)) for name, one in wanted.items()}
        took["counts"] = milliseconds(lambda: index.counts(person, NOW))
        took["badges"] = milliseconds(index.badges)
        took["next"] = milliseconds(lambda: index.next_of(person, "TB-000000001-1"))
        took["same words"] = milliseconds(lambda: shingles.sharing("TB-000000500-1"))
        took["log"] = milliseconds(assessing.events)
        for name, one in sorted(took.items(), key=lambda item: -item[1]):
            tell(f"{one:8.1f} ms  {name}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
