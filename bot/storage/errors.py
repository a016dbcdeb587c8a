"""Errors of the data folder and of the database. None repeats what is stored, or an address.

Trouble is one of three: it may pass (a full or busy disk, a failed write, a server that is away), the data is damaged,
or the fault is ours.
"""

import errno
import sqlite3
from pathlib import Path

_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)

_STAYING = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP, errno.EACCES}
)
"""Errors of a path: it is put right by somebody, and never by waiting."""


def may_pass(error: BaseException | None) -> bool:
    """Whether an error, or what it came of, is trouble of the disk that may pass by itself."""
    while error is not None:
        if isinstance(error, StorageError) and error.passes:
            return True
        if isinstance(error, OSError):
            return error.errno not in _STAYING
        # The low byte of SQLite's code is the kind; the rest says where it was met.
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING:
            return True
        error = error.__cause__
    return False


class StorageError(Exception):
    """Why the data cannot be used as asked, in words for an operator."""

    passes = False
    """Whether it may pass by itself, so that the same is to be tried again."""


class DataInUse(StorageError):
    """Another process works on this data folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is in use by another Teabreak: stop that one first")


class ServerTrouble(StorageError):
    """The PostgreSQL server did not do what it was asked: nothing is wrong with anything that is stored of a person."""


class DatabaseInUse(DataInUse, ServerTrouble):
    """Another process, on this machine or another, serves this database."""

    # That one may end by itself, as it does when a machine is replaced.
    passes = True

    def __init__(self) -> None:
        StorageError.__init__(
            self, "the PostgreSQL database is in use by another Teabreak: stop that one, or give this one its own"
        )


class OlderInstancesServe(DataInUse, ServerTrouble):
    """Instances of an earlier release serve the database, which would break under what this release changes in it."""

    passes = True

    def __init__(self) -> None:
        StorageError.__init__(
            self,
            "instances of an earlier release serve the PostgreSQL database, and this release changes tables that they "
            "use: stop all of them, then start this one",
        )


class DatabaseAway(ServerTrouble):
    """The PostgreSQL server is not reached, is starting or stopping, or takes no writes. Nothing was lost by it."""

    passes = True

    def __init__(self) -> None:
        super().__init__(
            "the PostgreSQL database is not reached: the server is down, starting, or has ended the connection. "
            "It is tried again"
        )


class DatabaseSlow(ServerTrouble):
    """A statement took too long, or waited too long for another."""

    passes = True

    def __init__(self) -> None:
        super().__init__("the PostgreSQL database took too long to answer. It is tried again")


class DatabaseFull(ServerTrouble):
    """The disk of the PostgreSQL server is full."""

    passes = True

    def __init__(self) -> None:
        super().__init__("the disk of the PostgreSQL server is full: make room there. It is tried again")


class DatabaseRefused(ServerTrouble):
    """The PostgreSQL server does not let this program do what it has to, until somebody puts that right."""

    def __init__(self, what: str) -> None:
        super().__init__(f"TEABREAK_DATABASE: {what}")


class DatabaseFault(ServerTrouble):
    """The PostgreSQL server refused a statement: a fault of this program, or of the server."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the PostgreSQL database refused a statement (code {code})")


class DataFolderUnusable(StorageError):
    """The data folder cannot be made, or not be written to, until somebody puts that right."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"the data folder {folder} cannot be used ({reason}). Name another in TEABREAK_DATA, "
            "or let the user whom the bot runs as write there"
        )


class DataTooNew(StorageError):
    """The data was written by a later release than this one."""

    def __init__(self, what: str, found: int, known: int) -> None:
        super().__init__(f"{what} has version {found}, and this release knows up to {known}: install a later one")


class OfLaterInstance(StorageError):
    """An instance of a later release has written something of a person that this release cannot read.

    Nothing is wrong with it: an instance of that release takes the turn once it comes again.
    """

    passes = True

    def __init__(self) -> None:
        super().__init__("an instance of a later release has written this person's data: it takes their turns")


class DataTooOld(StorageError):
    """The database was last written by an earlier release."""

    def __init__(self, where: Path | str) -> None:
        super().__init__(f"the database in {where} is of an earlier release: start the bot once, which updates it")


class OutOfReach(StorageError):
    """The database cannot be read or written at this moment, or by this user."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the database in {folder} cannot be used: run this as the bot's user, and look at the disk")


class Unreadable(StorageError):
    """Something stored is not what its kind should be."""

    def __init__(self, what: str, problems: int) -> None:
        super().__init__(f"a stored {what} cannot be read: {problems} of its fields are not as they should be")


class MigrationFailed(StorageError):
    """A step to a newer database did not work, and the database is as it was before that step."""

    def __init__(self, step: str, problem: str) -> None:
        super().__init__(f"the database could not be brought up to {step}: {problem}. It is as it was before")


