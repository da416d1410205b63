"""Where sessions are kept: one file each, JSON Lines that are only ever appended to, for their owner's eyes only."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from dltutor import paths
from dltutor.errors import UsageError
from dltutor.tui.sessions import session as sessions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from dltutor.tui.sessions.session import Session

ENDING = ".jsonl"
LAST = "last"
"""Stands for the session that was used last."""
HINT = "The sessions: dltutor transcripts"


def folder() -> Path:
    """The folder of all sessions. They are the person's own, so they lie with the data, not with the state."""
    return paths.data_dir() / "transcripts"


def files() -> list[Path]:
    """The files of all sessions, the one used last first."""
    found: list[tuple[int, Path]] = []
    with suppress(OSError):
        for file in folder().glob(f"*{ENDING}"):
            with suppress(OSError):  # another tutor may just have deleted it
                status = file.stat()
                if stat.S_ISREG(status.st_mode):
                    found.append((status.st_mtime_ns, file))
    return [file for _, file in sorted(found, key=lambda one: (one[0], one[1].stem), reverse=True)]


def read(file: Path) -> Session | None:
    """The session in a file; None where there is none that can be read."""
    try:
        return sessions.read(file.stem, file.read_bytes().split(b"\n"))
    except OSError:
        return None


def every() -> Iterator[Session]:
    """All sessions, the one used last first."""
    return filter(None, map(read, files()))


def find(name: str = LAST) -> Session:
    """The session that is meant: by its id, the beginning of one, its number in the list, or "last".

    Raises:
        UsageError: There is none, or several are meant.
    """
    if name.isdecimal() and len(name) <= 3:
        found = [one for number, one in enumerate(every(), start=1) if number == int(name)]
    elif name in {LAST, ""}:
        found = [one for one in [next(every(), None)] if one is not None]
    else:
        named = [file for file in files() if file.stem.startswith(name)]
        found = [one for one in map(read, [file for file in named if file.stem == name] or named) if one is not None]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{len(found)} sessions begin with {name!r}.", hint=f"Give more of the ID. {HINT}")
    what = "No session is kept yet." if name in {LAST, ""} else f"There is no session {name!r}."
    raise UsageError(what, hint=HINT)


def begin(at: datetime, lines: bytes) -> Path:
    """Write the first lines of a session that begins now into a file of its own. Raises OSError; then there is none."""
    where = folder()
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = f"{at.astimezone():%Y-%m-%d-%H%M%S}"
    for number in count(1):
        file = where / f"{stem if number == 1 else f'{stem}-{number}'}{ENDING}"
        with suppress(FileExistsError):
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            break
    try:
        _write(descriptor, lines)
    except OSError:
        file.unlink(missing_ok=True)
        raise
    return file


def append(file: Path, lines: bytes) -> None:
    """Add whole lines. Where a crash has cut the last one, they begin on a new one. Raises OSError."""
    descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    size = os.lseek(descriptor, 0, os.SEEK_END)
    os.lseek(descriptor, max(0, size - 1), os.SEEK_SET)
    _write(descriptor, lines if os.read(descriptor, 1) in {b"", b"\n"} else b"\n" + lines)


def _write(descriptor: int, lines: bytes) -> None:
    """One write, so that two tutors don't mix their lines; closes the file."""
    try:
        if os.write(descriptor, lines) != len(lines):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        os.close(descriptor)


def delete(name: str) -> None:
    """Delete a session by its whole id. Raises UsageError where there is none, OSError where it can't be."""
    file = next((file for file in files() if file.stem == name), None)
    if file is None:
        raise UsageError(f"There is no session {name!r}.", hint=HINT)
    file.unlink(missing_ok=True)
