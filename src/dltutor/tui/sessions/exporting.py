"""Writing a session for people and other programs: Markdown or JSON, into a new file and never over another."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dltutor.errors import DltutorError, UsageError

if TYPE_CHECKING:
    from dltutor.tui.sessions.session import Session

Form = Literal["markdown", "json"]
ENDINGS: dict[Form, str] = {"markdown": ".md", "json": ".json"}


def form_of(name: str) -> Form:
    """The format that a file's name asks for."""
    return "json" if name.lower().endswith(ENDINGS["json"]) else "markdown"


def file_name(session: Session, name: str = "", form: Form | None = None) -> str:
    """The name of the file: as given, else one with the session's date."""
    return Path(name).name or f"dltutor-{session.id}{ENDINGS[form or 'markdown']}"


def text(session: Session, form: Form) -> str:
    """The session in a format, as a text that every encoding of Unicode can hold."""
    if form == "json":
        made = json.dumps(session.to_json(), ensure_ascii=False, indent=2) + "\n"
    else:
        from dltutor.tui.sessions.markdown import markdown

        made = markdown(session)
    # Half a surrogate pair becomes an escape, which JSON reads back.
    return made.encode("utf-8", "backslashreplace").decode("utf-8")


def write(session: Session, name: str = "", form: Form | None = None) -> Path:
    """Write a session into a new file.

    Args:
        session: What is written.
        name: The file, or a folder; empty for a new name with the date in the current folder.
        form: The format; that of the file's ending unless told.

    Returns:
        Where it is.

    Raises:
        UsageError: The file is there already.
        DltutorError: It can't be written.
    """
    form = form or form_of(name)
    given = Path(name).expanduser()
    named = bool(name) and not given.is_dir()
    file = given if named else _free(given / file_name(session, "", form))
    content = text(session, form).encode("utf-8")
    try:
        with file.open("xb") as new:
            new.write(content)
    except FileExistsError:
        raise UsageError(f"{file} is there already.", hint=f"Free is: {_free(file)}") from None
    except OSError as error:
        raise DltutorError(f"{file} can't be written: {error.strerror}.", hint="Name another file.") from None
    return file


def _free(file: Path) -> Path:
    """A name like this one that no file has."""
    names = (file.with_stem(f"{file.stem}-{number}" if number > 1 else file.stem) for number in count(1))
    return next(name for name in names if not name.exists())
