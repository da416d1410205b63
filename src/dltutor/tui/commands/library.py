"""The commands of the library and of its dialogs."""

from dltutor.tui.keys.command import Command

LIBRARY_GROUP = "Library"


LIBRARY: tuple[Command, ...] = (
    Command("add", ("a",), "Add", "Copy a document or folder into the corpus.", LIBRARY_GROUP, "library", ("library",)),
    Command("questions", ("i",), "Questions", "Show the questions of the selected document.", LIBRARY_GROUP, "library"),
    Command("doubts", ("d",), "Doubts", "Show what a person should look at.", LIBRARY_GROUP, "library", ("library",)),
    Command(
        "row_above", ("k",), "Up", "Go to the row above.", LIBRARY_GROUP, "library", palette=False, action="step(-1)"
    ),
    Command(
        "row_below", ("j",), "Down", "Go to the row below.", LIBRARY_GROUP, "library", palette=False, action="step(1)"
    ),
    Command(
        "leave", ("escape", "f2"), "Back", "Go back to the chat.", LIBRARY_GROUP, "library", ("library",), palette=False
    ),
    Command(
        "edit",
        ("e",),
        "Editor",
        "Open the file at this line in $EDITOR.",
        LIBRARY_GROUP,
        "place",
        ("place",),
        palette=False,
    ),
    Command(
        "place_up", ("k",), "Up", "Scroll up by a row.", LIBRARY_GROUP, "place", palette=False, action="scroll_rows(-1)"
    ),
    Command(
        "place_down",
        ("j",),
        "Down",
        "Scroll down by a row.",
        LIBRARY_GROUP,
        "place",
        palette=False,
        action="scroll_rows(1)",
    ),
    Command(
        "close",
        ("escape",),
        "Close",
        "Close this window.",
        LIBRARY_GROUP,
        "dialog",
        ("dialog", "place", "copying"),
        palette=False,
    ),
)
