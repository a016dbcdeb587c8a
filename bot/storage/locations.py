"""Which database this process uses for a data folder, so that whatever reads in it need not be handed that."""

from pathlib import Path

from bot.storage.database_location import Location
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.postgres.postgres_server import PostgresServer
from bot.storage.sqlite.sqlite_file import SqliteFile

_NAMED: dict[Path, Location] = {}


def name_database(data: Path, url: str | None) -> None:
    """Names the PostgreSQL database of a folder by its address; None for the file of the folder."""
    if url is None:
        _NAMED.pop(data.absolute(), None)
    else:
        _NAMED[data.absolute()] = PostgresServer(data, PostgresAddress(url))


def location(data: Path) -> Location:
    """Where the database of a folder is: in a file of the folder, unless another place was named."""
    return _NAMED.get(data.absolute()) or SqliteFile(data)
