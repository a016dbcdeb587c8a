"""A PostgreSQL server of the tests' own, from Debian's package: one for each process of tests."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.storage.postgres.blocking_connection import connection
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.postgres.postgres_migrations import migrate

PASSWORD = "quokka fjord/@:1"
"""With signs in it that an address spells out."""
_SECONDS = 60
_EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', name);
    END LOOP;
    INSERT INTO last_batch VALUES (1, '');
END $$;
"""
"""Makes a database as new ones are, in a tenth of the time that a new one takes."""


def programs() -> Path:
    """The folder of the server's programs. Skips the test where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("postgres")
    path = found[-1] if found else Path(named) if named else None
    if path is not None:
        return path.parent
    if os.environ.get("CI"):
        pytest.fail("PostgreSQL is missing, and continuous integration must not skip it")
    pytest.skip("PostgreSQL is not installed: make system")


class PostgresProcess:
    """A server in a folder of its own, on a socket and on a port of loopback."""

    def __init__(self, folder: Path, *, counting: bool = False) -> None:
        """`counting` has it count what each statement reads."""
        self._counting = counting
        self._programs = programs()
        self.folder = folder
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]

    @property
    def pid(self) -> int:
        """The server's first process; 0 while it does not run."""
        return self._process.pid if self._process else 0

    def _run(self, *command: str) -> None:
        done = subprocess.run(command, check=False, capture_output=True, **self._user())
        assert done.returncode == 0, done.stderr.decode()

    @staticmethod
    def _user() -> dict[str, object]:
        # The server refuses to run as root; Debian's package has a user for it.
        return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}

    @staticmethod
    def owns(folder: Path) -> None:
        """Gives a folder to the server's user."""
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")

    def make(self) -> None:
        """Makes the server's files."""
        self.owns(self.folder)
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._run(
            str(self._programs / "initdb"), "-D", str(self.folder / "data"), "-U", "teabreak", "--auth-local=trust",
            "--auth-host=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--locale=C.UTF-8",
            "--no-instructions",
        )  # fmt: skip

    def start(self) -> None:
        """Starts it, and returns once it answers."""
        options = {
            "listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": str(self.folder),
            "shared_buffers": "32MB", "max_connections": "60", "log_destination": "stderr",
        }  # fmt: skip
        if self._counting:
            options |= {"shared_preload_libraries": "pg_stat_statements", "pg_stat_statements.track_utility": "off"}
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(self.folder / "data"), *arguments],
                stdout=log, stderr=log, **self._user(),
            )  # fmt: skip
        until = time.monotonic() + _SECONDS
        ask = [str(self._programs / "pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)]
        while subprocess.run(ask, check=False).returncode:
            assert time.monotonic() < until, (self.folder / "log").read_text()
            assert self._process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends it: SIGINT ends connections, SIGQUIT is as if it had crashed."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_SECONDS)
            self._process = None

    def psql(self, statement: str, database: str = "postgres") -> str:
        """Carries out a statement, and returns what it prints."""
        done = subprocess.run(
            [str(self._programs / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder),
             "-p", str(self.port), "-U", "teabreak", "-d", database, "-c", statement],
            check=False, capture_output=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def in_use(self, address: str) -> bool:
        """Whether anybody is connected to a database."""
        name = address.partition("?")[0].rpartition("/")[2]
        return self.psql(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'") != "0"

    def dump(self, address: str) -> bytes:
        """Every row of every table of a database, and what makes its tables, as `pg_dump` writes it."""
        return subprocess.run([str(self._programs / "pg_dump"), "-d", address], check=True, capture_output=True).stdout

    def files(self, address: str) -> dict[Path, bytes]:
        """The files of a database's tables, once all of it is in them and what is gone is removed."""
        name = address.partition("?")[0].rpartition("/")[2]
        self.psql("CHECKPOINT")
        oid = self.psql(f"SELECT oid FROM pg_database WHERE datname = '{name}'")
        return {path: path.read_bytes() for path in (self.folder / "data" / "base" / oid).iterdir() if path.is_file()}

    def log_files(self) -> bytes:
        """Every byte of the log from which the server recovers."""
        return b"".join(path.read_bytes() for path in (self.folder / "data" / "pg_wal").rglob("*") if path.is_file())

    def set(self, name: str, value: str) -> None:
        """Sets something for the whole server, from the next connection on."""
        self.psql(f"ALTER SYSTEM SET {name} = {value}")
        self.psql("SELECT pg_reload_conf()")
        while self.psql(f"SHOW {name}") != value:
            time.sleep(0.02)

    def new_database(self, *, with_tables: bool = False) -> str:
        """The address of a new, empty database."""
        name = self.named_anew()
        if with_tables:
            with connection(PostgresAddress(self.address(name))) as opened:
                opened.wait(migrate)
        return self.address(name)

    def named_anew(self) -> str:
        """The name of a new, empty database."""
        name = f"test{next(self._numbers)}"
        self.psql(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def empty(self, address: str) -> None:
        """Empties a database of ours."""
        with connection(PostgresAddress(address)) as opened:
            opened.wait(lambda driver: driver.execute(_EMPTY))

    def address(self, name: str) -> str:
        """The address of a database over the socket."""
        return f"postgresql://teabreak@/{name}?host={quote(str(self.folder))}&port={self.port}"

    def address_by_port(self, name: str, port: int | None = None, password: str = PASSWORD) -> str:
        """The address of a database over loopback, which takes a password."""
        return f"postgresql://teabreak:{quote(password, safe='')}@127.0.0.1:{port or self.port}/{name}"


@contextmanager
def running(*, counting: bool = False) -> Iterator[PostgresProcess]:
    """A server, gone at the end with all it held."""
    # Where the suite keeps all that it writes: in memory, if there is room.
    folder = Path(tempfile.mkdtemp(prefix="teabreak-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    try:
        # The server's user has to get to its folder.
        folder.chmod(0o755)
        server = PostgresProcess(folder, counting=counting)
        server.make()
        server.start()
        try:
            yield server
        finally:
            # Nobody wants what is in it.
            server.stop(signal.SIGQUIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
