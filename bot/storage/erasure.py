"""Erases the rows of one person while the bot runs, and notes what else of theirs is to go."""

from dataclasses import dataclass

from aiosqlite import Connection

from bot.storage.erase_person import is_about
from bot.storage.media_references import references
from bot.storage.sqlite.statements import ERASE


@dataclass(frozen=True, slots=True)
class Erasure:
    """What remains to be removed once the rows are gone, and what has gone. No words, and nothing by a name."""

    person: str
    at_ms: int
    drafts: int = 0
    submissions: tuple[tuple[str, int], ...] = ()
    """The reference and attempt of each: what its folder is called where the issuer's inbox is on this disk."""
    files: tuple[str, ...] = ()
    """The digests of files that its rows named; others may name them too."""

    def after(self, earlier: "Erasure") -> "Erasure":
        """Both together, where the first was not over yet."""
        files = tuple(sorted({*earlier.files, *self.files}))
        submissions = (*earlier.submissions, *self.submissions)
        return Erasure(self.person, self.at_ms, earlier.drafts + self.drafts, submissions, files)


async def erase_rows(connection: Connection, person: str, before: int, now_ms: int) -> Erasure:
    """Deletes every row of a person, within the transaction that is open, but messages in the outbox from `before` on.

    What a file or a folder holds is noted in a row, which stays until that is gone too.
    """
    files = references([body async for (body,) in ERASE.bodies(connection, person=person)])
    gone = [(reference, attempt) async for reference, attempt in ERASE.attempts(connection, person=person)]
    parked = [id_ async for id_, whose, raw in ERASE.parked(connection) if is_about(person, id_, whose, raw)]
    for update_id in parked:
        await ERASE.forget_update(connection, update_id=update_id)
    await ERASE.forget_waiting(connection, person=person)
    await ERASE.forget_effects(connection, person=person)
    await ERASE.forget_requests(connection, person=person)
    await ERASE.forget_submissions(connection, person=person)
    drafts = await ERASE.forget_drafts(connection, person=person)
    await ERASE.forget_messages(connection, person=person, before=before)
    await ERASE.forget_audit(connection, person=person)
    await ERASE.forget_reminder(connection, person=person)
    await ERASE.forget_reminder_outcomes(connection, person=person)
    await ERASE.forget_person(connection, person=person)
    return Erasure(person, now_ms, drafts, tuple(gone), tuple(sorted(files)))
