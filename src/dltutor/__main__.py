"""``python -m dltutor``."""


def main() -> None:
    """Run the command line."""
    from dltutor.cli import main as run

    run()


if __name__ == "__main__":
    main()
