"""Which database this process uses for a data folder, so that whatever reads in it need not be handed that."""

from importlib import import_module
from pathlib import Path

from bot.storage.engine.database_location import MARK, SERVER_SCHEMES, Location
from bot.storage.errors import DatabaseElsewhere
from bot.storage.sqlite.sqlite_file import SqliteFile

_NAMED: dict[Path, Location] = {}


def name_database(data: Path, where: str | None, lease: float | None = None) -> None:
    """Names the database of a folder, by an address or the path of a file; None for `teabreak.db` in the folder.

    With a `lease` a bot of this process serves an address together with others, and is taken for dead after so many
    seconds without a sign of life.
    """
    if where is None:
        _NAMED.pop(data.absolute(), None)
    elif where.startswith(SERVER_SCHEMES):
        # Its driver is loaded where it is needed: commands that run every minute are to be light.
        _NAMED[data.absolute()] = import_module("bot.storage.postgres.postgres_server").at(data, where, lease)
    else:
        _NAMED[data.absolute()] = SqliteFile(data, Path(where))


def location(data: Path) -> Location:
    """Where the database of a folder is: in a file of the folder, unless another place was named.

    Raises DatabaseElsewhere where none was named, and the folder belongs to one on a server.
    """
    named = _NAMED.get(data.absolute())
    if named is None and (data / MARK).exists():
        raise DatabaseElsewhere(data / MARK)
    return named or SqliteFile(data)
