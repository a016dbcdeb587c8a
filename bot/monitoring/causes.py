"""The cause of an error in plain words, and what an operator does about it. Never the error's own text.

An error's text may hold a path, a token or what somebody wrote; its class and codes cannot.
"""

import errno
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """What is wrong, and what to do."""

    cause: str
    do: str


_FULL = Cause("disk full", "make room on the disk of the data folder")
_FAILING = Cause("disk failing", "look at the disk and the kernel's log")
_NOT_ALLOWED = Cause("not allowed by the system", "let the bot's user write to its data folder")
_BUSY = Cause("database in use by another program", "end what holds the database open")
_DAMAGED = Cause("database damaged", "stop the bot and restore a backup")
_MAYBE_DAMAGED = Cause(
    "the database could not be read as it should", "leave the data as they are, and run teabreak doctor: it checks them"
)
_MEMORY = Cause("out of memory", "give the bot more memory")
_NETWORK = Cause("network", "nothing, unless it goes on; then look at the network")
_FAULT = Cause("fault in the program", "report this line")

_SQLITE = {
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _FAILING,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": _NOT_ALLOWED,
    "SQLITE_CANTOPEN": _NOT_ALLOWED,
    "SQLITE_PERM": _NOT_ALLOWED,
    "SQLITE_CORRUPT": _MAYBE_DAMAGED,
    "SQLITE_NOTADB": _MAYBE_DAMAGED,
    "SQLITE_NOMEM": _MEMORY,
}
"""By the names of SQLite's result codes; an extended code begins with the name of its kind."""
_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EIO: _FAILING,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOMEM: _MEMORY,
    errno.EMFILE: Cause("too many open files", "raise the limit of open files (LimitNOFILE)"),
    errno.ENOENT: Cause("a file is missing", "look at the data folder; restore a backup if a file was removed"),
}
_NAMES = {
    "MemoryError": _MEMORY,
    "TimeoutError": Cause("took too long", "nothing, unless it goes on; then look at the machine's load"),
    "TimedOut": Cause("Telegram took too long", _NETWORK.do),
    "NetworkError": Cause("Telegram not reached", _NETWORK.do),
    "NotSentError": Cause("Telegram not reached", _NETWORK.do),
    "NotReached": Cause("Telegram not reached", _NETWORK.do),
    "DiskTrouble": _FAILING,
    "DatabaseDamaged": _DAMAGED,
    "ServerDataDamaged": Cause("database damaged", "stop the bot, and look at the PostgreSQL server's log"),
    "DataInUse": Cause("data folder in use by another Teabreak", "stop the other one"),
    "DatabaseElsewhere": Cause("the address of the database is missing", "set TEABREAK_DATABASE as it is for the bot"),
    "DatabaseInUse": Cause("database in use by another Teabreak", "stop the other one"),
    "OfLaterInstance": Cause("written by a later release", "nothing: an instance of that release takes it"),
    "ClaimsLost": Cause("another instance has taken over", "nothing: it is started again"),
    "OlderInstancesServe": Cause("instances of an earlier release serve", "stop all of them, then start this one"),
    "DatabaseAway": Cause("database not reached", "look at the PostgreSQL server, and at the network to it"),
    "DatabaseSlow": Cause("database took too long", "look at the PostgreSQL server's load and disk"),
    "DatabaseFull": Cause("disk of the database full", "make room on the disk of the PostgreSQL server"),
    "DatabaseRefused": Cause("database refuses the bot", "look at TEABREAK_DATABASE, and at the rights of its user"),
    "DataFolderUnusable": Cause("the data folder cannot be used", "look at TEABREAK_DATA"),
    "DataTooNew": Cause("database of a later release", "install the later release"),
    "MigrationFailed": Cause("database not brought up to date", "run the release before, and report this line"),
    "KeyNeeded": Cause("the key of the data is missing", "set TEABREAK_KEY_FILE; teabreak doctor names the key"),
    "WrongKey": Cause("another key than the one of the data", "set TEABREAK_KEY_FILE; teabreak doctor names the key"),
    "KeyFileUnusable": Cause("the key file cannot be used", "put it back from where you keep a copy of it"),
    "LookupKeyUnusable": Cause("lookup.key cannot be used", "remove it; the bot makes a new one"),
    "NotSealed": Cause("a key is set, and the data are not sealed", "run teabreak key seal, or unset the key"),
    "SealingUnfinished": Cause("sealing was interrupted", "run the same teabreak key command again"),
    "NotOpened": Cause("stored data of one person do not open", "leave the data as they are, and report this line"),
    "FilesElsewhere": Cause("kept files are in another place", "set TEABREAK_MEDIA as before, or run teabreak move"),
    "MediaNeedServer": Cause("kept files need PostgreSQL", "look at TEABREAK_MEDIA and TEABREAK_DATABASE"),
    "Unreadable": Cause("a stored row cannot be read", "leave the data as they are, and report this line"),
    "FileDamaged": Cause("a kept file is missing or damaged", "restore it from a backup"),
    "flood": Cause("Telegram asks for a pause", "nothing"),
    "conflict": Cause("another program polls with this token", "find the other program and stop it"),
    "not_handled": Cause("updates could not be stored", "look at the line before this one"),
    "TypstError": _FAULT,
}
"""By the class of an error, or by a kind that a line of the log gives itself."""


