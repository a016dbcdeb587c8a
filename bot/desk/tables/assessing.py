"""What assessors do with submissions: who has taken which, drafts, comments, second opinions, and the log of it all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.tables.desk_database import DeskTable


@dataclass(frozen=True, slots=True)
class SavedForm:
    """A form that somebody is filling in. Its revision goes up with each time that it is kept."""

    form: Mapping[str, str]
    revision: int


@dataclass(frozen=True, slots=True)
class BankComment:
    """A comment to insert again. Without an owner it is everybody's."""

    id: int
    owner: int | None
    badge: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one of two assessors thinks."""

    person: int
    form: Mapping[str, str]
    at: int


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """A second opinion that the first assessor asked for, and the opinions that are in."""

    submission: str
    first: int
    other: int
    at: int
    opinions: Mapping[int, Opinion]

    @property
    def is_complete(self) -> bool:
        """Whether both are in, so that each may see the other's."""
        return {self.first, self.other} <= set(self.opinions)


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log."""

    number: int
    at: int
    person: int | None
    kind: str
    submission: str
    detail: str


class Assessing(DeskTable):
    """What assessors do. Every time is Unix seconds."""

    # Who has taken what

    def assigned(self, application: str) -> int | None:
        """Who has taken an application."""
        row = self._database.read().execute("SELECT person FROM assignment WHERE application = ?", (application,))
        found = row.fetchone()
        return int(found["person"]) if found else None

    def take(self, application: str, person: int, now: int) -> bool:
        """Take an application that nobody has. False where somebody else was quicker."""
        self._database.do("INSERT OR IGNORE INTO assignment VALUES (?, ?, ?)", (application, person, now))
        return self.assigned(application) == person

    def assign(self, application: str, person: int, now: int) -> None:
        """Give an application to somebody, whoever had it."""
        self._database.do("INSERT OR REPLACE INTO assignment VALUES (?, ?, ?)", (application, person, now))

    def hand_back(self, application: str) -> None:
        """Nobody has it any more."""
        self._database.do("DELETE FROM assignment WHERE application = ?", (application,))

    # Drafts

    def draft(self, submission: str, person: int) -> SavedForm | None:
        """What somebody has filled in so far."""
        row = self._database.read().execute(
            "SELECT form, revision FROM draft WHERE submission = ? AND person = ?", (submission, person)
        )
        found = row.fetchone()
        return SavedForm(json.loads(found["form"]), int(found["revision"])) if found else None

    def keep_draft(
        self, submission: str, person: int, form: Mapping[str, str], seen: int | None, now: int
    ) -> int | None:
        """Keep a form; gives its new revision.

        `seen`: the revision that the browser has. None is given, and nothing kept, where another browser has kept a
        newer one. Without `seen` it is kept in any case.
        """
        with self._database.write() as sql:
            row = sql.execute(
                "SELECT revision FROM draft WHERE submission = ? AND person = ?", (submission, person)
            ).fetchone()
            now_at = int(row["revision"]) if row else 0
            if seen is not None and seen != now_at:
                return None
            sql.execute(
                "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)",
                (submission, person, json.dumps(dict(form), ensure_ascii=False), now_at + 1, now),
            )
            return now_at + 1

    def drafts_of(self, submission: str) -> list[dict[str, str]]:
        """What anybody has filled in for a submission."""
        rows = self._database.read().execute("SELECT form FROM draft WHERE submission = ?", (submission,))
        return [json.loads(row["form"]) for row in rows]

    # Comments to insert

    def comments(self, person: int, badge: str | None = None) -> list[BankComment]:
        """Somebody's own comments and the shared ones, for one badge or for all."""
        rows = self._database.read().execute(
            "SELECT * FROM comment WHERE (owner IS NULL OR owner = :who) AND badge = COALESCE(:badge, badge) "
            "ORDER BY badge, question, owner IS NULL, id",
            {"who": person, "badge": badge},
        )
        return [BankComment(**dict(row)) for row in rows]

    def add_comment(self, owner: int | None, badge: str, question: str, text: str) -> None:
        """Keep a comment, once."""
        self._database.do(
            "INSERT INTO comment (owner, badge, question, text) SELECT :owner, :badge, :question, :text WHERE NOT "
            "EXISTS (SELECT 1 FROM comment WHERE owner IS :owner AND badge = :badge AND question = :question "
            "AND text = :text)",
            {"owner": owner, "badge": badge, "question": question, "text": text},
        )

    def remove_comment(self, id_: int, person: int, shared: bool) -> None:
        """Remove a comment of somebody's own; with `shared`, one of everybody's too."""
        self._database.do(
            "DELETE FROM comment WHERE id = ? AND (owner = ? OR (? AND owner IS NULL))", (id_, person, shared)
        )

    # Second opinions

    def second(self, submission: str) -> SecondOpinion | None:
        """The second opinion on a submission, if one was asked for."""
        sql = self._database.read()
        row = sql.execute("SELECT * FROM second WHERE submission = ?", (submission,)).fetchone()
        if row is None:
            return None
        found = sql.execute("SELECT person, form, at FROM opinion WHERE submission = ?", (submission,))
        opinions = {one["person"]: Opinion(one["person"], json.loads(one["form"]), one["at"]) for one in found}
        return SecondOpinion(row["submission"], row["first"], row["other"], row["at"], opinions)

    def ask_second(self, submission: str, first: int, other: int, now: int) -> None:
        """Ask somebody for a second opinion. Only one is asked for."""
        self._database.do("INSERT OR IGNORE INTO second VALUES (?, ?, ?, ?)", (submission, first, other, now))

    def give_opinion(self, submission: str, person: int, form: Mapping[str, str], now: int) -> None:
        """Put an opinion in. It cannot be changed."""
        self._database.do(
            "INSERT OR IGNORE INTO opinion VALUES (?, ?, ?, ?)",
            (submission, person, json.dumps(dict(form), ensure_ascii=False), now),
        )

    def wanted_of(self, person: int) -> list[str]:
        """The submissions on which somebody's second opinion is waited for."""
        rows = self._database.read().execute(
            "SELECT submission FROM second s WHERE other = ? AND NOT EXISTS (SELECT 1 FROM opinion o WHERE "
            "o.submission = s.submission AND o.person = s.other) ORDER BY at",
            (person,),
        )
        return [row["submission"] for row in rows]

    # The log

    def note(self, at: int, person: int | None, kind: str, submission: str = "", detail: str = "") -> None:
        """Add a line to the log. `detail` holds no words of an applicant or an assessor."""
        self._database.do(
            "INSERT INTO event (at, person, kind, submission, detail) VALUES (?, ?, ?, ?, ?)",
            (at, person, kind, submission, detail),
        )

    def events(self, submission: str | None = None, before: int | None = None, most: int = 100) -> list[LogLine]:
        """Lines of the log, the newest first: of one submission or of all, older than a number."""
        rows = self._database.read().execute(
            "SELECT * FROM event WHERE (:one IS NULL OR submission = :one) AND number < COALESCE(:before, 1 << 60) "
            "ORDER BY number DESC LIMIT :most",
            {"one": submission, "before": before, "most": most},
        )
        return [LogLine(**dict(row)) for row in rows]

    # Keeping no longer than wanted

    def forget(self, submission: str) -> None:
        """Remove what stands here about a submission that is erased. The log keeps its lines, which hold no words."""
        with self._database.write() as sql:
            for table in ("draft", "second"):
                sql.execute(f"DELETE FROM {table} WHERE submission = ?", (submission,))  # noqa: S608 - names above
            # Its place in the status list stays, so that a badge that was taken back does not count again.
            sql.execute("UPDATE award SET submission = '', jwt = '', live = 0 WHERE submission = ?", (submission,))

    def purge_log(self, before: int) -> int:
        """Remove lines of the log that are older than a moment; how many."""
        with self._database.write() as sql:
            sql.execute("INSERT INTO event_purge VALUES (?)", (before,))
            gone = sql.execute("DELETE FROM event WHERE at < ?", (before,)).rowcount
            sql.execute("DELETE FROM event_purge")
            return gone

    def purge_drafts(self, before: int) -> int:
        """Remove drafts that nobody has touched since a moment; how many."""
        return self._database.do("DELETE FROM draft WHERE at < ?", (before,))
