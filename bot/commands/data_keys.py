"""The commands of `teabreak key`: the key under which stored data are sealed."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import master_key, out, read_settings, stop, told_plainly
from bot.storage.sealing import convert, rotate
from bot.storage.sealing import master_key as master_keys

key = typer.Typer(help="The key under which stored data are sealed.", no_args_is_help=True)

_UNSET = "Set TEABREAK_KEY_FILE to the file of the key first. `teabreak key new` makes one."


@key.command()
def new(file: Annotated[Path, typer.Argument(help="the file to write, outside the data folder")]) -> None:
    """Write a new key into a file. It changes nothing that is stored."""
    made = master_keys.new()
    with told_plainly():
        master_keys.write(file, made, read_settings().data)
    out.print(
        f"Wrote the key {made.id} to {file}. Keep a copy of it away from this machine and from the backups: without it "
        "nobody can read what is sealed. Set TEABREAK_KEY_FILE to it; a data folder that is in use needs "
        "`teabreak key seal` once.",
        markup=False,
    )


@key.command()
def seal() -> None:
    """Seal the data that were stored in the clear. Stop the bot first. Run it again after an interruption."""
    settings = read_settings()
    with told_plainly():
        given = master_key(settings)
        if given is None:
            stop(_UNSET, 1)
        done = convert.seal(settings.data, given)
    out.print(
        f"Sealed under the key {given.id}: {done.bodies} rows and {done.files} files. "
        "Backups that were made before are in the clear.",
        markup=False,
    )


@key.command()
def unseal() -> None:
    """Put sealed data back in the clear. Stop the bot first. Run it again after an interruption."""
    settings = read_settings()
    with told_plainly():
        done = convert.unseal(settings.data, master_key(settings))
    out.print(f"In the clear now: {done.bodies} rows and {done.files} files. Take TEABREAK_KEY_FILE out.")
    if done.left:
        out.print(f"{done.left} files did not open, and were left as they are.")


@key.command("rotate")
def change() -> None:
    """Change the key. The bot may run. Run it again after an interruption."""
    settings = read_settings()
    with told_plainly():
        if settings.key_path is None:
            stop(_UNSET, 1)
        done = rotate.rotate(settings.data, settings.key_path)
    out.print(
        f"{settings.key_path} holds the key {done.new} now; keep a copy of it away from this machine. "
        f"The key {done.old} is in {done.kept}: backups that were made until now need it.",
        markup=False,
    )
    if done.left:
        out.print(f"The keys of {done.left} people did not open, and were left as they are.")
