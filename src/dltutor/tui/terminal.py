"""What the app does to the terminal and the process around it: the guarded screen, the editor, the way out."""

import asyncio
import io
import logging
import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from dltutor import paths
from dltutor.errors import DltutorError

TEXT_FILES = {".md", ".markdown", ".txt", ".tex", ".csv", ".tsv", ".json", ".jsonl", ".ipynb", ".html", ".htm", ".rst"}


def on_end(leave: Callable[[], object]) -> None:
    """Leave in good order when the terminal is closed (a window, a connection) or the program is told to end.

    What was written is saved then, and the terminal is as it was.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM"):
        with suppress(NotImplementedError, AttributeError, ValueError, RuntimeError):  # not on every platform or thread
            loop.add_signal_handler(getattr(signal, name), leave)


def log_file() -> Path:
    """Where the log and whatever native libraries print goes."""
    return paths.state_dir() / "dltutor.log"


@contextmanager
def guarded_screen(file: Path) -> Iterator[None]:
    """Send file descriptors 1 and 2 into a file, and keep the terminal for the app.

    Native libraries write to the descriptors, past anything Python can redirect, in the midst of the screen, or of the
    packets that a browser is sent. Textual draws on ``sys.__stderr__``, in a browser on ``sys.__stdout__``, which
    therefore get descriptors of their own; where standard error isn't a terminal but standard output is, the app draws
    on that.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        log_to = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError:
        # Without a log the screen may be spoilt, which is better than no screen.
        yield
        return
    before, saved = (sys.__stdout__, sys.__stderr__), (os.dup(1), os.dup(2))
    handler = _start_logging(file)
    with _opened(os.dup(1)) as out, _opened(os.dup(2 if os.isatty(2) or not os.isatty(1) else 1)) as drawn_on:
        sys.__stdout__, sys.__stderr__ = out, drawn_on  # type: ignore[misc]
        sys.stdout.flush()
        for number in (1, 2):
            os.dup2(log_to, number)
        try:
            yield
        finally:
            sys.stdout.flush()  # what was printed meanwhile belongs into the log
            sys.__stdout__, sys.__stderr__ = before  # type: ignore[misc]
            for number, kept in zip((1, 2), saved, strict=True):
                os.dup2(kept, number)
                os.close(kept)
            os.close(log_to)
            logging.getLogger("dltutor").removeHandler(handler)
            handler.close()


def _opened(descriptor: int) -> io.TextIOWrapper:
    return open(descriptor, "w", encoding="utf-8", errors="replace")


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
        # Its output goes to the terminal, not to the log that descriptors 1 and 2 lead to meanwhile.
        subprocess.run(command, check=False, stdout=sys.__stdout__, stderr=sys.__stderr__)  # noqa: S603  the person's
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


def within(seconds: float, force: Callable[[], object]) -> threading.Timer:
    """Use force unless what is returned is cancelled in time; on a thread of its own, whatever the others wait for."""
    timer = threading.Timer(seconds, force)
    timer.daemon = True
    timer.start()
    return timer


def leave_now(code: int) -> None:
    """End the process without the interpreter's farewell, which aborts while a thread is inside a native library."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
