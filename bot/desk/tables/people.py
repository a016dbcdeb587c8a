"""People of the desk: their roles, sessions, sign-in secrets and passkeys, and how often something was tried."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Literal, get_args

from bot.desk.tables.desk_database import DeskTable

Role = Literal["assessor", "lead", "auditor"]
ROLES: tuple[Role, ...] = get_args(Role)
SESSION_SECONDS = 12 * 3600
"""After so long without a page, a session is over."""
LONGEST_SESSION_SECONDS = 14 * 86_400
LOGIN_SECONDS = 15 * 60
CODE_TRIES = 5
_SEEN_EVERY = 60
_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may sign in."""

    id: int
    email: str
    name: str
    role: Role
    invited_at: int
    joined_at: int | None
    ended_at: int | None
    shortcuts: int
    oidc: str | None

    @property
    def decides(self) -> bool:
        """Whether they may change anything: an auditor only reads."""
        return self.role != "auditor"

    @property
    def leads(self) -> bool:
        """Whether they invite people and release decisions."""
        return self.role == "lead"


@dataclass(frozen=True, slots=True)
class LoginSession:
    """A browser in which somebody is signed in."""

    hash: str
    person: int
    begun_at: int
    seen_at: int
    device: str
    means: str


@dataclass(frozen=True, slots=True)
class Passkey:
    """A key of a person's device."""

    id: bytes
    person: int
    name: str
    public: bytes
    count: int
    made_at: int
    used_at: int | None


