"""Commands for stored data: backup, restore, export, forget, correct and unlock."""

import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.channels.telegram.updates.update_fields import TELEGRAM
from bot.commands.console import out, plain, read_settings, stop, told_plainly
from bot.commands.operator_record import By, Reason, note, note_of_person
from bot.commands.person_lookup import Named, person_named
from bot.issuers.folder.erasing import InboxCopies
from bot.operator.correct_detail import correct as correct_detail
from bot.operator.correct_detail import take_lock_off
from bot.operator.decide import done
from bot.own_copy import copy_archive as own_copy
from bot.playground.local_chat import CHAT
from bot.playground.telegram import history_folder
from bot.settings.settings import Settings
from bot.storage.backups import backup as backups
from bot.storage.backups import backup_places
from bot.storage.backups.backup_manifest import BackupManifest
from bot.storage.beside.find_person import SentCopy, sent_copies
from bot.storage.erasing import erase_person, erasure_journal
from bot.storage.erasing.erasure import Erasure
from bot.storage.errors import StorageError
from bot.storage.sealing.unlock import check, under
from criteria import reader
from criteria.file_problem import LibraryError
from criteria.library import Library
from flows.model.channel_ids import channel_of, own_id


def backup(
    target: Annotated[
        Path | None, typer.Argument(help="the archive to write; without it, TEABREAK_BACKUP_FOLDER and _COMMAND")
    ] = None,
    insist: Annotated[
        bool, typer.Option("--insist", help="also where far less is there than at the last backup")
    ] = False,
) -> None:
    """Copy the database and its media while the bot runs, and read the copy back before calling it one."""
    settings = read_settings()
    with told_plainly():
        if target is not None:
            manifest = backups.backup(settings.data, target, insist=insist)
            out.print(f"Wrote {target} and read it back: {_held(manifest)}.", markup=False)
        else:
            _to_places(settings, insist=insist)
        if sealed := under(settings.data):
            out.print(f"It is sealed under the key {sealed}, which is not in it: keep that key somewhere else.")


def _to_places(settings: Settings, *, insist: bool) -> None:
    """To every place that is set. One that fails keeps the other from nothing, and the whole from being called good."""
    data, manifest, trouble = settings.data, None, []
    if settings.backup_folder is None and not settings.backup_command:
        stop("name the archive to write, or set TEABREAK_BACKUP_FOLDER or TEABREAK_BACKUP_COMMAND", 2)
    if settings.backup_folder is not None:
        try:
            file, manifest = backup_places.to_folder(data, settings.backup_folder, settings.backup_keep, insist=insist)
            out.print(f"Wrote {file} and read it back: {_held(manifest)}.", markup=False)
        except (StorageError, OSError) as error:
            trouble.append(error)
    if settings.backup_command:
        try:
            check = settings.backup_check_command
            manifest = backup_places.to_command(data, settings.backup_command, check, insist=insist)
            back = " and restored what came back" if check else ", which said that it has it"
            out.print(f"Gave a backup to the command{back}: {_held(manifest)}.", markup=False)
        except (StorageError, OSError) as error:
            trouble.append(error)
    if trouble:
        stop("\n".join(map(plain, trouble)), 1)
    if manifest is not None:
        backup_places.good(data, manifest)


def restore(
    archive: Annotated[Path, typer.Argument(help="an archive that `teabreak backup` wrote")],
    erasures: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="the journal of erasures, where the data folder has none"),
    ] = None,
    by: By = "",
    reason: Reason = "",
) -> None:
    """Put a backup into the data folder, which must hold no database yet. Who was erased since is left out."""
    settings = read_settings()
    data = settings.data
    with told_plainly():
        manifest = backups.restore(archive, data, erasures)
        noted = (data / erasure_journal.JOURNAL).is_file()
    if sealed := under(data):
        out.print(f"It is sealed: TEABREAK_KEY_FILE has to name the key {sealed}.")
    note(settings, "restore", archive.name, by, reason)
    out.print(f"Restored into {data}: {_held(manifest)}.", markup=False)
    if noted:
        out.print("Left out are those who were erased after the backup was made.")
    else:
        out.print("There was no journal of erasures: whoever was erased after the backup was made is back.")


