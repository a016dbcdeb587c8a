"""Settings of what is stored: data folder, database, files, and the key of sealed data."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, ValidationInfo, field_validator

from bot.settings.process_environment import credentials_folder

KEY_CREDENTIAL = "teabreak_key"
"""The name of the credential with the key of sealed data."""
_POSTGRES = ("postgresql://", "postgres://")


def _check_database(text: str, data: Path | None) -> None:
    if not text.startswith(_POSTGRES):
        if "://" in text:
            raise ValueError("give an address that starts with postgresql://, or the path of a file for SQLite")
        if Path(text).is_dir():
            raise ValueError("it is a folder; name the file in it, such as teabreak.db")
        if not Path(text).parent.is_dir() and Path(text).parent != data:
            raise ValueError("the folder of this file is not there; make it")
        return
    try:
        parts = urlsplit(text)
        hosts = parts.netloc.rpartition("@")[2].split(",")
        ports = [host.rpartition(":")[2] for host in hosts if ":" in host.rpartition("]")[2]]
    except ValueError:
        ports = [""]
    if not all(port.isascii() and port.isdecimal() for port in ports):
        raise ValueError("its host and port cannot be read; spell signs such as / and @ in a password as %2F and %40")
    if not parts.path.strip("/"):
        raise ValueError("it names no database; give postgresql://user:password@host:5432/database")


def _on_server(info: ValidationInfo) -> bool:
    database = info.data.get("database")
    return database is not None and database.get_secret_value().strip().startswith(_POSTGRES)


class StorageSettings(BaseModel):
    """Where data are kept, and how several bots share them."""

    data: Path = Path("data")
    """The folder for the database and, on the route `folder`, for what is sent."""
    database: SecretStr | None = None
    """Where the database is: the path of a file for SQLite, or a `postgresql://` address. Without it: the file
    `teabreak.db` in the data folder. An address may hold a password."""
    media: str | None = None
    """Where files that people sent are kept: the whole path of a folder, which several machines may share, or
    `database` for the PostgreSQL database. Without it: the folder `media` in the data folder."""
    standby: bool = False
    """Whether a bot waits where another serves its PostgreSQL database, to take over once that one ends. Without it,
    it says so and ends."""
    together: bool = False
    """Whether several bots serve its PostgreSQL database at once, each with this setting."""
    takeover_seconds: float = Field(default=9.0, ge=1.0, le=14.0)
    """After how many seconds without a sign of life the others take over from one of them."""
    key_file: Path | None = None
    """The file with the key under which stored data are sealed. It must not stand in the data folder. Without it they
    are stored in the clear. Never the key itself: the environment is no place for it."""
    low_space_mb: int = Field(default=200, ge=0, le=1_000_000)
    """How many MB must be free on the disk of the data folder for recordings and badge files to be kept. Below that
    they are refused in plain words, and words are still kept. 0 refuses none."""

    @field_validator("database")
    @classmethod
    def _database_is_a_path_or_an_address(cls, given: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if given is not None:
            _check_database(given.get_secret_value().strip(), info.data.get("data"))
        return given

    @field_validator("media")
    @classmethod
    def _media_have_a_place(cls, where: str | None, info: ValidationInfo) -> str | None:
        if where == "database":
            if not _on_server(info):
                raise ValueError("TEABREAK_DATABASE is no PostgreSQL address, and a file holds no files; name a folder")
        elif where is not None:
            folder = Path(where)
            if not folder.is_absolute():
                raise ValueError("give `database`, or the whole path of a folder, such as /srv/teabreak/media")
            if not folder.parent.is_dir() or (folder.exists() and not folder.is_dir()):
                raise ValueError("there is no folder for it; make the one that it is to be in")
        return where

    @field_validator("standby")
    @classmethod
    def _who_stands_by_has_a_server(cls, standby: bool, info: ValidationInfo) -> bool:
        if standby and not _on_server(info):
            raise ValueError("TEABREAK_DATABASE is no PostgreSQL address, and a file has one bot; take it out")
        return standby

    @field_validator("together")
    @classmethod
    def _who_serves_together_has_a_server(cls, together: bool, info: ValidationInfo) -> bool:
        if together and not _on_server(info):
            raise ValueError("TEABREAK_DATABASE is no PostgreSQL address, and a file has one bot; take it out")
        if together and info.data.get("standby"):
            raise ValueError("TEABREAK_STANDBY has one bot serve at a time; take one of the two out")
        return together

    @property
    def key_path(self) -> Path | None:
        """Where the key of sealed data is: the file that is set, else the credential `teabreak_key`; None for none."""
        folder = credentials_folder()
        given = folder / KEY_CREDENTIAL if folder else None
        return self.key_file or (given if given and given.is_file() else None)

    @property
    def database_at(self) -> str | None:
        """The path or the address of the database; None for the file in the data folder."""
        return self.database.get_secret_value().strip() if self.database else None

    @property
    def on_server(self) -> bool:
        """Whether the database is on a server, and not in a file."""
        return (self.database_at or "").startswith(_POSTGRES)
