"""What the app does to the terminal and the process around it: the guarded standard error, the editor, the way out."""

import asyncio
import logging
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from dltutor import paths
from dltutor.errors import DltutorError

TEXT_FILES = {".md", ".markdown", ".txt", ".tex", ".csv", ".tsv", ".json", ".jsonl", ".ipynb", ".html", ".htm", ".rst"}


def on_hangup(leave: Callable[[], object]) -> None:
    """Leave in good order when the terminal is closed (a window, a connection): what was written is saved then."""
    with suppress(NotImplementedError, AttributeError, ValueError, RuntimeError):  # not on every platform or thread
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, leave)


def log_file() -> Path:
    """Where the log and whatever native libraries print goes."""
    return paths.state_dir() / "dltutor.log"


@contextmanager
def quiet_stderr(file: Path) -> Iterator[None]:
    """Send file descriptor 2 into a file, and keep the terminal for the app.

    Native libraries write to the descriptor, past anything Python can redirect, in the midst of the screen. Textual
    draws on ``sys.__stderr__``, which therefore gets a descriptor of its own; where standard error isn't a terminal
    but standard output is, the app draws on that.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        log_to = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError:
        # Without a log the screen may be spoilt, which is better than no screen.
        yield
        return
    screen = os.dup(2 if os.isatty(2) or not os.isatty(1) else 1)
    before, saved = sys.__stderr__, os.dup(2)
    handler = _start_logging(file)
    with open(screen, "w", encoding="utf-8", errors="replace") as drawn_on:  # noqa: PTH123  a descriptor
        sys.__stderr__ = drawn_on  # type: ignore[misc]
        os.dup2(log_to, 2)
        try:
            yield
        finally:
            sys.__stderr__ = before  # type: ignore[misc]
            os.dup2(saved, 2)
            os.close(saved)
            os.close(log_to)
            logging.getLogger("dltutor").removeHandler(handler)
            handler.close()


def _start_logging(file: Path) -> logging.Handler:
    handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("dltutor")
    logger.addHandler(handler)
    # The file is the only place to go to: the root logger's would be the screen.
    logger.propagate = False
    return handler


def editor_command(file: Path, line: int) -> list[str]:
    """The command that opens a file at a line in the person's editor.

    Raises:
        DltutorError: No editor is named, or the file is not one for an editor.
    """
    if file.suffix.lower() not in TEXT_FILES:
        raise DltutorError(f"{file.name} is not a text file.", hint="Open it in the program it was made with.")
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not editor:
        raise DltutorError("No editor is named.", hint="Set $EDITOR, for example: export EDITOR=nano")
    if Path(editor[0]).stem in {"code", "codium", "code-insiders", "cursor"}:
        return [*editor, "--wait", "--goto", f"{file}:{line}"]
    return [*editor, f"+{line}", str(file)]


def edit(command: list[str]) -> None:
    """Run an editor and wait for it; the app must have given up the terminal.

    Raises:
        DltutorError: The editor can't be started.
    """
    try:
        # Its standard error is the terminal, not the log that descriptor 2 leads to meanwhile.
        subprocess.run(command, check=False, stderr=sys.__stderr__)  # noqa: S603  the person's own editor
    except OSError as error:
        hint = "Mend $VISUAL or $EDITOR."
        raise DltutorError(f"{command[0]} can't be started: {error.strerror}.", hint=hint) from None


def plain_alt_digits() -> None:
    """Let Alt and a digit arrive as such.

    For one terminal on macOS, Textual turns what nearly every other sends for Alt+1 into "¡", and so on.
    """
    sequences = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for digit in "0123456789":
        sequences.pop(f"\x1b{digit}", None)


def leave_now(code: int) -> None:
    """End the process without the interpreter's farewell, which aborts while a thread is inside a native library."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
