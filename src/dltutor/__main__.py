"""``python -m dltutor``."""

import sys


def main() -> None:
    """Run the command line; Ctrl+C is taken in good part even before that is imported."""
    try:
        from dltutor.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("dltutor: stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