class ServerDataDamaged(ServerTrouble):
    """The PostgreSQL server says that its files are damaged."""

    def __init__(self) -> None:
        super().__init__(
            "the PostgreSQL server says that its files are damaged. Stop the bot, look at the server's log, and put "
            "a backup of the server in place"
        )


class DatabaseDamaged(StorageError):
    """An integrity check has found that the database is not sound."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"the database in {folder} is damaged, as a check of the whole file says. Stop the bot, keep the damaged "
            "file under another name, and put a backup in its place (teabreak restore)"
        )


class DiskTrouble(StorageError):
    """The disk is full, busy or failing. Nothing is known to be wrong with the data."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"the database in {folder} cannot be used at this moment: the disk is full, busy or failing. "
            "Leave the data as it is; it is tried again soon"
        )


class Changed(StorageError):
    """The stored state is not the one that was read; the batch must not be written."""


class FileTooLong(StorageError):
    """More bytes came than may be kept; nothing of them was."""

    def __init__(self, most: int) -> None:
        super().__init__(f"a file is longer than {most} bytes")


class FileDamaged(StorageError):
    """The bytes of a digest are not on the disk, or not as they were written."""

    def __init__(self) -> None:
        super().__init__("a kept file is missing or damaged: put it back from a backup")


class NotOpened(StorageError):
    """Something sealed was changed, stood in another row, or has lost its key."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"a sealed {what} of one person does not open: it was changed, moved from elsewhere, or its key is gone. "
            "Leave the data as they are, and report it. Nobody else is affected"
        )


class KeyFileUnusable(StorageError):
    """The file of the master key cannot be used; nothing was read or changed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"TEABREAK_KEY_FILE: {path} cannot be used as the key ({reason}). The data were left alone")


class KeyNeeded(StorageError):
    """The data are sealed, and no key was given."""

    def __init__(self, folder: Path, needed: str) -> None:
        super().__init__(
            f"the data in {folder} are sealed under the key {needed}. Set TEABREAK_KEY_FILE to the file that holds it. "
            "Nothing was changed. If every copy of that key is lost, nobody can read these data or their backups; "
            "name an empty folder in TEABREAK_DATA to start again, and keep this one until you are sure"
        )


class WrongKey(StorageError):
    """The data are sealed under another key than the one that was given."""

    def __init__(self, folder: Path, needed: str, given: str) -> None:
        super().__init__(
            f"the data in {folder} are sealed under the key {needed}, and TEABREAK_KEY_FILE names the key {given}. "
            f"Name the file with the key {needed}: `teabreak key rotate` keeps an older one beside the new one, "
            f"as a file that ends in .{needed}. Nothing was changed"
        )


class NotSealed(StorageError):
    """A key was given, and the data are not sealed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"TEABREAK_KEY_FILE is set, and the data in {folder} are not sealed. Stop the bot and run "
            "`teabreak key seal`, or take the setting out"
        )


class NothingSealed(StorageError):
    """The data are not sealed, so there is no key to change."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the data in {folder} are not sealed, so no key was changed. `teabreak key seal` seals them")


class SealingUnfinished(StorageError):
    """The data were being sealed, or opened, and that has not ended."""

    def __init__(self, folder: Path, command: str) -> None:
        super().__init__(
            f"`teabreak key {command}` was interrupted in {folder}, and traces of the old form may be left. Run it "
            "again: it goes on where it was"
        )


class DatabaseElsewhere(StorageError):
    """The data folder belongs to a database on a server, and no address was given."""

    def __init__(self, mark: Path) -> None:
        super().__init__(
            f"the database of {mark.parent} is on a PostgreSQL server. Set TEABREAK_DATABASE to its address, as it is "
            f"set for the bot. If the data are not there any more, remove {mark}"
        )


class FilesElsewhere(StorageError):
    """Files that people sent are in another place than the one that is set."""

    def __init__(self, where: str, here: str) -> None:
        super().__init__(
            f"TEABREAK_MEDIA: files that people sent are in {where}, and {here} is set for them. Stop the bot and run "
            "`teabreak move`, which brings them there; or set it as it was"
        )


class MediaNeedServer(StorageError):
    """Files are to be kept in a database that is a file."""

    def __init__(self) -> None:
        super().__init__(
            "TEABREAK_MEDIA: files that people sent can be kept in a PostgreSQL database alone. Name a folder, or take "
            "the setting out"
        )


class CopyFailed(StorageError):
    """Rows could not be copied between engines as they are; nothing was kept of the copy."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the database was not copied: {what}. Both are as they were before")


class NotEmpty(StorageError):
    """There are data already where some were to be put."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{where} holds data already: name an empty database")


class BackupError(StorageError):
    """A backup cannot be made, or cannot be trusted."""
