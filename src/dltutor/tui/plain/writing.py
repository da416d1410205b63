"""Writing a text into a file that isn't there yet."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from dltutor.errors import DltutorError

if TYPE_CHECKING:
    from pathlib import Path


def write_new(file: Path, text: str) -> Path:
    """Write a text into a file of this name, or with a number behind it: nothing that is there is touched.

    Returns:
        Where it is.

    Raises:
        DltutorError: It can't be written.
    """
    for number in count(1):
        free = file if number == 1 else file.with_stem(f"{file.stem}-{number}")
        try:
            with free.open("x", encoding="utf-8", newline="") as out:
                out.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            raise DltutorError(f"{free} can't be written: {error.strerror}.", hint="Name another file.") from None
        return free
    raise AssertionError
