"""Tells errors of PostgreSQL and of its driver apart. Their texts are dropped: they repeat what is stored."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from bot.storage.errors import (
    DatabaseAway,
    DatabaseFault,
    DatabaseFull,
    DatabaseRefused,
    DatabaseSlow,
    ServerDataDamaged,
    StorageError,
)

_RIGHTS = "the user may not make and change tables; make the database that user's own"
_REFUSED = {
    "28P01": "the server refuses the user or the password",
    "28000": "the server refuses the user; look at its pg_hba.conf",
    "3D000": "the server has no database of that name; make it with createdb",
    "42501": _RIGHTS,
    "3F000": _RIGHTS,
}
# Codes, or how they begin, as the manual of PostgreSQL lists them.
_AWAY = ("08", "57P", "53300", "25006", "40001", "40P01")
_NO_PRIMARY = asyncpg.TargetServerAttributeNotMatched
_FULL = ("53100",)
_SLOW = ("57014", "55P03", "53200", "25P03")
_DAMAGED = ("XX001", "XX002", "58030", "58P01")


@contextmanager
def translated() -> Iterator[None]:
    """Errors of the driver come out as the store's own."""
    try:
        yield
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError) as error:
        told = meaning(error)
    else:
        return
    # Raised outside the handler: the chain of errors holds nothing of what is stored.
    raise told from None


def meaning(error: BaseException) -> StorageError:
    """What an error of the driver means for an operator."""
    match error:
        case ssl.SSLCertVerificationError():
            return DatabaseRefused("the server's certificate is not right; look at sslmode and sslrootcert")
        case asyncpg.ClientConfigurationError():
            return DatabaseRefused("the address cannot be used; give postgresql://user:password@host:5432/database")
        case ValueError() if not isinstance(error, _NO_PRIMARY):
            return DatabaseFault("client")
        case asyncpg.PostgresError():
            return _by_code(getattr(error, "sqlstate", None) or "")
        case TimeoutError():
            return DatabaseSlow()
        case _:
            # With them asyncpg.InternalClientError, for a connection that the server ended while a statement was on its
            # way (the driver's issue 1069). On that connection nothing works any more.
            return DatabaseAway()


def _by_code(code: str) -> StorageError:
    if code in _REFUSED:
        return DatabaseRefused(_REFUSED[code])
    for codes, kind in ((_FULL, DatabaseFull), (_SLOW, DatabaseSlow), (_DAMAGED, ServerDataDamaged)):
        if code in codes:
            return kind()
    return DatabaseAway() if code.startswith(_AWAY) else DatabaseFault(code)
