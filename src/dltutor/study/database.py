"""The file that the student's history lives in: SQLite, safe against crashes and against a second tutor beside it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dltutor.paths import data_dir
from dltutor.study.faults import foreign, newer, told
from dltutor.study.schema import APPLICATION, MIGRATIONS

PATIENCE = 5.0
"""Seconds to wait for another process that writes; a write takes milliseconds."""


def history_file() -> Path:
    """Where the history of this person is kept."""
    return data_dir() / "history.sqlite3"


class Database:
    """The history's database. Made and migrated when first opened, one connection a thread.

    Whatever goes wrong with file or disk is a DltutorError that says what to do.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._mine = threading.local()
        self._connections: list[sqlite3.Connection] = []

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept; whoever only reads need not make the file."""
        with told(self.file):
            return self.file.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees the state of one moment, whatever others write meanwhile."""
        with told(self.file), _transaction(self._connection(), "DEFERRED") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is kept in full when the block ends, and not at all when it fails."""
        with told(self.file), _transaction(self._connection(), "IMMEDIATE") as connection:
            yield connection

    def close(self) -> None:
        """Close the connections of all threads, which must be done with them."""
        while self._connections:
            self._connections.pop().close()
        self._mine = threading.local()

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self._mine.connection = self._opened()
            self._connections.append(connection)
        return connection

    def _opened(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        if not self.file.exists():
            self.file.touch(mode=0o600)  # answers are for their owner's eyes; SQLite's files beside it take this mode
        connection = connect(self.file)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection, self.file)
            _log_ahead(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def connect(file: Path) -> sqlite3.Connection:
    """A connection that waits for others, leaves transactions to whoever uses it, and gives rows with names."""
    # Only one thread uses it, but another may close it.
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Bring the tables up to date, in one transaction: two processes at their first start do it once.

    Args:
        connection: To the database.
        file: To be named in an error.
    """
    if _seen_migrations(connection, file) == len(MIGRATIONS):
        return
    with _transaction(connection, "IMMEDIATE"):
        for number in range(_seen_migrations(connection, file), len(MIGRATIONS)):
            for statement in MIGRATIONS[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")


def is_history(connection: sqlite3.Connection) -> bool:
    """Whether a database bears dltutor's mark."""
    return _number(connection, "PRAGMA application_id") == APPLICATION


def _seen_migrations(connection: sqlite3.Connection, file: Path) -> int:
    """The migrations that a file has seen. Raises DltutorError for what isn't dltutor's, or a later dltutor's."""
    version = _number(connection, "PRAGMA user_version")
    empty = not _number(connection, "SELECT count(*) FROM sqlite_master")
    if not empty and not is_history(connection):
        raise foreign(file)
    if version > len(MIGRATIONS):
        raise newer(file, version, len(MIGRATIONS))
    return version


@contextmanager
def _transaction(connection: sqlite3.Connection, kind: str) -> Iterator[sqlite3.Connection]:
    """All or nothing, Ctrl-C included."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # Where SQLite itself has rolled back already (a full disk), there is nothing left to roll back.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Write-ahead log: readers never wait for a writer. It is flushed at each commit (``synchronous`` is FULL)."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        # Another process that opens the file at this moment asks for the same, and the mode stays with the file; a
        # file system that can't do it (some networks) keeps the slower way, which is as safe.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
