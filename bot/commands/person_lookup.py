"""Which person a command means: by channel id, email address, number or reference."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bot.channels.telegram.updates.update_fields import TELEGRAM
from bot.commands.console import stop
from bot.storage.beside import find_person
from bot.storage.errors import StorageError
from flows.model.channel_ids import channel_id, channel_of, own_id

Named = Annotated[
    str,
    typer.Argument(
        metavar="PERSON",
        help="the number that /privacy shows, their email address, registration number or a reference such as TB-…",
    ),
]


def person_named(data: Path, named: str) -> str:
    """The id of the only person who is named so; else the command ends. One by whose id nobody is known is allowed."""
    found: tuple[str, ...] = ()
    # A database of an earlier release has no index yet; ids are understood all the same.
    with suppress(StorageError):
        found = find_person.find(data, named)
    if len(found) > 1:
        stop(f"{len(found)} people are found by that. Give one of these: {', '.join(found)}.", 1)
    if found:
        return found[0]
    id_ = channel_id(TELEGRAM, int(named)) if named.isdecimal() else named
    if not channel_of(id_) or not own_id(id_) or (channel_of(id_) == TELEGRAM and not own_id(id_).isdecimal()):
        stop(
            f"Nobody is found by {named}. Give the number that /privacy shows to the person, their id, such as "
            "telegram:501, their email address, their registration number or a reference of theirs.",
            1 if "@" in named or named.upper().startswith("TB-") else 2,
        )
    return id_
