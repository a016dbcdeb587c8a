"""The command `teabreak move`: from SQLite to PostgreSQL."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.acting import By, Reason, note
from bot.commands.console import out, read_settings, stop, told_plainly
from bot.storage.beside.move import move as move_rows


def move(
    source: Annotated[
        Path | None, typer.Option("--from", dir_okay=False, help="the file; without it, teabreak.db in the data folder")
    ] = None,
    by: By = "",
    reason: Reason = "",
) -> None:
    """Copy the SQLite database into the empty PostgreSQL one of TEABREAK_DATABASE, and check it. Stop the bot first."""
    settings = read_settings()
    with told_plainly():
        done = move_rows(settings.data, source)
        if done is None:
            stop("TEABREAK_DATABASE: set it to the postgresql:// address of the empty database to move to.", 1)
        note(settings, "move", by=by, reason=reason)
    rows = done.copied.rows
    out.print(
        f"Moved {sum(rows.values())} rows, {rows['person']} people and {rows['draft']} drafts among them. "
        f"Each was read back and is as it was (digest {done.copied.digest[:16]}).",
        markup=False,
    )
    out.print(
        f"The old database is {done.kept} now. Remove it once the bot has run; backups hold it too.", markup=False
    )
