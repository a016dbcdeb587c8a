"""Shared by all commands: output, settings and exit statuses."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from bot.operator.decide import CannotBeDone
from bot.settings.read_settings import SettingsError, read
from bot.settings.settings import Settings
from bot.storage.engine.locations import name_database
from bot.storage.errors import StorageError
from bot.storage.kept_files.media_locations import name_media
from bot.storage.sealing import master_key as master_keys
from bot.storage.sealing.held_keys import hold
from bot.storage.sealing.master_key import MasterKey

CONFIG = 78
"""The exit status of a setting or a file that has to be put right first: starting again will not help (sysexits.h)."""
AGAIN = 75
"""The exit status of trouble that a new start may cure (sysexits.h)."""

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def stop(message: str, status: int) -> NoReturn:
    """Ends the command with what is the matter, and the status that says so."""
    err.print(message, markup=False)
    raise typer.Exit(status)


def read_settings() -> Settings:
    """The settings; where one has to be put right, the command ends."""
    try:
        settings = read()
    except SettingsError as error:
        stop(str(error), CONFIG)
    take_up(settings)
    return settings


def take_up(settings: Settings) -> None:
    """Has everything that reads in the data folder know its database and the file of its key."""
    # Read once something sealed is to be opened: most commands need no key.
    hold(settings.data, settings.key_path)
    name_database(settings.data, settings.database_at)
    name_media(settings.data, settings.media)


def master_key(settings: Settings) -> MasterKey | None:
    """The key under which the data are sealed; None where no file of it is set. Raises KeyFileUnusable."""
    return master_keys.given(settings.key_path, settings.data)


def show(rows: Sequence[Sequence[str]], headings: Sequence[str], none: str = "") -> None:
    """A table for a person, or the sentence `none` where nothing is in it; for a program, lines with tabs."""
    if not out.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    if not rows:
        out.print(none)
        return
    table = Table(*headings, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*row)
    out.print(table)


def plain(error: Exception) -> str:
    """An error as a line to be read: of the system's, the file and what is wrong with it, without its number."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename is not None else error.strerror
    return str(error)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Trouble with the data, or with what was asked, ends the command with a sentence and no traceback."""
    try:
        yield
    except (StorageError, OSError, CannotBeDone) as error:
        stop(plain(error), 1)
