"""Where the files of a data folder are kept, so that whatever reads them need not be handed that."""

from importlib import import_module
from pathlib import Path
from typing import cast

from bot.storage.engine.locations import location
from bot.storage.errors import FilesElsewhere
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.kept_files.media_place import MediaPlace
from bot.storage.sqlite.database import MEDIA
from bot.storage.sqlite.sqlite_file import SqliteFile

IN_DATABASE = "database"
"""How the database is named as the place of files."""
_NAMED: dict[Path, str] = {}


def name_media(data: Path, where: str | None) -> None:
    """Names the place of a data folder's files: `database`, or a folder; None for `media` in the data folder."""
    _NAMED.pop(data.absolute(), None)
    if where is not None:
        _NAMED[data.absolute()] = where


def media_place(data: Path) -> MediaPlace:
    """The place of a data folder's files."""
    where = _NAMED.get(data.absolute())
    if where == IN_DATABASE:
        return in_database(data)
    # Several instances may serve one database, with one folder of files.
    shared = where is not None or not isinstance(location(data), SqliteFile)
    return MediaFolder(data / MEDIA if where is None else Path(where), shared=shared)


def in_database(data: Path) -> MediaPlace:
    """The tables of a data folder's database, which is on PostgreSQL."""
    # Its driver is loaded where it is needed: commands that run every minute are to be light.
    made = import_module("bot.storage.postgres.media_rows").of(location(data))
    return cast("MediaPlace", made)


def media_folder(data: Path) -> Path | None:
    """The folder of a data folder's files; None where they are in the database."""
    place = media_place(data)
    return place.folder if isinstance(place, MediaFolder) else None


def not_elsewhere(data: Path) -> None:
    """Raises FilesElsewhere where files lie in another place than the one that is set: they would seem to be lost."""
    here = media_place(data)
    for one in other_places(data):
        if next(iter(one.names()), None) is not None:
            raise FilesElsewhere(str(one), str(here))


def other_places(data: Path) -> list[MediaPlace]:
    """Where else files of this data folder may have been kept before."""
    own, here = MediaFolder(data / MEDIA), media_folder(data)
    found: list[MediaPlace] = [] if here is not None and here.absolute() == own.folder.absolute() else [own]
    if here is not None and not isinstance(location(data), SqliteFile):
        found.append(in_database(data))
    return found
