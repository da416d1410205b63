"""The whole history copied into one file, and back again, while tutors are open."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from dltutor.errors import UsageError
from dltutor.study import faults
from dltutor.study.database import Database, connect, is_history, migrate
from dltutor.study.day import Clock, now
from dltutor.study.schema import APPLICATION

_DATED = "%Y-%m-%d-%H%M%S.sqlite3"
_LOG, _INDEX = "-wal", "-shm"
"""What SQLite calls the files beside a database that is open, and beside one that was left by a crash."""


def backup(database: Database, target: Path, clock: Clock = now) -> Path:
    """Copy the history, as it is at one moment, into a file: all of it or none, checked, for its owner's eyes alone.

    Args:
        database: The history; tutors may go on writing into it.
        target: The file, or a folder for one with a dated name. A history that is there is replaced.
        clock: Gives the date.

    Returns:
        The file that was written.

    Raises:
        UsageError: There is no history, or the target is another program's file or a history in use.
        DltutorError: History or target can't be read or written, or the history is damaged.
    """
    if not database.exists:
        raise UsageError("There is no history to back up yet.", hint="It begins with your first answer.")
    with faults.told(target, backup=True):
        file = _unused(target / f"dltutor-history-{clock():{_DATED}}") if target.is_dir() else target
        _refuse_to_harm(file, database)
        file.parent.mkdir(parents=True, exist_ok=True)
        with _beside(file) as fresh:
            _write_copy(database, fresh)
            fresh.replace(file)
            _flush(file.parent)
    return file


def restore(database: Database, source: Path, clock: Clock = now) -> Path | None:
    """Bring back a history that was backed up, by this dltutor or an older one.

    It is written over the present one in a single transaction: open tutors go on with the restored one, and a crash
    leaves the present one whole.

    Args:
        database: The present history; made where there is none.
        source: What :func:`backup` has written, or a copy of a history that no tutor has open.
        clock: Gives the date in the name of what is kept.

    Returns:
        Where the present history is kept, beside it; None where there was none.

    Raises:
        UsageError: There is no such file.
        DltutorError: The source is damaged, foreign or newer, or the present history can't be read or written.
    """
    if not source.is_file():
        raise UsageError(f"There is no file {source}.", hint="Name a file that `dltutor backup` has written.")
    with tempfile.TemporaryDirectory(prefix="dltutor-") as folder:
        restored = Path(folder) / "restored.sqlite3"
        with faults.told(source, backup=True):
            _take_in(source, restored)
        if not database.exists:
            _write_over(database, restored, lambda: None)
            return None
        name = f"{database.file.stem}-before-restore-{clock():{_DATED}}"
        kept = _unused(database.file.with_name(name))
        try:
            _write_over(database, restored, lambda: backup(database, kept))
        except faults.Damaged:
            _put_in_place_of_damaged(database, restored, kept)
    return kept


def _refuse_to_harm(file: Path, database: Database) -> None:
    """Raise UsageError where a file is there that isn't a history, or a history that may be open."""
    if not file.exists():
        return
    if file.samefile(database.file):
        raise UsageError(f"{file} is the history itself.", hint="Name another file.")
    # A header's application id stands at byte 68: https://sqlite.org/fileformat.html#the_database_header
    with file.open("rb") as opened:
        header = opened.read(72)
    if header[68:] != APPLICATION.to_bytes(4):
        raise UsageError(f"{file} is there, and is no history of dltutor's.", hint="Name another file.")
    if file.with_name(file.name + _LOG).exists():
        raise UsageError(f"{file} is a history in use.", hint="Name another file, or close what has it open.")


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A file beside another, on the same disk, that goes away unless it was moved."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _write_copy(database: Database, file: Path) -> None:
    """Copy a history into an empty file, which is whole without any other beside it, and flush it to the disk."""
    with database.reading():
        pass  # one that is foreign or newer is told of here
    try:
        with closing(connect(database.file)) as present, closing(connect(file)) as copy:
            _copy(present, copy, database.file)
            copy.execute("PRAGMA journal_mode = DELETE")
            whole = _is_whole(copy)
    except sqlite3.DatabaseError as error:
        if not faults.is_damage(error):
            raise
        whole = False
    if not whole:
        raise faults.damaged(database.file)
    _flush(file)


def _take_in(source: Path, file: Path) -> None:
    """Copy a backup, check it and bring its tables up to date; the backup itself isn't even opened as a database."""
    for ending in ("", _LOG):
        if source.with_name(source.name + ending).exists():
            shutil.copyfile(source.with_name(source.name + ending), file.with_name(file.name + ending))
    with closing(connect(file)) as copy:
        if not is_history(copy):
            raise faults.foreign(source)
        migrate(copy, source)
        if not _is_whole(copy):
            raise faults.damaged(source, backup=True)


def _write_over(database: Database, restored: Path, keep: Callable[[], object]) -> None:
    """Put a copy's content into the history, which is made where there is none, in one transaction.

    Args:
        database: The history.
        restored: The copy.
        keep: Called before, at a moment from which on nobody else can write.
    """
    with database.reading() as connection:
        log_ahead = connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    with faults.told(database.file), closing(connect(restored)) as source, closing(connect(database.file)) as live:
        if log_ahead:
            _copy(source, live, database.file, keep)
        else:  # a file system without a log: who holds the lock to write keeps even readers out
            keep()
            _copy(source, live, database.file)


def _copy(
    source: sqlite3.Connection, target: sqlite3.Connection, held: Path, when_locked: Callable[[], object] | None = None
) -> None:
    """Copy a database by SQLite's online backup, all in one transaction of the target's.

    Args:
        source: To copy.
        target: To write over.
        held: To be named where another program doesn't let go of its lock.
        when_locked: Called once the target is locked for writing, before anything of it is changed for others.
    """
    pending = [when_locked] if when_locked else []

    def told(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise faults.held(held)  # after SQLite's own patience; Python would try for ever
        if pending:
            pending.pop()()

    # The first page takes the lock that is held until the last is written.
    source.backup(target, pages=1 if pending else -1, progress=told)


def _put_in_place_of_damaged(database: Database, restored: Path, kept: Path) -> None:
    """Keep a damaged history as it is, file by file, and put a copy's content in its place."""
    database.close()
    with faults.told(database.file):
        for ending in ("", _LOG):
            if database.file.with_name(database.file.name + ending).exists():
                shutil.copy2(database.file.with_name(database.file.name + ending), kept.with_name(kept.name + ending))
        try:
            _write_over(database, restored, lambda: None)
        except faults.Damaged:  # it can't even be opened, by nobody: there is none whose file is swapped
            with _beside(database.file) as fresh:
                shutil.copyfile(restored, fresh)
                _flush(fresh)
                for ending in (_LOG, _INDEX):
                    database.file.with_name(database.file.name + ending).unlink(missing_ok=True)
                fresh.replace(database.file)
                _flush(database.file.parent)


def _is_whole(connection: sqlite3.Connection) -> bool:
    tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return tables >= {"attempts", "decisions"} and connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def _unused(file: Path) -> Path:
    """The path, or with a number where there is such a file."""
    numbered = (file.with_stem(f"{file.stem}-{number}") for number in count(2))
    return file if not file.exists() else next(one for one in numbered if not one.exists())


def _flush(path: Path) -> None:
    """Make sure that a file's content, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
