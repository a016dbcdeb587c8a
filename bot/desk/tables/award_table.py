"""The badges that the desk has awarded, each with its place in the status list."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.desk.tables.desk_database import DeskTable


@dataclass(frozen=True, slots=True)
class OwnAward:
    """A badge that was awarded here. It is public once it is live."""

    number: int
    token: str
    submission: str
    decision: str
    badge: str
    jwt: str
    made_at: int
    live: int
    revoked_at: int | None


class AwardTable(DeskTable):
    """The awards of one desk."""

    def make(self, submission: str, decision: str, badge: str, now: int, sign: Callable[[int, str], str]) -> OwnAward:
        """Keep a new award. `sign` gets its number and its token, and gives the signed text."""
        token = secrets.token_urlsafe(18)
        with self._database.write() as sql:
            made = sql.execute(
                "INSERT INTO award (token, submission, decision, badge, jwt, made_at) VALUES (?, ?, ?, ?, '', ?)",
                (token, submission, decision, badge, now),
            )
            number = int(made.lastrowid or 0)
            jwt = sign(number, token)
            sql.execute("UPDATE award SET jwt = ? WHERE number = ?", (jwt, number))
        return OwnAward(number, token, submission, decision, badge, jwt, now, 0, None)

    def by_token(self, token: str) -> OwnAward | None:
        """The award at an address."""
        return self._one("token = ?", token)

    def newest_of(self, submission: str) -> OwnAward | None:
        """The newest award for a submission."""
        return self._one("submission = ? ORDER BY number DESC LIMIT 1", submission)

    def _one(self, where: str, value: str) -> OwnAward | None:
        row = self._database.read().execute(f"SELECT * FROM award WHERE {where}", (value,)).fetchone()  # noqa: S608
        return OwnAward(**dict(row)) if row else None

    def go_live(self, decision: str) -> None:
        """The decision is going out: the award may be seen."""
        self._database.do("UPDATE award SET live = 1 WHERE decision = ?", (decision,))

    def drop(self, decision: str) -> None:
        """The decision was taken back before it went out."""
        self._database.do("DELETE FROM award WHERE decision = ? AND live = 0", (decision,))

    def revoke(self, submission: str, now: int) -> None:
        """The badges for a submission count no longer."""
        self._database.do(
            "UPDATE award SET revoked_at = ? WHERE submission = ? AND revoked_at IS NULL", (now, submission)
        )

    def revoked(self) -> list[int]:
        """The numbers of all awards that were taken back."""
        rows = self._database.read().execute("SELECT number FROM award WHERE revoked_at IS NOT NULL")
        return [row["number"] for row in rows]