def digest(secret: str) -> str:
    """How a secret is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


class People(DeskTable):
    """People, their sessions and secrets. Every time is Unix seconds."""

    # Who there is

    def by_email(self, email: str) -> Colleague | None:
        """The person with an address, if they may sign in."""
        return self._person("email = ? AND ended_at IS NULL", email.strip().lower())

    def by_oidc(self, account: str) -> Colleague | None:
        """The person whom an account of the OpenID provider belongs to, if they may sign in."""
        return self._person("oidc = ? AND ended_at IS NULL", account)

    def get(self, id_: int) -> Colleague | None:
        """A person, also one who has left."""
        return self._person("id = ?", id_)

    def _person(self, where: str, value: str | int) -> Colleague | None:
        row = self._database.read().execute(f"SELECT * FROM person WHERE {where}", (value,)).fetchone()  # noqa: S608
        return Colleague(**dict(row)) if row else None

    def everyone(self) -> list[Colleague]:
        """All people, those who have left at the end."""
        rows = self._database.read().execute("SELECT * FROM person ORDER BY ended_at IS NOT NULL, name COLLATE NOCASE")
        return [Colleague(**dict(row)) for row in rows]

    def invite(self, email: str, name: str, role: Role, now: int) -> Colleague:
        """Let somebody sign in, or change the name and role of somebody who may, or let them in again."""
        address = email.strip().lower()
        self._database.do(
            "INSERT INTO person (email, name, role, invited_at) VALUES (?, ?, ?, ?) ON CONFLICT (email) "
            "DO UPDATE SET name = excluded.name, role = excluded.role, ended_at = NULL",
            (address, name.strip(), role, now),
        )
        found = self.by_email(address)
        if found is None:
            raise LookupError("the person was not stored")
        return found

    def end(self, id_: int, now: int) -> None:
        """Take the right to sign in from somebody, with all their sessions, and hand back what they have taken."""
        with self._database.write() as sql:
            sql.execute("UPDATE person SET ended_at = ? WHERE id = ?", (now, id_))
            sql.execute("DELETE FROM session WHERE person = ?", (id_,))
            sql.execute("DELETE FROM passkey WHERE person = ?", (id_,))
            sql.execute("DELETE FROM assignment WHERE person = ?", (id_,))

    def leads_left(self) -> int:
        """How many leads may sign in."""
        row = self._database.read().execute("SELECT count(*) FROM person WHERE role = 'lead' AND ended_at IS NULL")
        return int(row.fetchone()[0])

    def set_shortcuts(self, id_: int, on: bool) -> None:
        """Whether single letters work as shortcuts for somebody."""
        self._database.do("UPDATE person SET shortcuts = ? WHERE id = ?", (int(on), id_))

    def bind(self, id_: int, account: str) -> bool:
        """Remember whose an account of the OpenID provider is. False where they have another, or it is taken."""
        with self._database.write() as sql:
            taken = sql.execute("SELECT 1 FROM person WHERE oidc = ? AND id <> ?", (account, id_)).fetchone()
            if taken is not None:
                return False
            changed = sql.execute(
                "UPDATE person SET oidc = ? WHERE id = ? AND (oidc IS NULL OR oidc = ?)", (account, id_, account)
            )
            return changed.rowcount == 1

    # Sessions

    def begin_session(self, person: int, device: str, means: str, now: int) -> str:
        """Sign somebody in; gives the secret for the cookie."""
        secret = secrets.token_urlsafe(32)
        with self._database.write() as sql:
            sql.execute("UPDATE person SET joined_at = COALESCE(joined_at, ?) WHERE id = ?", (now, person))
            sql.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)", (digest(secret), person, now, now, device[:120], means)
            )
        return secret

    def signed_in(self, secret: str, now: int) -> tuple[Colleague, LoginSession] | None:
        """Who a cookie belongs to, if their session is not over."""
        row = self._database.read().execute("SELECT * FROM session WHERE hash = ?", (digest(secret),)).fetchone()
        if row is None:
            return None
        session = LoginSession(**dict(row))
        person = self.get(session.person)
        if (
            person is None
            or person.ended_at is not None
            or session.seen_at + SESSION_SECONDS < now
            or session.begun_at + LONGEST_SESSION_SECONDS < now
        ):
            return None
        if session.seen_at + _SEEN_EVERY < now:
            self._database.do("UPDATE session SET seen_at = ? WHERE hash = ?", (now, session.hash))
        return person, session

    def sessions(self, person: int) -> list[LoginSession]:
        """The sessions of somebody, the one used last first."""
        rows = self._database.read().execute("SELECT * FROM session WHERE person = ? ORDER BY seen_at DESC", (person,))
        return [LoginSession(**dict(row)) for row in rows]

    def end_session(self, person: int, hash_: str) -> None:
        """Sign somebody out of one of their browsers."""
        self._database.do("DELETE FROM session WHERE person = ? AND hash = ?", (person, hash_))

    # One-time links

    def new_login(self, email: str, browser: str, now: int) -> tuple[str, str]:
        """A secret for a link and the code beside it. `browser`: the cookie of the browser that asked."""
        secret = secrets.token_urlsafe(32)
        code = "".join(secrets.choice(_LETTERS) for _ in range(8))
        self._database.do(
            "INSERT INTO login (hash, code, browser, email, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
            (digest(secret), digest(code), digest(browser), email.strip().lower(), now, now + LOGIN_SECONDS),
        )
        return secret, code

    def use_link(self, secret: str, now: int) -> str | None:
        """The address that a link was sent to. It can be used once, and not after its code was."""
        with self._database.write() as sql:
            row = sql.execute(
                "UPDATE login SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at >= ? RETURNING email",
                (now, digest(secret), now),
            ).fetchone()
            return row["email"] if row else None

    def use_code(self, browser: str, code: str, now: int) -> str | None:
        """The address that a code was sent to, typed into the browser that asked for it. A few tries are allowed."""
        plain = "".join(code.upper().split()).replace("-", "")
        with self._database.write() as sql:
            row = sql.execute(
                "SELECT * FROM login WHERE browser = ? AND used_at IS NULL AND expires_at >= ? AND tries < ? "
                "ORDER BY made_at DESC LIMIT 1",
                (digest(browser), now, CODE_TRIES),
            ).fetchone()
            if row is None:
                return None
            if not secrets.compare_digest(row["code"], digest(plain)):
                sql.execute("UPDATE login SET tries = tries + 1 WHERE hash = ?", (row["hash"],))
                return None
            sql.execute("UPDATE login SET used_at = ? WHERE hash = ?", (now, row["hash"]))
            return str(row["email"])

    # Sign-ins that go over another page

    def keep_flow(self, kind: str, content: str, expires_at: int) -> str:
        """Keep what a sign-in needs when it comes back; gives the secret under which it is found."""
        secret = secrets.token_urlsafe(32)
        self._database.do("INSERT INTO flow VALUES (?, ?, ?, ?)", (digest(secret), kind, content, expires_at))
        return secret

    def take_flow(self, kind: str, secret: str, now: int) -> str | None:
        """What was kept; it can be taken once."""
        with self._database.write() as sql:
            row = sql.execute(
                "DELETE FROM flow WHERE hash = ? AND kind = ? RETURNING content, expires_at", (digest(secret), kind)
            ).fetchone()
            return row["content"] if row and row["expires_at"] >= now else None

    # Passkeys

    def passkeys(self, person: int) -> list[Passkey]:
        """The passkeys of somebody."""
        rows = self._database.read().execute("SELECT * FROM passkey WHERE person = ? ORDER BY made_at", (person,))
        return [Passkey(**dict(row)) for row in rows]

    def passkey(self, id_: bytes) -> Passkey | None:
        """A passkey by its id."""
        row = self._database.read().execute("SELECT * FROM passkey WHERE id = ?", (id_,)).fetchone()
        return Passkey(**dict(row)) if row else None

    def add_passkey(self, key: Passkey) -> None:
        """Keep a new passkey. Raises sqlite3.IntegrityError for one that is there."""
        self._database.do(
            "INSERT INTO passkey VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key.id, key.person, key.name[:80], key.public, key.count, key.made_at, key.used_at),
        )

    def passkey_used(self, id_: bytes, count: int, now: int) -> None:
        """Remember the counter of a passkey, which shows a copied one."""
        self._database.do("UPDATE passkey SET count = ?, used_at = ? WHERE id = ?", (count, now, id_))

    def remove_passkey(self, person: int, id_: bytes) -> None:
        """Forget a passkey of somebody's."""
        self._database.do("DELETE FROM passkey WHERE person = ? AND id = ?", (person, id_))

    # Limits

    def allowed(self, about: str, most: int, seconds: int, now: int) -> bool:
        """Whether one more try is within the limit of `most` in so many seconds. It is counted if so."""
        key = digest(about)
        with self._database.write() as sql:
            row = sql.execute("SELECT count(*) FROM attempt WHERE about = ? AND at > ?", (key, now - seconds))
            if int(row.fetchone()[0]) >= most:
                return False
            sql.execute("INSERT INTO attempt VALUES (?, ?)", (key, now))
            return True

    def tidy(self, now: int) -> None:
        """Remove sessions and secrets that are over."""
        with self._database.write() as sql:
            sql.execute("DELETE FROM session WHERE seen_at < ?", (now - SESSION_SECONDS,))
            sql.execute("DELETE FROM login WHERE expires_at < ?", (now - 86_400,))
            sql.execute("DELETE FROM flow WHERE expires_at < ?", (now,))
            sql.execute("DELETE FROM attempt WHERE at < ?", (now - 86_400,))
