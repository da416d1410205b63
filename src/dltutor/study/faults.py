"""What SQLite and the disk report, as errors that a person can mend: what happened, where, what to do."""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dltutor.errors import DltutorError


class Damaged(DltutorError):  # noqa: N818  a state that a file is in
    """What is in a file can't be understood."""


WHOLE = "What was kept before is still there, whole."
_MOVE = "DLTUTOR_HOME names the folder that yours is in."

_Meanings = Mapping[int, tuple[str, str]]
"""What happened and what to do, by the kind of SQLite's error."""

_UNWRITABLE = (
    "Your history can't be opened or written at {file}.",
    "Make the file and its folder writable, or set DLTUTOR_HOME to a folder that is.",
)
_BUSY = ("Another program is holding your history in {file}.", f"Close it and try again. {WHOLE}")
_REMEDY = (
    "Bring back a backup with `dltutor restore BACKUP`. Move the file away and a new history begins; "
    "`sqlite3 FILE .recover` may save what was in it."
)
_DAMAGED = ("Your history in {file} is damaged.", _REMEDY)
_HISTORY: _Meanings = {
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

_UNUSABLE = ("{file} can't be opened or written.", f"Is it the right place, and may you use it? {WHOLE}")
_HELD = ("Another program is holding {file}.", f"Close it and try again. {WHOLE}")
_BROKEN = ("{file} is damaged, or no history at all.", f"Is it a file that dltutor backed up? {WHOLE}")
_BACKUP: _Meanings = {
    sqlite3.SQLITE_FULL: ("The disk is full: {file} can't be written or copied.", f"Free some space. {WHOLE}"),
    sqlite3.SQLITE_IOERR: ("The disk failed at {file}.", f"Is it full, or gone? {WHOLE}"),
    sqlite3.SQLITE_READONLY: _UNUSABLE,
    sqlite3.SQLITE_CANTOPEN: _UNUSABLE,
    sqlite3.SQLITE_PERM: _UNUSABLE,
    sqlite3.SQLITE_AUTH: _UNUSABLE,
    sqlite3.SQLITE_BUSY: _HELD,
    sqlite3.SQLITE_LOCKED: _HELD,
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_NOTADB: _BROKEN,
}
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def told(file: Path, *, backup: bool = False) -> Iterator[None]:
    """Turn errors of SQLite and of the disk into DltutorError; a mistake in the program itself stays what it is.

    Args:
        file: To be named.
        backup: Whether it is a backup, and not the history itself.
    """
    meanings = _BACKUP if backup else _HISTORY
    try:
        yield
    except sqlite3.Error as error:
        kind = _kind(error)
        if kind not in meanings:
            raise
        raise _error(meanings, kind, file) from error
    except OSError as error:
        kind = sqlite3.SQLITE_FULL if error.errno in _NO_ROOM else sqlite3.SQLITE_CANTOPEN
        raise _error(meanings, kind, file) from error


def damaged(file: Path, *, backup: bool = False) -> Damaged:
    """The error for content that can't be understood."""
    what, hint = _BROKEN if backup else _DAMAGED
    return Damaged(what.format(file=file), hint=hint)


def newer(file: Path, version: int, known: int) -> DltutorError:
    """The error for a database that a later dltutor has migrated."""
    return DltutorError(
        f"The history in {file} is of a newer dltutor (its version is {version}, this one knows {known}).",
        hint=f"Install that one, or use another history: {_MOVE} {WHOLE}",
    )


def foreign(file: Path) -> DltutorError:
    """The error for another program's database."""
    return DltutorError(
        f"{file} is a database, but not dltutor's.", hint=f"Move it away, or use another history: {_MOVE}"
    )


def held(file: Path) -> DltutorError:
    """The error for a database that another program doesn't let go of."""
    return _error(_HISTORY, sqlite3.SQLITE_BUSY, file)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the content of a file is at fault."""
    return _kind(error) in _DAMAGE


def _kind(error: sqlite3.Error) -> int:
    """The low byte of SQLite's code: the kind of error. The rest says more about it."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own; the only operational one is text that is no UTF-8
        return sqlite3.SQLITE_CORRUPT if isinstance(error, sqlite3.OperationalError) else sqlite3.SQLITE_MISUSE
    return int(code) & 0xFF


def _error(meanings: _Meanings, kind: int, file: Path) -> DltutorError:
    what, hint = meanings[kind]
    return (Damaged if kind in _DAMAGE else DltutorError)(what.format(file=file), hint=hint)
