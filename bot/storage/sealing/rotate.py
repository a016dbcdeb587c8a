"""Changes the master key while the bot runs or not. The data keys stay: they are sealed under the new one.

The new key is on the disk first, beside the old one; then one transaction seals every data key anew; then the files
change places. It may end at any instant, and goes on where it was when it is run again.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements, Row
from bot.storage.errors import DataInUse, NothingSealed, SealingUnfinished, WrongKey
from bot.storage.sealing import master_key
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sealing.unlock import SEALED, SEALING_NOW
from bot.system import durable_files


@dataclass(frozen=True, slots=True)
class Rotated:
    """The ids of both keys, where the old one is now, and how many data keys do not open and were left as they are."""

    old: str
    new: str
    kept: Path
    left: int


def rotate(data: Path, file: Path) -> Rotated:
    """Puts a new master key into a file, and seals every data key under it.

    Raises KeyFileUnusable, NothingSealed, WrongKey, SealingUnfinished, and OSError of the folder of the file.
    """
    given, following = master_key.read(file, data), file.with_name(f"{file.name}.new")
    with location(data).opened() as database:
        state, master = database.sealing.state() or (None, "")
        if state is None:
            raise NothingSealed(data)
        if state != SEALED:
            raise SealingUnfinished(data, "seal" if state == SEALING_NOW else "unseal")
        before = database.sealing.unfinished() if given.id == master else None
        if before is not None and not following.exists():
            # Only the last step was missing.
            return _finished(data, database, Rotated(before, given.id, _kept(file, before), 0))
        if not following.exists():
            if given.id != master:
                raise WrongKey(data, master, given.id)
            master_key.write(following, master_key.new(), data)
        new = master_key.read(following, data)
        left = 0
        if master != new.id:
            if given.id != master:
                raise WrongKey(data, master, given.id)
            left = _rewrap(database, given, new)
        old = given.id
        _change_places(file, following, old)
        return _finished(data, database, Rotated(old, new.id, _kept(file, old), left))


def _rewrap(database: BlockingStatements, old: MasterKey, new: MasterKey) -> int:
    """Seals every data key anew, in one transaction: the bot, should it run, waits for it. How many do not open."""
    with database.writing():
        every = list(database.sealing.every_key())
        changed: list[Row] = []
        for number, owner, master, wrapped in every:
            secret = old.unwrap(owner, wrapped) if master == old.id else None
            if secret is not None:
                changed.append({"number": number, "master": new.id, "wrapped": new.wrap(owner, secret)})
        database.sealing.rewrap(changed)
        # A bot that runs, or starts before its own copy of the file is changed, has the old key alone.
        database.sealing.add_next_master(id_=new.id, under=old.id, wrapped=old.wrap(new.id, new.secret))
        database.sealing.set_state(state=SEALED, master=new.id)
    return len(every) - len(changed)


def _change_places(file: Path, following: Path, old: str) -> None:
    kept = _kept(file, old)
    if not kept.exists():
        kept.hardlink_to(file)
        durable_files.force(file.parent)
    durable_files.move(following, file)


def _finished(data: Path, database: BlockingStatements, done: Rotated) -> Rotated:
    """Says that the new key is in its file, so that a running bot takes it; where none runs, nobody needs it."""
    database.sealing.in_file(id_=done.new)
    with suppress(DataInUse), location(data).claimed() as alone:
        alone.sealing.no_next_masters()
    database.upkeep.empty_the_journal()
    return done


def _kept(file: Path, old: str) -> Path:
    return file.with_name(f"{file.name}.{old}")
