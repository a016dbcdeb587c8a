"""Deletes the rows of one person while the bot runs, and notes what else of theirs is to go."""

from aiosqlite import Connection

from bot.storage.erase_person import is_about, readable
from bot.storage.erasure import Erasure
from bot.storage.media_references import named
from bot.storage.sealing.body_place import NOBODY
from bot.storage.sealing.sealer import Sealer
from bot.storage.sqlite.statements import ERASE


async def erase_rows(connection: Connection, sealer: Sealer, person: str, before: int, now_ms: int) -> Erasure:
    """Deletes every row of a person, within the transaction that is open, but messages in the outbox from `before` on.

    What a file or a folder holds is noted in a row, which stays until that is gone too.
    """
    files = named(sealer, [row async for row in ERASE.naming_bodies(connection, owner=person)])
    number = sealer.number(person)
    gone = [(reference, attempt) async for reference, attempt in ERASE.attempts(connection, person=person)]
    every = [row async for row in ERASE.parked(connection)]
    await sealer.know(connection, [whose or NOBODY for _, whose, _ in every])
    parked = [id_ for id_, whose, raw in every if is_about(person, id_, whose, readable(sealer, whose, id_, raw))]
    # Their key first: from here on nobody can read what is sealed, wherever a copy of it is left.
    await ERASE.forget_key(connection, person=person)
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
    return Erasure(person, now_ms, drafts, tuple(gone), tuple(sorted(files.names)), number)
