"""The index of submissions: its rows, and the views, the counts and the search of the queue."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Row
from typing import Literal, get_args

from bot.desk.tables.desk_database import Database, DeskTable

PAGE = 50
"""Rows of a page."""
MOST_FOUND = 1000
"""A search counts no further than this."""
DAY = 86_400
View = Literal["mine", "unassigned", "soon", "overdue", "held", "returned", "back", "decided", "all"]
VIEWS: tuple[View, ...] = get_args(View)
Sort = Literal["due", "came", "name", "badge", "decided"]
SORTS: tuple[Sort, ...] = get_args(Sort)
_ORDER: dict[Sort, str] = {
    "due": "s.due_at, s.number",
    "came": "s.came_at DESC, s.number DESC",
    "name": "s.name COLLATE NOCASE, s.number",
    "badge": "s.title COLLATE NOCASE, s.due_at, s.number",
    "decided": "s.decided_at DESC, s.number DESC",
}
_OPEN = "s.place = 'open'"
_WHERE: dict[View, str] = {
    # The plus keeps SQLite from going through all that is open.
    "mine": "+s.place IN ('open', 'held') AND s.application IN "
    "(SELECT application FROM assignment WHERE person = :who)",
    "unassigned": "s.place = 'open' AND s.application NOT IN (SELECT application FROM assignment)",
    "soon": f"{_OPEN} AND s.due_at >= :today AND s.due_at < :soon",
    "overdue": f"{_OPEN} AND s.due_at < :today",
    "held": "s.place = 'held'",
    "returned": "s.place = 'returned'",
    "back": f"{_OPEN} AND s.attempt > 1",
    "decided": "s.place = 'decided'",
    "all": "s.place IN ('open', 'held', 'returned', 'decided')",
}


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index has of a submission."""

    id: str
    application: str
    attempt: int
    reference: str
    badge: str
    title: str
    name: str
    applicant: str
    files: int
    came_at: int
    due_at: int
    decided_at: int | None
    standing: str
    place: str
    answers: str
    """The words of the answers, for the search."""
    outgoing: bool
    """Whether a decision on it is still to be posted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page of the queue is to show."""

    view: View = "mine"
    badge: str = ""
    words: str = ""
    sort: Sort = "due"
    page: int = 1


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A line of the queue. Times are Unix seconds."""

    id: str
    application: str
    attempt: int
    reference: str
    badge: str
    title: str
    name: str
    came_at: int
    due_at: int
    decided_at: int | None
    standing: str
    assigned: str
    """Who has taken it; empty for nobody."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue, and how many there are in all; of a search, at most MOST_FOUND + 1."""

    rows: tuple[QueueRow, ...]
    count: int


