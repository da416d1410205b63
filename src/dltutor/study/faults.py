"""What SQLite and the disk report, as errors that a person can mend: what happened, where, what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dltutor.errors import DltutorError

WHOLE = "What was kept before is still there, whole."

_DAMAGED = (
    "Your history in {file} is damaged.",
    "Move the file away and a new history begins; `sqlite3 FILE .recover` may save what was in it.",
)
_UNWRITABLE = (
    "Your history can't be opened or written at {file}.",
    "Make the file and its folder writable, or set DLTUTOR_HOME to a folder that is.",
)
_BUSY = ("Another program is holding your history in {file}.", f"Close it and try again. {WHOLE}")

_MEANINGS = {
    sqlite3.SQLITE_FULL: ("The disk is full: nothing more can be kept in {file}.", f"Free some space. {WHOLE}"),
    sqlite3.SQLITE_IOERR: ("The disk failed at your history in {file}.", f"Is it full, or gone? {WHOLE}"),
    sqlite3.SQLITE_READONLY: _UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: _UNWRITABLE,
    sqlite3.SQLITE_PERM: _UNWRITABLE,
    sqlite3.SQLITE_AUTH: _UNWRITABLE,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the disk into DltutorError; a mistake in the program itself stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the kind of error, the rest says more about it.
        meaning = _MEANINGS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if meaning is None:
            raise
        raise _error(meaning, file) from error
    except OSError as error:
        raise _error(_UNWRITABLE, file) from error


def damaged(file: Path) -> DltutorError:
    """The error for content that can't be understood."""
    return _error(_DAMAGED, file)


def newer(file: Path, version: int, known: int) -> DltutorError:
    """The error for a database that a later dltutor has migrated."""
    return DltutorError(
        f"Your history in {file} is of a newer dltutor (its version is {version}, this one knows {known}).",
        hint=f"Install that one, or let DLTUTOR_HOME name another folder. {WHOLE}",
    )


def foreign(file: Path) -> DltutorError:
    """The error for another program's database."""
    return DltutorError(
        f"{file} is a database, but not dltutor's.", hint="Move it away, or set DLTUTOR_HOME to another folder."
    )


def _error(meaning: tuple[str, str], file: Path) -> DltutorError:
    what, hint = meaning
    return DltutorError(what.format(file=file), hint=hint)
