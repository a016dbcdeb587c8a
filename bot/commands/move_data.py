"""The command `teabreak move`: from SQLite to PostgreSQL, and files to the place that is set for them."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import out, read_settings, stop, told_plainly
from bot.commands.operator_record import By, Reason, note
from bot.storage.beside.move import move as move_rows
from bot.storage.kept_files.moving_files import move_files


def move(
    source: Annotated[
        Path | None, typer.Option("--from", dir_okay=False, help="the file; without it, teabreak.db in the data folder")
    ] = None,
    by: By = "",
    reason: Reason = "",
) -> None:
    """Copy the SQLite database into the empty PostgreSQL one of TEABREAK_DATABASE, and files to TEABREAK_MEDIA.

    Each row and each file is read back and compared. Stop the bot first.
    """
    settings = read_settings()
    with told_plainly():
        done = move_rows(settings.data, source)
        files = move_files(settings.data)
        if done is None and files is None:
            stop(
                "There is nothing to move. For the database, set TEABREAK_DATABASE to the postgresql:// address of the "
                "empty one to move to; for files that people sent, set TEABREAK_MEDIA to where they are to be.",
                1,
            )
        note(settings, "move", by=by, reason=reason)
    if done is not None:
        rows = done.copied.rows
        _say(
            f"Moved {sum(rows.values())} rows, {rows['person']} people and {rows['draft']} drafts among them. "
            f"Each was read back and is as it was (digest {done.copied.digest[:16]})."
        )
        _say(f"The old database is {done.kept} now. Remove it once the bot has run; backups hold it too.")
    if files is not None:
        _say(f"Moved {files.files} files to {files.to}. Each was read back and is as it was.")
        for kept in files.kept:
            _say(f"The old files are in {kept} now. Remove it once the bot has run; backups hold them too.")


def _say(line: str) -> None:
    out.print(line, markup=False)
