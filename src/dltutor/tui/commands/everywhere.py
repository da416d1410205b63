"""The commands that work on every screen."""

from dltutor.tui.keys.command import Command

APP = "Everywhere"


EVERYWHERE: tuple[Command, ...] = (
    Command("clear", ("ctrl+l",), "Clear", "Clear the answers from view; the session goes on.", APP, "app", slash=True),
    Command("help", ("f1",), "Help", "Show this help.", APP, "app", ("prompt", "transcript", "library"), slash=True),
    Command(
        "library",
        ("f2",),
        "Library",
        "Show documents, their questions and doubts.",
        APP,
        "app",
        ("prompt",),
        slash=True,
    ),
    Command(
        "rebuild",
        ("ctrl+r",),
        "Rebuild",
        "Build the index anew from the documents.",
        APP,
        "app",
        ("library",),
        slash=True,
    ),
    Command("cancel", ("alt+x",), "Cancel", "Stop the build; the old index stays.", APP, "app"),
    Command(
        "command_palette",
        ("ctrl+p",),
        "Commands",
        "Find a command by its name.",
        APP,
        "app",
        palette=False,
        priority=True,
    ),
    Command(
        "interrupt",
        ("ctrl+c",),
        "Copy or quit",
        "Copy the selected text; without one, quit at the second press.",
        APP,
        "app",
        palette=False,
    ),
    Command("quit", ("ctrl+q",), "Quit", "Leave at once.", APP, "app", ("prompt",), slash=True, priority=True),
)
