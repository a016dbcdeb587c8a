"""Which database this process uses for a data folder, so that whatever reads in it need not be handed that."""

from pathlib import Path

from bot.storage.database_location import Location
from bot.storage.sqlite.sqlite_file import SqliteFile

_NAMED: dict[Path, Location] = {}


def location(data: Path) -> Location:
    """Where the database of a folder is: in a file of the folder, unless another place was named."""
    return _NAMED.get(data.absolute()) or SqliteFile(data)
