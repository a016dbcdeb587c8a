"""Which database this process uses for a data folder, so that whatever reads in it need not be handed that."""

from pathlib import Path

from bot.storage.database_location import Location
from bot.storage.errors import DatabaseElsewhere, NoFile
from bot.storage.postgres.postgres_address import SCHEMES, PostgresAddress
from bot.storage.postgres.postgres_server import MARK, PostgresServer
from bot.storage.sqlite.sqlite_file import SqliteFile

_NAMED: dict[Path, Location] = {}


def name_database(data: Path, where: str | None) -> None:
    """Names the database of a folder, by an address or the path of a file; None for `teabreak.db` in the folder."""
    if where is None:
        _NAMED.pop(data.absolute(), None)
    elif where.startswith(SCHEMES):
        _NAMED[data.absolute()] = PostgresServer(data, PostgresAddress(where))
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


def file_of(data: Path) -> Path:
    """The file of the database of a folder. Raises NoFile for one on a server."""
    place = location(data)
    if isinstance(place, SqliteFile):
        return place.path
    raise NoFile
