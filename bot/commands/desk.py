"""The commands `teabreak desk …`: an issuer's own desk."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import AGAIN, CONFIG, out, plain, stop, told_plainly
from bot.commands.run_bot import log_to_stderr
from bot.desk.badges.awarding import BrokenKey
from bot.desk.desk_backup import NotADeskBackup, backup, restore
from bot.desk.desk_retention import erase_person, export_person
from bot.desk.desk_settings import DeskSettings, DeskSettingsError, read
from bot.desk.running_desk import AnotherDesk, Desk
from bot.desk.serve_desk import serve
from bot.desk.tables.desk_database import NewerDatabase
from bot.desk.tables.people import LOGIN_SECONDS, ROLES
from bot.desk.web import DeskPortUnusable
from bot.settings.process_environment import credentials_folder
from bot.system import confinement
from criteria.file_problem import LibraryError

desk = typer.Typer(
    help="The desk where an issuer's assessors take, read and decide submissions. Alone, it serves.",
    invoke_without_command=True,
    add_completion=False,
)


def _settings() -> DeskSettings:
    try:
        return read(credentials_folder())
    except DeskSettingsError as error:
        stop(str(error), CONFIG)


@contextmanager
def _opened(alone: bool = False) -> Iterator[Desk]:
    """The desk for a command beside the one that serves; `alone`: no other may run."""
    opened = Desk(_settings())
    try:
        with told_plainly():
            opened.open_database()
            if alone:
                opened.hold()
            yield opened
    except (AnotherDesk, NewerDatabase, NotADeskBackup) as error:
        stop(str(error), 1)
    finally:
        opened.release()


@desk.callback()
def serve_alone(context: typer.Context) -> None:
    """Serve the desk until it is stopped."""
    if context.invoked_subcommand is not None:
        return
    confinement.hide()
    settings = _settings()
    log_to_stderr()
    try:
        asyncio.run(_serve(Desk(settings)))
    except (AnotherDesk, BrokenKey, LibraryError, NewerDatabase, DeskPortUnusable) as error:
        stop(str(error), CONFIG)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        stop(plain(error), CONFIG)
    except OSError as error:
        stop(plain(error), AGAIN)


async def _serve(running: Desk) -> None:
    over = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, over.set)
    await serve(running, out.print, over)


@desk.command()
def invite(
    email: Annotated[str, typer.Argument(help="the address of whoever is to sign in")],
    name: Annotated[str, typer.Option(help="their name, as colleagues read it")] = "",
    role: Annotated[str, typer.Option(help=f"one of {', '.join(ROLES)}; lead for somebody new")] = "",
) -> None:
    """Let somebody sign in, and print a link for it. The first lead is invited like this."""
    if role not in ("", *ROLES) or "@" not in email:
        stop(f"give an email address, and one of {', '.join(ROLES)} as --role", 2)
    with _opened() as opened:
        # Whoever only wants another link keeps their name and role.
        known = opened.people.by_email(email.strip().lower())
        chosen = next((one for one in ROLES if one == role), known.role if known else "lead")
        called = name.strip() or (known.name if known else email.partition("@")[0])
        person = opened.people.invite(email, called, chosen, opened.seconds())
        opened.assessing.note(opened.seconds(), None, "invited", detail=f"{person.id} {chosen}")
        secret, _ = opened.people.new_login(person.email, "", opened.seconds())
    out.print(f"{person.name} may sign in as {chosen}. This link works once, for {LOGIN_SECONDS // 60} minutes:")
    out.print(f"{opened.settings.url}/sign-in/link/{secret}", markup=False)


@desk.command()
def key() -> None:
    """Make a key that signs badges, and print what the bot's operator puts into the issuer's file."""
    opened = Desk(_settings())
    if not opened.settings.is_secure:
        stop("DESK_URL: badges name this address for ever, and checkers open https:// alone; set it first", CONFIG)
    with told_plainly():
        made = opened.awarding.make_key()
    _keys_told(opened, made.name)


def _keys_told(opened: Desk, name: str) -> None:
    try:
        opened.awarding.open()
    except (BrokenKey, LibraryError) as error:
        stop(str(error), CONFIG)
    out.print(f"Made the key {name} in {opened.awarding.folder}. It signs from the next start of the desk on.")
    out.print("Keep a copy of that folder, away from here. In the bot's file of the issuer, this has to stand:\n")
    for line in opened.awarding.section():
        out.print(line, markup=False)


def _many(count: int) -> str:
    return "1 submission" if count == 1 else f"{count} submissions"


@desk.command()
def rebuild() -> None:
    """Build the index of submissions anew from their folders. Stop the desk first."""
    with _opened(alone=True) as opened:
        count = opened.store.rebuild()
    out.print(f"In the index: {_many(count)}.")


@desk.command(name="backup")
def make_backup(target: Annotated[Path, typer.Argument(help="the archive to write, such as desk.tar.gz")]) -> None:
    """Copy the database, the submissions and the keys while the desk runs, and read the copy back."""
    with _opened() as opened:
        count = backup(opened, target)
    out.print(f"Wrote {target} and read it back: {_many(count)}.", markup=False)


@desk.command(name="restore")
def restore_backup(archive: Annotated[Path, typer.Argument(help="what `teabreak desk backup` wrote")]) -> None:
    """Put a backup into the data folder, which must be empty or missing."""
    data = _settings().data
    try:
        with told_plainly():
            restore(archive, data)
    except NotADeskBackup as error:
        stop(str(error), 1)
    out.print(f"Restored into {data}.", markup=False)


@desk.command()
def export(
    email: Annotated[str, typer.Argument(help="the address in the applications")],
    folder: Annotated[Path, typer.Argument(help="a folder that is made for it")],
) -> None:
    """Copy all that there is about an applicant, what assessors wrote included."""
    with _opened() as opened:
        count = export_person(opened, email, folder)
    out.print(f"In {folder}: {_many(count)}.", markup=False)


@desk.command()
def erase(email: Annotated[str, typer.Argument(help="the address in the applications")]) -> None:
    """Erase every submission of an applicant, with all that was written about it. Stop the desk first."""
    with _opened(alone=True) as opened:
        if not typer.confirm(f"Erase {_many(len(opened.index.of_applicant(email)))} for good?"):
            stop("Nothing was erased.", 1)
        count = erase_person(opened, email)
    out.print(f"Erased: {_many(count)}. Backups hold them until they are removed too.")
