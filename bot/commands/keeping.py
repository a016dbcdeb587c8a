"""Commands for stored data: backup, restore, export and forget."""

from pathlib import Path
from typing import Annotated

import typer

from bot.channels.telegram.update_fields import TELEGRAM
from bot.commands.console import master_key, out, read_settings, stop, told_plainly
from bot.playground.local_chat import CHAT
from bot.playground.telegram import history_folder
from bot.storage import erase_person, export_person
from bot.storage.sealing.unlock import under
from bot.storage.sqlite import backup as backups
from bot.storage.sqlite.backup_manifest import BackupManifest
from flows.model.channel_ids import channel_id, channel_of, own_id

_PERSON = "the number that /privacy shows to the person, or their id, such as telegram:501"


def backup(
    target: Annotated[Path, typer.Argument(help="the archive to write, such as teabreak.tar.gz")],
    insist: Annotated[
        bool, typer.Option("--insist", help="also where far less is there than at the last backup")
    ] = False,
) -> None:
    """Copy the database and its media while the bot runs, and read the copy back before calling it one."""
    data = read_settings().data
    with told_plainly():
        manifest = backups.backup(data, target, insist=insist)
        sealed = under(data)
    out.print(f"Wrote {target} and read it back: {_held(manifest)}. {_key_of(sealed)}", markup=False)


def restore(
    archive: Annotated[Path, typer.Argument(help="an archive that `teabreak backup` wrote")],
) -> None:
    """Put a backup into the data folder, which must hold no database yet."""
    data = read_settings().data
    with told_plainly():
        manifest = backups.restore(archive, data)
        sealed = under(data)
    needed = f" They are sealed: TEABREAK_KEY_FILE has to name the key {sealed}." if sealed else ""
    out.print(f"Restored into {data}: {_held(manifest)}.{needed}", markup=False)


def export(
    person: Annotated[str, typer.Argument(help=_PERSON)],
    target: Annotated[Path, typer.Argument(help="the .zip to write")],
) -> None:
    """Write out everything of one person, who has asked to see it. The bot may run."""
    settings = read_settings()
    with told_plainly():
        found = export_person.export(settings.data, _id(person), target, master_key(settings))
    if found is None:
        stop(f"Nobody with the number {person} is known here.", 1)
    out.print(
        f"Wrote {target}: {found.drafts} drafts, {found.submissions} submissions, {found.files} recordings and badges.",
        markup=False,
    )


def forget(
    person: Annotated[str, typer.Argument(help=_PERSON)],
) -> None:
    """Remove everything of one person, who has asked for it. Stop the bot first."""
    settings = read_settings()
    data = settings.data
    with told_plainly():
        id_ = _id(person)
        gone = erase_person.forget(data, id_, master_key(settings))
        # The local chat, which is a Telegram, shows what was said in it for as long as its own folder holds it.
        number = own_id(id_) if channel_of(id_) == TELEGRAM else ""
        shown = bool(number) and history_folder.forget(data / CHAT, int(number), gone.known)
    if not gone.known and not shown:
        stop(f"Nobody with the number {person} is known here.", 1)
    out.print(
        f"Removed: {gone.drafts} drafts, {gone.submissions} submissions, {gone.files} recordings and badges. "
        "Backups made before still hold them, and so does an issuer to whom something was sent."
    )


def _id(person: str) -> str:
    """The id of a person: a number alone is one of Telegram's."""
    if person.isdecimal():
        return channel_id(TELEGRAM, int(person))
    if (
        not channel_of(person)
        or not own_id(person)
        or (channel_of(person) == TELEGRAM and not own_id(person).isdecimal())
    ):
        stop(f"{person}: give the number that /privacy shows to the person, or their id, such as telegram:501.", 2)
    return person


def _key_of(sealed: str | None) -> str:
    """What to know of the key of a backup."""
    if sealed is None:
        return "It is in the clear: whoever has it can read it."
    return f"It is sealed under the key {sealed}, which is not in it: keep that key somewhere else than the backup."


def _held(manifest: BackupManifest) -> str:
    counts = manifest.counts
    return (
        f"{counts.get('person', 0)} people, {counts.get('draft', 0)} drafts, {counts.get('submission', 0)} submissions"
    )