class Submissions(DeskTable):
    """The index of submissions. `soon_days`: how many days before its day something is due soon."""

    def __init__(self, database: Database, soon_days: int) -> None:
        super().__init__(database)
        self._soon = (soon_days + 1) * DAY

    # What the store keeps up to date

    def begin_change(self, id_: str) -> None:
        """Note that the folder of a submission is about to change, so that a crash leaves no old row behind."""
        self._database.do("INSERT OR IGNORE INTO changing VALUES (?)", (id_,))

    def unfinished(self) -> list[str]:
        """The submissions whose folder may have changed without their row."""
        return [row["id"] for row in self._database.read().execute("SELECT id FROM changing")]

    def put(self, one: Indexed) -> None:
        """Insert a submission or bring its row up to date, with the earlier attempts that it replaces."""
        about = f"{one.name} {one.applicant} {one.application} {one.reference} {one.id} {one.title} {one.badge}"
        with self._database.write() as sql:
            old = sql.execute("SELECT number, folded FROM submission WHERE id = ?", (one.id,)).fetchone()
            if old is None:
                self._insert(one, about)
            else:
                sql.execute(
                    "UPDATE submission SET decided_at = ?, standing = ?, place = ? WHERE id = ?",
                    (one.decided_at, one.standing, one.place, one.id),
                )
            if one.outgoing:
                sql.execute("INSERT OR IGNORE INTO outgoing VALUES (?)", (one.id,))
            else:
                sql.execute("DELETE FROM outgoing WHERE id = ?", (one.id,))
            sql.execute("DELETE FROM changing WHERE id = ?", (one.id,))

    def _insert(self, one: Indexed, about: str) -> None:
        with self._database.write() as sql:
            made = sql.execute(
                "INSERT INTO submission (id, application, attempt, reference, badge, title, name, applicant, files, "
                "came_at, due_at, decided_at, standing, place, folded) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(one.id, one.application, one.attempt, one.reference, one.badge, one.title, one.name),
                    *(one.applicant, one.files, one.came_at, one.due_at, one.decided_at, one.standing, one.place),
                    about,
                ),
            )
            sql.execute("INSERT INTO about (rowid, text) VALUES (?, ?)", (made.lastrowid, about))
            sql.execute("INSERT INTO answers (rowid, text) VALUES (?, ?)", (made.lastrowid, one.answers))

    def remove(self, id_: str, answers: str) -> None:
        """Take a submission out of the index. `answers`: the words that it was put in with."""
        with self._database.write() as sql:
            row = sql.execute("SELECT number, folded FROM submission WHERE id = ?", (id_,)).fetchone()
            if row is None:
                return
            for table, text in (("about", row["folded"]), ("answers", answers)):
                out = f"INSERT INTO {table} ({table}, rowid, text) VALUES ('delete', ?, ?)"  # noqa: S608 - names above
                sql.execute(out, (row["number"], text))
            sql.execute("DELETE FROM shingle WHERE number = ?", (row["number"],))
            sql.execute("DELETE FROM outgoing WHERE id = ?", (id_,))
            sql.execute("DELETE FROM submission WHERE id = ?", (id_,))

    def compact(self) -> None:
        """Rewrite the search index, so that words of what was removed are in it no longer."""
        with self._database.write() as sql:
            for table in ("about", "answers"):
                sql.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - the names stand above

    def clear(self) -> None:
        """Empty the index, to build it anew."""
        with self._database.write() as sql:
            for table in ("submission", "outgoing", "changing", "shingle"):
                sql.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
            for table in ("about", "answers"):
                sql.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608 - the names stand above

    def ids(self) -> set[str]:
        """Every submission in the index."""
        return {row["id"] for row in self._database.read().execute("SELECT id FROM submission")}

    def outgoing(self) -> list[str]:
        """The submissions with a decision to post."""
        return [row["id"] for row in self._database.read().execute("SELECT id FROM outgoing")]

    def attempts(self, application: str) -> list[str]:
        """The attempts at an application, the first one first."""
        rows = self._database.read().execute(
            "SELECT id FROM submission WHERE application = ? ORDER BY attempt", (application,)
        )
        return [row["id"] for row in rows]

    def reference(self, application: str) -> str | None:
        """Our own reference for an application, if an attempt at it came."""
        row = self._database.read().execute(
            "SELECT reference FROM submission WHERE application = ? LIMIT 1", (application,)
        )
        found = row.fetchone()
        return found["reference"] if found else None

    def of_applicant(self, email: str) -> list[str]:
        """Every submission of one person, by their email address."""
        rows = self._database.read().execute(
            "SELECT id FROM submission WHERE applicant = ? ORDER BY number", (email.strip().lower(),)
        )
        return [row["id"] for row in rows]

    def decided_before(self, moment: int) -> list[str]:
        """Submissions that came before a moment, and whose application has nothing open or on its way."""
        rows = self._database.read().execute(
            "SELECT id FROM submission s WHERE came_at < ? AND COALESCE(decided_at, came_at) < ? AND NOT EXISTS "
            "(SELECT 1 FROM submission o WHERE o.application = s.application AND o.place IN ('open', 'held')) "
            "AND id NOT IN (SELECT id FROM outgoing)",
            (moment, moment),
        )
        return [row["id"] for row in rows]

    # What the pages show

    def find(self, wanted: Wanted, who: int, today: int) -> QueuePage:
        """One page of a view or of a search. `today`: when the day began, in Unix seconds."""
        told: dict[str, str | int] = {"who": who, "today": today, "soon": today + self._soon, "badge": wanted.badge}
        where = _WHERE[wanted.view] + (" AND s.badge = :badge" if wanted.badge else "")
        told |= {"most": PAGE, "from": (max(wanted.page, 1) - 1) * PAGE}
        if wanted.words.strip():
            return self._search(wanted, where, told)
        sql = self._database.read()
        count = int(sql.execute(f"SELECT count(*) FROM submission s WHERE {where}", told).fetchone()[0])  # noqa: S608
        page = (
            f"SELECT s.number FROM submission s WHERE {where} "  # noqa: S608 - the parts stand in this module
            f"ORDER BY {_ORDER[wanted.sort]} LIMIT :most OFFSET :from"
        )
        return QueuePage(tuple(self._rows([row["number"] for row in sql.execute(page, told)])), count)

    def _search(self, wanted: Wanted, where: str, told: dict[str, str | int]) -> QueuePage:
        """What has every word, in the facts about it or in its answers; of too much, what came last is put in order."""
        found = re.findall(r"\w+", wanted.words)[:20]
        if not found:
            return QueuePage((), 0)
        told["about"] = " ".join(f'"{word}"*' for word in found)
        told["answers"] = " ".join(f'"{word}"' for word in found)
        # Each side ends as soon as it has enough, since the full-text search gives its rows in this order.
        sides = [
            f"SELECT number FROM (SELECT s.number FROM {table} w JOIN submission s ON s.number = w.rowid "  # noqa: S608
            f"WHERE {table} MATCH :{table} AND {where} ORDER BY w.rowid DESC LIMIT {MOST_FOUND + 1})"
            for table in ("about", "answers")
        ]
        numbers = [row["number"] for row in self._database.read().execute(" UNION ".join(sides), told)]
        numbers = sorted(numbers, reverse=True)[: MOST_FOUND + 1]
        page = self._database.read().execute(
            "SELECT s.number FROM json_each(:found) j JOIN submission s ON s.number = j.value "  # noqa: S608 - see above
            f"ORDER BY {_ORDER[wanted.sort]} LIMIT :most OFFSET :from",
            {"found": json.dumps(numbers[:MOST_FOUND]), "most": told["most"], "from": told["from"]},
        )
        return QueuePage(tuple(self._rows([row["number"] for row in page])), len(numbers))

    def _rows(self, numbers: list[int]) -> Iterator[QueueRow]:
        rows = self._database.read().execute(
            "SELECT s.*, COALESCE(p.name, '') AS assigned FROM json_each(?) j JOIN submission s ON s.number = j.value "
            "LEFT JOIN assignment a ON a.application = s.application LEFT JOIN person p ON p.id = a.person "
            "ORDER BY j.key",
            (json.dumps(numbers),),
        )
        return (_row(row) for row in rows)

    def counts(self, who: int, today: int) -> dict[View, int]:
        """How many submissions each view has. `today`: as `find` has it."""
        told = {"who": who, "today": today, "soon": today + self._soon}
        sql = self._database.read()
        tallied: dict[str, int] = {row["place"]: row["count"] for row in sql.execute("SELECT * FROM tally")}
        views: list[View] = ["mine", "unassigned", "soon", "overdue", "back"]
        counted = [f"(SELECT count(*) FROM submission s WHERE {_WHERE[view]})" for view in views]  # noqa: S608
        found = dict(zip(views, sql.execute(f"SELECT {', '.join(counted)}", told).fetchone(), strict=True))
        for view in ("held", "returned", "decided"):
            found[view] = tallied.get(view, 0)
        return {view: found[view] for view in VIEWS if view != "all"}

    def next_of(self, who: int, but: str) -> str | None:
        """The open submission that this person has taken and that is due first, other than one."""
        row = (
            self._database.read()
            .execute(
                f"SELECT s.id FROM submission s WHERE {_WHERE['mine']} AND {_OPEN} AND s.id <> :but "  # noqa: S608
                "ORDER BY s.due_at, s.number LIMIT 1",
                {"who": who, "but": but},
            )
            .fetchone()
        )
        return row["id"] if row else None

    def badges(self) -> list[tuple[str, str]]:
        """Id and title of each badge that is, or was, applied for."""
        # From badge to badge by the index: a DISTINCT would read every row.
        rows = self._database.read().execute(
            "WITH RECURSIVE each (place, badge) AS (SELECT place, (SELECT min(badge) FROM submission s WHERE s.place = "
            "tally.place) FROM tally UNION ALL SELECT place, (SELECT min(badge) FROM submission s WHERE s.place = "
            "each.place AND s.badge > each.badge) FROM each WHERE badge IS NOT NULL) SELECT badge, max((SELECT title "
            "FROM submission s WHERE s.place = each.place AND s.badge = each.badge LIMIT 1)) AS title FROM each "
            "WHERE badge IS NOT NULL GROUP BY badge ORDER BY title"
        )
        return [(row["badge"], row["title"]) for row in rows]


def _row(row: Row) -> QueueRow:
    return QueueRow(**{name: row[name] for name in QueueRow.__slots__})
