"""Every data folder of a test has its database on a PostgreSQL server, so that a test written for SQLite runs there."""

from pathlib import Path
from typing import Any

from support.postgres_server import PostgresProcess

from bot.storage.engine import locations
from bot.storage.engine.database_location import Location
from bot.storage.engine.locations import location
from bot.storage.postgres.blocking_connection import connection
from bot.storage.postgres.postgres_server import PostgresServer, at
from bot.storage.sqlite.database import DATABASE


class ServerFolders(dict[Path, Location]):
    """Takes the place of the names of databases: a folder that nobody named has a database of its own on a server."""

    def __init__(self, server: PostgresProcess) -> None:
        super().__init__()
        self._server = server
        self._free: list[str] = []
        self._given: dict[Path, str] = {}

    def get(self, folder: Path, default: Any = None) -> Any:
        """What was named; else a database on the server, but for scratch copies, which are files."""
        found = super().get(folder)
        if found is not None or (folder / DATABASE).exists():
            return found or default
        if folder not in self._given:
            self._given[folder] = self._free.pop() if self._free else self._server.new_database(with_tables=True)
        return at(folder, self._given[folder])

    def end(self) -> None:
        """Empties what a test has used, for the next one; but not where a bot that it left behind still serves."""
        for address in self._given.values():
            if not self._server.in_use(address):
                self._server.empty(address)
                self._free.append(address)
        self._given.clear()
        self.clear()


def address_of(data: Path) -> str:
    """The address of the PostgreSQL database of a folder; empty where it has a file."""
    place = location(data)
    return place.address.url if isinstance(place, PostgresServer) else ""


def read(address: str, query: str) -> list[tuple[object, ...]]:
    """What a query finds, in the kinds of values that SQLite has."""
    with connection(at(Path(), address).address) as opened:
        found = opened.wait(lambda driver: driver.fetch(query))
    return [tuple(int(value) if isinstance(value, bool) else value for value in row) for row in found]


def chosen() -> bool:
    """Whether folders have their databases on a server."""
    return isinstance(locations._NAMED, ServerFolders)
