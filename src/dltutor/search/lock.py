"""One build at a time for each index."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dltutor.errors import IndexProblem


@contextmanager
def building(index_dir: Path) -> Iterator[None]:
    """Hold the index for a build. The system lets go of it when the process ends, however it ends.

    Raises:
        IndexProblem: Another build holds it.
    """
    handle = os.open(index_dir / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError:
            raise IndexProblem(
                f"Another build is at work on {index_dir}.", hint="Wait until it is done, or stop it."
            ) from None
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