def export(
    person: Named,
    target: Annotated[Path, typer.Argument(help="the .zip to write")],
    by: By = "",
    reason: Reason = "",
) -> None:
    """Write out everything of one person, who has asked to see it. The bot may run."""
    settings = read_settings()
    data, now = settings.data, datetime.now(settings.zone)
    contact = settings.operator_contact or "whoever gave you this file"
    with told_plainly():
        id_ = person_named(data, person)
        found = own_copy.export(data, id_, target, reader.read(settings.criteria), now, contact)
    if found is None:
        stop(f"Nobody with the number {person} is known here.", 1)
    note_of_person(settings, "export", id_, by, reason)
    out.print(
        f"Wrote {target}: {found.drafts} drafts, {found.submissions} submissions, {found.files} recordings and badges.",
        markup=False,
    )
    _tell_elsewhere(sent_copies(data, id_), "This does not hold")


def forget(person: Named, by: By = "", reason: Reason = "") -> None:
    """Remove everything of one person, who has asked for it. The bot may run."""
    settings = read_settings()
    data = settings.data
    with told_plainly():
        id_ = person_named(data, person)
        # A key that is missing is told before anything is noted.
        check(data)
        note_of_person(settings, "forget", id_, by, reason)
        copies = _copies(data, id_)
        erasure_journal.note(data, id_, time.time_ns() // 1_000_000)
        sent = Erasure(id_, 0, submissions=tuple((one.reference, one.attempt) for one in copies))
        # Before the rows, which alone say whose they are: a command that is killed is run again. And once more after
        # them, for what the bot delivered meanwhile.
        inbox = InboxCopies(data / "inbox")
        inbox.remove(sent)
        gone = erase_person.forget(data, id_)
        inbox.remove(sent)
        # The local chat, which is a Telegram, shows what was said in it for as long as its own folder holds it.
        number = own_id(id_) if channel_of(id_) == TELEGRAM else ""
        shown = bool(number) and history_folder.forget(data / CHAT, int(number), gone.known)
    if not gone.known and not shown:
        stop(f"Nobody with the number {person} is known here.", 1)
    out.print(f"Removed: {gone.drafts} drafts, {gone.submissions} submissions, {gone.files} recordings and badges.")
    _tell_elsewhere(copies, "Not removed")


def correct(
    person: Named,
    detail: Annotated[str, typer.Argument(help="which detail, by its id in the badge's file, such as email")],
    value: Annotated[str, typer.Argument(help="what it should be")],
    by: By = "",
    reason: Reason = "",
) -> None:
    """Put a detail of one person right, who has asked for it: in drafts and for the next badge. The bot may run."""
    settings = read_settings()
    data = settings.data
    with told_plainly():
        id_ = person_named(data, person)
        left = correct_detail(data, _library(settings), id_, detail, value)
        note_of_person(settings, f"correct {detail}", id_, by, reason)
        out.print(done(data, left, "Done. The worker was told."))
        _tell_elsewhere(sent_copies(data, id_), "Not changed")


def unlock(person: Named, by: By = "", reason: Reason = "") -> None:
    """Take the lock off the answers of one person, who forgot the PIN and showed who they are. The bot may run."""
    settings = read_settings()
    data = settings.data
    with told_plainly():
        id_ = person_named(data, person)
        left = take_lock_off(data, id_)
        note_of_person(settings, "unlock", id_, by, reason)
        out.print(done(data, left, "Done. The worker was told."))


def _library(settings: Settings) -> Library:
    try:
        return reader.read(settings.criteria)
    except LibraryError as error:
        stop(str(error), 1)


def _copies(data: Path, person: str) -> tuple[SentCopy, ...]:
    """What went out, where the database can tell."""
    with suppress(StorageError):
        return sent_copies(data, person)
    return ()


def _tell_elsewhere(copies: Sequence[SentCopy], told: str) -> None:
    """Says which copies were not reached from here."""
    lines = [f"{one.issuer} {'has' if one.arrived else 'may have'} {one.name}" for one in copies]
    lines += ["the chat on their phone and on Telegram's servers", "backups that were made before"]
    out.print(f"{told}:")
    for line in lines:
        out.print(f"- {line}", markup=False)


def _held(manifest: BackupManifest) -> str:
    counts = manifest.counts
    return (
        f"{counts.get('person', 0)} people, {counts.get('draft', 0)} drafts, {counts.get('submission', 0)} submissions"
    )