def cause_of(error: BaseException | str) -> Cause:
    """The cause of an error, or of a kind of it: looked for along what it came of."""
    if isinstance(error, str):
        return _NAMES.get(error, _HTTP if error.startswith("HTTP ") else _FAULT)
    found = (_known(one) for one in _chain(error))
    return next((one for one in found if one is not None), _FAULT)


_HTTP = Cause("Telegram refused", "nothing, unless it goes on; then look at Telegram's own news")


def why(error: BaseException | str) -> dict[str, str]:
    """The fields of a line in the log: `kind`, `cause` and `do`."""
    found = cause_of(error)
    kind = error if isinstance(error, str) else type(error).__name__
    return {"kind": kind, "cause": found.cause, "do": found.do}


_REASONS = {
    "full": _FULL,
    "not_allowed": Cause("issuer refuses the bot", "look at the issuer's secrets, or at who owns the inbox"),
    "unreachable": Cause("issuer's system does not answer", "nothing; if it goes on for hours, ask the issuer"),
    "busy": Cause("issuer asks for a pause", "nothing"),
    "not_found": Cause("nothing at the issuer's address", "ask the issuer for the address, and put it in its file"),
    "moved": Cause("issuer's address points elsewhere", "ask the issuer for the address, and put it in its file"),
    "insecure": Cause("server's certificate is not right", "look at the mail settings, or tell the issuer"),
    "no_reference": Cause("issuer gave no reference", "tell the issuer; the contract says what to answer"),
    "refused": Cause("issuer's system refuses it", "ask the issuer why, and name the reference"),
    "too_large": Cause("too large for the issuer's system", "ask the issuer to raise its limit"),
    "too_long": Cause("an answer is too long for the issuer's system", "tell the issuer; the worker can shorten it"),
    "no_recordings": Cause("issuer takes no recordings", "nothing; the worker can type instead"),
    "not_mapped": Cause("issuer's file does not fit its system", "mend the issuer's file"),
    "form_changed": Cause("issuer's form has changed", "mend the issuer's file"),
    "altered": Cause("issuer keeps other words", "tell the issuer, and name the reference"),
    "closed": Cause("issuer takes no submissions any more", "ask the issuer where they go now"),
    "taken": Cause("something else stands in the inbox", "move it away"),
    "odd_reference": Cause("a name that cannot name a file", "report this line"),
    "recording_gone": Cause("a recording is missing", "restore it from a backup"),
    "recording_changed": Cause("a recording is damaged", "restore it from a backup"),
    "not_ready": Cause("a setting is missing", "start the bot again; it names what is missing"),
    "broke": _FAULT,
}
"""By the reasons for which jobs fail (`bot/issuers/route.py`)."""


def because(reason: str) -> dict[str, str]:
    """The fields of a line in the log about a job that failed: `reason`, `cause` and `do`."""
    found = _REASONS.get(reason) or _NAMES.get(reason)
    return {"reason": reason} if found is None else {"reason": reason, "cause": found.cause, "do": found.do}


def _chain(error: BaseException) -> Iterator[BaseException]:
    """What is nearest to the cause comes first."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and len(chain) < 10:
        chain.append(one)
        one = one.__cause__
    return reversed(chain)


def _known(error: BaseException) -> Cause | None:
    name: str = getattr(error, "sqlite_errorname", "")
    for start, cause in _SQLITE.items():
        if name.startswith(start):
            return cause
    if isinstance(error, OSError) and error.errno in _ERRNO:
        return _ERRNO[error.errno]
    if isinstance(error, ConnectionError):
        return _NETWORK
    return next((_NAMES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in _NAMES), None)
