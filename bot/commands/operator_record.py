"""Who carries out a command, and the note of it in the record of what operators did."""

from typing import Annotated

import typer

from bot.commands.console import err
from bot.settings.process_environment import system_user
from bot.settings.settings import Settings
from bot.storage.beside import operator_acts
from bot.storage.beside.find_person import short
from bot.storage.beside.operator_acts import OperatorAct
from bot.storage.engine.locations import location
from bot.storage.errors import StorageError

By = Annotated[str, typer.Option("--by", help="who does this; without it TEABREAK_BY, else the system's user")]
Reason = Annotated[str, typer.Option("--reason", help="why, for the record: a word or a ticket, and no names")]


def note(settings: Settings, act: str, about: str = "", by: str = "", reason: str = "") -> None:
    """Adds an act to the record. One that cannot be noted is told, and does not undo what was done."""
    try:
        operator_acts.record(settings.data, OperatorAct(by or settings.by or system_user(), act, about, reason))
    except (StorageError, OSError) as error:
        err.print(f"This is not in the record of what operators did: {error}", markup=False)


def note_of_person(settings: Settings, act: str, person: str, by: str, reason: str) -> None:
    """Adds an act about a person to the record, who is called there by a keyed digest. Raises StorageError, OSError."""
    if location(settings.data).is_there():
        note(settings, act, short(settings.data, person), by, reason)
