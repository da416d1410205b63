"""The app of one browser tab, in a process of its own: ``python -m dltutor.tui.serving.tab``."""

import sys

from dltutor.config import load
from dltutor.errors import DltutorError


def main() -> int:
    """Run the app on the page; the exit code. Settings come by file and environment, as for every command."""
    try:
        config = load()
        from dltutor.tui.app import run

        return run(config)
    except DltutorError as error:
        _show(f"dltutor: {error.message}\r\n         {error.hint}\r\n")
        return error.exit_code


def _show(text: str) -> None:
    """Put a text on the page in the way the app does, which isn't running."""
    data = text.encode()
    sys.stdout.buffer.write(b"__GANGLION__\n" + b"D" + len(data).to_bytes(4, "big") + data)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
